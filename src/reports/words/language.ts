/** The languages that dyshop speaks; Chinese unless told otherwise. */
export type Language = 'zh' | 'en'

/** Values to put into a sentence, made harmless for where it is shown. */
export type Words = Readonly<Record<string, string | number>>

/** A sentence with its values. */
export type Sentence = (args: Words) => string

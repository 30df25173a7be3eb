import { looksLikeName } from './chinese-names.ts'
import { maskFreeText, maskNumbers, maskValue, maskWord } from './masking.ts'
import { maskOwnCode, maskRegion, maskTracking } from './masking-columns.ts'
import { isOfPlatformWords } from './platform-words.ts'
import { Remembered } from './remembered.ts'

/** What becomes of a cell when people's data is deleted. */
export type Treatment = (text: string) => string

const DELETED = '***'

/** What a mask leaves of a phone, a name or an address: enough to recognise somebody by. */
const LEFT_BY_MASKS = /\d*\*{2,}\d*|[\p{Script=Han}\p{L}]\*{2}/gu

/** Masked for showing, something of a phone or a name stays; deleted, nothing does. */
function deleting(mask: (text: string) => string): Treatment {
  return (text) => {
    const shown = mask(text)
    return shown === text ? text : shown.replace(LEFT_BY_MASKS, DELETED)
  }
}

/** Names and kinds of goods: without the numbers that somebody put into them. */
export const withoutNumbers: Treatment = deleting(maskNumbers)

/** No name by itself, and of everything else what a treatment leaves. */
function exceptNames(treat: Treatment): Treatment {
  return (text) => (looksLikeName(text) && !isOfPlatformWords(text) ? DELETED : treat(text))
}

/** A word the books need, such as what a movement of money was for: whatever it is, unless it is a name. */
export const unlessName: Treatment = exceptNames(withoutNumbers)

const PLATFORM_WORDS = new Remembered((text) =>
  isOfPlatformWords(text) ? withoutNumbers(text) : DELETED,
)

/** A word the books can do without: only what is plainly the platform's. */
export const onlyPlatformWords: Treatment = (text) => PLATFORM_WORDS.get(text)

/** A status, unless a shifted row has a person's name there. */
export const onlyWords: Treatment = deleting(maskWord)

/** What a column should hold, without what is none of it. */
export const ofContent: Readonly<
  Record<'own-code' | 'parcel' | 'region' | 'goods' | 'word', Treatment>
> = {
  'own-code': exceptNames(deleting(maskOwnCode)),
  parcel: deleting(maskTracking),
  region: deleting(maskRegion),
  goods: withoutNumbers,
  word: onlyPlatformWords,
}

const NUMBERS_AND_TIMES = /^[\d\s:+,./%-]*$/

/** A number or a moment; anything else that stands in its place is no money fact. */
export const onlyNumbers: Treatment = (text) => (NUMBERS_AND_TIMES.test(text) ? text : '')

/** An id by which rows belong together: one that is none of words stays, whatever number it looks like. */
const ID = /^[!-~；]*$/
export const onlyIds: Treatment = (text) => (ID.test(text) ? text : onlyCodes(text))

/** A link to a page as it is. */
const LINK = /^https?:\/\/[!-~]*$/
export const onlyLinks: Treatment = (text) => (LINK.test(text) ? text : onlyCodes(text))

/** A code as it is; other words without what tells of people, and no name by itself. */
const CODE = /^[\w;,./+#-]*$/
const withoutPeople = deleting(maskValue)
export const onlyCodes: Treatment = (text) => (CODE.test(text) ? text : withoutPeople(text))

/**
 * A cell of a column that nobody has described: only what can be nothing but a code, a number or a
 * moment stays, for no screen can tell every name.
 */
export const onlyHarmless: Treatment = (text) => {
  const isPlain = CODE.test(text) || NUMBERS_AND_TIMES.test(text)
  return isPlain && !text.includes('##') && maskFreeText(text) === text ? text : ''
}

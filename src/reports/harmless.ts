/** Characters that steer a terminal, hide text or turn its direction, and line ends. */
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFF9-\uFFFB]/gu

/**
 * Any text from outside as it may be shown on a terminal: what could move the cursor, set colours,
 * open links, turn the direction of writing or fake another line is shown as its code instead.
 */
export function harmless(text: string): string {
  return text.replace(DANGEROUS, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code === 0x20 ? ' ' : `\\u{${code.toString(16)}}`
  })
}

/** The same for a JSON text, where such characters can be written as escapes without changing it. */
export function harmlessJson(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

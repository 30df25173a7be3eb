/** Characters that steer a terminal, hide text or turn its direction, and line ends. */
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFF9-\uFFFB]/gu
const DANGEROUS_ONE = new RegExp(DANGEROUS.source, 'u')

/**
 * Any text from outside as it may be shown on a terminal: what could move the cursor, set colours,
 * open links, turn the direction of writing or fake another line is shown as its code instead.
 */
export function harmless(text: string): string {
  return text.replace(DANGEROUS, asCode)
}

function asCode(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** What our own words hold: line ends, and the colours that are used, none of which hides anything. */
const OURS = /^(?:\n|\u001b\[(?:[0-4]|2[2-4]|3[1-79]|9[0-7])m)$/
const OURS_OR_DANGEROUS = new RegExp(`\u001b\\[\\d+m|${DANGEROUS.source}`, 'gu')

/**
 * Whole lines of ours on their way to a terminal, where every text from outside has gone through
 * `harmless` already. Should one have been forgotten, it can still do no more than end a line.
 * @param hasColor without, not even colours pass
 */
export function harmlessLines(text: string, hasColor: boolean): string {
  return text.replace(OURS_OR_DANGEROUS, (found) => {
    if (OURS.test(found) && (hasColor || found === '\n')) return found
    return [...found].map((each) => (DANGEROUS_ONE.test(each) ? asCode(each) : each)).join('')
  })
}

/** A file in one of the formats that is shown instead of kept: it may have lines and tabs, no more. */
export function harmlessDocument(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replace(DANGEROUS, (found) => (found === '\n' || found === '\t' ? found : asCode(found)))
}

/** The same for a JSON text, where such characters can be written as escapes without changing it. */
export function harmlessJson(text: string): string {
  return text.replace(DANGEROUS, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}

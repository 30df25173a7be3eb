/**
 * What the platform, or a spreadsheet program, puts around the text of a cell, and how to take it
 * off. The forms are those of real exports: a leading TAB in the order export, an apostrophe before
 * ids in the settlement bill.
 */

const TAB = 0x09
const SPACE = 0x20
const NO_BREAK_SPACE = 0xa0
const IDEOGRAPHIC_SPACE = 0x3000
const APOSTROPHE = 0x27
const BACKTICK = 0x60
const EQUALS = 0x3d

const EMPTY_MARKS: ReadonlySet<string> = new Set(['', '-', '–', '—', '－', '--'])

/** An id, several joined with `;`, a code, an amount, or a time. A sentence has other blanks. */
const ID_CHARACTERS = /^[\w.,;:+－-]+(?: [\d:]+)?$/
const DIGIT = /\d/

const FULL_WIDTH_IN_NUMBERS = /[０-９．，－＋￥]/g
const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?E\+?\d{1,3}$/i

/**
 * The text without what is wrapped around it: TABs and blanks (ordinary, full-width, no-break) at
 * both ends, the formula wrapper `="…"`, and an apostrophe or back-tick before an id or a number.
 * What stands inside the text stays, also line ends. A text without a wrapper is returned as it is.
 */
export function unwrapCell(text: string): string {
  if (!mayBeWrapped(text)) return text
  const trimmed = trimBlanks(text)
  const first = trimmed.charCodeAt(0)
  if (first === EQUALS) return withoutFormula(trimmed)
  if (first === APOSTROPHE || first === BACKTICK) return withoutTextMark(trimmed)
  return trimmed
}

/** True for the texts that the platform's exports have where there is nothing. */
export function isEmptyMark(text: string): boolean {
  return text.length <= 2 && EMPTY_MARKS.has(text)
}

/** Full-width digits, point, comma, signs and ￥ as their ordinary forms; for numbers, not for prose. */
export function toHalfWidth(text: string): string {
  return text.replace(FULL_WIDTH_IN_NUMBERS, (character) =>
    character === '￥' ? '¥' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}

/** True for an id that a spreadsheet turned into a number, such as `6.91793E+18`: its digits are lost. */
export function isDamagedId(text: string): boolean {
  return SCIENTIFIC.test(text)
}

function mayBeWrapped(text: string): boolean {
  if (text.length === 0) return false
  const first = text.charCodeAt(0)
  return (
    isBlank(first) ||
    first === APOSTROPHE ||
    first === BACKTICK ||
    first === EQUALS ||
    isBlank(text.charCodeAt(text.length - 1))
  )
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === NO_BREAK_SPACE || code === IDEOGRAPHIC_SPACE
}

function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

/** The inside of `="…"`; a formula that does more than hold one text stays as it is. */
function withoutFormula(text: string): string {
  if (text.length < 3 || !text.startsWith('="') || !text.endsWith('"')) return text
  const inside = text.slice(2, -1)
  if (!inside.includes('"')) return trimBlanks(inside)
  if (inside.replaceAll('""', '').includes('"')) return text
  return trimBlanks(inside.replaceAll('""', '"'))
}

/** Without the mark that makes a spreadsheet take a number for text; prose keeps its apostrophe. */
function withoutTextMark(text: string): string {
  const rest = trimBlanks(text.slice(1))
  if (EMPTY_MARKS.has(rest)) return rest
  return ID_CHARACTERS.test(rest) && DIGIT.test(rest) ? rest : text
}

/**
 * Amounts are whole fen in safe integers. They are read digit by digit and written digit by digit,
 * so no amount is ever rounded on its way through a binary fraction.
 */

const ZERO = 0x30
const COMMA = 0x2c
const POINT = 0x2e
const MINUS = 0x2d
const PLUS = 0x2b
const YEN = 0xa5
const FULL_WIDTH_YEN = 0xffe5
const YUAN = 0x5143
/** `！` to `～` are the ASCII characters `!` to `~`, moved up by this much. */
const FULL_WIDTH_OFFSET = 0xfee0

/**
 * The amount in fen that a text in yuan says, or null when it is not plainly one amount.
 *
 * Taken: one sign, one of `¥`, `￥` or `元`, thousands commas in correct groups of three, full-width
 * forms of all of them, and two decimals (more only when they are zeros). Not taken: blanks (the
 * cell is unwrapped before), `.5`, `5.`, exponents, brackets, and what is no safe integer of fen.
 */
export function parseFen(text: string): number | null {
  const start = afterSignAndCurrency(text)
  const end = text.charCodeAt(text.length - 1) === YUAN ? text.length - 1 : text.length
  if (end < text.length && hasCurrencyBefore(text, start)) return null

  const point = indexOfPoint(text, start, end)
  const yuan = readWhole(text, start, point)
  if (yuan < 0) return null
  const cents = point === end ? 0 : readDecimals(text, point + 1, end)
  if (cents < 0) return null

  const fen = yuan * 100 + cents
  if (!Number.isSafeInteger(fen)) return null
  return fen !== 0 && hasMinusBefore(text, start) ? -fen : fen
}

/**
 * An amount of fen as yuan with two decimals, such as `28.90` or `-0.05`; parseFen reads it back.
 * @throws {RangeError} when `fen` is not a safe integer
 */
export function formatYuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole amount of fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const sign = fen < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The character at `index`, a full-width one as its ASCII twin; NaN past the end. */
function codeAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code === FULL_WIDTH_YEN) return YEN
  return code > 0xff00 && code < 0xff5f ? code - FULL_WIDTH_OFFSET : code
}

const isSign = (code: number): boolean => code === MINUS || code === PLUS

/** Where the digits start: after a sign, a currency mark, or one of each in either order. */
function afterSignAndCurrency(text: string): number {
  const first = codeAt(text, 0)
  if (isSign(first)) return codeAt(text, 1) === YEN ? 2 : 1
  if (first === YEN) return isSign(codeAt(text, 1)) ? 2 : 1
  return 0
}

function hasCurrencyBefore(text: string, start: number): boolean {
  return start > 0 && (codeAt(text, 0) === YEN || (start > 1 && codeAt(text, 1) === YEN))
}

function hasMinusBefore(text: string, start: number): boolean {
  return start > 0 && (codeAt(text, 0) === MINUS || (start > 1 && codeAt(text, 1) === MINUS))
}

function indexOfPoint(text: string, start: number, end: number): number {
  for (let index = start; index < end; index++) if (codeAt(text, index) === POINT) return index
  return end
}

/** The digits from `start` to `end` with or without thousands commas; -1 when it is not such a number. */
function readWhole(text: string, start: number, end: number): number {
  let value = 0
  let digitsInGroup = 0
  let isGrouped = false
  for (let index = start; index < end; index++) {
    const code = codeAt(text, index)
    if (code === COMMA) {
      const isFullGroup = isGrouped ? digitsInGroup === 3 : digitsInGroup >= 1 && digitsInGroup <= 3
      if (!isFullGroup) return -1
      isGrouped = true
      digitsInGroup = 0
      continue
    }
    const digit = code - ZERO
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
    // Past here a sum could be rounded; rounding never brings it back under the limit.
    if (value > Number.MAX_SAFE_INTEGER) return -1
    digitsInGroup++
  }
  if (isGrouped ? digitsInGroup !== 3 : digitsInGroup === 0) return -1
  return value
}

/** The fen that decimals say: one or two digits, then only zeros; -1 when they say something else. */
function readDecimals(text: string, start: number, end: number): number {
  if (start === end) return -1
  let fen = 0
  for (let index = start; index < end; index++) {
    const digit = codeAt(text, index) - ZERO
    if (!(digit >= 0 && digit <= 9)) return -1
    if (index === start) fen = digit * 10
    else if (index === start + 1) fen += digit
    else if (digit !== 0) return -1
  }
  return fen
}

/** The digits a spreadsheet keeps of a number; from the next on it has written zeros. */
const KEPT_DIGITS = 15

/** From here on a number is written with an exponent, as JavaScript does. */
const MOST_INTEGER_DIGITS = 21

export interface NumberText {
  text: string
  /** The number has 16 or more integer digits, so a spreadsheet has rounded it. */
  isImprecise: boolean
}

const ZERO = 0x30
const NINE = 0x39
const MINUS = 0x2d
const POINT = 0x2e

const DECIMAL = /^(?=.)([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * A number cell's value as the shortest decimal text, without an exponent below 1e21. Integers of
 * 16 and more digits keep every digit the file has, because they are ids that someone may want to
 * find again. What is no number is left as it is.
 */
export function numberText(value: string): NumberText {
  const short = shortDecimal(value)
  if (short !== undefined) return { text: short, isImprecise: false }
  const match = DECIMAL.exec(value.trim())
  const number = Number(value)
  if (!match || !Number.isFinite(number)) return { text: value, isImprecise: false }
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = match
  const digits = integerDigits(integer, fraction, Number(exponent))
  if (digits.length <= KEPT_DIGITS) return { text: withoutExponent(number), isImprecise: false }
  if (digits.length > MOST_INTEGER_DIGITS) return { text: String(number), isImprecise: true }
  return { text: sign === '-' ? `-${digits}` : digits, isImprecise: true }
}

/**
 * A plain decimal that is short enough to be exact, without the zeros at its end; undefined for any other
 * value, and for a negative zero. A loop rather than an expression: most cells of an export are amounts.
 */
function shortDecimal(value: string): string | undefined {
  const { length } = value
  if (length > KEPT_DIGITS) return undefined
  const first = value.charCodeAt(0) === MINUS ? 1 : 0
  let point = length
  let end = 0
  for (let i = first; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code === POINT && point === length) point = i
    else if (code < ZERO || code > NINE) return undefined
    // Zeros of the integer part count, those behind the point only when another digit follows.
    if (code !== ZERO || point === length) end = i + 1
  }
  const startsWithZero = value.charCodeAt(first) === ZERO
  const isPlain = point === length || point < length - 1
  if (point === first || !isPlain || (startsWithZero && point > first + 1)) return undefined
  if (end === point + 1) end = point
  if (first === 1 && startsWithZero && end === point) return undefined
  return end === length ? value : value.slice(0, end)
}

/** The integer digits of a decimal once its exponent has moved the point; none for 0.5. */
function integerDigits(integer: string, fraction: string, exponent: number): string {
  const point = Math.max(0, integer.length + exponent)
  const digits = (integer + fraction).slice(0, point).padEnd(point, '0')
  return digits.replace(/^0+/, '')
}

function withoutExponent(number: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(String(number))
  if (!match) return String(number)
  const [, sign, first, rest = '', exponent] = match
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`
}

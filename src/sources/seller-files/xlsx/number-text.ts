/** The digits a spreadsheet keeps of a number; from the next on it has written zeros. */
const KEPT_DIGITS = 15

/** From here on a number is written with an exponent, as JavaScript does. */
const MOST_INTEGER_DIGITS = 21

export interface NumberText {
  text: string
  /** The number has 16 or more integer digits, so a spreadsheet has rounded it. */
  isImprecise: boolean
}

const SHORT_DECIMAL = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * A number cell's value as the shortest decimal text, without an exponent below 1e21. Integers of
 * 16 and more digits keep every digit the file has, because they are ids that someone may want to
 * find again. What is no number is left as it is.
 */
export function numberText(value: string): NumberText {
  if (value.length <= KEPT_DIGITS && SHORT_DECIMAL.test(value)) {
    return { text: value, isImprecise: false }
  }
  const match = DECIMAL.exec(value.trim())
  const number = Number(value)
  if (!match || !Number.isFinite(number)) return { text: value, isImprecise: false }
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = match
  const digits = integerDigits(integer, fraction, Number(exponent))
  if (digits.length <= KEPT_DIGITS) return { text: withoutExponent(number), isImprecise: false }
  if (digits.length > MOST_INTEGER_DIGITS) return { text: String(number), isImprecise: true }
  return { text: sign === '-' ? `-${digits}` : digits, isImprecise: true }
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

/**
 * Numbers that lead to a person, in the spellings people use for them. All patterns expect digits in
 * half width (see {@link withPlainDigits}) and leave numbers alone that are part of a longer one, so an
 * order id of 18 or 19 digits is neither a phone nor an identity card.
 */

/** What stands for what nobody may see. */
export const HIDDEN = '***'

/** Between the groups of a number: at most two blanks, dashes, dots, commas or brackets. */
const GAP = '[\\s\\p{Cf}.．。·•,，、_()（）‐-―－-]{0,2}'
/** Between any two digits. */
const NEAR = '[\\s\\p{Cf}-]?'

/** A mobile number: 3-4-4 or 3-3-5 in any punctuation, or with blanks and dashes wherever they stand. */
export const PHONE_PATTERN =
  `(?<!\\d)(?:(?:\\+|00)?86${GAP}|0)?(?:1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}|1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}` +
  `|1${NEAR}[3-9](?:${NEAR}\\d){9})(?:[-转]\\d{1,6})?(?!\\d)`

const PHONE = new RegExp(PHONE_PATTERN, 'gu')
/** `138-0000-1234`, whose last group is no extension. */
const IN_GROUPS = /^1\d{2}-\d{4}-\d{4}$/

const AREA = '(?:10|2\\d|[3-9]\\d{2})'
const NO_CODE =
  '(?<!(?:货号|单号|编号|编码|款号|批号|型号|流水号|条码|订单|价格|金额|余额|合计|sku|SKU|id|ID)[:：#\\s]{0,2})'
/** A landline with its area code: 7 or 8 digits behind `0…`, or behind `+86` without the 0. */
const LANDLINE = new RegExp(
  `(?<!\\d)${NO_CODE}(?:(?:\\+|00)?86${GAP})?(?:[(（]?0${AREA}[)）]?|(?<=86${GAP})${AREA})${GAP}` +
    `[1-9]\\d{2,3}${GAP}\\d{4}(?:(?:[-转]|分机)\\d{1,6})?(?!\\d)`,
  'gu',
)

const UNITS = '元|块|分钱|克|千克|公斤|斤|g|kg|ml|升|件|个|米|mm|cm|张|条|套|单|天|年|月|日|%'
/**
 * A landline of 8 digits without its area code, where no word says that it is another number. Days
 * (20261123), amounts and ranges (3000-5000) are none.
 */
const LOCAL = new RegExp(
  `(?<![\\dA-Za-z.¥￥$*_-])${NO_CODE}(?!(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))` +
    `[2-9]\\d{3}(?:\\d{4}|[\\s-]\\d{4}(?<!(?:19|20)\\d{2}[\\s-](?:19|20)\\d{2}|00[\\s-]\\d{2}00))` +
    `(?:转\\d{1,6})?(?![\\dA-Za-z*_-]|\\.\\d|\\s?(?:${UNITS}))`,
  'gu',
)
/** The same where only a word in front makes it a phone: in the names of products. */
const CALLED = /((?:电话|座机|致电|热线|拨打|tel|TEL|Tel)[:：\s]{0,2})\d{3,4}[\s-]?\d{4}(?!\d)/gu

const ID_18 = new RegExp(`(?<!\\d)\\d(?:${NEAR}\\d){16}${NEAR}[\\dXx](?!\\d)`, 'gu')
const ID_15 = new RegExp(`(?<![\\dA-Za-z])\\d(?:${NEAR}\\d){14}(?![\\dA-Za-z])`, 'gu')
const ID_START =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}((?:18|19|20)?\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/

/** Bounded, so that a long run of letters is not tried from each of them. */
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}[@＠][\w-]+(?:[.．][\w-]+)+/g

/** Other digits that people type, where a screen would not look for them: １, ①. */
const OTHER_DIGITS = /[０-９①-⑨⓪Ｘｘ]/g

/** The text with all digits in half width, one character for one. */
export function withPlainDigits(text: string): string {
  return text.replace(OTHER_DIGITS, (digit) => digit.normalize('NFKC'))
}

/** `13800001234` → `138****1234`; a virtual number `13800001234-5678` loses its extension too. */
export function cutPhone(text: string): string {
  const number = IN_GROUPS.test(text) ? text : text.replace(/-\d+$/, '')
  const digits = number.replace(/\D/g, '')
  return digits.length < 9 ? HIDDEN : `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

/** Without the numbers of identity cards; something else stands for each. */
export function withoutIdentities(text: string, standIn: string): string {
  const hide = (id: string) => (isIdentity(id) ? standIn : id)
  return text.replace(ID_18, hide).replace(ID_15, hide)
}

/** Without phones and e-mail addresses. @param local also landlines without area code */
export function withoutPhones(text: string, local: boolean): string {
  const rest = text.replace(PHONE, cutPhone).replace(LANDLINE, HIDDEN)
  return (local ? rest.replace(LOCAL, HIDDEN) : rest.replace(CALLED, `$1${HIDDEN}`)).replace(
    EMAIL,
    HIDDEN,
  )
}

/**
 * Whether the digits are those of an identity card: a province, a day of birth and, of 18, the check
 * digit. A text that reads so by chance is one order id in some hundred thousand.
 * @see GB 11643-1999, ISO 7064 MOD 11-2
 */
export function isIdentity(text: string): boolean {
  const digits = text.replace(/[^\dXx]/g, '')
  const year = ID_START.exec(digits)?.[1]
  if (year === undefined || year.length !== (digits.length === 18 ? 4 : 2)) return false
  if (digits.length === 15) return true
  let sum = 0
  for (let index = 0; index < 17; index++) sum += Number(digits[index]) * (2 ** (17 - index) % 11)
  return '10X98765432'[sum % 11] === digits[17]?.toUpperCase()
}

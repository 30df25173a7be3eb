/**
 * What people may see of buyers. Names, phones and addresses are cut down so that a row can still be
 * recognised by someone who knows it; free text is screened for what staff and buyers type into it.
 */

/** `张三丰` → `张**`. The length does not tell the name's. */
export function maskName(text: string): string {
  if (text === '') return ''
  return isCiphertext(text) ? HIDDEN : `${[...text][0]}**`
}

/** `13800001234` → `138****1234`; a virtual number `13800001234-5678` loses its extension too. */
export function maskPhone(text: string): string {
  if (text === '') return ''
  if (isCiphertext(text)) return HIDDEN
  const number = MOBILE_IN_GROUPS.test(text) ? text : text.replace(/-\d+$/, '')
  const digits = number.replace(/\D/g, '')
  return digits.length < 9 ? HIDDEN : `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

/** Street and house are hidden whole; province, city and district stand in columns of their own. */
export function maskAddress(text: string): string {
  return text === '' ? '' : HIDDEN
}

/** Free text without the phones, addresses and names that are likely in it. */
export function maskFreeText(text: string): string {
  if (text === '') return ''
  return text
    .replace(CIPHERTEXT, HIDDEN)
    .replace(NAME_BEFORE_PHONE, HIDDEN)
    .replace(PHONE, (phone) => maskPhone(halfWidthDigits(phone)))
    .replace(LANDLINE, HIDDEN)
    .replace(EMAIL, HIDDEN)
    .replace(ADDRESS, HIDDEN)
    .replace(NAMED, (_, label: string) => `${label}${HIDDEN}`)
}

const HIDDEN = '***'

/**
 * True for what only masking leaves of a name, phone or address. The platform itself stars them out
 * too (`张*`, `##…*…#1##`), but never to these three stars alone.
 */
export function isHidden(text: string): boolean {
  return text === HIDDEN
}

/** Receiver data as the platform exports it: `##<b64>*<b64>#1##`, `$$<b64>*<b64>$1$$`. */
const CIPHERTEXT = /(?:##|\$\$)[A-Za-z0-9+/=*#$]{6,}(?:##|\$\$)?/g
/** A mobile number, also in full-width digits, also broken up with blanks or dashes. */
const PHONE =
  /(?<![\d０-９])(?:\+?86[-\s]?)?[1１][3-9３-９](?:[-\s]?[\d０-９]){9}(?:[-转][\d０-９]{1,6})?(?![\d０-９])/g
/** `孙悟空 13800001234`: two to four characters by themselves, right before a mobile number. */
const NAME_BEFORE_PHONE =
  /(?<!\p{Script=Han})(?!\p{Script=Han}{0,2}(?:电话|手机|号码|微信|客户|买家))\p{Script=Han}{2,4}(?=[\s,，、]+(?:\+?86[-\s]?)?[1１][3-9３-９](?:[-\s]?[\d０-９]){9})/gu
/** `138-0000-1234`, whose last group is no extension. */
const MOBILE_IN_GROUPS = /^1\d{2}-\d{4}-\d{4}$/
const LANDLINE = /(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?:[-转]\d{1,6})?(?!\d)/g
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/**
 * A run of text that goes from a place name to a house: anything up to a road, village or building
 * word, with the numbers and rooms behind it.
 */
const ADDRESS =
  /[\p{Script=Han}A-Za-z0-9０-９-]{0,30}(?:路|街|道|巷|弄|胡同|村|镇|乡|小区|花园|公寓|大厦|广场|苑|栋|幢|单元|室|号楼)[\p{Script=Han}A-Za-z0-9０-９#（）()-]{0,20}(?:号|栋|幢|楼|单元|室|层|户|座|\d)[A-Za-z0-9０-９-]*/gu
const NAMED =
  /((?:收件人|收货人|联系人|姓名|户名|电话|手机|微信|地址)[:：是为\s]{1,3})[^\s,，;；。]+/g

function isCiphertext(text: string): boolean {
  return text.startsWith('##') || text.startsWith('$$')
}

function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

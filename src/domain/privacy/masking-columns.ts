import { looksLikeName } from './chinese-names.ts'
import { maskFreeText, maskName, maskNumbers, maskValue } from './masking.ts'
import { cutPhone, HIDDEN, isIdentity } from './personal-numbers.ts'
import { STREET, WORD_OF_CARRIER } from './places-and-carriers.ts'

/**
 * What people may see of columns that should hold nobody, and where somebody wrote a person all the
 * same: each keeps what the column is there for.
 */

const PARCELS = /([;；,，、\n]+)/
const PARTS = /([-—_/|\s]+)/
const PLAIN_CODE = /^[\w.]*$/

/**
 * 快递信息, `SF123-顺丰速运` and several of them: the number, the carrier's code and name stay, and
 * whatever else stands behind them goes. A number may look like a phone, so the first one stays.
 */
export function maskTracking(text: string): string {
  return text.split(PARCELS).map(maskParcel).join('')
}

function maskParcel(parcel: string): string {
  const parts = parcel.split(PARTS)
  let shown = ''
  let hasCarrier = false
  let hasNumber = false
  for (let index = 0; index < parts.length; index += 2) {
    const part = parts[index] ?? ''
    const isCode = PLAIN_CODE.test(part)
    const isFirst = isCode ? !hasCarrier || !hasNumber : !hasCarrier
    // Behind the carrier only another word of the carrier's belongs to the parcel.
    const isKept = isFirst ? isCode || maskValue(part) === part : WORD_OF_CARRIER.test(part)
    if (!isKept && part !== HIDDEN) return `${shown}${parts[index - 1] ?? ''}${HIDDEN}`
    shown += (parts[index - 1] ?? '') + part
    if (isCode) hasNumber ||= part !== ''
    else hasCarrier = true
  }
  return shown
}

const OWN_PHONE = /(?<![\dA-Za-z.-])1[3-9]\d(?:\d{8}|-\d{4}-\d{4}|\s\d{4}\s\d{4})(?![\dA-Za-z-])/g
const HAN = /\p{Script=Han}/u

/**
 * 商家编码, 货号 and the like: any code, and nothing of it is cut but a mobile number by itself. Where
 * there are words it is screened as the name of a product is.
 */
export function maskOwnCode(text: string): string {
  if (text.length < 11) return text
  return HAN.test(text) ? maskNumbers(text) : text.replace(OWN_PHONE, cutPhone)
}

/** The longest, 双江拉祜族佤族布朗族傣族自治县, with its province and city before it. */
const REGION = /^[\p{Script=Han}·]{1,26}$/u
const REGION_ENDING = /[省市区县旗州盟镇乡岛]$/
const REGIONS_LIKE_NAMES = /^(?:张家[口界港]|石[嘴河]|景德镇)/

/** 省, 市, 区: a region as it is; an address or a person that stands there instead is hidden. */
export function maskRegion(text: string): string {
  if (!REGION.test(text)) return STREET.test(text) && HAN.test(text) ? HIDDEN : maskFreeText(text)
  if (STREET.test(text)) return HIDDEN
  const isName =
    text.length > 2 &&
    !REGION_ENDING.test(text) &&
    !REGIONS_LIKE_NAMES.test(text) &&
    looksLikeName(text)
  return isName ? maskName(text) : text
}

const HEADER_ENDING = /[率价数费号额名称员表人量期时间日点码类型式本利润级度重长宽高别项位区地]$/

/** The header of a column, which is the merchant's to name: without a person that stands in it. */
export function maskHeader(header: string): string {
  if (/\d(?:\D?\d){6}/.test(header.normalize('NFKC'))) return maskFreeText(header)
  const isName = header.length > 2 && !HEADER_ENDING.test(header) && looksLikeName(header)
  return isName ? maskName(header) : header
}

/** Hashes in the names of exports, which may hold any digits; else a phone or identity number. */
const IN_FILE_NAMES =
  /[0-9a-f]{32,}|(?<![\d.])(?:(1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4}))|(\d{17}[\dXx]|\d{15}))(?!\d)/g

/**
 * The name of a file as it may be shown: what the platform calls its exports stays, a phone or identity
 * number and a name beside it do not. The manifest and the database keep the name itself.
 */
export function maskFileName(path: string): string {
  return path.split('/').map(maskSegment).join('/')
}

function maskSegment(name: string): string {
  for (const [, phone, id] of name.matchAll(IN_FILE_NAMES)) {
    if (phone !== undefined || (id !== undefined && isIdentity(id))) return maskNumbers(name)
  }
  return name
}

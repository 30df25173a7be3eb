import { afterSaleState } from '../after-sale.ts'
import { parseFen } from '../money.ts'
import { statusKind } from '../order-status.ts'
import { parseBeijingTime } from '../time.ts'
import { isWholeName } from './chinese-names.ts'
import { maskFreeText, maskNumbers } from './masking.ts'
import { isIdentity } from './personal-numbers.ts'
import { CARRIER, CODE_OF_CARRIER, STREET } from './places-and-carriers.ts'
import {
  hasLongNumber,
  hasOtherLetters,
  isOfPlatformWords,
  withoutPlatformWords,
} from './platform-words.ts'
import { Remembered } from './remembered.ts'

/**
 * What becomes of a cell when people's data is deleted. Unlike a mask, which is made for showing and
 * leaves something to recognise a row by, it keeps a cell only as far as it is plainly what its column is
 * there for: what goes too much is no fact of the books, and what stays too much is somebody.
 */
export type Treatment = (text: string) => string

/**
 * What a column of text should hold: the merchant's own codes; parcels with their carriers; provinces,
 * cities and districts; names and kinds of goods; words that the platform alone writes.
 */
export type Content = 'own-code' | 'parcel' | 'region' | 'goods' | 'word'

/** What stands where something was. */
export const DELETED = '***'

/** What a mask leaves of a phone, a name or an address: enough to recognise somebody by. */
const LEFT_BY_MASKS = /\d*\*{2,}\d*|[\p{Script=Han}\p{L}]\*{2}/gu

/** Masked for showing, something of a phone or a name stays; deleted, nothing does. */
function deleting(mask: (text: string) => string): Treatment {
  return (text) => {
    const shown = mask(text)
    return shown === text ? text : shown.replace(LEFT_BY_MASKS, DELETED)
  }
}

/** Columns repeat their cells; one that is seen again costs nothing. */
function remembering(treat: Treatment): Treatment {
  const made = new Remembered(treat)
  return (text) => (text === '' ? '' : made.get(text))
}

function keeping(isKept: (text: string) => boolean): Treatment {
  return (text) => (isKept(text) ? text : DELETED)
}

/** Names and kinds of goods: without the numbers that somebody put into them. */
export const withoutNumbers: Treatment = deleting(maskNumbers)

const withoutPeople: Treatment = deleting(maskFreeText)

/** A word the books can do without: only what is plainly the platform's. */
export const onlyPlatformWords: Treatment = remembering(keeping(isOfPlatformWords))

/** A status: one that is known, or in the platform's words. */
export const onlyStates: Treatment = remembering((text) => {
  const isKnown = statusKind(text) !== 'unknown' || afterSaleState(text) !== 'unknown'
  return isKnown ? text : onlyPlatformWords(text)
})

/** No word that the books need is longer; free text is, and takes long to screen. */
const LONGEST_WORD = 200

/**
 * A word the books need, such as what a movement of money was for: whatever it is, but for names, long
 * numbers, words in letters that the platform does not write with, and what a screen of free text finds.
 */
export const unlessName: Treatment = remembering((text) => {
  if (isOfPlatformWords(text) || CARRIER.test(text)) return text
  const isPerson = isWholeName(text) || isWholeName(withoutPlatformWords(text))
  if (isPerson || hasOtherLetters(text) || hasLongNumber(text)) return DELETED
  return text.length > LONGEST_WORD ? DELETED : withoutPeople(text)
})

const HAN = /\p{Script=Han}/u

/** Merchants name goods by them, as they like: screened as names of goods are, and where there are words as free text. */
const onlyOwnCodes: Treatment = remembering((text) => {
  if (text.length > LONGEST_WORD) return DELETED
  return HAN.test(text) ? withoutPeople(text) : withoutNumbers(text)
})

const WITHOUT_ENDING =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|九龙|新界|香港岛|氹仔|路环|海外|其他)$/
/** 市 and 县 end no name; 旗, 州 and 岛 may, as in 王红旗. */
const REGION =
  /^[\p{Script=Han}·]{1,25}(?:[省市县区]|(?<=..)(?:[镇乡]|街道|区划|委员会|兵团|农场|林场))$/u
const RARE_REGION = /^[\p{Script=Han}·]{2,25}[旗州盟岛域]$/u
const AUTONOMOUS = /自治[县州旗区]$/
/** A home that ends like a district, 阳光嘉园东区. */
const HOME = /家住|医院|住院|[嘉家花名]园|公馆|名苑/

const onlyRegions: Treatment = remembering(keeping(isRegion))

function isRegion(text: string): boolean {
  if (WITHOUT_ENDING.test(text) || AUTONOMOUS.test(text)) return true
  const isNamedSo = REGION.test(text) || (RARE_REGION.test(text) && !isWholeName(text))
  return isNamedSo && !STREET.test(text) && !HOME.test(text)
}

const BETWEEN_PARCELS = /([\s\p{P}|]+)/u
/** Numbers of parcels are in capitals; words with a digit are names of accounts. */
const NUMBER_OF_PARCEL = /^(?=.*\d)[A-Z\d]+$/

/** `SF123-顺丰速运`: numbers, the carrier's code and its name, and what became of it. */
const onlyParcels: Treatment = (text) =>
  text
    .split(BETWEEN_PARCELS)
    .map((part, index) => (index % 2 === 1 || isOfParcel(part) ? part : DELETED))
    .join('')

function isOfParcel(part: string): boolean {
  if (NUMBER_OF_PARCEL.test(part) || CODE_OF_CARRIER.test(part) || CARRIER.test(part)) return true
  return HAN.test(part) && isOfPlatformWords(part)
}

export const ofContent: Readonly<Record<Content, Treatment>> = {
  'own-code': onlyOwnCodes,
  parcel: onlyParcels,
  region: onlyRegions,
  goods: withoutNumbers,
  word: onlyPlatformWords,
}

/** An amount that is a fact of the books, to the last digit; anything else in its place is none. */
export const onlyAmounts: Treatment = (text) => (parseFen(text) !== null ? text : '')

/** Those of several lines of an order are joined. */
const INTEGERS = /^-?\d{1,15}(?:[;；]\d{1,9})*$/

/** A quantity that is a fact of the books. */
export const onlyIntegers: Treatment = (text) => (INTEGERS.test(text) ? text : '')

/** Below a milliard; a number with more digits, in a column that no fact is taken from, may be a phone. */
const PLAIN_SIZE = /^\D*(?:\d,?){0,9}(?:\D|$)/

/** Of a treatment of numbers, those that cannot be anybody's. */
export function ofPlainSize(treat: Treatment): Treatment {
  return (text) => (PLAIN_SIZE.test(text) ? treat(text) : '')
}

/** A moment in any form that is read as one. */
export const onlyTimes: Treatment = (text) => (parseBeijingTime(text) !== null ? text : '')

/** A code has a digit in it, and nothing but plain signs. */
const CODE = /^(?=.*\d)[\w;；,./+#-]*$/
export const anyCode: Treatment = (text) =>
  text === '' || (CODE.test(text) && !text.includes('##')) ? text : DELETED

/** Words in small letters with a number behind them are names of accounts; hashes are no words. */
const ACCOUNT = /[a-z]{3}/
const HASH = /^[\da-f-]{16,}$/

/** A code of nobody's: no name of an account, and no identity card. */
export const onlyCodes: Treatment = (text) => {
  const isAccount = ACCOUNT.test(text) && !HASH.test(text)
  return isAccount || isIdentity(text) ? DELETED : anyCode(text)
}

/** The id by which rows are told apart is read only where it is in plain signs, and stays as it was read. */
const KEY = /^[!-~；]*$/
export const onlyKeys: Treatment = (text) => (KEY.test(text) ? text : DELETED)

/** A link without words in other letters, written as `%E5%BC%A0`, and without a phone. */
const LINK = /^https?:\/\/(?!.*%[89A-F])[!-~]*$/i
export const onlyLinks: Treatment = (text) =>
  LINK.test(text) && withoutNumbers(text) === text ? text : onlyCodes(text)

const NUMBERS_AND_TIMES = /^[\d\s:+,./%-]*$/
/** At least three digits, and no word in capitals among them. */
const PLAIN_CODE = /^(?=(?:\D*\d){3})(?!.*[A-Z]{5})[A-Z\d;,./+-]*$/

/**
 * A cell of a column that nobody has described: only what can be nothing but a code, a number or a
 * moment stays, for no screen can tell every name.
 */
export const onlyHarmless: Treatment = (text) => {
  if (onlyTimes(text) === text || ofPlainSize(onlyAmounts)(text) === text) return text
  const isPlain = PLAIN_CODE.test(text) || HASH.test(text) || NUMBERS_AND_TIMES.test(text)
  return isPlain && withoutPeople(text) === text ? text : ''
}

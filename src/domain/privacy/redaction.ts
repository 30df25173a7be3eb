import { afterSaleState } from '../after-sale.ts'
import { parseFen } from '../money.ts'
import { statusKind } from '../order-status.ts'
import { parseBeijingTime } from '../time.ts'
import { isWholeName } from './chinese-names.ts'
import { maskFreeText, maskNumbers } from './masking.ts'
import { CARRIER, STREET } from './places-and-carriers.ts'
import { isOfPlatformWords, withoutKnownLatin } from './platform-words.ts'
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

/** More digits in a row than the platform's own words have: an account, a card. */
const LONG_NUMBER = /\d{6}/

/** A word the books can do without: only what is plainly the platform's. */
export const onlyPlatformWords: Treatment = remembering(
  keeping((text) => isOfPlatformWords(text) && !LONG_NUMBER.test(text)),
)

/** A status: one that is known, or in the platform's words. */
export const onlyStates: Treatment = remembering((text) => {
  const isKnown = statusKind(text) !== 'unknown' || afterSaleState(text) !== 'unknown'
  return isKnown ? text : onlyPlatformWords(text)
})

/**
 * A word the books need, such as what a movement of money was for: whatever it is, but for names, words
 * in letters that the platform does not write with, and what a screen of free text finds.
 */
export const unlessName: Treatment = remembering((text) => {
  const isPerson = (isWholeName(text) && !isOfPlatformWords(text)) || hasOtherLetters(text)
  return isPerson ? DELETED : withoutPeople(text)
})

const OTHER_LETTER = /[^\P{L}\p{Script=Han}]/u

function hasOtherLetters(text: string): boolean {
  return OTHER_LETTER.test(withoutKnownLatin(text))
}

const HAN = /\p{Script=Han}/u

/** Letters of other scripts, or words without a digit among them. */
const NO_OWN_CODE = /[^\P{L}\p{Script=Han}\p{Script=Latin}]|^(?=\D*$).*\p{L}\s+\p{L}/u

const onlyOwnCodes: Treatment = remembering((text) => {
  if (NO_OWN_CODE.test(text)) return DELETED
  if (!HAN.test(text)) return withoutNumbers(text)
  return isWholeName(text) ? DELETED : withoutPeople(text)
})

const PROVINCES =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)$/
/** 市 and 县 end no name; of the rarer endings some are names' last characters, so more stands before them. */
const REGION = /^[\p{Script=Han}·]{1,25}(?:[省市县区]|(?<=.{2})[旗州盟镇乡岛域])$/u

const onlyRegions: Treatment = remembering(
  keeping((text) => PROVINCES.test(text) || (REGION.test(text) && !STREET.test(text))),
)

const PARCELS = /([;；,，、\n]+)/
const PARTS = /([-—_/|\s]+)/
const NUMBER_OF_PARCEL = /^(?=.*\d)[\w.]+$/
const CODE_OF_CARRIER = /^(?:[a-z]{2,20}|[A-Z]{2,5})?$/

/** `SF123-顺丰速运`: numbers, the carrier's code and its name. */
const onlyParcels: Treatment = remembering((text) => text.split(PARCELS).map(onlyParcel).join(''))

function onlyParcel(parcel: string): string {
  const [first = '', ...others] = parcel.split(PARTS).filter((part) => !PARTS.test(part))
  const hasNumber = NUMBER_OF_PARCEL.test(first)
  if (!hasNumber && !CARRIER.test(first)) return PARCELS.test(parcel) ? parcel : DELETED
  const isOfParcel = (part: string) =>
    NUMBER_OF_PARCEL.test(part) || CODE_OF_CARRIER.test(part) || CARRIER.test(part)
  if (others.every(isOfParcel)) return parcel
  return hasNumber ? `${first}-${DELETED}` : DELETED
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

/** A quantity that is a fact of the books. */
export const onlyIntegers: Treatment = (text) => (/^-?\d{1,15}$/.test(text) ? text : '')

/** Below a milliard; a number with more digits, in a column that no fact is taken from, may be a phone. */
const PLAIN_SIZE = /^\D*(?:\d,?){0,9}(?:\D|$)/

/** Of a treatment of numbers, those that cannot be anybody's. */
export function ofPlainSize(treat: Treatment): Treatment {
  return (text) => (PLAIN_SIZE.test(text) ? treat(text) : '')
}

/** A moment in any form that is read as one. */
export const onlyTimes: Treatment = (text) => (parseBeijingTime(text) !== null ? text : '')

/** A code has a digit in it, and no words. */
const CODE = /^(?=.*\d)[\w;；,./+#-]*$/
export const onlyCodes: Treatment = (text) =>
  text === '' || (CODE.test(text) && !text.includes('##')) ? text : DELETED

/** The id by which rows are told apart is read only where it is in plain signs, and stays as it was read. */
const KEY = /^[!-~；]*$/
export const onlyKeys: Treatment = (text) => (KEY.test(text) ? text : DELETED)

const LINK = /^https?:\/\/[!-~]*$/
export const onlyLinks: Treatment = (text) => (LINK.test(text) ? text : onlyCodes(text))

const NUMBERS_AND_TIMES = /^[\d\s:+,./%-]*$/
/** Words in small letters name people and their accounts; codes are in capitals, or hashes. */
const PLAIN_CODE = /^(?:(?=.*\d)[A-Z\d;,./+-]*|[\da-f-]{16,})$/

/**
 * A cell of a column that nobody has described: only what can be nothing but a code, a number or a
 * moment stays, for no screen can tell every name.
 */
export const onlyHarmless: Treatment = (text) => {
  const isPlain = PLAIN_CODE.test(text) || NUMBERS_AND_TIMES.test(text)
  return isPlain && maskFreeText(text) === text ? text : ''
}

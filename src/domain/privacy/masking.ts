import { afterSaleState } from '../after-sale.ts'
import { statusKind } from '../order-status.ts'
import { looksLikeName, NAME_PATTERN } from './chinese-names.ts'
import {
  cutPhone,
  HIDDEN,
  PHONE_PATTERN,
  withoutIdentities,
  withoutPhones,
} from './personal-numbers.ts'
import { Remembered } from './remembered.ts'

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
  return isCiphertext(text) ? HIDDEN : cutPhone(text)
}

/** Street and house are hidden whole; province, city and district stand in columns of their own. */
export function maskAddress(text: string): string {
  return text === '' ? '' : HIDDEN
}

/** Identity cards, bank cards and the like are hidden whole. */
export function maskIdentity(text: string): string {
  return text === '' ? '' : HIDDEN
}

/** Free text without the phones, identity cards, addresses and names that are likely in it. */
export function maskFreeText(text: string): string {
  return text.length < 2 || !(mayHoldNumbers(text) || WORDS_OF_PEOPLE.test(text))
    ? text
    : FREE_TEXTS.get(text)
}

/**
 * A text of the platform or the name of a product without the phones, identity cards and e-mail
 * addresses that somebody put into it, and the names beside them. Everything else stays, for it is
 * business data.
 */
export function maskNumbers(text: string): string {
  return mayHoldNumbers(text) ? NUMBERS.get(text) : text
}

/**
 * A word that should be one of the platform's, such as a status, and may be anything instead: shown when
 * it is made as such words are, else cut like a name, for it may be one in any script.
 */
export function maskWord(text: string): string {
  return isKnownState(text) ? text : STATE_WORDS.get(text)
}

/** What stands where an id, an amount or a time should: not a name, and free text without people. */
export function maskValue(text: string): string {
  return text === '' ? '' : VALUES.get(text)
}

/** A code that is no text: as it is; anything else as free text. */
export function maskUnlessCode(text: string): string {
  return CODE.test(text) ? text : maskFreeText(text)
}

/** A cell that should be a number or a time: as it is when it is, else as text. */
export function maskUnlessNumber(text: string): string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // Digits and : of a time, the blank between, and the + , - . of an amount.
    const isPlain = (code >= 0x2b && code <= 0x3a && code !== 0x2f) || code === 0x20
    if (!isPlain) return maskFreeText(text)
  }
  return text
}

/**
 * True for what only masking leaves of a name, phone or address. The platform itself stars them out
 * too (`张*`, `##…*…#1##`), but never to these three stars alone.
 */
export function isHidden(text: string): boolean {
  return text === HIDDEN
}

/** Receiver data as the platform exports it: `##<b64>*<b64>#1##`, `$$<b64>*<b64>$1$$`. */
const CIPHERTEXT = /(?:##|\$\$)[A-Za-z0-9+/=*#$]{6,}(?:##|\$\$)?/g

const NUMBERS = new Remembered((text) => {
  const nameless = withoutIdentities(text.replace(CIPHERTEXT, HIDDEN), IDENTITY)
    .replace(NAME_BEFORE_PHONE, HIDDEN)
    .replace(NAME_AFTER_PHONE, HIDDEN)
    .replaceAll(IDENTITY, HIDDEN)
  return withoutPhones(nameless, false)
})

const VALUES = new Remembered((text) => (looksLikeName(text) ? maskName(text) : maskFreeText(text)))

/** What the platform's words of state are made of; names hardly are. */
const STATE_SIGN =
  /[待已未中发收货款退关闭完付成败单支消拒审核处理同意换补寄修请仲裁超时延期预售改约取送达途部分全额无异常结算入出账]/u
const LETTER = /\p{L}/u

/** Most words are, and the patterns of free text cost more to make than everything else about a status. */
function isKnownState(text: string): boolean {
  return statusKind(text) !== 'unknown' || afterSaleState(text) !== 'unknown'
}

const STATE_WORDS = new Remembered((text) => {
  const shown = maskFreeText(text)
  const isWord = (STATE_SIGN.test(shown) && !looksLikeName(shown)) || !LETTER.test(shown)
  return isWord ? shown : maskName(shown)
})

const FREE_TEXTS = new Remembered((text) => {
  const nameless = withoutIdentities(text.replace(CIPHERTEXT, HIDDEN), IDENTITY)
    .replace(NICKNAME_BEFORE_PHONE, HIDDEN)
    .replace(NAME_BEFORE_PHONE, HIDDEN)
    .replace(NAME_AFTER_PHONE, HIDDEN)
    .replaceAll(IDENTITY, HIDDEN)
  return withoutPhones(nameless, true)
    .replace(ADDRESS, HIDDEN)
    .replace(LABELLED, (_, label: string) => `${label}${HIDDEN}`)
    .replace(NAME_AT_LABEL, (_, label: string) => `${label}${HIDDEN}`)
    .replace(NAME_THAT_RECEIVES, HIDDEN)
    .replace(NAME_WITH_TITLE, HIDDEN)
})

/** Stands for an identity number until names beside it are found; no text has this character. */
const IDENTITY = '\uE0DD'
const NUMBER = `(?:${PHONE_PATTERN}|${IDENTITY})`
const HAN = '\\p{Script=Han}'
const BESIDE = '[\\s,，、:：;；/|(（)）-]{0,3}'

/** `小猴子 13800001234`: two to four characters by themselves before a number, that say nothing else. */
const NICKNAME_BEFORE_PHONE = new RegExp(
  `(?<!${HAN})(?!${HAN}{0,3}(?:电话|手机|微信|客户|买家|联系|[号证打拨请改换新旧加是为等到约送发退补取付已未不要]))${HAN}{2,4}(?=[\\s,，、]+${NUMBER})`,
  'gu',
)
const TITLE = '(?:亲收|收|先生|女士|小姐|太太|老师|同学|阿姨|大姐|大哥|叔叔|师傅)'
/** `请给李小龙13800001234`, `李小龙先生13800001234`. */
const NAME_BEFORE_PHONE = new RegExp(`${NAME_PATTERN}(?=(?:\\s?${TITLE})?${BESIDE}${NUMBER})`, 'gu')
/** `13800001234李小龙`, and no longer word. */
const NAME_AFTER_PHONE = new RegExp(
  `(?<=${NUMBER}${BESIDE})${NAME_PATTERN}(?=${TITLE}|$|[^\\p{L}\\p{N}])`,
  'gu',
)
/** `李小龙先生`, without any number. */
const NAME_WITH_TITLE = new RegExp(`${NAME_PATTERN}(?=先生|女士|小姐)`, 'gu')
/** `李四收`, `李四 亲收`, `李四（收）`; 收入 and 收款 are other things. */
const NAME_THAT_RECEIVES = new RegExp(
  `${NAME_PATTERN}(?=\\s?[(（]?(?:亲|本人|代|签|自己)?收(?![入款银费据回益藏纳割缩尾获购]))`,
  'gu',
)
/** `收货人李四`. */
const NAME_AT_LABEL = new RegExp(
  `((?:收件人|收货人|签收人|寄件人|发件人|联系人|姓名|户名)[:：是为叫\\s]{0,3})${NAME_PATTERN}`,
  'gu',
)
const LABELLED =
  /((?:收件人|收货人|签收人|寄件人|发件人|联系人|姓名|户名|昵称|电话|手机|座机|号码|联系方式|微信|微信号|QQ|qq|身份证|身份证号|证件号|卡号|支付宝|邮箱|地址)[:：是为\s]{1,3})[^\s,，;；。]+/gu

/**
 * A run of text that goes from a place name to a house: anything up to a road, village or building
 * word, with the numbers and rooms behind it. 通道, 渠道 and 线路 are no roads.
 */
const ADDRESS =
  /[\p{Script=Han}A-Za-z0-9０-９-]{0,30}(?:(?<![线电网思])路|街|(?<![通渠频管味赛知报轨])道|巷|弄|胡同|村|镇|乡|小区|花园|公寓|大厦|广场|苑|栋|幢|单元|室|号楼)[\p{Script=Han}A-Za-z0-9０-９#（）()-]{0,20}(?:号|栋|幢|楼|单元|室|层|户|座|\d)[A-Za-z0-9０-９-]*/gu

/** Words without which a text with few digits tells of nobody. */
const WORDS_OF_PEOPLE =
  /[收人名称号话机信式箱址宝生士姐qQ路街道巷弄同村镇乡区园寓厦场苑栋幢元室楼]|\$\$|##/u

const CODE = /^[\w;,./+-]*$/

/** Nothing shorter is a phone or an address of e-mail. */
export const SHORTEST_NUMBER = 6

/** At least as many digits as a landline has, or a sign of what is no plain text. */
function mayHoldNumbers(text: string): boolean {
  const { length } = text
  if (length < SHORTEST_NUMBER) return false
  let digits = 0
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x30) {
      if (code === 0x23 || code === 0x24) return true
    } else if (code <= 0x39) digits++
    else if (code === 0x40 || code === 0xff20) return true
    else if ((code >= 0xff10 && code <= 0xff19) || (code >= 0x2460 && code <= 0x24ea)) digits++
  }
  return digits >= 7
}

function isCiphertext(text: string): boolean {
  return text.startsWith('##') || text.startsWith('$$')
}

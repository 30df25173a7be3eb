declare const clean: unique symbol
declare const escaped: unique symbol

/** A text that a cell can hold. Only this file makes one. */
export type CellText = string & { readonly [clean]: true }

/** XML in which nothing from outside is mark-up. The parts of a workbook take no other; only this file makes it. */
export type XmlText = string & { readonly [escaped]: true }

/**
 * The most UTF-16 units that a cell can hold.
 * @see https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 (total characters in a cell)
 */
export const MAX_CELL_UNITS = 32_767

/** What was done to a text so that a cell can hold it. */
export interface CleanText {
  text: CellText
  isCleaned: boolean
  isCut: boolean
}

/** Not in the Char production of XML 1.0 (2.2), apart from CR and lone surrogates. */
const NOT_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const LONE_SURROGATE = /\p{Cs}/gu
const UNCLEAN = /[\0-\x08\x0b-\x1f\ufffe\uffff\p{Cs}]/u
/** XML 1.0 (2.11) turns CR into LF; Excel shows the escaped `_x000D_` as a box. */
const CARRIAGE_RETURN = /\r\n?/g
/** What a reader of ST_Xstring (ECMA-376 part 1, 22.9.2.19) would take for an escaped character. */
const ESCAPED_CHARACTER = /_(?=x[0-9A-Fa-f]{4}_)/g

/**
 * Makes a text fit for a cell: characters that XML does not allow are removed, lone surrogates become
 * U+FFFD, line ends become LF, and what is too long is cut (never inside a surrogate pair).
 */
export function cleanCellText(raw: string): CleanText {
  const text = raw
    .replace(NOT_XML, '')
    .replace(CARRIAGE_RETURN, '\n')
    .replace(LONE_SURROGATE, '\ufffd')
  const isCut = text.length > MAX_CELL_UNITS
  return { text: (isCut ? cutCellText(text) : text) as CellText, isCleaned: text !== raw, isCut }
}

/** Whether {@link cleanCellText} would leave the text as it is, apart from its length. */
export function isCleanText(text: string): text is CellText {
  return !UNCLEAN.test(text)
}

function cutCellText(text: string): string {
  const last = text.charCodeAt(MAX_CELL_UNITS - 1)
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHighSurrogate ? MAX_CELL_UNITS - 1 : MAX_CELL_UNITS)
}

/** Whether the text reads like an escaped character, such as `_x000D_`, and so must be escaped itself. */
export function hasEscapedCharacter(text: string): boolean {
  return text.includes('_x') && text.search(ESCAPED_CHARACTER) >= 0
}

/** A text for a cell of exceljs, which does not escape what reads like an escaped character. */
export function escapedCellText(raw: string): CellText {
  return cleanCellText(raw).text.replace(ESCAPED_CHARACTER, '_x005F_') as CellText
}

/** Escapes a clean text for XML element content or a double-quoted attribute. */
export function escapeMarkup(text: string): XmlText {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;') as XmlText
}

/** A text of any kind for XML element content or a double-quoted attribute. */
export function xmlText(raw: string): XmlText {
  return escapeMarkup(cleanCellText(raw).text)
}

/** A template of XML, which takes nothing but numbers and XML. */
export function xml(strings: TemplateStringsArray, ...parts: readonly XmlPart[]): XmlText {
  return strings.reduce((text, piece, index) => text + written(parts[index - 1]) + piece) as XmlText
}

/** What can stand in a template of XML; pieces of a list follow each other. */
type XmlPart = XmlText | number | readonly XmlText[] | undefined

function written(part: XmlPart): string {
  if (part === undefined) return ''
  return typeof part === 'object' ? part.join('') : String(part)
}

/** Whether the text begins or ends with white space, which XML readers drop unless told otherwise. */
export function needsSpacePreserved(text: string): boolean {
  return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20
}

/** A `<t>` element (ECMA-376 part 1, 18.4.12) for a clean text. */
export function textElement(text: CellText): XmlText {
  const space = needsSpacePreserved(text) ? ' xml:space="preserve"' : ''
  // No template of XML: rows with such texts are many.
  return `<t${space}>${escapeMarkup(text.replace(ESCAPED_CHARACTER, '_x005F_'))}</t>` as XmlText
}

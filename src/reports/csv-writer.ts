/**
 * CSV as Excel opens it: UTF-8 with a byte order mark, CRLF, quoted as RFC 4180 says, and harmless when
 * a cell looks like a formula.
 */

import { Buffer } from 'node:buffer'

declare const encoded: unique symbol

/** CSV in which nothing from outside is run or breaks out of its cell. Only this file makes it. */
export type CsvText = string & { readonly [encoded]: true }

/** The bytes of such a text. */
export type CsvBytes = Buffer & { readonly [encoded]: true }

/** Where CSV goes: a file that takes no other bytes while it is one. */
export interface CsvSink {
  write(bytes: CsvBytes): Promise<unknown>
}

const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'

/** Ids that Excel would turn into 6.9E+18; the platform's own exports put a tab before them too. */
const LONG_ID = /^\t?(\d{12,})$/
/** What Excel, WPS or LibreOffice may take for a formula, in half or full width. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/
/** Begins like a formula and is none: a negative number, or the platform's mark for "nothing". */
const HARMLESS = /^-(?:\d+(?:\.\d+)?)?$/
const NEEDS_QUOTES = /[",\r\n\t]|^ | $/
const LONE_SURROGATE = /\p{Cs}/gu

/** The start of a file: the byte order mark and the header row. */
export function csvHeader(headers: readonly string[]): CsvText {
  return (BYTE_ORDER_MARK + encodeCsvRow(headers)) as CsvText
}

/**
 * One row with its line end. A cell that could be run as a formula gets a leading `'`, an id of 12 or
 * more digits a leading tab; NUL is dropped and a lone surrogate becomes U+FFFD.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function encodeCsvRow(cells: readonly string[]): CsvText {
  return (cells.map(encodeCell).join(',') + LINE_END) as CsvText
}

/** Rows one after the other. */
export function joinCsv(first: CsvText, second: CsvText): CsvText {
  return (first + second) as CsvText
}

/** No row. */
export const NO_CSV = '' as CsvText

export function csvBytes(text: CsvText): CsvBytes {
  return Buffer.from(text) as CsvBytes
}

function encodeCell(raw: string): string {
  const cell = hardened(raw.replaceAll('\0', '').replace(LONE_SURROGATE, '\ufffd'))
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function hardened(cell: string): string {
  const id = LONG_ID.exec(cell)?.[1]
  if (id !== undefined) return `\t${id}`
  return FORMULA_START.test(cell) && !HARMLESS.test(cell) ? `'${cell}` : cell
}

import { Buffer } from 'node:buffer'
import {
  cleanCellText,
  hasEscapedCharacter,
  isCleanText,
  MAX_CELL_UNITS,
  needsSpacePreserved,
  textElement,
  type XmlText,
} from './cell-text.ts'
import { type DateSerial, dayFraction, isNumberOf, readTime } from './cell-values.ts'
import { columnName } from './column-name.ts'
import {
  ascii,
  copy,
  copyPart,
  writeDigits,
  writeFraction,
  writePlainText,
} from './encoded-bytes.ts'
import { MAX_SHARED_UNITS, type SharedStrings } from './shared-strings.ts'
import { CELL_STYLES } from './styles.ts'
import type { CellType, SheetColumn, SheetRow } from './workbook-model.ts'
import type { XmlPages } from './xml-pages.ts'

/** How many cells had to be changed. */
export interface CellCounts {
  cleanedCells: number
  cutCells: number
}

/** Between the reference of a cell and its value. */
const SHARED_OPEN = ascii(`" s="${CELL_STYLES.text}" t="s"><v>`)
const INLINE_OPEN = ascii(`" s="${CELL_STYLES.text}" t="inlineStr"><is>`)
const INLINE_TEXT_OPEN = ascii(`" s="${CELL_STYLES.text}" t="inlineStr"><is><t>`)
const VALUE_CLOSE = ascii('</v></c>')
const INLINE_CLOSE = ascii('</is></c>')
const INLINE_TEXT_CLOSE = ascii('</t></is></c>')
const ROW_OPEN = ascii('<row r="')
const ROW_OPENED = ascii('">')
const ROW_CLOSE = ascii('</row>')

/** More than anything that stands around a value, or than a number. */
const MARGIN = 128

/** A look at the cells of a column after which it is decided whether looking texts up is worth it. */
const SAMPLE_CELLS = 1024
const WORTHWHILE_HITS = SAMPLE_CELLS / 4

interface ColumnState {
  type: CellType
  /** `<c r="AB`. */
  open: Uint8Array
  /** What stands between the reference and the value of a number. */
  numberOpen: Uint8Array
  /** The text of the row before, which is the most likely one; '' before the first. */
  lastText: string
  lastIndex: number
  looksUp: boolean
  lookUps: number
  hits: number
}

/**
 * Writes rows as `<row>` elements (ECMA-376 part 1, 18.3.1.73) straight into bytes. No object is made
 * for a cell; a text that is not plain takes a slower way through strings.
 */
export class RowEncoder {
  readonly counts: CellCounts
  readonly #columns: ColumnState[]
  readonly #strings: SharedStrings
  readonly #serial: DateSerial = { days: 0, seconds: 0 }
  readonly #rowDigits = new Uint8Array(8)
  #rowDigitCount = 0

  constructor(columns: readonly SheetColumn[], strings: SharedStrings, counts: CellCounts) {
    this.#columns = columns.map(({ type }, i) => columnState(type, i))
    this.#strings = strings
    this.counts = counts
  }

  /**
   * @param rowNumber the row that a spreadsheet program shows; the header is 1
   * @throws {RangeError} when the row has more cells than the sheet has columns
   */
  encode(xml: XmlPages, rowNumber: number, cells: SheetRow): void {
    const columns = this.#columns
    if (cells.length > columns.length) {
      throw new RangeError(
        `row ${rowNumber} has ${cells.length} cells for ${columns.length} columns`,
      )
    }
    this.#rowDigitCount = writeDigits(this.#rowDigits, 0, rowNumber)
    xml.reserve(MARGIN)
    let p = copy(xml.bytes, xml.length, ROW_OPEN)
    p = copyPart(xml.bytes, p, this.#rowDigits, this.#rowDigitCount)
    xml.length = copy(xml.bytes, p, ROW_OPENED)
    for (let i = 0; i < cells.length; i++) {
      const text = cells[i] as string
      if (text !== '') this.#encodeCell(xml, columns[i] as ColumnState, text)
    }
    xml.reserve(MARGIN)
    xml.length = copy(xml.bytes, xml.length, ROW_CLOSE)
  }

  #encodeCell(xml: XmlPages, column: ColumnState, text: string): void {
    xml.reserve(MARGIN)
    const { type } = column
    if (type === 'text') this.#encodeText(xml, column, text)
    else if (type === 'time' && readTime(text, this.#serial)) this.#encodeTime(xml, column)
    else if (isNumberOf(type, text)) this.#encodeNumber(xml, column, text)
    else this.#encodeText(xml, column, text)
  }

  /** Writes everything before a cell's value. */
  #openCell(bytes: Uint8Array, position: number, open: Uint8Array, between: Uint8Array): number {
    const p = copy(bytes, position, open)
    return copy(bytes, copyPart(bytes, p, this.#rowDigits, this.#rowDigitCount), between)
  }

  #encodeNumber(xml: XmlPages, column: ColumnState, text: string): void {
    const { bytes } = xml
    let p = this.#openCell(bytes, xml.length, column.open, column.numberOpen)
    for (let i = 0; i < text.length; i++) bytes[p++] = text.charCodeAt(i)
    xml.length = copy(bytes, p, VALUE_CLOSE)
  }

  #encodeTime(xml: XmlPages, column: ColumnState): void {
    const { bytes } = xml
    let p = this.#openCell(bytes, xml.length, column.open, column.numberOpen)
    p = writeDigits(bytes, p, this.#serial.days)
    p = writeFraction(bytes, p, dayFraction(this.#serial.seconds))
    xml.length = copy(bytes, p, VALUE_CLOSE)
  }

  #encodeText(xml: XmlPages, column: ColumnState, text: string): void {
    const index = text === column.lastText ? column.lastIndex : this.#lookUp(column, text)
    if (index >= 0) this.#encodeShared(xml, column, index)
    else if (!this.#encodePlain(xml, column, text)) this.#encodeUnusual(xml, column, text)
  }

  /** Writes the text into the cell, unless it needs a closer look. */
  #encodePlain(xml: XmlPages, column: ColumnState, text: string): boolean {
    if (text.length > MAX_CELL_UNITS || needsSpacePreserved(text)) return false
    xml.reserve(MARGIN + text.length * 3)
    const start = this.#openCell(xml.bytes, xml.length, column.open, INLINE_TEXT_OPEN)
    const end = writePlainText(xml.bytes, start, text)
    if (end < 0) return false
    xml.length = copy(xml.bytes, end, INLINE_TEXT_CLOSE)
    return true
  }

  #encodeShared(xml: XmlPages, column: ColumnState, index: number): void {
    const { bytes } = xml
    let p = this.#openCell(bytes, xml.length, column.open, SHARED_OPEN)
    p = writeDigits(bytes, p, index)
    xml.length = copy(bytes, p, VALUE_CLOSE)
  }

  /** A text with something to clean or escape. */
  #encodeUnusual(xml: XmlPages, column: ColumnState, raw: string): void {
    const { text, isCleaned, isCut } = cleanCellText(raw)
    if (isCleaned) this.counts.cleanedCells++
    if (isCut) this.counts.cutCells++
    // Some readers undo `_x005F_` in the shared table only.
    const index = hasEscapedCharacter(text) ? this.#strings.findOrAdd(text) : -1
    if (index >= 0) this.#encodeShared(xml, column, index)
    else if (text !== '') this.#encodeElement(xml, column, textElement(text))
  }

  #encodeElement(xml: XmlPages, column: ColumnState, element: XmlText): void {
    const content = Buffer.from(element)
    xml.reserve(MARGIN + content.length)
    const { bytes } = xml
    let p = this.#openCell(bytes, xml.length, column.open, INLINE_OPEN)
    p += content.copy(bytes, p)
    xml.length = copy(bytes, p, INLINE_CLOSE)
  }

  /** The number of the text in the shared table, or -1 when it has to be written inline. */
  #lookUp(column: ColumnState, text: string): number {
    if (!column.looksUp || text.length > MAX_SHARED_UNITS) return -1
    column.lookUps++
    let index = this.#strings.find(text)
    if (index >= 0) column.hits++
    else if (isCleanText(text)) index = this.#strings.add(text)
    if (column.lookUps === SAMPLE_CELLS) judgeColumn(column)
    if (index < 0) return -1
    column.lastText = text
    column.lastIndex = index
    return index
  }
}

/** Texts of a column that seldom come again, such as ids, are not looked up any more. */
function judgeColumn(column: ColumnState): void {
  column.looksUp = column.hits >= WORTHWHILE_HITS
  column.lookUps = 0
  column.hits = 0
}

function columnState(type: CellType, index: number): ColumnState {
  return {
    type,
    open: ascii(`<c r="${columnName(index)}`),
    numberOpen: ascii(`" s="${CELL_STYLES[type]}"><v>`),
    lastText: '',
    lastIndex: -1,
    looksUp: true,
    lookUps: 0,
    hits: 0,
  }
}

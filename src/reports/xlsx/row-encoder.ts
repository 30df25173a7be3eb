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
import { ColumnTexts } from './column-texts.ts'
import {
  Digits,
  type Phrase,
  phrase,
  writeDigits,
  writeFraction,
  writePhrase,
  writePlainText,
} from './encoded-bytes.ts'
import { SeenTexts } from './seen-texts.ts'
import type { SharedStrings } from './shared-strings.ts'
import { AS_IS, StoredCells } from './stored-cells.ts'
import { CELL_STYLES } from './styles.ts'
import type { CellType, SheetColumn, SheetRow, TextMask } from './workbook-model.ts'
import type { XmlPages } from './xml-pages.ts'

/** How many cells had to be changed. */
export interface CellCounts {
  cleanedCells: number
  cutCells: number
}

/** Between the reference of a cell and its value. */
const SHARED_OPEN = phrase(`" s="${CELL_STYLES.text}" t="s"><v>`)
const INLINE_OPEN = phrase(`" s="${CELL_STYLES.text}" t="inlineStr"><is>`)
const INLINE_TEXT_OPEN = phrase(`" s="${CELL_STYLES.text}" t="inlineStr"><is><t>`)
const VALUE_CLOSE = phrase('</v></c>')
const INLINE_CLOSE = phrase('</is></c>')
const INLINE_TEXT_CLOSE = phrase('</t></is></c>')
const ROW_OPEN = phrase('<row r="')
const ROW_OPENED = phrase('">')
const ROW_CLOSE = phrase('</row>')

/** More than anything that stands around a value, or than a number. */
const MARGIN = 128

/** No text of so few bytes is too long for a cell. */
const MAX_CELL_BYTES = MAX_CELL_UNITS

interface ColumnState {
  type: CellType
  mask: TextMask | undefined
  /** `<c r="AB`. */
  open: Phrase
  /** What stands between the reference and the value of a number. */
  numberOpen: Phrase
  texts: ColumnTexts
}

/**
 * Writes rows as `<row>` elements (ECMA-376 part 1, 18.3.1.73), from the bytes they are stored in straight
 * into those of the sheet. No object is made for a cell; a text that is not plain, or was not seen before
 * where there is something to mask, takes a slower way through strings.
 */
export class RowEncoder {
  readonly counts: CellCounts
  readonly #columns: ColumnState[]
  readonly #strings: SharedStrings
  readonly #cells = new StoredCells()
  readonly #more = new StoredCells()
  readonly #serial: DateSerial = { days: 0, seconds: 0 }
  readonly #rowDigits = new Digits()

  constructor(columns: readonly SheetColumn[], strings: SharedStrings, counts: CellCounts) {
    const seen = new Map<TextMask | undefined, SeenTexts>()
    this.#columns = columns.map(({ type, mask }, i) => {
      const texts = seen.get(mask) ?? new SeenTexts()
      seen.set(mask, texts)
      return columnState({ type, mask, texts: new ColumnTexts(texts) }, i)
    })
    this.#strings = strings
    this.counts = counts
  }

  /**
   * @param rowNumber the row that a spreadsheet program shows; the header is 1
   * @throws {RangeError} when the row has more cells than the sheet has columns
   */
  encode(xml: XmlPages, rowNumber: number, { cells, places, more }: SheetRow): void {
    this.#cells.read(cells)
    if (more !== this.#more.bytes) this.#more.read(more)
    const count = places.length + this.#more.count
    if (count > this.#columns.length) {
      throw new RangeError(
        `row ${rowNumber} has ${count} cells for ${this.#columns.length} columns`,
      )
    }
    this.#rowDigits.set(rowNumber)
    xml.reserve(MARGIN)
    const p = writePhrase(xml.view, xml.length, ROW_OPEN)
    xml.length = writePhrase(xml.view, this.#rowDigits.write(xml.view, p), ROW_OPENED)
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number
      if (place >= 0) this.#encodeCell(xml, this.#columns[i] as ColumnState, this.#cells, place)
    }
    for (let i = 0; i < this.#more.count; i++) {
      this.#encodeCell(xml, this.#columns[places.length + i] as ColumnState, this.#more, i)
    }
    xml.reserve(MARGIN)
    xml.length = writePhrase(xml.view, xml.length, ROW_CLOSE)
  }

  #encodeCell(xml: XmlPages, column: ColumnState, cells: StoredCells, place: number): void {
    if (place >= cells.count) return
    const start = cells.starts[place] as number
    const end = cells.ends[place] as number
    if (start === end) return
    xml.reserve(MARGIN)
    if (column.type === 'time' && readTime(cells.bytes, this.#serial, start, end)) {
      this.#encodeTime(xml, column)
    } else if (isNumberOf(column.type, cells.bytes, start, end)) {
      this.#encodeNumber(xml, column, cells, place)
    } else this.#encodeText(xml, column, cells, place)
  }

  /** Writes everything before a cell's value. @returns where that begins */
  #openCell({ view, length }: XmlPages, open: Phrase, between: Phrase): number {
    const p = writePhrase(view, length, open)
    return writePhrase(view, this.#rowDigits.write(view, p), between)
  }

  #encodeNumber(xml: XmlPages, column: ColumnState, cells: StoredCells, place: number): void {
    const p = this.#openCell(xml, column.open, column.numberOpen)
    xml.length = writePhrase(xml.view, cells.copy(place, xml.bytes, p), VALUE_CLOSE)
  }

  #encodeTime(xml: XmlPages, column: ColumnState): void {
    let p = this.#openCell(xml, column.open, column.numberOpen)
    p = writeDigits(xml.bytes, p, this.#serial.days)
    p = writeFraction(xml.bytes, p, dayFraction(this.#serial.seconds))
    xml.length = writePhrase(xml.view, p, VALUE_CLOSE)
  }

  #encodeText(xml: XmlPages, column: ColumnState, cells: StoredCells, place: number): void {
    const known = column.texts.find(cells, place)
    if (known >= 0) {
      this.#strings.refer()
      this.#encodeShared(xml, column, known)
      return
    }
    const isShareable = column.texts.remembers(cells, place)
    const isPlain =
      cells.needs[place] === AS_IS && cells.size(place) <= MAX_CELL_BYTES && !cells.isPadded(place)
    if (isPlain && !isShareable && !column.mask) {
      this.#encodeAsIs(xml, column, cells, place)
      return
    }
    const raw = cells.text(place)
    const text = column.mask ? column.mask(raw) : raw
    const shared = isShareable || text !== raw ? this.#sharedIndex(text, isShareable) : -1
    if (shared >= 0) {
      if (isShareable) column.texts.remember(cells, place, shared)
      this.#encodeShared(xml, column, shared)
    } else if (isPlain && text === raw) this.#encodeAsIs(xml, column, cells, place)
    else if (!this.#encodePlain(xml, column, text)) this.#encodeUnusual(xml, column, text)
  }

  /** The number of a text in the shared table; -1 when it has to be written inline. */
  #sharedIndex(text: string, mayBeAdded: boolean): number {
    const index = this.#strings.find(text)
    return index < 0 && mayBeAdded && isCleanText(text) ? this.#strings.add(text) : index
  }

  /** Writes the text's own bytes into the cell. */
  #encodeAsIs(xml: XmlPages, column: ColumnState, cells: StoredCells, place: number): void {
    xml.reserve(MARGIN + cells.size(place))
    const p = this.#openCell(xml, column.open, INLINE_TEXT_OPEN)
    xml.length = writePhrase(xml.view, cells.copy(place, xml.bytes, p), INLINE_TEXT_CLOSE)
  }

  #encodeShared(xml: XmlPages, column: ColumnState, index: number): void {
    const p = this.#openCell(xml, column.open, SHARED_OPEN)
    xml.length = writePhrase(xml.view, writeDigits(xml.bytes, p, index), VALUE_CLOSE)
  }

  /** Writes the text into the cell, unless it needs a closer look. */
  #encodePlain(xml: XmlPages, column: ColumnState, text: string): boolean {
    if (text.length > MAX_CELL_UNITS || needsSpacePreserved(text)) return false
    xml.reserve(MARGIN + text.length * 3)
    const start = this.#openCell(xml, column.open, INLINE_TEXT_OPEN)
    const end = writePlainText(xml.bytes, start, text)
    if (end < 0) return false
    xml.length = writePhrase(xml.view, end, INLINE_TEXT_CLOSE)
    return true
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
    const p = this.#openCell(xml, column.open, INLINE_OPEN)
    xml.length = writePhrase(xml.view, p + content.copy(xml.bytes, p), INLINE_CLOSE)
  }
}

function columnState(
  { type, mask, texts }: Pick<ColumnState, 'type' | 'mask' | 'texts'>,
  index: number,
): ColumnState {
  return {
    type,
    mask,
    texts,
    open: phrase(`<c r="${columnName(index)}`),
    numberOpen: phrase(`" s="${CELL_STYLES[type]}"><v>`),
  }
}

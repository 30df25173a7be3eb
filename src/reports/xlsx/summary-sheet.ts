import { cleanCellText, textElement, type XmlText, xml, xmlText } from './cell-text.ts'
import { type DateSerial, isNumberOf, readTime, serialText } from './cell-values.ts'
import { columnName } from './column-name.ts'
import { displayWidth } from './column-width.ts'
import { decimalSum } from './decimal-sum.ts'
import type { CellCounts } from './row-encoder.ts'
import { CELL_STYLES, type StyleName } from './styles.ts'
import type {
  CellType,
  SummaryBlock,
  SummaryPair,
  SummarySheet,
  SummaryTable,
} from './workbook-model.ts'
import { SPREADSHEET_NAMESPACE, XML_DECLARATION } from './xml.ts'

/** Labels stand in the first column, values and notes reach over at least this many. */
const MIN_COLUMNS = 4
const MIN_WIDTH = 12
const MAX_WIDTH = 44
const MAX_LABEL_WIDTH = 30
const TOTAL_LABEL = '合计'

const TITLE_HEIGHT = 30
const HEADING_HEIGHT = 24
const LINE_HEIGHT = 16
/** A row is at most 409 points high. */
const MAX_LINES = 25

/** The styles of a kind of row, by the type of the cell. */
type StyleSet = Record<CellType, StyleName>

const PAIR_STYLES: StyleSet = {
  text: 'pairText',
  amount: 'pairAmount',
  integer: 'pairInteger',
  time: 'pairTime',
}
const TABLE_STYLES: StyleSet = {
  text: 'tableText',
  amount: 'tableAmount',
  integer: 'tableInteger',
  time: 'tableTime',
}
const TOTAL_STYLES: StyleSet = {
  text: 'totalText',
  amount: 'totalAmount',
  integer: 'totalInteger',
  time: 'totalText',
}

/** The part of the summary sheet: small enough to be made as one text. */
export function summarySheetXml(sheet: SummarySheet, counts: CellCounts): XmlText {
  const columns = columnCount(sheet.blocks)
  // Once to see how wide the columns become, for on that depends how high a row must be.
  const measured = new SummaryLayout(columns, { cleanedCells: 0, cutCells: 0 })
  for (const block of sheet.blocks) measured.add(block)
  const layout = new SummaryLayout(columns, counts, measured.widths())
  for (const block of sheet.blocks) layout.add(block)
  return layout.xml()
}

function columnCount(blocks: readonly SummaryBlock[]): number {
  const tables = blocks.filter((block) => block.kind === 'table')
  return Math.max(MIN_COLUMNS, ...tables.map(({ header }) => header.length))
}

class SummaryLayout {
  readonly #lastColumn: number
  readonly #counts: CellCounts
  readonly #rows: XmlText[] = []
  readonly #merged: XmlText[] = []
  readonly #widths: number[]
  #isAfterTable = false
  readonly #serial: DateSerial = { days: 0, seconds: 0 }
  #row = 0

  constructor(columns: number, counts: CellCounts, widths: readonly number[] = []) {
    this.#lastColumn = columns - 1
    this.#counts = counts
    this.#widths = [...widths]
  }

  widths(): readonly number[] {
    return Array.from({ length: this.#lastColumn + 1 }, (_, i) => this.#widths[i] ?? MIN_WIDTH)
  }

  add(block: SummaryBlock): void {
    if (block.kind === 'title') this.#addLine(block.text, 'title', TITLE_HEIGHT)
    if (block.kind === 'heading') this.#addHeading(block.text)
    if (block.kind === 'pairs') this.#addPairs(block.rows)
    if (block.kind === 'table') this.#addTable(block)
    if (block.kind === 'notes') {
      if (this.#isAfterTable) this.#row++
      for (const line of block.lines) this.#addLine(line, 'note')
    }
    this.#isAfterTable = block.kind === 'table'
  }

  xml(): XmlText {
    const merged = this.#merged.map((range) => xml`<mergeCell ref="${range}"/>`)
    return xml`${[
      xml`${XML_DECLARATION}<worksheet xmlns="${SPREADSHEET_NAMESPACE}">`,
      xml`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
      xml`<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>`,
      xml`<sheetFormatPr defaultRowHeight="15"/>`,
      xml`<cols>${this.#columnElements()}</cols>`,
      xml`<sheetData>${this.#rows}</sheetData>`,
      merged.length === 0
        ? xml``
        : xml`<mergeCells count="${merged.length}">${merged}</mergeCells>`,
      xml`<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>`,
      xml`<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>`,
      xml`<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
      xml`</worksheet>`,
    ]}`
  }

  /** A text across the whole width. */
  #addLine(text: string, style: StyleName, height?: number): void {
    this.#addRow([this.#textCell(0, text, style)], height ?? this.#heightOf(text, 0))
    this.#merge(0)
  }

  #addHeading(text: string): void {
    if (this.#row > 0) this.#row++
    this.#addLine(text, 'heading', HEADING_HEIGHT)
  }

  #addPairs(pairs: readonly SummaryPair[]): void {
    for (const [label, value, type = 'text'] of pairs) {
      this.#fit(0, label, MAX_LABEL_WIDTH)
      const cells = [this.#textCell(0, label, 'label'), this.#cell(1, value, type, PAIR_STYLES)]
      this.#addRow(cells, this.#heightOf(value, 1))
      this.#merge(1)
    }
  }

  #addTable({ header, columns, rows, totals = false }: SummaryTable): void {
    this.#addRow(header.map((text, i) => this.#fittedCell(i, text, 'tableHeader')))
    const first = this.#row + 1
    for (const row of rows) this.#addTableRow(row, columns)
    if (totals && rows.length > 0) this.#addTotals(columns, rows, first)
  }

  #addTableRow(row: readonly string[], columns: readonly CellType[]): void {
    const cells = columns.map((type, i) => {
      const text = row[i] ?? ''
      this.#fit(i, text, MAX_WIDTH)
      return this.#cell(i, text, type, TABLE_STYLES)
    })
    this.#addRow(cells)
  }

  /** Sums that a spreadsheet program computes again, with what they are now. */
  #addTotals(
    columns: readonly CellType[],
    rows: readonly (readonly string[])[],
    first: number,
  ): void {
    const last = this.#row
    const cells = columns.map((type, i) => {
      if (i === 0) return this.#textCell(0, TOTAL_LABEL, 'totalText')
      if (type !== 'amount' && type !== 'integer') return this.#textCell(i, '', TOTAL_STYLES[type])
      const sum = decimalSum(
        rows.map((row) => row[i] ?? '').filter((text) => isNumberOf(type, Buffer.from(text))),
      )
      const column = xmlText(columnName(i))
      this.#fit(i, sum, MAX_WIDTH)
      return xml`${this.#openCell(i, TOTAL_STYLES[type])}><f>SUM(${column}${first}:${column}${last})</f><v>${xmlText(sum)}</v></c>`
    })
    this.#addRow(cells)
  }

  #fittedCell(column: number, text: string, style: StyleName): XmlText {
    this.#fit(column, text, MAX_WIDTH)
    return this.#textCell(column, text, style)
  }

  #cell(column: number, text: string, type: CellType, styles: StyleSet): XmlText {
    const value = this.#numericValue(text, type)
    if (value === undefined) return this.#textCell(column, text, styles.text)
    return xml`${this.#openCell(column, styles[type])}><v>${xmlText(value)}</v></c>`
  }

  #numericValue(text: string, type: CellType): string | undefined {
    const bytes = Buffer.from(text)
    if (isNumberOf(type, bytes)) return text
    if (type === 'time' && readTime(bytes, this.#serial)) return serialText(this.#serial)
    return undefined
  }

  #textCell(column: number, raw: string, style: StyleName): XmlText {
    const { text, isCleaned, isCut } = cleanCellText(raw)
    if (isCleaned) this.#counts.cleanedCells++
    if (isCut) this.#counts.cutCells++
    const open = this.#openCell(column, style)
    return text === ''
      ? xml`${open}/>`
      : xml`${open} t="inlineStr"><is>${textElement(text)}</is></c>`
  }

  /** A cell's start tag without its end, for the row that is about to be added. */
  #openCell(column: number, style: StyleName): XmlText {
    return xml`<c r="${xmlText(columnName(column))}${this.#row + 1}" s="${CELL_STYLES[style]}"`
  }

  #addRow(cells: readonly XmlText[], height?: number): void {
    this.#row++
    const size = height === undefined ? xml`` : xml` ht="${height}" customHeight="1"`
    this.#rows.push(xml`<row r="${this.#row}"${size}>${cells}</row>`)
  }

  /** Enough for a text that wraps in merged cells, which no spreadsheet program measures by itself. */
  #heightOf(text: string, column: number): number {
    const room = this.widths()
      .slice(column)
      .reduce((sum, width) => sum + width, 0)
    const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(displayWidth(line) / room)))
    return (
      Math.min(
        lines.reduce((sum, count) => sum + count),
        MAX_LINES,
      ) * LINE_HEIGHT
    )
  }

  /** Merges the last row from a column to the end. */
  #merge(column: number): void {
    this.#merged.push(
      xmlText(`${columnName(column)}${this.#row}:${columnName(this.#lastColumn)}${this.#row}`),
    )
  }

  #fit(column: number, text: string, most: number): void {
    const width = Math.min(displayWidth(text) + 3, most)
    this.#widths[column] = Math.max(this.#widths[column] ?? MIN_WIDTH, width)
  }

  #columnElements(): XmlText[] {
    return this.widths().map(
      (width, i) => xml`<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    )
  }
}

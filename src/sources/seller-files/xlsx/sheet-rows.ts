import type { Buffer } from 'node:buffer'
import { type TableRow, UnreadableFile } from '../table.ts'
import { type CellContext, RowReader } from './row-reader.ts'
import type { XmlScanner } from './xml-scanner.ts'
import { inSteps, type StepResult } from './xml-steps.ts'
import { MalformedXml } from './xml-text.ts'
import { nameCode, Token } from './xml-tokens.ts'

/** Larger batches outlive the collector of short-lived cells. */
const BATCH_ROWS = 100
/** A row can have 16,384 columns, a hundred of them full of text take too much memory. */
const BATCH_CELLS = 1_000_000
const ROW = nameCode('row')

/**
 * The rows of a worksheet part (ECMA-376 part 1, 18.3.1.99), in batches, without wholly blank ones.
 * Rows in front of a damaged place are given out before the damage is thrown.
 * @throws {UnreadableFile} `damaged-xlsx` with the sheet and the row where it turned out
 */
export async function* sheetRows(
  part: AsyncIterable<Buffer>,
  sheet: string,
  context: CellContext,
): AsyncGenerator<TableRow[], void, undefined> {
  const reader = new SheetReader(context)
  try {
    for await (const _ of inSteps(part, (xml) => reader.step(xml))) {
      if (reader.hasFullBatch) yield reader.takeBatch()
    }
  } catch (error) {
    if (reader.hasRows) yield reader.takeBatch()
    throw asDamagedSheet(error, sheet, reader.rowNumber)
  }
  if (reader.hasRows) yield reader.takeBatch()
}

function asDamagedSheet(error: unknown, sheet: string, row: number): unknown {
  const isDamage =
    error instanceof MalformedXml ||
    (error instanceof UnreadableFile && error.code === 'damaged-zip')
  if (!isDamage) return error
  return new UnreadableFile('damaged-xlsx', row > 0 ? { sheet, row } : { sheet }, { cause: error })
}

/** Finds the rows in a worksheet, and checks that it is one. */
class SheetReader {
  #rows: TableRow[] = []
  #cellCount = 0
  readonly #rowReader: RowReader
  #previousNumber = 0
  #isInData = false
  #hasData = false

  constructor(context: CellContext) {
    this.#rowReader = new RowReader(context)
  }

  get rowNumber(): number {
    return this.#rowReader.rowNumber
  }

  get hasRows(): boolean {
    return this.#rows.length > 0
  }

  get hasFullBatch(): boolean {
    return this.#rows.length >= BATCH_ROWS || this.#cellCount >= BATCH_CELLS
  }

  takeBatch(): TableRow[] {
    const rows = this.#rows
    this.#rows = []
    this.#cellCount = 0
    return rows
  }

  step(xml: XmlScanner): StepResult {
    const token = xml.next()
    if (token === Token.Incomplete) return 'incomplete'
    if (token === Token.Done) return this.#finish()
    if (token === Token.Start) {
      if (this.#isInData && xml.depth === 3 && xml.name === ROW) return this.#readRow(xml)
      if (xml.depth <= 2) this.#enter(xml)
    } else if (token === Token.End && xml.depth === 1) {
      this.#isInData = false
    }
    return 'more'
  }

  #enter(xml: XmlScanner): void {
    if (xml.depth === 1 && xml.localName !== 'worksheet') throw new MalformedXml('no worksheet')
    this.#isInData = xml.depth === 2 && xml.localName === 'sheetData'
    this.#hasData ||= this.#isInData
  }

  #readRow(xml: XmlScanner): StepResult {
    const row = this.#rowReader.read(xml, this.#previousNumber)
    if (row === undefined) return 'incomplete'
    this.#previousNumber = row.number
    if (row.cells.length > 0 || row.uncomputed) this.#rows.push(row)
    this.#cellCount += row.cells.length
    return this.hasFullBatch ? 'pause' : 'more'
  }

  #finish(): StepResult {
    if (!this.#hasData) throw new MalformedXml('no sheet data')
    return 'done'
  }
}

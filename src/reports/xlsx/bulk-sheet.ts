import { headerRow, sheetHead, sheetTail } from './bulk-sheet-xml.ts'
import { MAX_COLUMNS } from './column-name.ts'
import { type CellCounts, RowEncoder } from './row-encoder.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { BulkSheet, SheetColumn, SheetRow } from './workbook-model.ts'
import type { OpenPart } from './zip-writer.ts'

/** A sheet has 1,048,576 rows; one is the header. */
export const MAX_DATA_ROWS = 1_048_575

/** What the sheets of a workbook have in common while they are written. */
export interface SheetContext {
  strings: SharedStrings
  counts: CellCounts
  maxRows: number
  /** Begins the next sheet of the bulk sheet in hand. */
  openSheet(): Promise<OpenPart>
  /** Ends the one that was begun last. */
  closeSheet(part: OpenPart, rows: number): Promise<void>
}

/** Writes the rows to as many sheets as they need, at least one. */
export async function writeBulkSheet(sheet: BulkSheet, context: SheetContext): Promise<void> {
  if (sheet.columns.length === 0 || sheet.columns.length > MAX_COLUMNS) {
    throw new RangeError(`a sheet has 1 to ${MAX_COLUMNS} columns, not ${sheet.columns.length}`)
  }
  const writer = new BulkSheetWriter(sheet.columns, context)
  try {
    await writer.begin()
    await writer.writeAll(sheet.rows)
    await writer.end()
  } catch (error) {
    await writer.abandon()
    throw error
  }
}

class BulkSheetWriter {
  readonly #columns: readonly SheetColumn[]
  readonly #context: SheetContext
  readonly #encoder: RowEncoder
  #part: OpenPart | undefined
  #rows = 0

  constructor(columns: readonly SheetColumn[], context: SheetContext) {
    this.#columns = columns
    this.#context = context
    this.#encoder = new RowEncoder(columns, context.strings, context.counts)
  }

  async begin(): Promise<void> {
    const part = await this.#context.openSheet()
    part.xml.writeText(sheetHead(this.#columns))
    part.xml.writeText(headerRow(this.#columns))
    this.#part = part
    this.#rows = 0
  }

  async writeAll(rows: Iterable<SheetRow>): Promise<void> {
    for (const row of rows) {
      if (this.#rows >= this.#context.maxRows) {
        await this.end()
        await this.begin()
      }
      const part = this.#part as OpenPart
      this.#rows++
      this.#encoder.encode(part.xml, this.#rows + 1, row)
      if (part.isFull) await part.room()
    }
  }

  async end(): Promise<void> {
    const part = this.#part as OpenPart
    part.xml.writeText(sheetTail(this.#columns, this.#rows))
    await this.#context.closeSheet(part, this.#rows)
  }

  async abandon(): Promise<void> {
    await this.#part?.abandon()
  }
}

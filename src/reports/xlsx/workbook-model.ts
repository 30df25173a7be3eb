/** What a workbook consists of, as the callers of {@link writeWorkbook} describe it. */

/**
 * How the text of a column's cells becomes cells.
 * - `text`: always text, also ids and what looks like a formula.
 * - `amount`: decimal yuan such as `28.90`, shown as `0.00`.
 * - `integer`: shown as `0`.
 * - `time`: `YYYY-MM-DD HH:MM:SS`, or ISO 8601 with `T` and `+08:00`; becomes a date of Beijing wall time.
 *
 * A cell that does not have the form of its column is written as text, never guessed at.
 */
export type CellType = 'text' | 'amount' | 'integer' | 'time'

export interface SheetColumn {
  header: string
  type: CellType
  /** In characters of the default font; when left out, one that fits the type and the header. */
  width?: number
  /** What is shown of a text. What is a number or a time, as the type wants it, stands as it is. */
  mask?: TextMask
}

/** Gives the same for the same text every time. */
export type TextMask = (text: string) => string

/**
 * One row of a bulk sheet, in the bytes it is stored in: an object per cell, and be it a string, is what
 * takes time. Both arrays are JSON arrays of texts in UTF-8, as `JSON.stringify` writes them, and must not
 * change any more. '' is an empty cell; a shorter row ends in empty cells.
 */
export interface SheetRow {
  cells: Uint8Array
  /** For each of the first columns where its text stands among `cells`; -1 for an empty cell. */
  places: readonly number[]
  /** The texts of the columns after those: the same array for as many rows as have the same. */
  more: Uint8Array
}

export interface BulkSheet {
  name: string
  columns: readonly SheetColumn[]
  rows: Iterable<SheetRow>
}

export type SummaryBlock =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'pairs'; rows: readonly SummaryPair[] }
  | SummaryTable
  | { kind: 'notes'; lines: readonly string[] }

/** A label, its value, and the value's type (`text` when left out). */
export type SummaryPair = readonly [label: string, value: string, type?: CellType]

export interface SummaryTable {
  kind: 'table'
  header: readonly string[]
  columns: readonly CellType[]
  /** A text per column. */
  rows: readonly (readonly string[])[]
  /** Adds a row that sums up the amounts and integers. */
  totals?: boolean
}

export interface SummarySheet {
  name: string
  blocks: readonly SummaryBlock[]
}

export interface WorkbookProperties {
  title?: string
  creator?: string
  /** ISO 8601 in UTC; fixed when left out, so that equal rows make equal bytes. */
  createdAt?: string
}

export interface SheetStats {
  name: string
  /** Data rows, without the header. */
  rows: number
}

export interface WorkbookStats {
  /** The bulk sheets in their order, each continuation on its own. */
  sheets: SheetStats[]
  /** Cells from which characters were removed or replaced that no workbook can hold. */
  cleanedCells: number
  /** Cells cut to the 32,767 UTF-16 units that a cell can hold. */
  cutCells: number
  /** Size of the whole file. */
  bytes: number
}

/** Where the bytes of the file go, in order; a promise that rejects stops the writing. */
export interface ByteSink {
  write(chunk: Uint8Array): Promise<void>
}

/** Whether the cells of a type can be added up. */
export function isNumber(type: CellType): boolean {
  return type === 'amount' || type === 'integer'
}

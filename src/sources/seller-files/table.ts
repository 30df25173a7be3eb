import type { FindingArgs, FindingCode } from '../../domain/finding.ts'
import type { ByteSource } from './bytes.ts'
import type { TextEncoding } from './encoding.ts'

/** Why a row could not be taken apart into cells; the mapper turns it into a finding. */
export type RowProblem = 'broken-quote' | 'row-too-long'

/** One row of a file, with every cell as text exactly as the file has it. */
export interface TableRow {
  /** The row a spreadsheet program shows; the first row of the file is 1. */
  number: number
  cells: string[]
  /** Columns (from 0) whose cell was a number with 16 or more digits: a spreadsheet has rounded it. */
  imprecise?: readonly number[]
  /** Columns (from 0) that hold a character that could not be decoded. */
  undecodable?: readonly number[]
  /** Columns (from 0) with a formula whose result is not in the file. */
  uncomputed?: readonly number[]
  /** The file ends in this row, without a line end. */
  isUnended?: true
  problem?: RowProblem
}

/** The text that a table is read from. */
export interface TextSource {
  bytes: ByteSource
  encoding: TextEncoding
  /** One character. When it is left out, the first record that is not blank decides. */
  delimiter?: string
}

/** A sheet of a workbook, or a CSV file. Reading it again starts at its first row again. */
export interface Table {
  /** The sheet's name; null for a CSV file. */
  sheet: string | null
  /** Where it is a CSV file, what takes its text apart. */
  text?: TextSource
  /**
   * Rows in file order, some hundreds to thousands at a time; wholly blank rows may be left out.
   * @throws {UnreadableFile} when the rest of the table cannot be read
   */
  batches(): AsyncIterable<TableRow[]>
}

/** A file that cannot be read, or not to its end. Becomes a finding of the same code. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  readonly code: FindingCode
  readonly args: FindingArgs

  constructor(code: FindingCode, args: FindingArgs = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(args)}`, options)
    this.code = code
    this.args = args
  }
}

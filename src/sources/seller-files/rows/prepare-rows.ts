import { availableParallelism } from 'node:os'
import type { Report } from '../report.ts'
import type { PreparedRows, RowFacts } from './prepared-row.ts'
import { RowPreparer, withFieldsOnly } from './row-preparer.ts'
import { RowThread } from './row-thread.ts'

/** The rows of a report, ready for the archive. */
export interface RowSource {
  /** @throws {UnreadableFile} when the report cannot be read to its end */
  batches(): AsyncIterable<PreparedRows>
  /** What all rows together say; to be asked after the last of them. */
  readonly facts: RowFacts
}

export interface PrepareOptions {
  /** A workbook leaves out empty cells at a row's end; a CSV file never does. */
  padsShortRows: boolean
  /** Leave out everything that gives no field or names people. */
  fieldsOnly: boolean
  /** The program of the thread that takes long texts apart; null where there is none. */
  rowThread: URL | null
}

/** A text that this thread takes apart before another one has started. */
const LONG_TEXT_BYTES = 8 << 20

/** Prepares rows on this thread, or those of a long text on another where there is a second core. */
export function prepareRows(report: Report, options: PrepareOptions): RowSource {
  const { text } = report
  const { rowThread, fieldsOnly, padsShortRows } = options
  const isLong = text !== undefined && text.bytes.size >= LONG_TEXT_BYTES
  if (rowThread && isLong && availableParallelism() > 1) {
    return new RowThread(rowThread, text, { ...report.start, fieldsOnly })
  }
  const header = fieldsOnly ? withFieldsOnly(report.header) : report.header
  const preparer = new RowPreparer(header, padsShortRows)
  return {
    async *batches() {
      for await (const batch of report.batches()) yield preparer.prepare(batch)
    },
    get facts() {
      return preparer.facts
    },
  }
}

import type { ByteSource } from '../bytes.ts'
import { decodeText, type TextEncoding } from '../encoding.ts'
import type { Table, TableRow } from '../table.ts'
import { CsvParser } from './parser.ts'

/** Larger batches outlive the collector of short-lived cells, and reading takes longer. */
const ROWS_PER_BATCH = 500

export interface CsvOptions {
  encoding: TextEncoding
  /** One character. When it is left out, the first record that is not blank decides. */
  delimiter?: string
}

/**
 * A CSV file as a table, read as a stream: memory stays flat however long the file is. CsvParser
 * says what becomes of malformed records and how rows are numbered.
 *
 * Cells are slices that keep the piece of text they were cut from alive: some 64 Ki characters, or
 * as many as a long record has. Whoever keeps a few cells out of many for long should copy them.
 */
export function csvTable(bytes: ByteSource, options: CsvOptions): Table {
  return { sheet: null, batches: () => readBatches(bytes, options) }
}

async function* readBatches(
  bytes: ByteSource,
  options: CsvOptions,
): AsyncGenerator<TableRow[], void, undefined> {
  const parser = new CsvParser({ delimiter: options.delimiter })
  let batch: TableRow[] = []
  for await (const piece of decodeText(bytes.chunks(), options.encoding)) {
    parser.push(piece)
    while (fill(batch, parser)) {
      yield batch
      batch = []
    }
  }
  parser.finish()
  while (fill(batch, parser)) {
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Adds rows to the batch; false when they ran out before it was full. */
function fill(batch: TableRow[], parser: CsvParser): boolean {
  while (batch.length < ROWS_PER_BATCH) {
    const row = parser.next()
    if (row === null) return false
    batch.push(row)
  }
  return true
}

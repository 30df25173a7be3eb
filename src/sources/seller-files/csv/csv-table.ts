import type { ByteSource } from '../bytes.ts'
import { decodeText } from '../encoding.ts'
import type { Table, TableRow, TextSource } from '../table.ts'
import { CsvParser } from './parser.ts'

/** About the rows of one piece of text. Larger batches outlive the collector of short-lived cells. */
const ROWS_PER_BATCH = 100

/**
 * A CSV file as a table, read as a stream: memory stays flat however long the file is. CsvParser
 * says what becomes of malformed records and how rows are numbered.
 *
 * Cells are slices that keep the piece of text they were cut from alive: some 64 Ki characters, or
 * as many as a long record has. Whoever keeps a few cells out of many for long should copy them.
 */
export function csvTable(bytes: ByteSource, options: Omit<TextSource, 'bytes'>): Table {
  const text = { bytes, ...options }
  return { sheet: null, text, batches: () => readBatches(text) }
}

async function* readBatches({
  bytes,
  encoding,
  delimiter,
}: TextSource): AsyncGenerator<TableRow[], void, undefined> {
  const parser = new CsvParser({ delimiter })
  let batch: TableRow[] = []
  for await (const piece of decodeText(bytes.chunks(), encoding)) {
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

import { on } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { CsvParser } from '../csv/parser.ts'
import { decodeText } from '../encoding.ts'
import { recogniseHeader } from '../header.ts'
import { type TableRow, UnreadableFile } from '../table.ts'
import { packRows } from './packed-rows.ts'
import { RowPreparer, withFieldsOnly } from './row-preparer.ts'
import type { RowThreadAnswer, RowThreadTask } from './row-thread.ts'

/** The other side of `RowThread`: bytes come in, prepared rows go out. */

if (!parentPort) throw new Error('this program runs as a thread of another')
await takeApart(parentPort, workerData as RowThreadTask)

async function takeApart(port: MessagePort, task: RowThreadTask): Promise<void> {
  const answer = (it: RowThreadAnswer) => port.postMessage(it)
  const header = recogniseHeader(task.header)
  if (!header) throw new Error('the header is not known on this side')
  // A CSV file never leaves out empty cells at a row's end.
  const preparer = new RowPreparer(task.fieldsOnly ? withFieldsOnly(header) : header, false)
  const parser = new CsvParser({ delimiter: task.delimiter })
  let batch: TableRow[] = []
  const takeRows = () => {
    for (let row = parser.next(); row !== null; row = parser.next()) {
      if (row.number >= task.firstRow) batch.push(row)
    }
  }
  const sendRows = () => {
    answer({ rows: packRows(preparer.prepare(batch)) })
    batch = []
  }
  try {
    for await (const text of decodeText(pieces(port, sendRows), task.encoding)) {
      parser.push(text)
      takeRows()
    }
    parser.finish()
    takeRows()
    sendRows()
    answer({ facts: preparer.facts })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    answer({ unreadable: { code: error.code, args: error.args } })
  }
}

/** The bytes as they come; whoever asks for more is done with what came before. */
async function* pieces(port: MessagePort, done: () => void): AsyncGenerator<Uint8Array> {
  for await (const [piece] of on(port, 'message') as AsyncIterable<[Uint8Array | null]>) {
    if (piece === null) return
    yield piece
    done()
  }
}

import { Worker } from 'node:worker_threads'
import type { FindingArgs, FindingCode } from '../../../domain/finding.ts'
import type { TextEncoding } from '../encoding.ts'
import { type TextSource, UnreadableFile } from '../table.ts'
import { type PackedRows, unpackRows } from './packed-rows.ts'
import type { RowSource } from './prepare-rows.ts'
import type { PreparedRows, RowFacts } from './prepared-row.ts'

/** What the thread is told before its first piece of text. */
export interface RowThreadTask {
  encoding: TextEncoding
  delimiter: string | undefined
  /** The cells of the header's row. */
  header: readonly string[]
  /** The first row below the header and its explanation. */
  firstRow: number
  fieldsOnly: boolean
}

/** The thread's answer to a piece of text, or, last of all, to there being no more. */
export type RowThreadAnswer =
  | { rows: PackedRows }
  | { facts: RowFacts }
  | { unreadable: { code: FindingCode; args: FindingArgs } }

/** Bytes given to the thread at a time: their rows fit the processor's cache on either side. */
const PIECE_BYTES = 1 << 17
/** Pieces on their way: enough to keep both threads at work, and all the memory it takes. */
const PIECES_AHEAD = 8

/**
 * Takes a long text apart on a thread of its own, while this one stores the rows before. Each piece of
 * bytes that goes there is answered by the rows that end in it, so their order is that of the file.
 */
export class RowThread implements RowSource {
  readonly #program: URL
  readonly #text: TextSource
  readonly #task: RowThreadTask
  #facts: RowFacts | null = null

  constructor(
    program: URL,
    text: TextSource,
    start: Pick<RowThreadTask, 'header' | 'firstRow' | 'fieldsOnly'>,
  ) {
    this.#program = program
    this.#text = text
    const { encoding, delimiter } = text
    this.#task = { encoding, delimiter, ...start }
  }

  get facts(): RowFacts {
    if (!this.#facts) throw new Error('the rows have not all been read')
    return this.#facts
  }

  async *batches(): AsyncGenerator<PreparedRows> {
    const worker = new Worker(this.#program, { workerData: this.#task })
    const answers = new Answers(worker)
    let ahead = 0
    try {
      for await (const chunk of this.#text.bytes.chunks()) {
        for (const piece of piecesOf(chunk)) {
          if (ahead === PIECES_AHEAD) yield await answers.nextRows()
          else ahead++
          worker.postMessage(piece, [piece.buffer])
        }
      }
      worker.postMessage(null)
      for (; ahead > 0; ahead--) yield await answers.nextRows()
      yield await answers.nextRows()
      this.#facts = await answers.facts()
    } finally {
      await worker.terminate()
    }
  }
}

/** Copies, because what goes to another thread is gone from this one. */
function* piecesOf(chunk: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
    yield Uint8Array.from(chunk.subarray(start, start + PIECE_BYTES))
  }
}

/** The answers of a thread in their order; whatever ends it ends the waiting for them. */
class Answers {
  readonly #queue: RowThreadAnswer[] = []
  #ended: Error | null = null
  #wake: () => void = () => undefined

  constructor(worker: Worker) {
    worker.on('message', (answer: RowThreadAnswer) => {
      this.#queue.push(answer)
      this.#wake()
    })
    worker.on('error', (error: Error) => this.#end(error))
    worker.on('exit', (code) => this.#end(new Error(`the thread of rows ended with ${code}`)))
  }

  async nextRows(): Promise<PreparedRows> {
    const answer = await this.#next()
    if (!('rows' in answer)) throw new Error('the thread that reads rows ended too early')
    return unpackRows(answer.rows)
  }

  async facts(): Promise<RowFacts> {
    const answer = await this.#next()
    if (!('facts' in answer)) throw new Error('the thread that reads rows did not end')
    return answer.facts
  }

  async #next(): Promise<RowThreadAnswer> {
    for (;;) {
      const answer = this.#queue.shift()
      if (answer && 'unreadable' in answer) {
        throw new UnreadableFile(answer.unreadable.code, answer.unreadable.args)
      }
      if (answer) return answer
      if (this.#ended) throw this.#ended
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #end(error: Error): void {
    this.#ended ??= error
    this.#wake()
  }
}

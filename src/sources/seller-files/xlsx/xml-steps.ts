import { Buffer } from 'node:buffer'
import { asUtf8 } from './xml-encoding.ts'
import { XmlScanner } from './xml-scanner.ts'
import { MalformedXml } from './xml-text.ts'

/** Small enough to stay in the processor's cache, which is worth a tenth of the time. */
const WINDOW_BYTES = 1 << 18
const MAX_WINDOW_BYTES = 1 << 26

/** What a step over a part made of the bytes it has; after `pause`, `inSteps` yields at once. */
export type StepResult = 'more' | 'pause' | 'incomplete' | 'done'

/**
 * Goes through a part of any size in a small window. `step` takes one piece, such as a row, from
 * the scanner; when the piece goes on behind the window, `step` returns `incomplete` and is called
 * again from where it began, with more bytes. Yields after every window, and when a step asks.
 * @throws {MalformedXml} also when a single piece is larger than 64 MiB
 */
export async function* inSteps(
  part: AsyncIterable<Buffer>,
  step: (xml: XmlScanner) => StepResult,
): AsyncGenerator<void, void, undefined> {
  const xml = new XmlScanner()
  const window = new SlidingWindow(asUtf8(part))
  try {
    for (;;) {
      const isLast = await window.slide(xml.rewind())
      xml.refill(window.bytes, isLast)
      let result = stepThrough(xml, step)
      for (; result === 'pause'; result = stepThrough(xml, step)) yield
      if (result === 'done') break
      yield
    }
  } finally {
    await window.close()
  }
}

function stepThrough(xml: XmlScanner, step: (xml: XmlScanner) => StepResult): StepResult {
  for (;;) {
    xml.mark()
    const result = step(xml)
    if (result !== 'more') return result
  }
}

/** The part of a stream that is being looked at; the bytes move to its front to make room. */
class SlidingWindow {
  readonly #chunks: AsyncIterator<Buffer>
  #buffer = Buffer.allocUnsafe(WINDOW_BYTES)
  #length = 0
  #chunk: Buffer = Buffer.alloc(0)
  #isEnded = false
  #failure: unknown

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  /**
   * Drops the first `done` bytes and fills up; returns whether these are the last bytes. When
   * reading fails, the bytes before that come first, and the failure is thrown by the next call.
   */
  async slide(done: number): Promise<boolean> {
    if (this.#failure !== undefined) throw this.#failure
    this.#buffer.copyWithin(0, done, this.#length)
    this.#length -= done
    this.#makeRoom()
    while (this.#length < this.#buffer.length && (await this.#hasChunk())) this.#takeChunk()
    return this.#isEnded && this.#failure === undefined
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #hasChunk(): Promise<boolean> {
    while (this.#chunk.length === 0 && !this.#isEnded) {
      try {
        const { done, value } = await this.#chunks.next()
        if (done) this.#isEnded = true
        else this.#chunk = value
      } catch (error) {
        this.#isEnded = true
        this.#failure = error
      }
    }
    return this.#chunk.length > 0
  }

  #takeChunk(): void {
    const copied = this.#chunk.copy(this.#buffer, this.#length)
    this.#length += copied
    this.#chunk = this.#chunk.subarray(copied)
  }

  #makeRoom(): void {
    const { length } = this.#buffer
    if (this.#length === MAX_WINDOW_BYTES) throw new MalformedXml('a piece over 64 MiB')
    if (this.#length <= length / 2 || length === MAX_WINDOW_BYTES) return
    const grown = Buffer.allocUnsafe(length * 2)
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}

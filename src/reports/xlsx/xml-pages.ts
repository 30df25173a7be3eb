import { Buffer } from 'node:buffer'
import type { XmlText } from './cell-text.ts'

/** XML handed to the compressor at a time. */
export const PAGE_BYTES = 1 << 20

/** Takes full pages; `page` belongs to it until it gives it back through {@link XmlPages.reuse}. */
export type PageConsumer = (page: Buffer, length: number) => void

/**
 * A growing XML part, as pages of bytes that are used again once they are compressed. `bytes`, `view` and
 * `length` are open to the row encoder, which writes into them without a call for each byte.
 */
export class XmlPages {
  bytes: Buffer
  /** The same bytes. */
  view: DataView
  length = 0
  readonly #consume: PageConsumer
  readonly #free: Buffer[] = []

  constructor(consume: PageConsumer) {
    this.#consume = consume
    this.bytes = Buffer.allocUnsafeSlow(PAGE_BYTES)
    this.view = viewOf(this.bytes)
  }

  /** Makes sure that `count` bytes (at most a page) fit after `length`. */
  reserve(count: number): void {
    if (this.length + count > PAGE_BYTES) this.flush()
  }

  /** Writes a text of any length. */
  writeText(text: XmlText): void {
    const content = Buffer.from(text)
    for (let start = 0; start < content.length; ) {
      this.reserve(1)
      const copied = content.copy(this.bytes, this.length, start, start + PAGE_BYTES - this.length)
      this.length += copied
      start += copied
    }
  }

  /** Hands over what is there. */
  flush(): void {
    if (this.length === 0) return
    this.#consume(this.bytes, this.length)
    this.bytes = this.#free.pop() ?? Buffer.allocUnsafeSlow(PAGE_BYTES)
    this.view = viewOf(this.bytes)
    this.length = 0
  }

  reuse(page: Buffer): void {
    this.#free.push(page)
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

import { Buffer } from 'node:buffer'
import type { ByteSource } from '../../../src/sources/seller-files/bytes.ts'

/** Bytes in chunks of a chosen size; a chunk is overwritten once the next one is asked for. */
export class ChunkedBytes implements ByteSource {
  readonly size: number
  isReleased = false
  chunksRead = 0
  readonly #bytes: Buffer
  readonly #chunkSize: number

  constructor(bytes: Uint8Array, chunkSize: number) {
    this.#bytes = Buffer.from(bytes)
    this.#chunkSize = chunkSize
    this.size = bytes.length
  }

  async *chunks(): AsyncIterable<Buffer> {
    const chunk = Buffer.alloc(this.#chunkSize)
    try {
      for (let offset = 0; offset < this.size; offset += this.#chunkSize) {
        const length = this.#bytes.copy(chunk, 0, offset, offset + this.#chunkSize)
        this.chunksRead++
        yield chunk.subarray(0, length)
        chunk.fill('!')
      }
    } finally {
      this.isReleased = true
    }
  }

  async read(offset: number, length: number): Promise<Buffer> {
    return this.#bytes.subarray(offset, offset + length)
  }
}

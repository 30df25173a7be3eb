import type { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { ByteSink } from './workbook-model.ts'

const deflateRawAsync = promisify<Buffer, object, Buffer>(deflateRaw)

/** Pages under way at once: enough to keep every core busy, few enough to keep memory flat. */
const MAX_IN_FLIGHT = 6

/**
 * Ends a deflate stream (RFC 1951, 3.2.3): a last block with fixed codes that holds nothing but its
 * end. Every page ends on a byte boundary, so this may follow any of them.
 */
const LAST_BLOCK = new Uint8Array([0x03, 0x00])

export interface DeflatedStats {
  crc: number
  compressedSize: number
  size: number
}

/**
 * Compresses pages side by side on libuv's thread pool, the way pigz does: each page on its own, ended
 * by a sync flush, and the results joined in order to one deflate stream.
 */
export class ParallelDeflate {
  readonly stats: DeflatedStats = { crc: 0, compressedSize: 0, size: 0 }
  readonly #sink: ByteSink
  readonly #options: object
  readonly #release: (page: Buffer) => void
  readonly #inFlight: Promise<void>[] = []
  #tail: Promise<void> = Promise.resolve()
  #isAbandoned = false

  constructor(sink: ByteSink, level: number, release: (page: Buffer) => void) {
    this.#sink = sink
    this.#release = release
    this.#options = { level, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 << 10 }
  }

  get isFull(): boolean {
    return this.#inFlight.length >= MAX_IN_FLIGHT
  }

  /** Starts on a page; `release` is called once its bytes may change again. */
  submit(page: Buffer, length: number): void {
    const xml = page.subarray(0, length)
    this.stats.crc = crc32(xml, this.stats.crc)
    this.stats.size += length
    const deflated = deflateRawAsync(xml, this.#options)
    const written = this.#writeInTurn(deflated, page)
    // Whoever waits for the page sees the error; until then it must not count as unhandled.
    written.catch(() => {})
    this.#inFlight.push(written)
    this.#tail = written
  }

  async #writeInTurn(deflated: Promise<Buffer>, page: Buffer): Promise<void> {
    const before = this.#tail
    const [bytes] = await Promise.all([deflated, before])
    this.#release(page)
    if (this.#isAbandoned) return
    this.stats.compressedSize += bytes.length
    await this.#sink.write(bytes)
  }

  /** Waits until another page may be submitted. Rejects when the sink did. */
  async room(): Promise<void> {
    while (this.isFull) await this.#inFlight.shift()
  }

  /** Drops what is not written yet, and waits until nothing is under way. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true
    await Promise.allSettled(this.#inFlight)
  }

  /** Waits for every page and ends the stream. */
  async finish(): Promise<DeflatedStats> {
    for (const written of this.#inFlight) await written
    this.stats.compressedSize += LAST_BLOCK.length
    await this.#sink.write(LAST_BLOCK)
    return this.stats
  }
}

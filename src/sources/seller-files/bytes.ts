import type { Buffer } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'

/** Bytes that can be read more than once: from the start, or any piece of them. */
export interface ByteSource {
  readonly size: number
  /** All bytes, in chunks of at most 1 MiB. A chunk may be reused after the next one is asked for. */
  chunks(): AsyncIterable<Buffer>
  /** The bytes from `offset`, fewer than `length` only at the end. */
  read(offset: number, length: number): Promise<Buffer>
}

const CHUNK_BYTES = 1 << 20

/** The bytes of an open file; whoever opened it closes it. */
export class FileBytes implements ByteSource {
  readonly size: number
  readonly #file: FileHandle

  private constructor(file: FileHandle, size: number) {
    this.#file = file
    this.size = size
  }

  static async open(path: string): Promise<FileBytes> {
    const file = await open(path, 'r')
    try {
      return new FileBytes(file, (await file.stat()).size)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  async *chunks(): AsyncIterable<Buffer> {
    for (let offset = 0; ; ) {
      const chunk = await this.read(offset, CHUNK_BYTES)
      if (chunk.length === 0) return
      offset += chunk.length
      yield chunk
    }
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const buffer = globalThis.Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await this.#file.read(buffer, filled, length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

/** Bytes already in memory, such as a small member of a ZIP. */
export class MemoryBytes implements ByteSource {
  readonly size: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.size = bytes.length
  }

  async *chunks(): AsyncIterable<Buffer> {
    for (let offset = 0; offset < this.size; offset += CHUNK_BYTES) {
      yield this.#bytes.subarray(offset, offset + CHUNK_BYTES)
    }
  }

  async read(offset: number, length: number): Promise<Buffer> {
    return this.#bytes.subarray(offset, offset + length)
  }
}

import type { Buffer } from 'node:buffer'
import { RandomAccessReader } from 'yauzl'
import type { FindingArgs } from '../../domain/finding.ts'
import type { ByteSource } from './bytes.ts'
import { UnreadableFile } from './table.ts'

/**
 * Remembers the error of a failed read, which tells what is wrong with the disk from what is wrong
 * with the file: anything else that yauzl and zlib complain of is damage.
 */
export class WatchedBytes {
  readonly size: number
  readonly #bytes: ByteSource
  #failure: unknown

  constructor(bytes: ByteSource) {
    this.#bytes = bytes
    this.size = bytes.size
  }

  async read(offset: number, length: number): Promise<Buffer> {
    try {
      return await this.#bytes.read(offset, length)
    } catch (error) {
      this.#failure = error
      throw error
    }
  }

  asUnreadable(error: unknown, args: FindingArgs = {}): unknown {
    if (error instanceof UnreadableFile || error === this.#failure) return error
    return new UnreadableFile('damaged-zip', args, { cause: error })
  }
}

/** Lets yauzl read from our bytes. */
export class YauzlReader extends RandomAccessReader {
  readonly #bytes: WatchedBytes

  constructor(bytes: WatchedBytes) {
    super()
    this.#bytes = bytes
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    // A damaged offset may be larger than a file position can be.
    const readable = position < this.#bytes.size ? length : 0
    this.#bytes.read(readable === 0 ? 0 : position, readable).then(
      (piece) => callback(null, piece.copy(buffer, offset)),
      (error) => callback(error),
    )
  }
}

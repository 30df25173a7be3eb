import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import type { ByteSource } from './bytes.ts'
import { UnreadableFile } from './table.ts'
import { WatchedBytes, YauzlReader } from './zip-bytes.ts'
import { decodeMemberName, isNameUnsafe, isSystemJunk } from './zip-names.ts'

/** What a ZIP may declare before it counts as a bomb. */
export interface ZipLimits {
  /** Inflated bytes per compressed byte, for a member larger than `ratioFloorBytes`. */
  maxRatio: number
  ratioFloorBytes: number
  /** Inflated bytes of all members together. */
  maxInflatedBytes: number
}

export const DEFAULT_ZIP_LIMITS: ZipLimits = {
  maxRatio: 100,
  ratioFloorBytes: 1 << 20,
  maxInflatedBytes: 4 * 2 ** 30,
}

/** One entry of a ZIP. Nothing of it is read before `chunks` or `readAll` is called. */
export interface ZipMember {
  /** As stored, with `/` between folders; may be unsafe, and may occur twice. */
  readonly name: string
  /** Inflated bytes, as declared. */
  readonly size: number
  readonly compressedSize: number
  readonly isDirectory: boolean
  readonly isEncrypted: boolean
  /** The name must not be used as a path. */
  readonly isNameUnsafe: boolean
  /** Added by an operating system, such as `__MACOSX/…` or `.DS_Store`. */
  readonly isSystemJunk: boolean
  /**
   * The inflated bytes from the start, checked against the declared size and CRC-32 at their end.
   * @throws {UnreadableFile} `encrypted-zip`, or `damaged-zip` once the bytes turn out wrong
   */
  chunks(): AsyncIterable<Buffer>
  /** @throws {UnreadableFile} `member-too-large` over `maxBytes`, and as `chunks` does */
  readAll(maxBytes: number): Promise<Buffer>
}

export interface Zip {
  readonly members: readonly ZipMember[]
  /** Frees what yauzl holds; the bytes below stay open, they belong to the caller. */
  close(): void
}

const LOCAL_HEADER_BYTES = 30
const CENTRAL_HEADER_SIGNATURE = 0x02014b50
const STRONG_ENCRYPTION_FLAG = 0x40
const COMPRESSED_CHUNK_BYTES = 1 << 18
const INFLATED_CHUNK_BYTES = 1 << 18

/**
 * Lists the members of a ZIP from its central directory, refusing bombs by what they declare.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws {UnreadableFile} `damaged-zip`, `encrypted-zip` or `zip-bomb`
 */
export async function openZip(
  source: ByteSource,
  { limits = DEFAULT_ZIP_LIMITS }: { limits?: ZipLimits } = {},
): Promise<Zip> {
  const bytes = new WatchedBytes(source)
  try {
    const file = await fromRandomAccessReaderPromise(new YauzlReader(bytes), bytes.size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    const directoryStart = readCursor(file)
    const entries = await readDirectory(file, bytes)
    const members = withDataEnds(entries, directoryStart).map(
      ({ entry, dataEnd }) => new Member(entry, dataEnd, file, bytes),
    )
    refuseBomb(members, limits)
    return { members, close: () => file.close() }
  } catch (error) {
    throw bytes.asUnreadable(error)
  }
}

/** Where yauzl reads the next entry; its type declarations call the number a boolean. */
function readCursor(file: ZipFile): number {
  return Number(file.readEntryCursor)
}

async function readDirectory(file: ZipFile, bytes: WatchedBytes): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of file.eachEntry()) entries.push(entry)
  } catch (error) {
    // yauzl stops at an entry with strong encryption, in front of its header.
    const header = await bytes.read(readCursor(file), 10)
    if (startsEntry(header) && header.readUInt16LE(8) & STRONG_ENCRYPTION_FLAG) {
      throw new UnreadableFile('encrypted-zip', {}, { cause: error })
    }
    throw error
  }
  // More entries than the end record counts: members would be left out without a word.
  if (startsEntry(await bytes.read(readCursor(file), 10))) throw new UnreadableFile('damaged-zip')
  return entries
}

function startsEntry(header: Buffer): boolean {
  return header.length === 10 && header.readUInt32LE(0) === CENTRAL_HEADER_SIGNATURE
}

/**
 * Pairs every entry with where its data must have ended, in the order of the directory. Entries
 * that share bytes are how a small ZIP unpacks to petabytes (https://www.bamsoftware.com/hacks/zipbomb/).
 */
function withDataEnds(entries: Entry[], directoryStart: number) {
  let dataEnd = directoryStart
  const ends = new Map<Entry, number>()
  const fromLast = entries.toSorted(
    (a, b) => b.relativeOffsetOfLocalHeader - a.relativeOffsetOfLocalHeader,
  )
  for (const entry of fromLast) {
    const leastEnd = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.compressedSize
    if (leastEnd > dataEnd) throw new UnreadableFile('damaged-zip')
    ends.set(entry, dataEnd)
    dataEnd = entry.relativeOffsetOfLocalHeader
  }
  return entries.map((entry) => ({ entry, dataEnd: ends.get(entry) ?? 0 }))
}

function refuseBomb(members: readonly ZipMember[], limits: ZipLimits): void {
  let inflatedBytes = 0
  for (const { name, size, compressedSize } of members) {
    inflatedBytes += size
    const hasBombRatio = size > limits.ratioFloorBytes && size > limits.maxRatio * compressedSize
    if (hasBombRatio || inflatedBytes > limits.maxInflatedBytes) {
      throw new UnreadableFile('zip-bomb', { member: name })
    }
  }
}

class Member implements ZipMember {
  readonly name: string
  readonly size: number
  readonly compressedSize: number
  readonly isDirectory: boolean
  readonly isEncrypted: boolean
  readonly isNameUnsafe: boolean
  readonly isSystemJunk: boolean
  readonly #entry: Entry
  readonly #dataEnd: number
  readonly #file: ZipFile
  readonly #bytes: WatchedBytes

  constructor(entry: Entry, dataEnd: number, file: ZipFile, bytes: WatchedBytes) {
    this.name = decodeMemberName(entry.fileNameRaw, entry.generalPurposeBitFlag)
    this.size = entry.uncompressedSize
    this.compressedSize = entry.compressedSize
    this.isDirectory = this.name.endsWith('/')
    this.isEncrypted = entry.isEncrypted()
    this.isNameUnsafe = isNameUnsafe(this.name)
    this.isSystemJunk = isSystemJunk(this.name)
    this.#entry = entry
    this.#dataEnd = dataEnd
    this.#file = file
    this.#bytes = bytes
  }

  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    if (this.isEncrypted) throw new UnreadableFile('encrypted-zip', { member: this.name })
    let length = 0
    let checksum = 0
    try {
      for await (const chunk of this.#unpacked(await this.#dataStart())) {
        length += chunk.length
        if (length > this.size) throw this.#damaged()
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw this.#bytes.asUnreadable(error, { member: this.name })
    }
    if (length !== this.size || checksum !== this.#entry.crc32) throw this.#damaged()
  }

  async readAll(maxBytes: number): Promise<Buffer> {
    if (this.size > maxBytes) throw new UnreadableFile('member-too-large', { member: this.name })
    const chunks: Buffer[] = []
    for await (const chunk of this.chunks()) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  async #dataStart(): Promise<number> {
    const { fileDataStart } = await this.#file.readLocalFileHeaderPromise(this.#entry, {
      minimal: true,
    })
    if (fileDataStart + this.compressedSize > this.#dataEnd) throw this.#damaged()
    return fileDataStart
  }

  #unpacked(start: number): AsyncIterable<Buffer> {
    const packed = pieces(this.#bytes, start, start + this.compressedSize)
    if (this.#entry.compressionMethod === 0) return packed
    if (this.#entry.compressionMethod === 8) return inflated(packed)
    const method = this.#entry.compressionMethod
    throw new UnreadableFile('damaged-zip', { member: this.name, method })
  }

  #damaged(): UnreadableFile {
    return new UnreadableFile('damaged-zip', { member: this.name })
  }
}

async function* pieces(bytes: WatchedBytes, start: number, end: number): AsyncGenerator<Buffer> {
  for (let offset = start; offset < end; offset += COMPRESSED_CHUNK_BYTES) {
    yield await bytes.read(offset, Math.min(COMPRESSED_CHUNK_BYTES, end - offset))
  }
}

/**
 * Inflates on Node's thread pool, one large chunk ahead of the consumer. (yauzl's own stream goes
 * through five stages in chunks of 16 KiB, which costs more than the inflating.)
 */
async function* inflated(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(packed)
  const inflater = createInflateRaw({ chunkSize: INFLATED_CHUNK_BYTES })
  source.on('error', (error) => inflater.destroy(error))
  try {
    yield* source.pipe(inflater) as AsyncIterable<Buffer>
  } finally {
    source.destroy()
    inflater.destroy()
  }
}

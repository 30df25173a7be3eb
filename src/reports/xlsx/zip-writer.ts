import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import type { XmlText } from './cell-text.ts'
import { ParallelDeflate } from './parallel-deflate.ts'
import type { ByteSink } from './workbook-model.ts'
import { XmlPages } from './xml-pages.ts'
import {
  centralHeader,
  dataDescriptor,
  endRecords,
  localHeader,
  type ZipEntry,
} from './zip-records.ts'

/**
 * Measured on 44 MB of a sheet of orders, processor time: level 1 takes 0.21 s for 5.8 MB, 2 takes 0.22 s for
 * 5.3 MB, 3 takes 0.38 s for 5.2 MB, 6 takes 0.82 s for 4.3 MB.
 */
const DEFAULT_LEVEL = 2

/** An entry whose XML is being produced. */
export interface OpenPart {
  xml: XmlPages
  /** Whether {@link OpenPart.room} should be awaited before more XML is written. */
  readonly isFull: boolean
  /** Waits until the compressor and the sink have caught up. */
  room(): Promise<void>
  close(): Promise<void>
  /** Leaves the part unfinished; once it resolves, nothing is written to the sink any more. */
  abandon(): Promise<void>
}

/**
 * Writes a ZIP file front to back, without ever seeking, in constant memory.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (6.3.x)
 */
export class ZipWriter implements ByteSink {
  readonly #sink: ByteSink
  readonly #level: number
  readonly #entries: ZipEntry[] = []
  #offset = 0

  constructor(sink: ByteSink, level = DEFAULT_LEVEL) {
    this.#sink = sink
    this.#level = level
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#offset
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#offset += chunk.length
    await this.#sink.write(chunk)
  }

  /** Adds a small part at once. */
  async add(name: string, xml: XmlText): Promise<void> {
    const content = Buffer.from(xml)
    const deflated = deflateRawSync(content, { level: 6 })
    const entry: ZipEntry = {
      name,
      crc: crc32(content),
      compressedSize: deflated.length,
      size: content.length,
      offset: this.#offset,
      isStreamed: false,
    }
    this.#entries.push(entry)
    await this.write(Buffer.concat([localHeader(entry), deflated]))
  }

  /** Begins a part of any size; it has to be closed before anything else is added. */
  async open(name: string): Promise<OpenPart> {
    const offset = this.#offset
    const entry = { name, crc: 0, compressedSize: 0, size: 0, offset, isStreamed: true }
    await this.write(localHeader(entry))
    const deflate = new ParallelDeflate(this, this.#level, (page) => xml.reuse(page))
    const xml = new XmlPages((page, length) => deflate.submit(page, length))
    return {
      xml,
      get isFull() {
        return deflate.isFull
      },
      room: () => deflate.room(),
      abandon: () => deflate.abandon(),
      close: async () => {
        xml.flush()
        Object.assign(entry, await deflate.finish())
        this.#entries.push(entry)
        await this.write(dataDescriptor(entry))
      },
    }
  }

  /** Writes the central directory; nothing may follow. */
  async finish(): Promise<void> {
    const offset = this.#offset
    const directory = Buffer.concat(this.#entries.map(centralHeader))
    const end = endRecords(this.#entries.length, offset, directory.length)
    await this.write(Buffer.concat([directory, end]))
  }
}

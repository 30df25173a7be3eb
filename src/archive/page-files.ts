import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AtomicFiles, GrowingFile } from '../app/ports.ts'
import { NAMES } from './folder.ts'
import { encodeLine, type ShopEvent } from './page-lines.ts'

/** Below originals/. */
const FOLDER = 'api'
const NAME = /^\d{6}-\d{8}T\d{6}\.ndjson$/

/** A line of a file of pages and where it stands. */
export interface PageLine {
  start: number
  /** With its line feed. */
  size: number
  /** Without it. */
  bytes: Buffer
}

/** Where a line stands: a file below originals/ and its bytes in it. */
export interface LinePlace {
  file: string
  start: number
  size: number
}

/** Whether the `original` of an import names a file of pages. */
export function isPageFile(original: string): boolean {
  return original.startsWith(`${FOLDER}/`)
}

/** The files of pages under originals/api. Each is appended to by one run only, and never after it. */
export class PageFiles {
  readonly #root: string
  readonly #files: AtomicFiles
  #current: { file: string; growing: GrowingFile } | null = null

  constructor(root: string, files: AtomicFiles) {
    this.#root = join(root, NAMES.originals)
    this.#files = files
  }

  /** All of them, the oldest first. */
  async all(): Promise<{ file: string; size: number }[]> {
    const names = await readdir(join(this.#root, FOLDER)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [] as string[]
      throw error
    })
    const files: { file: string; size: number }[] = []
    for (const name of names.filter((each) => NAME.test(each)).sort()) {
      const file = `${FOLDER}/${name}`
      files.push({ file, size: (await stat(join(this.#root, file))).size })
    }
    return files
  }

  /** The path of a file on disk. */
  pathOf(file: string): string {
    return join(this.#root, file)
  }

  /** How large the file is that is being written; 0 when none is. */
  get size(): number {
    return this.#current?.growing.size ?? 0
  }

  /** Ends the file that is being written; the next line begins another one. */
  async close(): Promise<void> {
    const current = this.#current
    this.#current = null
    await current?.growing.close()
  }

  /** Appends lines; they are durable when this returns. */
  async append(events: readonly ShopEvent[]): Promise<LinePlace[]> {
    const [first] = events
    if (!first) return []
    const lines = events.map(encodeLine)
    this.#current ??= await this.#begin(first.at)
    const { file, growing } = this.#current
    let start = await growing.append(Buffer.concat(lines))
    return lines.map(({ length: size }) => {
      const place = { file, start, size }
      start += size
      return place
    })
  }

  async #begin(at: string): Promise<{ file: string; growing: GrowingFile }> {
    const last = (await this.all()).at(-1)
    const number = last ? Number(last.file.slice(FOLDER.length + 1, FOLDER.length + 7)) + 1 : 1
    const time = at.slice(0, 19).replace(/[-:]/g, '')
    const file = `${FOLDER}/${String(number).padStart(6, '0')}-${time}.ndjson`
    return { file, growing: await this.#files.grow(this.pathOf(file)) }
  }

  /** Takes away what a run that was cut off left of a line. */
  async cut(file: string, size: number): Promise<void> {
    if (size === 0) await this.#files.remove(this.pathOf(file))
    else await this.#files.cut(this.pathOf(file), size)
  }

  /** The whole lines of a file from a byte on; memory holds one of them. */
  async *lines(file: string, from = 0): AsyncGenerator<PageLine, void, void> {
    let start = from
    let parts: Buffer[] = []
    const stream = createReadStream(this.pathOf(file), { start: from, highWaterMark: 1 << 18 })
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let offset = 0
      for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, offset)) {
        parts.push(chunk.subarray(offset, end))
        const bytes = Buffer.concat(parts)
        parts = []
        yield { start, size: bytes.length + 1, bytes }
        start += bytes.length + 1
        offset = end + 1
      }
      if (offset < chunk.length) parts.push(Buffer.from(chunk.subarray(offset)))
    }
  }

  /** One line, without its line feed. */
  async line({ file, start, size }: LinePlace): Promise<Buffer> {
    const handle = await open(this.pathOf(file), 'r')
    try {
      const { buffer } = await handle.read(Buffer.alloc(size - 1), 0, size - 1, start)
      return buffer
    } finally {
      await handle.close()
    }
  }
}

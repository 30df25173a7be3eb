import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type {
  AtomicFile,
  AtomicFiles,
  AtomicFolder,
  GrowingFile,
  WrittenFile,
} from '../app/ports.ts'
import { DyshopError } from '../errors.ts'
import { type DiskCalls, type DiskSystem, diskCalls, type FileCalls } from './disk-calls.ts'
import { isRunning } from './processes.ts'

/** Files that are being written end in this; what still ends in it after a run is a leftover. */
export const PART_SUFFIX = '.dyshop-part'

/** SQLite's files for sorting have this name for a moment, before they have none. */
const PART_FILE = new RegExp(`\\${PART_SUFFIX}(-wal|-shm|-journal)?$|(^|/)etilqs_[0-9a-f]+$`)

/** True for a file that was being written, and for the side files of a database that was. */
export function isPartFile(path: string): boolean {
  return PART_FILE.test(path)
}

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700

/** Writes files so that under their final name they are whole or absent, also after a power cut. */
export function atomicFiles(given?: FileCalls, system?: DiskSystem): AtomicFiles {
  const calls = diskCalls(given, system)
  return {
    async create(path) {
      await calls.makeFolders(dirname(path), OWNER_ONLY_FOLDER)
      await removeDeadParts(calls, path)
      const part = partPath(path)
      const handle = await naming(path, () => calls.open(part, 'wx', OWNER_ONLY))
      return new PartFile(calls, handle, part, path)
    },
    async write(path, content) {
      const file = await this.create(path)
      try {
        await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content)
        return await file.commit()
      } catch (error) {
        await file.discard()
        throw error
      }
    },
    async createFolder(path) {
      const exists = await lstat(path).catch(() => null)
      if (exists) throw new DyshopError('folder-exists', { path })
      await removeDeadParts(calls, path)
      const part = partPath(path)
      await calls.makeFolders(part, OWNER_ONLY_FOLDER)
      return new PartFolder(calls, this, part, path)
    },
    async makeFolder(path) {
      await calls.makeFolders(path, OWNER_ONLY_FOLDER)
    },
    async grow(path) {
      await calls.makeFolders(dirname(path), OWNER_ONLY_FOLDER)
      const handle = await calls.open(path, 'wx', OWNER_ONLY)
      await calls.syncFolder(dirname(path))
      return new AppendedFile(handle, path)
    },
    async cut(path, size) {
      const handle = await calls.open(path, 'r+')
      try {
        await handle.truncate(size)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    async move(from, to) {
      await naming(to, () => calls.rename(from, to))
      await calls.syncFolder(dirname(to))
    },
    async remove(path) {
      await calls.rm(path, { force: true })
    },
    async removeFolder(path) {
      const part = removingPath(path)
      await calls.rm(part, { recursive: true, force: true })
      await calls.rename(path, part)
      await calls.syncFolder(dirname(path))
      await calls.rm(part, { recursive: true, force: true })
    },
  }
}

/**
 * Whoever reads of a failed call must know the file that was to be written: calls on an open file name
 * none, others a working name that nobody knows.
 */
async function naming<T>(path: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === undefined ? error : Object.assign(error as Error, { path })
  }
}

/**
 * The name of a folder that is being removed. Plain to see, unlike that of a file that is being made:
 * what a killed run leaves of it is what somebody wanted to be gone.
 */
export function removingPath(path: string): string {
  return `${path}.removing${PART_SUFFIX}`
}

/** A working name beside the final one, so that a rename is all that is missing in the end. */
export function partPath(path: string): string {
  const unique = `${process.pid}-${randomBytes(6).toString('hex')}`
  return join(dirname(path), `${partPrefix(path)}${unique}${PART_SUFFIX}`)
}

function partPrefix(path: string): string {
  return `.${basename(path).slice(0, 80)}.`
}

/**
 * Removes what runs that were killed left of the same file: it may hold buyers' data, and nobody else
 * would ever look for it.
 */
async function removeDeadParts(calls: DiskCalls, path: string): Promise<void> {
  const prefix = partPrefix(path)
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    if (!name.startsWith(prefix) || !name.endsWith(PART_SUFFIX)) continue
    const [, pid] =
      /^(\d+)-[0-9a-f]{12}$/.exec(name.slice(prefix.length, -PART_SUFFIX.length)) ?? []
    if (pid === undefined || isRunning(Number(pid))) continue
    await calls.rm(join(dirname(path), name), { recursive: true, force: true })
  }
}

class AppendedFile implements GrowingFile {
  readonly #handle: FileHandle
  readonly #path: string
  #size = 0

  constructor(handle: FileHandle, path: string) {
    this.#handle = handle
    this.#path = path
  }

  get size(): number {
    return this.#size
  }

  async append(bytes: Uint8Array): Promise<number> {
    return naming(this.#path, () => this.#append(bytes))
  }

  async #append(bytes: Uint8Array): Promise<number> {
    const start = this.#size
    for (let offset = 0; offset < bytes.length; ) {
      const left = bytes.length - offset
      // At its own place, so that what a failed call left half written is written over.
      const { bytesWritten } = await this.#handle.write(bytes, offset, left, start + offset)
      offset += bytesWritten
    }
    await this.#handle.datasync()
    this.#size = start + bytes.length
    return start
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

class PartFolder implements AtomicFolder {
  readonly #calls: DiskCalls
  readonly #files: AtomicFiles
  readonly path: string
  readonly #path: string

  constructor(calls: DiskCalls, files: AtomicFiles, part: string, path: string) {
    this.#calls = calls
    this.#files = files
    this.path = part
    this.#path = path
  }

  async create(path: string): Promise<AtomicFile> {
    return this.#files.create(join(this.path, path))
  }

  async commit(): Promise<void> {
    await this.#calls.syncFolder(this.path)
    await this.#calls.rename(this.path, this.#path)
    await this.#calls.syncFolder(dirname(this.#path))
  }

  async discard(): Promise<void> {
    await this.#calls.rm(this.path, { recursive: true, force: true })
  }
}

class PartFile implements AtomicFile {
  readonly #calls: DiskCalls
  readonly #handle: FileHandle
  readonly #part: string
  readonly #path: string
  readonly #hash = createHash('sha256')
  #size = 0
  #isOpen = true

  constructor(calls: DiskCalls, handle: FileHandle, part: string, path: string) {
    this.#calls = calls
    this.#handle = handle
    this.#part = part
    this.#path = path
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let offset = 0; offset < chunk.length; ) {
      const { bytesWritten } = await naming(this.#path, () => this.#handle.write(chunk, offset))
      offset += bytesWritten
    }
    this.#hash.update(chunk)
    this.#size += chunk.length
  }

  async settle(): Promise<string> {
    // A failed fsync means that the bytes may never reach the disk: nothing gets the final name.
    await this.#handle.sync()
    const { size } = await this.#handle.stat()
    if (size !== this.#size) throw Object.assign(new Error('short file'), { code: 'EIO' })
    return this.#part
  }

  async commit(as = this.#path): Promise<WrittenFile> {
    return naming(as, () => this.#commit(as))
  }

  async #commit(as: string): Promise<WrittenFile> {
    await this.settle()
    const size = this.#size
    await this.#close()
    await this.#calls.makeFolders(dirname(as), OWNER_ONLY_FOLDER)
    await this.#calls.rename(this.#part, as)
    await this.#calls.syncFolder(dirname(as))
    return { size, sha256: this.sha256() }
  }

  #digest: string | null = null

  sha256(): string {
    this.#digest ??= this.#hash.digest('hex')
    return this.#digest
  }

  async discard(): Promise<void> {
    await this.#close().catch(() => undefined)
    await this.#calls.rm(this.#part, { force: true })
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#handle.close()
  }
}

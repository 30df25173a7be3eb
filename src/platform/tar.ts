import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DyshopError } from '../errors.ts'

/** A file or a folder on its way into a tar. */
export interface TarFile {
  /** With `/` between its parts. */
  path: string
  size: number
  modifiedAt: Date
  /** null for a folder. */
  chunks: AsyncIterable<Uint8Array> | null
}

/** A file or a folder in a tar that is being read; the bytes of a file must be read before the next. */
export interface TarEntry {
  parts: readonly string[]
  size: number
  chunks: AsyncIterable<Uint8Array> | null
}

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** A tar of these files, made as it is read: POSIX ustar, with pax headers for long and Chinese names. */
export async function* writeTar(
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
): AsyncGenerator<Uint8Array> {
  const tar = (await loadTar()).pack()
  const packing = packAll(tar, files).catch((error: Error) => {
    tar.destroy(error)
  })
  try {
    yield* tar as AsyncIterable<Uint8Array>
  } finally {
    tar.destroy()
    await packing
  }
}

/** A library of CommonJS: bundled, it has its exports under `default` alone. */
async function loadTar(): Promise<typeof import('tar-stream')> {
  const { default: library } = await import('tar-stream')
  return library
}

async function packAll(
  tar: import('tar-stream').Pack,
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
): Promise<void> {
  for await (const { path, size, modifiedAt, chunks } of files) {
    const header = { name: path, mtime: modifiedAt }
    if (chunks === null) {
      tar.entry({ ...header, type: 'directory', mode: FOLDER_MODE })
      continue
    }
    const sink = tar.entry({ ...header, type: 'file', size, mode: FILE_MODE })
    await pipeline(chunks, sink as unknown as NodeJS.WritableStream)
  }
  tar.finalize()
}

/**
 * Reads a tar to its very end.
 * @throws {DyshopError} `sealed-damaged` for what is no whole tar, `unsafe-entry` for a link, a device,
 *   or a name that could lead out of the folder
 */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const tar = (await loadTar()).extract()
  let stop: unknown = null
  // An error of the source is what is told, not what the reader of the tar makes of it.
  const onError = (error: unknown) => {
    stop = error
  }
  const source = Readable.from(watched(bytes, onError), { objectMode: false })
  const sink = tar as unknown as NodeJS.WritableStream
  const feeding = pipeline(source, sink).catch((error: unknown) => {
    stop ??= new DyshopError('sealed-damaged', {}, { cause: error })
  })
  // Also of an entry's own bytes, which whoever reads the tar reads.
  const asStop = (error: unknown): unknown => {
    if (error instanceof DyshopError) return error
    if (stop !== null) return stop
    const isOurDisk = typeof (error as NodeJS.ErrnoException).errno === 'number'
    return isOurDisk ? error : new DyshopError('sealed-damaged', {}, { cause: error })
  }
  try {
    for await (const entry of tar) {
      const { name, type, size } = entry.header
      const parts = safeParts(name)
      const isKnown = type === 'file' || type === 'contiguous-file' || type === 'directory'
      if (parts === null || !isKnown) throw new DyshopError('unsafe-entry', { path: name })
      const content = entry as AsyncIterable<Uint8Array>
      const chunks = type === 'directory' ? null : stopping(content, asStop)
      yield { parts, size, chunks }
      entry.resume()
    }
  } catch (error) {
    throw asStop(error)
  } finally {
    tar.destroy()
    await feeding
  }
  if (stop !== null) throw stop
}

async function* stopping(
  chunks: AsyncIterable<Uint8Array>,
  asStop: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    throw asStop(error)
  }
}

/** Tells an error of the source itself from one that its reader throws back into it. */
async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  onError: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        onError(error)
        throw error
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

/**
 * The parts of a name in a tar, none of which leads anywhere but down; `./a` is `a`.
 * @returns null for a name that could lead out of the folder it is unpacked into, on any system
 */
export function safeParts(name: string): string[] | null {
  const isForeign = name.startsWith('/') || /[\\\p{Cc}]/u.test(name) || /^[A-Za-z]:/.test(name)
  if (isForeign) return null
  const parts = name.replace(/\/+$/, '').split('/')
  if (parts[0] === '.') parts.shift()
  const isSafe = parts.every((part) => part !== '' && part !== '.' && part !== '..')
  return isSafe ? parts : null
}

import { open } from 'node:fs/promises'
import { DyshopError } from '../errors.ts'
import { plainText } from './plain-text.ts'

/** Many times as long as any secret or code; a device that never ends is told by it too. */
const MOST_BYTES = 4096

/**
 * The one line of a small file that holds a secret and nothing else, as any editor may have saved it. A
 * pipe serves as well.
 * @throws {DyshopError} `path-not-found`, `not-a-file`, `bad-secret-file`
 */
export async function readSecretFile(path: string): Promise<string> {
  return secretIn(await readStart(path), path)
}

/**
 * @param path for the words; `-` is standard input
 * @throws {DyshopError} `bad-secret-file`; what was in it is told nobody
 */
export function secretIn(content: Uint8Array, path: string): string {
  const refuse = (problem: string): never => {
    throw new DyshopError('bad-secret-file', { path, problem })
  }
  if (content.length > MOST_BYTES) return refuse('large')
  const text = (plainText(content) ?? refuse('text')).trim()
  if (text === '') return refuse('empty')
  if (/[\p{Cc}\ufffd]/u.test(text)) return refuse(/^[^\r\n]+\r?\n/.test(text) ? 'lines' : 'text')
  return text
}

/** No more of it than tells that it is too much. */
async function readStart(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r')
    try {
      const buffer = Buffer.alloc(MOST_BYTES + 1)
      let size = 0
      while (size < buffer.length) {
        const { bytesRead } = await handle.read(buffer, size, buffer.length - size)
        if (bytesRead === 0) break
        size += bytesRead
      }
      return buffer.subarray(0, size)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new DyshopError('path-not-found', { path })
    if (code === 'EISDIR') throw new DyshopError('not-a-file', { path })
    throw Object.assign(error as Error, { path })
  }
}

import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ScratchFile } from '../app/ports.ts'
import { partPath } from './atomic-file.ts'

/**
 * Opens a file for what does not fit the memory. It loses its name at once, so that nothing is left of
 * it whatever becomes of the process; a run that is cut off in between leaves a part file.
 * @throws what the system says, such as ENOSPC
 */
export function openScratchFile(folder: string): ScratchFile {
  const path = partPath(join(folder, 'scratch'))
  const descriptor = openSync(path, 'wx+', 0o600)
  try {
    unlinkSync(path)
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  let end = 0
  return {
    append(...pieces) {
      const start = end
      for (const piece of pieces) end += writeWhole(descriptor, piece, end)
      return start
    },
    read(position, length) {
      const bytes = Buffer.allocUnsafe(length)
      for (let filled = 0; filled < length; ) {
        const count = readSync(descriptor, bytes, filled, length - filled, position + filled)
        if (count === 0) throw new Error('a scratch file is shorter than what was written to it')
        filled += count
      }
      return bytes
    },
    close: () => closeSync(descriptor),
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array, position: number): number {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written)
  }
  return bytes.length
}

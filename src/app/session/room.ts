import { statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { readManifest } from '../../archive/manifest.ts'
import { asDyshopError, DyshopError } from '../../errors.ts'

const MIB = 2 ** 20

/** How much a run writes, as far as that can be told beforehand, in bytes. */
export interface Room {
  /** An estimate, to be told when the disk is full. */
  about: number
  /** What it writes for certain: where there is less, nothing is begun. */
  least?: number
}

/**
 * Does work that writes to a place; of a full disk it is then known how much room is needed.
 * @param path the file or folder that is written; errors that name none, such as SQLite's, are put down to it
 * @throws {DyshopError} `disk-full` before anything is begun when there is too little room for certain
 */
export async function withRoom<T>(
  path: string,
  { about, least = 0 }: Room,
  work: () => Promise<T>,
): Promise<T> {
  const neededMiB = Math.max(1, Math.ceil(Math.max(about, least) / MIB))
  const free = least > 0 ? await freeBytes(path) : null
  if (free !== null && free < least) {
    throw new DyshopError('disk-full', { path, reason: '', neededMiB, isBegun: 0 })
  }
  try {
    return await work()
  } catch (error) {
    const stop = asDyshopError(error)
    if (!(stop instanceof DyshopError) || stop.code !== 'disk-full') throw error
    const args = { neededMiB, ...stop.args, path: stop.args.path || path }
    throw new DyshopError('disk-full', args, { cause: stop.cause })
  }
}

/** What is free where a path is, or would be made; null where the system does not say. */
export async function freeBytes(path: string): Promise<number | null> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const free = await statfs(at).then(
      // What has no size, such as some network disks, says nothing.
      ({ blocks, bavail, bsize }) => (blocks === 0 ? null : bavail * bsize),
      ({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' || code === 'ENOTDIR' ? 'no' : null),
    )
    if (free !== 'no') return free
    if (at === dirname(at)) return null
  }
}

/** What parts of an archive take, as its manifest has it; nothing where there is none that can be read. */
export async function archivedBytes(root: string): Promise<{
  originals: number
  database: number
  outputs: number
}> {
  const sealed = await readManifest(root).catch(() => null)
  const sizes = { originals: 0, database: 0, outputs: 0 }
  for (const { path, size } of sealed?.manifest.files ?? []) {
    if (path.startsWith(`${NAMES.originals}/`)) sizes.originals += size
    else if (path === NAMES.database) sizes.database += size
    else if (!path.includes('/')) sizes.outputs += size
  }
  return sizes
}

/** Of a change that brings `added` bytes: they, and the outputs, which are made again beside the old. */
export async function roomForChange(root: string, added: number): Promise<Room> {
  const { outputs } = await archivedBytes(root)
  return { about: added + outputs + MIB, least: added }
}

/** The file of an archive that grows with whatever is put in. */
export function databaseIn(root: string): string {
  return join(root, NAMES.database)
}

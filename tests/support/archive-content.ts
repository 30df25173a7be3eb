import { createHash } from 'node:crypto'
import { cp, lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contentDigest } from '../../src/archive/database/content-digest.ts'
import { listFiles } from '../../src/archive/folder.ts'
import { Store } from '../../src/archive/store.ts'
import { dataOf } from './dyshop.ts'

/** What the database of an archive says, as one hash per table. */
export async function databaseContent(archive: string): Promise<Record<string, string>> {
  const store = await Store.openForReading(join(archive, 'archive.db'))
  try {
    return contentDigest(store)
  } finally {
    store.close()
  }
}

/** Every order with all of its columns, as the text of a CSV file. */
export async function allOrders(archive: string, out: string): Promise<string> {
  await dataOf(['export', 'orders', '--out', out, '--unmask', '--archive', archive])
  return readFile(out, 'utf8')
}

/** SQLite's side files, which come and go with every reader. */
const SIDE_FILE = /\.db-(shm|wal)$/

/** Every file below a folder with its hash; the folder's state in a form that can be compared. */
export async function fileHashes(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const path of await listFiles(folder)) {
    if (SIDE_FILE.test(path)) continue
    const full = join(folder, path)
    const isFile = (await lstat(full)).isFile()
    hashes[path] = isFile
      ? createHash('sha256')
          .update(await readFile(full))
          .digest('hex')
      : 'not a file'
  }
  return hashes
}

/** The objects of a file of JSON lines. */
export async function jsonLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/**
 * Copies an archive without SQLite's side files, which come and go and hold nothing after a run.
 * @param options `sideFiles`: with them, because the run was cut off
 */
export async function copyArchive(
  from: string,
  to: string,
  { sideFiles = false } = {},
): Promise<void> {
  const filter = (path: string) => sideFiles || !/-(wal|shm)$/.test(path)
  await cp(from, to, { recursive: true, preserveTimestamps: true, filter })
}

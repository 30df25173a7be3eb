import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentDigest } from '../../archive/database/content-digest.ts'
import { NAMES } from '../../archive/folder.ts'
import { Store } from '../../archive/store.ts'
import { FindingCollector } from '../../domain/finding-collector.ts'
import { asDyshopError } from '../../errors.ts'
import type { Deps } from '../ports.ts'
import { fillDatabase, partialDatabase, removeDatabase } from '../rebuild.ts'

/**
 * Derives everything from the originals once more and compares it with the archive's database.
 * @param isWritable whether there is a place for it in the archive, under its lock
 * @returns the names of the tables that say something else
 */
export async function tablesThatDiffer(
  root: string,
  isWritable: boolean,
  deps: Deps,
): Promise<string[]> {
  const kept = await keptDigest(join(root, NAMES.database))
  const derived = await (isWritable ? deriveBeside(root, deps) : deriveUnnamed(root, deps))
  return Object.keys(derived).filter((table) => kept[table] !== derived[table])
}

async function keptDigest(path: string): Promise<Record<string, string>> {
  const store = await Store.openForReading(path)
  try {
    return contentDigest(store)
  } finally {
    store.close()
  }
}

async function deriveBeside(root: string, deps: Deps): Promise<Record<string, string>> {
  const path = partialDatabase(root)
  await removeDatabase(path)
  try {
    return await derivedDigest(root, path, deps)
  } finally {
    await removeDatabase(path)
  }
}

/**
 * Without a place in the archive: what memory cannot hold goes into a file of SQLite's that has no
 * name and is gone with this process, however that ends.
 */
async function deriveUnnamed(root: string, deps: Deps): Promise<Record<string, string>> {
  return derivedDigest(root, '', deps).catch((error: unknown) => {
    throw asDyshopError(error, tmpdir())
  })
}

async function derivedDigest(
  root: string,
  path: string,
  deps: Deps,
): Promise<Record<string, string>> {
  const store = await Store.openForWriting(path)
  try {
    await fillDatabase(root, store, deps, new FindingCollector())
    return contentDigest(store)
  } finally {
    store.close()
  }
}

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DyshopError } from '../errors.ts'
import { readDocuments } from './documents.ts'
import { NAMES } from './folder.ts'
import { digestFile, listedIn, type ManifestFile, readChecksums } from './manifest.ts'

/** Where the files stand of which there is no second one. */
const KEPT = [NAMES.originals, NAMES.documents, NAMES.redactions].map((name) => `${name}/`)

/**
 * Kept files that are gone or altered, where no manifest tells of them any more: the checksums list
 * them, and the index of documents its own. A new manifest must go on missing them.
 */
export async function missedFiles(root: string): Promise<ManifestFile[]> {
  const listed = new Map<string, ManifestFile>()
  for (const { path, sha256, size } of await documentsOf(root)) {
    listed.set(path, { path, sha256, size })
  }
  for (const file of listedIn((await readChecksums(root)) ?? '')) listed.set(file.path, file)
  const missed: ManifestFile[] = []
  for (const file of listed.values()) {
    const { path, sha256 } = file
    if (!KEPT.some((folder) => path.startsWith(folder))) continue
    if (await isWhole(join(root, path), sha256)) continue
    const size = await stat(join(root, path)).then(
      (stats) => stats.size,
      () => file.size,
    )
    missed.push({ path, sha256, size })
  }
  return missed
}

/** An index that cannot be read tells nothing. */
async function documentsOf(root: string): ReturnType<typeof readDocuments> {
  try {
    return await readDocuments(root)
  } catch (error) {
    if (error instanceof DyshopError) return []
    throw error
  }
}

async function isWhole(path: string, sha256: string): Promise<boolean> {
  try {
    return (await digestFile(path)).sha256 === sha256
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return false
    throw error
  }
}

import { lstat, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { DyshopError } from '../errors.ts'
import { PART_SUFFIX } from '../platform/atomic-file.ts'

/** Names inside an archive; `shop.toml` is the merchant's to edit, everything else is dyshop's. */
export const NAMES = {
  database: 'archive.db',
  originals: 'originals',
  documents: 'documents',
  documentsIndex: 'documents/index.json',
  redactions: 'redactions',
  shopFile: 'shop.toml',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
  /** There while a run is changing the archive; left behind by one that was cut off. */
  unfinished: '.dyshop.unfinished',
} as const

const MARKS = [NAMES.database, NAMES.manifest, NAMES.originals]

/** What a folder is to us before we write into it. */
export async function folderState(root: string): Promise<'absent' | 'empty' | 'archive' | 'other'> {
  let entries: string[]
  try {
    entries = await readdir(root)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent'
    throw error
  }
  if (entries.some((entry) => (MARKS as string[]).includes(entry))) return 'archive'
  const isOurs = (entry: string) =>
    entry.startsWith('.dyshop') || entry.endsWith(PART_SUFFIX) || entry === NAMES.shopFile
  return entries.every(isOurs) ? 'empty' : 'other'
}

/** True for a folder that holds an archive, so that backing up its parent does not read it again. */
export async function isArchive(root: string): Promise<boolean> {
  const exists = async (name: string) =>
    stat(join(root, name)).then(
      () => true,
      () => false,
    )
  return (
    (await exists(NAMES.originals)) &&
    ((await exists(NAMES.database)) || (await exists(NAMES.manifest)))
  )
}

/** Whether a run that was changing the archive was cut off. */
export async function isUnfinished(root: string): Promise<boolean> {
  return lstat(join(root, NAMES.unfinished)).then(
    () => true,
    () => false,
  )
}

/**
 * Refuses an archive in which a link stands where dyshop would write: it could lead anywhere.
 * @throws {DyshopError} `symlink-in-way`
 */
export async function refuseLinks(root: string): Promise<void> {
  for (const name of [...Object.values(NAMES)]) {
    const path = join(root, name)
    const isLink = await lstat(path).then(
      (stats) => stats.isSymbolicLink(),
      () => false,
    )
    if (isLink) throw new DyshopError('symlink-in-way', { path })
  }
}

/** Every file below a folder, as paths relative to it with `/`, sorted; links are not followed. */
export async function listFiles(root: string, folder = root): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await listFiles(root, path)))
    else found.push(relative(root, path).split(sep).join('/'))
  }
  return found.sort()
}

import { lstat, open, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { DyshopError } from '../errors.ts'
import { PART_SUFFIX } from '../platform/atomic-file.ts'
import { APPLICATION_ID } from './database/migrations.ts'

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

/** What `manifest.json` calls itself. */
export const MANIFEST_FORMAT = 'dyshop-archive'

/** What a folder is to us before we write into it. */
export type FolderState = 'absent' | 'empty' | 'archive' | 'other'

/**
 * What a folder is to us. An archive is one that says so by what is in its files, not by their names:
 * its database, its manifest, its checksums, or, where a first run was cut off or nothing else is left,
 * originals that are all kept as we keep them. Everything else that holds anything is `other`.
 * @throws {DyshopError} `not-a-folder`
 */
export async function folderState(root: string): Promise<FolderState> {
  let entries: string[]
  try {
    entries = await readdir(root)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'absent'
    if (code === 'ENOTDIR') throw new DyshopError('not-a-folder', { path: root })
    throw error
  }
  if (await hasMarks(root)) return 'archive'
  return (await areAllOfStart(root, entries)) ? 'empty' : 'other'
}

/** True for a folder that holds an archive, so that backing up its parent does not read it again. */
export async function isArchive(root: string): Promise<boolean> {
  return hasMarks(root).catch((error: NodeJS.ErrnoException) => {
    // Whoever reads the folder next hears the same and tells it.
    if (error.code === 'EACCES' || error.code === 'EPERM') return false
    throw error
  })
}

async function hasMarks(root: string): Promise<boolean> {
  const [database, manifest, checksums] = [NAMES.database, NAMES.manifest, NAMES.checksums]
  if (isOurDatabase(await startOf(join(root, database), DATABASE_HEAD))) return true
  if (isOurManifest(await startOf(join(root, manifest)))) return true
  if (CHECKSUMS_OF_OURS.test((await startOf(join(root, checksums)))?.toString() ?? '')) return true
  const kept = (await keptFiles(root)).filter((path) => !path.endsWith(PART_SUFFIX))
  return kept.length > 0 && kept.every((path) => KEPT_FILE.test(path))
}

/** Up to the application id: https://sqlite.org/fileformat2.html#the_database_header */
const DATABASE_HEAD = 72
const SQLITE_MAGIC = 'SQLite format 3\0'

function isOurDatabase(head: Buffer | null): boolean {
  if (head === null || head.length < DATABASE_HEAD) return false
  return head.toString('latin1', 0, 16) === SQLITE_MAGIC && head.readInt32BE(68) === APPLICATION_ID
}

function isOurManifest(text: Buffer | null): boolean {
  if (text === null) return false
  try {
    return (JSON.parse(text.toString()) as { format?: unknown } | null)?.format === MANIFEST_FORMAT
  } catch {
    return false
  }
}

/** The database stands first in the checksums, the manifest last. */
const CHECKSUMS_OF_OURS = /^[0-9a-f]{64} {2}archive\.db\n(.*\n)*[0-9a-f]{64} {2}manifest\.json\n$/

/** Where `originals/` keeps an input: by its hash, or, for pages of the Open API, by number and time. */
const KEPT_FILE = /^(?:([0-9a-f]{2})\/\1[0-9a-f]{62}\.[a-z]+|api\/\d{6}-\d{8}T\d{6}\.ndjson)$/

/** Whatever stands below `originals/`. */
async function keptFiles(root: string): Promise<string[]> {
  return listFiles(join(root, NAMES.originals)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

const DATABASE_FILE = /^archive\.db(-wal|-shm|-journal)?$/

/** What a first run has made before it keeps anything; and what the merchant may write before it. */
async function areAllOfStart(root: string, entries: readonly string[]): Promise<boolean> {
  const isMarked = entries.includes(NAMES.unfinished)
  const isOfRun = (entry: string) => entry === NAMES.originals || DATABASE_FILE.test(entry)
  const isOurs = (entry: string) =>
    entry.startsWith('.dyshop') ||
    entry.endsWith(PART_SUFFIX) ||
    entry === NAMES.shopFile ||
    (isMarked && isOfRun(entry))
  if (!entries.every(isOurs)) return false
  return !isMarked || (await keptFiles(root)).every((path) => path.endsWith(PART_SUFFIX))
}

/** The bytes of a file, or the first of them; null where there is no file of that name. */
async function startOf(path: string, length?: number): Promise<Buffer | null> {
  // Neither a link nor a pipe is ours, and a pipe would be waited for.
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (!stats?.isFile()) return null
  const handle = await open(path, 'r')
  try {
    if (length === undefined) return await handle.readFile()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** @throws {DyshopError} `no-archive` where there is none */
export async function requireArchive(root: string): Promise<void> {
  if ((await folderState(root)) !== 'archive') throw new DyshopError('no-archive', { path: root })
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
  // Originals stand in folders of their own, any of which may have become a link.
  const originals = join(root, NAMES.originals)
  const entries = await readdir(originals, { withFileTypes: true }).catch(() => [])
  const linked = entries.find((entry) => entry.isSymbolicLink())
  if (linked) throw new DyshopError('symlink-in-way', { path: join(originals, linked.name) })
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

import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnfinished, NAMES } from '../../archive/folder.ts'
import { originalsWithoutFile } from '../../archive/lost-originals.ts'
import { digestFile, listedIn, type Manifest, readChecksums } from '../../archive/manifest.ts'
import { isPageFile } from '../../archive/page-files.ts'
import { tableRows } from '../../archive/queries/queries.ts'
import { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { asDyshopError, DyshopError } from '../../errors.ts'

export interface Rebuilt {
  root: string
  /** The database that was derived, before it takes the place of the old one. */
  path: string
  /** The manifest, as far as it can be believed; null without one. */
  manifest: Manifest | null
  /** Whether there was any original to derive it from. */
  hasOriginals: boolean
  /** The merchant says that what is lost is lost. */
  acceptLoss: boolean
}

/**
 * Refuses a derived database that would take the place of the last copy of what lost or damaged
 * originals said: of an old database that can be read and knows more, or, where that cannot vouch, of
 * the workbooks. What is lost and may be lost is told.
 * @throws {DyshopError} `originals-missing`, `originals-lost`, `no-originals`
 */
export async function refuseLoss(rebuilt: Rebuilt, findings: FindingCollector): Promise<void> {
  const { root, path, manifest, hasOriginals, acceptLoss } = rebuilt
  await tellLostOriginals(rebuilt, findings)
  const lost = findings.all().filter(({ code }) => code === 'damaged-original').length
  const old = await contentOf(join(root, NAMES.database))
  const derived = await contentOf(path)
  if (await isBlindToDocuments(rebuilt)) findings.add('documents-unproven')
  if (old) {
    const gone = [...old.originals].filter((original) => !derived?.originals.has(original))
    if (gone.length > 0) throw new DyshopError('originals-missing', { count: gone.length })
  } else if (!hasOriginals) throw new DyshopError('no-originals')
  else if (await isBlind(rebuilt)) findings.add('contents-unproven')
  if (lost === 0 || acceptLoss) return
  const isLess = Object.entries(manifest?.tables ?? {}).some(
    ([table, rows]) => (derived?.rows[table] ?? 0) < rows,
  )
  if (!old || isLess) throw new DyshopError('originals-lost', { count: lost })
}

/** What is rebuilt without an original that is gone lacks all that it said. */
async function tellLostOriginals(
  { root, manifest }: Rebuilt,
  findings: FindingCollector,
): Promise<void> {
  const told = new Set(findings.all().map(({ args }) => args.path))
  // A manifest that is gone or was changed may list less than the checksums do.
  const sums = listedIn((await readChecksums(root)) ?? '')
  const listed = new Map([...sums, ...(manifest?.files ?? [])].map((file) => [file.path, file]))
  for (const { path, sha256, file = path } of listed.values()) {
    const isOriginal = path.startsWith(`${NAMES.originals}/`) && !path.endsWith('.facts')
    if (!isOriginal || told.has(path)) continue
    if (!(await isWhole(root, path, sha256))) findings.add('damaged-original', { file }, { path })
  }
  if (listed.size > 0 || (await isUnfinished(root))) return
  for (const { path, file } of await originalsWithoutFile(root)) {
    if (!told.has(path)) findings.add('damaged-original', { file }, { path })
  }
}

/** Whether neither a manifest nor checksums tell what the archive held. */
async function isBlind({ root, manifest }: Rebuilt): Promise<boolean> {
  const sums = await readChecksums(root)
  return manifest === null && sums === null && !(await isUnfinished(root))
}

/** Whether nothing tells which documents there were; the database knows of none. */
async function isBlindToDocuments(rebuilt: Rebuilt): Promise<boolean> {
  const { root } = rebuilt
  const hasIndex = await access(join(root, NAMES.documentsIndex)).then(
    () => true,
    () => false,
  )
  return !hasIndex && (await isBlind(rebuilt))
}

/** Files named by their hash were hashed when they were read; those of pages are named otherwise. */
async function isWhole(root: string, path: string, sha256: string): Promise<boolean> {
  try {
    if (!isPageFile(path.slice(NAMES.originals.length + 1))) await access(join(root, path))
    else return (await digestFile(join(root, path))).sha256 === sha256
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** What a database was filled from and holds; null only when it is damaged or not there. */
async function contentOf(
  path: string,
): Promise<{ originals: Set<string>; rows: Record<string, number> } | null> {
  return unlessDamaged(async () => {
    const store = await Store.openForReading(path)
    try {
      const originals = new Set(store.imports.all().map(({ original }) => original))
      return { originals, rows: tableRows(store) }
    } finally {
      store.close()
    }
  })
}

/**
 * Takes what the merchant ticked over from the old database into the new one, and tells when it is
 * lost with the old one, or comes from one that is not the listed one: an older copy, or an edited one.
 */
export async function keepTicks(
  { root, path, manifest }: Pick<Rebuilt, 'root' | 'path' | 'manifest'>,
  findings: FindingCollector,
): Promise<void> {
  const oldPath = join(root, NAMES.database)
  const isOfAnotherTime = await isNotListed(root, manifest)
  const store = await Store.openForWriting(path)
  try {
    const kept = await unlessDamaged(async () => {
      const old = await Store.openForReading(oldPath)
      old.close()
      store.copyTicksFrom(oldPath)
      return true
    })
    if (!kept) findings.add('ticks-lost')
    else if (isOfAnotherTime) findings.add('ticks-unproven')
    // The file is about to be moved: what still stands in its write-ahead log would stay behind.
    store.checkpoint()
  } finally {
    store.close()
  }
}

/** After a run that was cut off the database may be newer than what lists it. */
async function isNotListed(root: string, manifest: Manifest | null): Promise<boolean> {
  if (await isUnfinished(root)) return false
  const files = manifest?.files ?? listedIn((await readChecksums(root)) ?? '')
  const listed = files.find(({ path }) => path === NAMES.database)
  if (!listed) return false
  const actual = await digestFile(join(root, NAMES.database)).catch(() => null)
  return actual !== null && actual.sha256 !== listed.sha256
}

/** Only true damage counts as nothing: a disk that fails or a file in use may hold everything. */
async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    const stop = asDyshopError(error)
    if (stop instanceof DyshopError && stop.code === 'archive-damaged') return null
    throw error
  }
}

import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folderState, listFiles, NAMES, refuseLinks } from '../archive/folder.ts'
import {
  digestFile,
  type Manifest,
  type ManifestFile,
  readManifest,
  writeManifest,
} from '../archive/manifest.ts'
import { SCHEMA_VERSION } from '../archive/migrations.ts'
import { factsPathOf, Originals } from '../archive/originals.ts'
import { tableRows } from '../archive/queries.ts'
import { makeShopFile, readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import type { ArchiveFacts, ShopFacts } from '../domain/archive-facts.ts'
import type { FindingCollector } from '../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { PART_SUFFIX } from '../platform/atomic-file.ts'
import { archiveFacts } from './archive-facts.ts'
import { writeOutputs } from './outputs.ts'
import type { Deps } from './ports.ts'
import type { Output } from './results.ts'

/** An archive that this run alone may change. */
export interface ArchiveSession {
  root: string
  store: Store
  originals: Originals
  shop: ShopFacts
  deps: Deps
  findings: FindingCollector
  /** When this run began, ISO 8601 with +08:00. */
  startedAt: string
}

export interface ChangeOptions {
  root: string
  /** The command, for whoever meets the lock. */
  command: string
  toolVersion: string
  /** Makes the database anew before it is opened, so that it does not matter what the old one is like. */
  replaceDatabase?: () => Promise<void>
}

/**
 * Changes an archive under its lock: makes it if need be, clears what an earlier run left half done,
 * lets `work` do its part, then writes the files for people, the manifest and the checksums, in this
 * order. When nothing changed, nothing is written.
 * @throws {DyshopError} `not-an-archive`, `archive-locked`, `archive-damaged`, `symlink-in-way`, …
 */
export async function changeArchive<T>(
  { root, command, toolVersion, replaceDatabase }: ChangeOptions,
  deps: Deps,
  findings: FindingCollector,
  work: (session: ArchiveSession) => Promise<T>,
): Promise<{ result: T; facts: ArchiveFacts; outputs: Output[] }> {
  if ((await folderState(root)) === 'other') throw new DyshopError('not-an-archive', { path: root })
  await deps.files.makeFolder(root)
  const lock = await deps.takeLock(root, command)
  try {
    await refuseLinks(root)
    await removeLeftovers(root, deps, findings)
    const before = await readManifest(root).catch((error: unknown) => {
      if (replaceDatabase && error instanceof DyshopError) return null
      throw error
    })
    if (replaceDatabase) await replaceDatabase()
    else await refuseDamagedDatabase(root, before?.manifest ?? null)
    await makeShopFile(root, deps.files)
    const shop = await readShopFile(root)
    const originals = await Originals.open(root, deps.files)
    const store = await Store.openForWriting(join(root, NAMES.database))
    let isClosed = false
    try {
      const startedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
      const session = { root, store, originals, shop, deps, findings, startedAt }
      if (!replaceDatabase && store.meta('state') === 'open') findings.add('unfinished-run')
      const result = await work(session)
      const facts = archiveFacts(store, shop)
      const known = replaceDatabase ? null : (before?.manifest ?? null)
      const outputs =
        (await unchangedOutputs(session, known, facts)) ?? (await renew(session, facts))
      if (!outputs.isOld) {
        store.setMeta('state', 'closed')
        store.checkpoint()
        store.close()
        isClosed = true
        await seal(session, {
          facts,
          outputs: outputs.files,
          tables: outputs.tables,
          before,
          toolVersion,
        })
      }
      return { result, facts, outputs: outputs.files }
    } finally {
      if (!isClosed) store.close()
    }
  } finally {
    await lock.release()
  }
}

interface OutputSet {
  files: Output[]
  tables: Readonly<Record<string, number>>
  isOld: boolean
}

/** What an earlier run that was killed left under its working names. */
async function removeLeftovers(
  root: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<void> {
  const leftovers = (await listFiles(root)).filter((path) => path.endsWith(PART_SUFFIX))
  for (const path of leftovers) await deps.files.remove(join(root, path))
  if (leftovers.length > 0) findings.add('removed-leftovers', {}, { count: leftovers.length })
}

/**
 * A new manifest vouches for the database, so a database that was damaged since the last one must not
 * get one. After a run that was cut off it may differ; SQLite then recovers it by itself.
 */
async function refuseDamagedDatabase(root: string, manifest: Manifest | null): Promise<void> {
  const path = join(root, NAMES.database)
  const listed = manifest?.files.find((file) => file.path === NAMES.database)
  if (!listed) return
  const size = await stat(path).then(
    (stats) => stats.size,
    () => null,
  )
  const isIntact = size === listed.size && (await digestFile(path)).sha256 === listed.sha256
  if (isIntact || (size !== null && (await wasLeftOpen(path)))) return
  throw new DyshopError('archive-damaged', { path: NAMES.database })
}

async function wasLeftOpen(path: string): Promise<boolean> {
  try {
    const store = await Store.openForReading(path)
    try {
      return store.meta('state') === 'open'
    } finally {
      store.close()
    }
  } catch {
    return false
  }
}

/** The outputs as they are, when neither the database nor the merchant's facts have changed. */
async function unchangedOutputs(
  { root, store }: ArchiveSession,
  manifest: Manifest | null,
  facts: ArchiveFacts,
): Promise<OutputSet | null> {
  if (!manifest || store.hasChanged || store.meta('state') !== 'closed') return null
  const { name, id, kind } = facts.shop
  if (JSON.stringify(manifest.shop) !== JSON.stringify({ name, id, kind })) return null
  const outputs = manifest.files.filter(isOutput)
  for (const { path, size } of outputs) {
    const isThere = await stat(join(root, path)).then(
      (stats) => stats.size === size,
      () => false,
    )
    if (!isThere) return null
  }
  if (!outputs.some(({ path }) => path === 'orders.xlsx')) return null
  const checksums = await access(join(root, NAMES.checksums)).then(
    () => true,
    () => false,
  )
  if (!checksums) return null
  const files = outputs.map(({ path, sha256, size, rows = 0 }) => ({ path, sha256, size, rows }))
  return { files, tables: manifest.tables, isOld: true }
}

function isOutput({ path }: ManifestFile): boolean {
  return !path.includes('/') && path !== NAMES.database
}

async function renew(session: ArchiveSession, facts: ArchiveFacts): Promise<OutputSet> {
  const { outputs, cleanedCells, cutCells } = await writeOutputs({ ...session, facts })
  if (cleanedCells + cutCells > 0) {
    session.findings.add('cleaned-text', {}, { cleaned: cleanedCells, cut: cutCells })
  }
  return { files: outputs, tables: tableRows(session.store), isOld: false }
}

interface Sealing {
  facts: ArchiveFacts
  outputs: readonly Output[]
  tables: Readonly<Record<string, number>>
  before: { manifest: Manifest; sha256: string } | null
  toolVersion: string
}

/** Lists every file with its hash. What was listed before keeps its hash, so that damage stays visible. */
async function seal(session: ArchiveSession, sealing: Sealing): Promise<void> {
  const { root, deps, startedAt } = session
  const { facts, before, outputs } = sealing
  const database = await digestFile(join(root, NAMES.database))
  const files: ManifestFile[] = [
    { path: NAMES.database, size: database.size, sha256: database.sha256 },
    ...outputs.map(({ path, size, sha256, rows }) => ({ path, size, sha256, rows })),
    ...(await originalFiles(session, before?.manifest ?? null)),
    ...(await documentFiles(root, before?.manifest ?? null)),
  ]
  const { name, id, kind } = facts.shop
  await writeManifest(root, deps.files, {
    format: 'dyshop-archive',
    formatVersion: 1,
    tool: `dyshop ${sealing.toolVersion}`,
    schema: SCHEMA_VERSION,
    createdAt: startedAt,
    shop: { name, id, kind },
    totals: { ...facts.totals },
    tables: sealing.tables,
    gaps: facts.gaps,
    missing: facts.missing,
    files,
    previous: before?.sha256 ?? null,
  })
}

/** Kept files are named by their hash; their facts are small enough to be read again. */
async function originalFiles(
  { root, originals }: ArchiveSession,
  before: Manifest | null,
): Promise<ManifestFile[]> {
  const listed = new Map(before?.files.map((file) => [file.path, file]))
  const files: ManifestFile[] = []
  for (const { facts, path } of originals.all()) {
    const { sha256, size, file } = facts
    files.push(listed.get(path) ?? { path, size, sha256, file })
    const factsPath = factsPathOf(sha256)
    const known = listed.get(factsPath) ?? (await listFile(root, factsPath))
    if (known) files.push(known)
  }
  const present = new Set(files.map(({ path }) => path))
  // An original that was listed and is gone stays listed: `verify` must miss it.
  const gone = [...listed.values()].filter(
    ({ path }) => path.startsWith(`${NAMES.originals}/`) && !present.has(path),
  )
  return [...files, ...gone].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** @returns null for a file that is not there */
async function listFile(root: string, path: string): Promise<ManifestFile | null> {
  try {
    return { path, ...(await digestFile(join(root, path))) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function documentFiles(root: string, before: Manifest | null): Promise<ManifestFile[]> {
  const folder = join(root, NAMES.documents)
  const paths = await listFiles(root, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const listed = new Map(before?.files.map((file) => [file.path, file]))
  const files: ManifestFile[] = []
  for (const path of paths) {
    // The index changes with every document; the documents themselves never do.
    const known = path === NAMES.documentsIndex ? undefined : listed.get(path)
    files.push(known ?? { path, ...(await digestFile(join(root, path))) })
  }
  const present = new Set(paths)
  const gone = [...listed.values()].filter(
    ({ path }) => path.startsWith(`${NAMES.documents}/`) && !present.has(path),
  )
  return [...files, ...gone]
}

import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folderState, listFiles, NAMES, refuseLinks } from '../archive/folder.ts'
import {
  changedOf,
  digestFile,
  type Manifest,
  type ManifestFile,
  readChecksums,
  readManifest,
  type SealedManifest,
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

/** What a change gave back, and the archive as it is after it. */
export interface Changed<T> {
  result: T
  facts: ArchiveFacts
  outputs: Output[]
}

/**
 * Changes an archive under its lock: makes it if need be, clears what an earlier run left half done,
 * lets `work` do its part, then writes the files for people, the manifest and the checksums, in this
 * order. When nothing changed, nothing is written.
 * @throws {DyshopError} `not-an-archive`, `archive-locked`, `archive-damaged`, `symlink-in-way`, …
 */
export async function changeArchive<T>(
  options: ChangeOptions,
  deps: Deps,
  findings: FindingCollector,
  work: (session: ArchiveSession) => Promise<T>,
): Promise<Changed<T>> {
  const { root, command } = options
  if ((await folderState(root)) === 'other') throw new DyshopError('not-an-archive', { path: root })
  await deps.files.makeFolder(root)
  const lock = await deps.takeLock(root, command)
  try {
    await refuseLinks(root)
    await removeLeftovers(root, deps, findings)
    return await new Change(options, deps, findings).run(work)
  } finally {
    await lock.release()
  }
}

/** One change of an archive whose lock is held. */
class Change {
  readonly #options: ChangeOptions
  readonly #deps: Deps
  readonly #findings: FindingCollector
  readonly #marker: string

  constructor(options: ChangeOptions, deps: Deps, findings: FindingCollector) {
    this.#options = options
    this.#deps = deps
    this.#findings = findings
    this.#marker = join(options.root, NAMES.unfinished)
  }

  async run<T>(work: (session: ArchiveSession) => Promise<T>): Promise<Changed<T>> {
    const { root, replaceDatabase } = this.#options
    const before = await this.#manifestBefore()
    const isMendingRun = replaceDatabase !== undefined || (await this.#isUnfinished())
    if (!isMendingRun && before) await refuseDamage(root, before)
    await makeShopFile(root, this.#deps.files)
    const shop = await readShopFile(root)
    // From here to its removal the marker says that files and manifest may not agree.
    await this.#deps.files.write(this.#marker, '')
    await replaceDatabase?.()
    const originals = await Originals.open(root, this.#deps.files)
    const store = await Store.openForWriting(join(root, NAMES.database))
    let facts: ArchiveFacts
    let outputs: OutputSet
    let result: T
    const startedAt = epochSecondsToBeijing(Math.floor(this.#deps.clock.now() / 1000))
    const deps = this.#deps
    const session = { root, store, originals, shop, deps, findings: this.#findings, startedAt }
    try {
      if (isMendingRun && !store.isIntact()) {
        throw new DyshopError('archive-damaged', { path: NAMES.database })
      }
      result = await work(session)
      facts = archiveFacts(store, shop)
      const sealed = isMendingRun ? null : (before?.manifest ?? null)
      outputs = (await unchangedOutputs(session, sealed, facts)) ?? (await renew(session, facts))
      if (!outputs.isOld) store.checkpoint()
    } finally {
      store.close()
    }
    if (!outputs.isOld) {
      const { toolVersion } = this.#options
      await seal(session, {
        facts,
        outputs: outputs.files,
        tables: outputs.tables,
        before,
        toolVersion,
      })
    }
    await this.#deps.files.remove(this.#marker)
    return { result, facts, outputs: outputs.files }
  }

  /** `rebuild` is there for archives whose manifest is damaged too. */
  async #manifestBefore(): Promise<SealedManifest | null> {
    const { root, replaceDatabase } = this.#options
    if (!replaceDatabase) return readManifest(root)
    try {
      const before = await readManifest(root)
      return before && { ...before, manifest: await believable(root, before) }
    } catch (error) {
      if (error instanceof DyshopError) return null
      throw error
    }
  }

  async #isUnfinished(): Promise<boolean> {
    const isMarked = await exists(this.#marker)
    if (isMarked) this.#findings.add('unfinished-run')
    return isMarked
  }
}

interface OutputSet {
  files: Output[]
  tables: Readonly<Record<string, number>>
  isOld: boolean
}

/** Files that were being written, and the side files of a database that was being derived. */
const LEFTOVER = new RegExp(`\\${PART_SUFFIX}(-wal|-shm)?$`)

/** What an earlier run that was killed left under its working names. */
async function removeLeftovers(
  root: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<void> {
  const leftovers = (await listFiles(root)).filter((path) => LEFTOVER.test(path))
  for (const path of leftovers) await deps.files.remove(join(root, path))
  if (leftovers.length > 0) findings.add('removed-leftovers', {}, { count: leftovers.length })
}

/**
 * A new manifest vouches for the archive, so one that was damaged since the last one must not get one.
 * (After a run that was cut off the two may differ; then SQLite's own check decides.)
 */
async function refuseDamage(root: string, before: SealedManifest): Promise<void> {
  const sums = await readChecksums(root)
  const changed = sums === null ? null : changedOf(sums, before)
  if (changed) throw new DyshopError('archive-damaged', { path: changed })
  const path = join(root, NAMES.database)
  const listed = before.manifest.files.find((file) => file.path === NAMES.database)
  if (!listed) return
  const isIntact = (await exists(path)) && (await digestFile(path)).sha256 === listed.sha256
  if (!isIntact) throw new DyshopError('archive-damaged', { path: NAMES.database })
}

/** Of a manifest that was changed since it was written, what the checksums and the disk say too. */
async function believable(root: string, before: SealedManifest): Promise<Manifest> {
  const { manifest } = before
  const sums = await readChecksums(root)
  if (sums === null || changedOf(sums, before) === null) return manifest
  const lines = new Set(sums.split('\n'))
  const files: ManifestFile[] = []
  for (const file of manifest.files) {
    if (!lines.has(`${file.sha256}  ${file.path}`)) continue
    const size = await stat(join(root, file.path)).then(
      (stats) => stats.size,
      () => file.size,
    )
    files.push({ ...file, size })
  }
  return { ...manifest, files }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** The outputs as they are, when neither the database nor the merchant's facts have changed. */
async function unchangedOutputs(
  { root, store }: ArchiveSession,
  manifest: Manifest | null,
  facts: ArchiveFacts,
): Promise<OutputSet | null> {
  if (!manifest || store.hasChanged) return null
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
  if (!(await exists(join(root, NAMES.checksums)))) return null
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
  before: SealedManifest | null
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

import { access, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folderState, isUnfinished, listFiles, NAMES, refuseLinks } from '../archive/folder.ts'
import {
  believable,
  changedOf,
  digestFile,
  type Manifest,
  type ManifestFile,
  readChecksums,
  readManifest,
  type SealedManifest,
} from '../archive/manifest.ts'
import { Originals } from '../archive/originals.ts'
import { readByOriginal, tableRows } from '../archive/queries.ts'
import { REDACTING, readDecision } from '../archive/redactions.ts'
import { makeShopFile, readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import type { ArchiveFacts, ShopFacts } from '../domain/archive-facts.ts'
import type { FindingCollector } from '../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { isPartFile } from '../platform/atomic-file.ts'
import { archiveFacts } from './archive-facts.ts'
import { catchUpWithPages } from './import-pages.ts'
import { writeOutputs } from './outputs.ts'
import type { Deps } from './ports.ts'
import type { Output } from './results.ts'
import { sealArchive } from './seal-archive.ts'

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
  /** Files that were listed and are meant to be gone, so that `verify` does not miss them. */
  forgets?: (path: string) => boolean
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
    await heedDecision(root, command)
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
    let reports: ReadonlyMap<string, { rows: number; asOf: string }>
    let result: T
    const startedAt = epochSecondsToBeijing(Math.floor(this.#deps.clock.now() / 1000))
    const deps = this.#deps
    const session = { root, store, originals, shop, deps, findings: this.#findings, startedAt }
    try {
      if (isMendingRun && !store.isIntact()) {
        throw new DyshopError('archive-damaged', { path: NAMES.database })
      }
      // What a run that was cut off had written of the Open API's answers comes first.
      await catchUpWithPages({ root, store, deps, findings: this.#findings })
      result = await work(session)
      facts = archiveFacts(store, shop)
      const sealed = isMendingRun ? null : (before?.manifest ?? null)
      outputs = (await unchangedOutputs(session, sealed, facts)) ?? (await renew(session, facts))
      reports = readByOriginal(store)
      if (!outputs.isOld) store.checkpoint()
    } finally {
      store.close()
    }
    if (!outputs.isOld) {
      const { toolVersion } = this.#options
      await sealArchive(session, {
        facts,
        outputs: outputs.files,
        tables: outputs.tables,
        reports,
        before: withoutForgotten(before, this.#options.forgets),
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
    const isMarked = await isUnfinished(this.#options.root)
    if (isMarked) this.#findings.add('unfinished-run')
    return isMarked
  }
}

function withoutForgotten(
  before: SealedManifest | null,
  forgets: ChangeOptions['forgets'],
): SealedManifest | null {
  if (!before || !forgets) return before
  const files = before.manifest.files.filter(({ path }) => !forgets(path))
  return { ...before, manifest: { ...before.manifest, files } }
}

interface OutputSet {
  files: Output[]
  tables: Readonly<Record<string, number>>
  isOld: boolean
}

/**
 * A deletion that was decided is finished before anything else; one that was not is thrown away.
 * @throws {DyshopError} `redact-unfinished`
 */
async function heedDecision(root: string, command: string): Promise<void> {
  if (command === 'redact') return
  if (await readDecision(root)) throw new DyshopError('redact-unfinished')
  await rm(join(root, REDACTING.originals), { recursive: true, force: true })
}

/** What an earlier run that was killed left under its working names. */
export async function removeLeftovers(
  root: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<void> {
  const leftovers = (await listFiles(root)).filter(isPartFile)
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
  if (!manifest || store.hasChanged('records')) return null
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
  const isOld = !store.hasChanged('ticks') && !store.hasChanged('documents')
  return { files, tables: manifest.tables, isOld }
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

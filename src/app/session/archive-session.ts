import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { folderState, listFiles, NAMES, refuseLinks } from '../../archive/folder.ts'
import {
  believable,
  changedOf,
  digestFile,
  type Manifest,
  readChecksums,
  readManifest,
  type SealedManifest,
} from '../../archive/manifest.ts'
import { missedFiles } from '../../archive/missed-files.ts'
import { Originals } from '../../archive/originals.ts'
import { readByOriginal } from '../../archive/queries/queries.ts'
import { isRedacted, REDACTING, readDecision } from '../../archive/redactions.ts'
import { makeShopFile, readShopFile } from '../../archive/shop-file.ts'
import { shopFileFindings } from '../../archive/shop-file-keys.ts'
import { Store } from '../../archive/store.ts'
import type { ArchiveFacts, ShopFacts } from '../../domain/archive-facts.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { DyshopError } from '../../errors.ts'
import { isPartFile } from '../../platform/atomic-file.ts'
import { type OutputSet, renewOutputs, unchangedOutputs } from '../output/output-set.ts'
import type { Deps } from '../ports.ts'
import type { Output } from '../results.ts'
import { catchUpWithPages } from '../shop-api/import-pages.ts'
import { archiveFacts } from './archive-facts.ts'
import { catchUpWithOriginals, refuseForgotten, unreadOriginals } from './cut-off-originals.ts'
import { cutOffRun } from './cut-off-run.ts'
import { databaseIn, type Room, roomForChange, withRoom } from './room.ts'
import { type Sealing, sealArchive } from './seal-archive.ts'

/** The command that alone brings files into an archive. */
const BACKUP = 'backup'

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
  /**
   * Makes another database ready, so that it does not matter what the old one is like. Nothing of the
   * archive has been touched by then, and nothing is when it throws.
   * @param before the manifest, as far as it can be believed
   */
  replaceDatabase?: (before: Manifest | null) => Promise<Replacement>
  /**
   * What the change writes, asked once the folder is known to be one for an archive; the outputs, where
   * it adds nothing to speak of.
   */
  room?: () => Promise<Room>
  /** Files that were listed and are meant to be gone, so that `verify` does not miss them. */
  forgets?: (path: string) => boolean
}

/** A database that is ready to take the place of the archive's. */
export interface Replacement {
  putInPlace(): Promise<void>
  /** Harmless after `putInPlace`. */
  discard(): Promise<void>
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
  const room = await (options.room?.() ?? roomForChange(root, 0))
  return withRoom(databaseIn(root), room, async () => {
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
  })
}

/** One change of an archive whose lock is held. */
class Change {
  readonly #options: ChangeOptions
  readonly #deps: Deps
  readonly #findings: FindingCollector
  readonly #marker: string
  readonly #startedAt: string

  constructor(options: ChangeOptions, deps: Deps, findings: FindingCollector) {
    this.#options = options
    this.#deps = deps
    this.#findings = findings
    this.#marker = join(options.root, NAMES.unfinished)
    this.#startedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
  }

  /**
   * The order is what keeps an archive safe: everything that can be refused is refused before anything
   * is touched; the marker stands from before the first change until after the last; the manifest is
   * written when the database is closed and everything that it lists is there.
   */
  async run<T>(work: (session: ArchiveSession) => Promise<T>): Promise<Changed<T>> {
    const { root, command, replaceDatabase } = this.#options
    const before = await this.#manifestBefore()
    const shop = await readShopFile(root)
    for (const each of await shopFileFindings(root)) this.#findings.push(each)
    const cutOff = await cutOffRun(root)
    if (cutOff && !replaceDatabase) this.#findings.add('unfinished-run', {}, cutOff)
    const isMending = replaceDatabase !== undefined || cutOff !== null
    if (!replaceDatabase && before) await refuseUnsound(root, before, isMending)
    if (!before && !isMending) await refuseForgotten(root, this.#deps)
    const replacement = await replaceDatabase?.(before?.manifest ?? null)
    try {
      await makeShopFile(root, this.#deps.files)
      // Files that a cut-off backup had not come to are owed until a backup has come to its end.
      const owesBackup = cutOff?.command === BACKUP && command !== BACKUP
      await this.#deps.files.write(this.#marker, owesBackup ? BACKUP : command)
      await replacement?.putInPlace()
      const changed = await this.#changeDatabase({ before, shop, isMending }, work)
      if (!changed.outputs.isOld) await this.#seal(changed, before)
      if (!owesBackup) await this.#deps.files.remove(this.#marker)
      const { result, facts, outputs } = changed
      return { result, facts, outputs: outputs.files }
    } finally {
      await replacement?.discard()
    }
  }

  /** Lets the work change the database, and makes what follows from it; the database is closed then. */
  async #changeDatabase<T>(
    {
      before,
      shop,
      isMending,
    }: { before: SealedManifest | null; shop: ShopFacts; isMending: boolean },
    work: (session: ArchiveSession) => Promise<T>,
  ): Promise<ChangedDatabase<T>> {
    const { root } = this.#options
    const [deps, findings, startedAt] = [this.#deps, this.#findings, this.#startedAt]
    const originals = await Originals.open(root, deps.files)
    const store = await Store.openForWriting(join(root, NAMES.database))
    try {
      if (isMending && !store.isIntact()) {
        throw new DyshopError('archive-damaged', { path: NAMES.database })
      }
      const session = { root, store, originals, shop, deps, findings, startedAt }
      // What a run that was cut off had written of the Open API's answers comes first.
      await catchUpWithPages({ root, store, deps, findings })
      // A database that was made anew has read them all.
      const isCutOff = isMending && !this.#options.replaceDatabase
      const unread = isCutOff ? unreadOriginals(originals, store) : []
      const result = await work(session)
      await catchUpWithOriginals(unread, session)
      store.readsFromNow()
      const facts = archiveFacts(store, shop, { isRedacted: await isRedacted(root) })
      const sealed = isMending ? null : (before?.manifest ?? null)
      const outputs =
        (await unchangedOutputs(session, sealed, facts)) ?? (await renewOutputs(session, facts))
      const reports = readByOriginal(store)
      if (!outputs.isOld) store.checkpoint()
      return { result, facts, outputs, reports, originals }
    } finally {
      store.close()
    }
  }

  async #seal<T>(changed: ChangedDatabase<T>, before: SealedManifest | null): Promise<void> {
    const { root, toolVersion, forgets } = this.#options
    const { facts, outputs, reports, originals } = changed
    const listed = before?.manifest.files ?? (await missedFiles(root))
    await sealArchive(
      { root, originals, deps: this.#deps, startedAt: this.#startedAt },
      {
        facts,
        outputs: outputs.files,
        tables: outputs.tables,
        reports,
        listed: listed.filter(({ path }) => !forgets?.(path)),
        previous: before?.sha256 ?? null,
        toolVersion,
      },
    )
  }

  /** `rebuild` is there for archives whose manifest is damaged too. */
  async #manifestBefore(): Promise<SealedManifest | null> {
    const { root, replaceDatabase } = this.#options
    if (!replaceDatabase) return readManifest(root)
    try {
      const before = await readManifest(root)
      return before && { ...before, manifest: await believable(root, before) }
    } catch (error) {
      if (error instanceof DyshopError && error.code === 'archive-damaged') return null
      throw error
    }
  }
}

/** What a change has come to, with the database closed and the manifest still to be written. */
interface ChangedDatabase<T> {
  result: T
  facts: ArchiveFacts
  outputs: OutputSet
  reports: Sealing['reports']
  originals: Originals
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
 * After a run that was cut off the two may differ; then the database must be there and be one, and
 * SQLite's own check decides the rest.
 */
async function refuseUnsound(
  root: string,
  before: SealedManifest,
  isMending: boolean,
): Promise<void> {
  const path = join(root, NAMES.database)
  const listed = before.manifest.files.find((file) => file.path === NAMES.database)
  if (isMending) {
    if (listed) (await Store.openForReading(path)).close()
    return
  }
  const sums = await readChecksums(root)
  const changed = sums === null ? null : changedOf(sums, before)
  if (changed) throw new DyshopError('archive-damaged', { path: changed })
  if (!listed) return
  const actual = await digestFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (actual?.sha256 !== listed.sha256) {
    throw new DyshopError('archive-damaged', { path: NAMES.database })
  }
}

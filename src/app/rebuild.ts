import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sideFilesOf } from '../archive/database/side-files.ts'
import { NAMES, requireArchive } from '../archive/folder.ts'
import type { Manifest } from '../archive/manifest.ts'
import { Originals } from '../archive/originals.ts'
import { PageFiles } from '../archive/page-files.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { PART_SUFFIX } from '../platform/atomic-file.ts'
import { openScratchFile } from '../platform/scratch-file.ts'
import { backupOutcome } from './backup.ts'
import { importOriginals } from './import/import-originals.ts'
import { refuseLostRows } from './import/read-back.ts'
import type { Deps } from './ports.ts'
import type { BackupResult, ImportedReport, Outcome } from './results.ts'
import { changeArchive, type Replacement } from './session/archive-session.ts'
import { keepTicks, refuseLoss } from './session/refuse-loss.ts'
import { archivedBytes, type Room } from './session/room.ts'
import { tellApiDoubts } from './shop-api/api-doubts.ts'
import { importPages } from './shop-api/import-pages.ts'

export interface RebuildInput {
  root: string
  toolVersion: string
  /** Goes on although originals are lost and no database tells any more what they said. */
  acceptLoss?: boolean
}

/**
 * Makes the database and every output again from the originals. What the merchant ticked is taken
 * over from the old database, as long as that can be read. Nothing is touched before it is known that
 * nothing is lost by it.
 * @throws {DyshopError} `no-archive`, `originals-missing`, `originals-lost`, `no-originals`, and as
 *   `changeArchive` does
 */
export async function rebuild(
  { root, toolVersion, acceptLoss = false }: RebuildInput,
  deps: Deps,
): Promise<Outcome<BackupResult>> {
  await requireArchive(root)
  const findings = new FindingCollector()
  let imports: ImportedReport[] = []
  const replaceDatabase = async (before: Manifest | null): Promise<Replacement> => {
    const [path, old] = [partialDatabase(root), join(root, NAMES.database)]
    try {
      await removeDatabase(path)
      imports = await deriveDatabase(root, path, deps, findings)
      const hasOriginals = imports.length > 0 || (await hasAnyOriginal(root, deps))
      await refuseLoss({ root, path, manifest: before, hasOriginals, acceptLoss }, findings)
      await keepTicks({ root, path, manifest: before }, findings)
    } catch (error) {
      await removeDatabase(path).catch(() => undefined)
      throw error
    }
    return {
      putInPlace: () => putInPlace(path, old, deps.files),
      discard: () => removeDatabase(path),
    }
  }
  const changed = await changeArchive(
    { root, command: 'rebuild', toolVersion, replaceDatabase, room: () => roomForRebuild(root) },
    deps,
    findings,
    async ({ store, shop }) => {
      tellApiDoubts(store, findings, { ignored: shop.ignoredFiles })
      return imports
    },
  )
  return backupOutcome(root, changed, findings)
}

/** The new database and outputs stand beside the old ones until the end. */
async function roomForRebuild(root: string): Promise<Room> {
  const { database, outputs } = await archivedBytes(root)
  return { about: database + outputs }
}

async function hasAnyOriginal(root: string, { files }: Deps): Promise<boolean> {
  const originals = await Originals.open(root, files)
  return originals.all().length > 0 || (await new PageFiles(root, files).all()).length > 0
}

/** Where a database stands that is not yet, or never to be, the archive's. */
export function partialDatabase(root: string): string {
  return join(root, `.${NAMES.database}.derived${PART_SUFFIX}`)
}

/** Derives a database from the originals alone, at a path of its own. */
export async function deriveDatabase(
  root: string,
  path: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const store = await Store.openForWriting(path)
  try {
    const imported = await fillDatabase(root, store, deps, findings)
    store.checkpoint()
    return imported
  } finally {
    store.close()
  }
}

/** Reads all originals into a database that has nothing in it. */
export async function fillDatabase(
  root: string,
  store: Store,
  deps: Deps,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const originals = await Originals.open(root, deps.files)
  const importedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
  const openScratch = () => openScratchFile(root)
  const context = { store, deps, importedAt, fieldsOnly: false, openScratch }
  const imported = await importOriginals(originals, context, findings)
  imported.push(...(await importPages({ root, store, deps, findings })))
  refuseLostRows(store)
  return imported
}

export async function removeDatabase(path: string): Promise<void> {
  for (const each of [path, ...sideFilesOf(path)]) await rm(each, { force: true })
}

/** The old log and journal must go first: SQLite would apply them to the new file. */
export async function putInPlace(from: string, to: string, files: Deps['files']): Promise<void> {
  const handle = await open(from, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  for (const each of sideFilesOf(to)) await files.remove(each)
  await files.move(from, to)
}

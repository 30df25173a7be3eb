import { access, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { folderState, NAMES } from '../archive/folder.ts'
import { readManifest } from '../archive/manifest.ts'
import { Originals } from '../archive/originals.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { PART_SUFFIX } from '../platform/atomic-file.ts'
import { changeArchive } from './archive-session.ts'
import { backupOutcome } from './backup.ts'
import { importOriginals } from './import-originals.ts'
import { importPages } from './import-pages.ts'
import type { Deps } from './ports.ts'
import { refuseLostRows } from './read-back.ts'
import type { BackupResult, ImportedReport, Outcome } from './results.ts'

/**
 * Makes the database and every output again from the originals. What the merchant ticked is taken
 * over from the old database, as long as that can be read.
 * @throws {DyshopError} `no-archive`, and as `changeArchive` does
 */
export async function rebuild(
  { root, toolVersion }: { root: string; toolVersion: string },
  deps: Deps,
): Promise<Outcome<BackupResult>> {
  if ((await folderState(root)) !== 'archive') throw new DyshopError('no-archive', { path: root })
  const findings = new FindingCollector()
  let imports: ImportedReport[] = []
  const replaceDatabase = async () => {
    const path = partialDatabase(root)
    try {
      await tellLostOriginals(root, findings)
      imports = await deriveDatabase(root, path, deps, findings)
      await refuseLosing(join(root, NAMES.database), path)
      await keepTicks(join(root, NAMES.database), path, findings)
      await putInPlace(path, join(root, NAMES.database))
    } finally {
      await removeDatabase(path)
    }
  }
  const changed = await changeArchive(
    { root, command: 'rebuild', toolVersion, replaceDatabase },
    deps,
    findings,
    async () => imports,
  )
  return backupOutcome(root, changed, findings)
}

/** What is rebuilt without an original that is gone lacks all that it said. */
async function tellLostOriginals(root: string, findings: FindingCollector): Promise<void> {
  // A manifest that cannot be read cannot tell either; `verify` says so.
  const before = await readManifest(root).catch(() => null)
  for (const { path, file = path } of before?.manifest.files ?? []) {
    const isOriginal = path.startsWith(`${NAMES.originals}/`) && !path.endsWith('.facts')
    const isThere = await access(join(root, path)).then(
      () => true,
      () => false,
    )
    if (isOriginal && !isThere) findings.add('damaged-original', { file }, { path })
  }
}

/**
 * While the old database can be read it may be the last copy of what lost or damaged originals said.
 * @throws {DyshopError} `originals-missing`
 */
async function refuseLosing(oldPath: string, newPath: string): Promise<void> {
  const derived = new Set(await knownOriginals(newPath))
  const lost = (await knownOriginals(oldPath)).filter((sha256) => !derived.has(sha256))
  if (lost.length > 0) throw new DyshopError('originals-missing', { count: lost.length })
}

/** The originals that a database was filled from; none when it cannot be read. */
async function knownOriginals(path: string): Promise<string[]> {
  try {
    const store = await Store.openForReading(path)
    try {
      return [...new Set(store.imports.all().map(({ original }) => original))]
    } finally {
      store.close()
    }
  } catch {
    return []
  }
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
  const originals = await Originals.open(root, deps.files)
  const store = await Store.openForWriting(path)
  try {
    const importedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
    const context = { store, deps, importedAt, fieldsOnly: false }
    const imported = await importOriginals(originals, context, findings)
    imported.push(...(await importPages({ root, store, deps, findings })))
    refuseLostRows(store)
    store.checkpoint()
    return imported
  } finally {
    store.close()
  }
}

export async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true })
}

async function keepTicks(
  oldPath: string,
  newPath: string,
  findings: FindingCollector,
): Promise<void> {
  const store = await Store.openForWriting(newPath)
  try {
    store.copyTicksFrom(oldPath)
    // The file is about to be moved: what still stands in its write-ahead log would stay behind.
    store.checkpoint()
  } catch {
    // The database is being made anew because it is broken or gone; its ticks went with it.
    findings.add('ticks-lost')
  } finally {
    store.close()
  }
}

/** The old write-ahead log must go first: SQLite would apply it to the new file. */
export async function putInPlace(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  for (const suffix of ['-wal', '-shm']) await rm(`${to}${suffix}`, { force: true })
  await rename(from, to)
}

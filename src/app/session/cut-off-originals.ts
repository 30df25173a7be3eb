import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { type KeptOriginal, Originals } from '../../archive/originals.ts'
import type { Store } from '../../archive/store.ts'
import { FindingCollector } from '../../domain/finding-collector.ts'
import { DyshopError } from '../../errors.ts'
import { openScratchFile } from '../../platform/scratch-file.ts'
import { importOriginal } from '../import/import-originals.ts'
import { refuseLostRows } from '../import/read-back.ts'
import type { Deps } from '../ports.ts'

/** Originals of which the database knows nothing: kept by a run that was cut off before it read them. */
export function unreadOriginals(originals: Originals, store: Store): KeptOriginal[] {
  return originals.all().filter(({ facts }) => store.imports.ofOriginal(facts.sha256).length === 0)
}

/**
 * Reads what a run that was cut off had kept, unless this run was given it too and has read it by now.
 * Otherwise a manifest would vouch for originals of which neither database nor outputs know.
 */
export async function catchUpWithOriginals(
  unread: readonly KeptOriginal[],
  {
    store,
    originals,
    deps,
    findings,
    startedAt,
    root,
  }: {
    store: Store
    originals: Originals
    deps: Deps
    findings: FindingCollector
    startedAt: string
    root: string
  },
): Promise<void> {
  const openScratch = () => openScratchFile(root)
  const context = { store, deps, importedAt: startedAt, fieldsOnly: false, openScratch }
  for (const kept of unread) {
    if (store.imports.ofOriginal(kept.facts.sha256).length > 0) continue
    const found = new FindingCollector()
    const imported = await importOriginal(originals, kept, context, found)
    // The very same report may have come in another file: then it is known already, and was told.
    const isKnown = imported.length > 0 && imported.every(({ duplicateOf }) => duplicateOf)
    if (!isKnown) for (const each of found.all()) findings.push(each)
  }
  if (unread.length > 0) refuseLostRows(store)
}

/**
 * Without manifest and database a run would begin an archive anew in which the originals that are there
 * were never read, and vouch for it. `rebuild` reads them.
 * @throws {DyshopError} `archive-damaged`
 */
export async function refuseForgotten(root: string, { files }: Pick<Deps, 'files'>): Promise<void> {
  if ((await Originals.open(root, files)).all().length === 0) return
  const isThere = await access(join(root, NAMES.database)).then(
    () => true,
    () => false,
  )
  if (!isThere) throw new DyshopError('archive-damaged', { path: NAMES.database })
}

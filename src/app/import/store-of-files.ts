import { tmpdir } from 'node:os'
import { isArchive } from '../../archive/folder.ts'
import { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { asDyshopError } from '../../errors.ts'
import { discover } from '../../sources/seller-files/discover.ts'
import type { Deps } from '../ports.ts'
import { lookAtFiles } from './import-files.ts'

/**
 * A store that is filled from files and folders, holds no one's personal data, and is gone when closed.
 * @throws {DyshopError} `path-not-found`, `nothing-to-read`
 */
export async function storeOfFiles(
  paths: readonly string[],
  deps: Deps,
  findings: FindingCollector,
): Promise<Store> {
  const found = await discover(paths, isArchive)
  for (const each of found.findings) findings.push(each)
  const store = await Store.openForWriting('')
  try {
    const importedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
    const context = { store, deps, importedAt, fieldsOnly: true, openScratch: null }
    await lookAtFiles(found.files, context, findings)
    return store
  } catch (error) {
    store.close()
    // What does not fit into memory stands in an unnamed file there.
    throw asDyshopError(error, tmpdir())
  }
}

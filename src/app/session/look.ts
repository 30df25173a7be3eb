import { join } from 'node:path'
import { NAMES, requireArchive } from '../../archive/folder.ts'
import { readShopFile } from '../../archive/shop-file.ts'
import { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import type { Deps } from '../ports.ts'
import { tellCutOff } from './cut-off-run.ts'
import { tellRedacted } from './redacted-archive.ts'
import { tellUnread } from './unread-inputs.ts'

/**
 * A store to ask: the archive's, or, where paths are given, one that is filled from those files, holds
 * no one's personal data, and is gone when closed.
 * @throws {DyshopError} `no-archive`, `path-not-found`, `nothing-to-read`
 */
export async function storeForLooking(
  { paths, root }: { paths: readonly string[]; root: string },
  deps: Deps,
  findings: FindingCollector,
): Promise<Store> {
  if (paths.length === 0) return archiveForLooking(root, findings)
  // The readers of files are half of what would be loaded for looking into an archive.
  const { storeOfFiles } = await import('../import/store-of-files.ts')
  return storeOfFiles(paths, deps, findings)
}

/**
 * The archive's database, with a word on what the archive could not read of what it was given.
 * @throws {DyshopError} `no-archive`, `bad-shop-file`
 */
export async function archiveForLooking(root: string, findings: FindingCollector): Promise<Store> {
  await requireArchive(root)
  const { ignoredFiles } = await readShopFile(root)
  const store = await Store.openForReading(join(root, NAMES.database))
  await tellCutOff(root, findings)
  await tellRedacted(root, findings)
  tellUnread(store, ignoredFiles, findings)
  return store
}

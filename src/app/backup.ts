import { isArchive } from '../archive/folder.ts'
import { redactionRecords } from '../archive/redactions.ts'
import type { ArchiveFacts } from '../domain/archive-facts.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { gapArgs } from '../domain/gaps.ts'
import { maskFileName } from '../domain/privacy/masking-columns.ts'
import { DyshopError } from '../errors.ts'
import { openScratchFile } from '../platform/scratch-file.ts'
import { discover, type SellerFile } from '../sources/seller-files/discover.ts'
import { importFiles } from './import/import-files.ts'
import { roomForFiles } from './import/import-room.ts'
import { refuseLostRows } from './import/read-back.ts'
import type { Deps } from './ports.ts'
import type { BackupResult, ImportedReport, Outcome, Output } from './results.ts'
import { type ArchiveSession, changeArchive } from './session/archive-session.ts'
import { tellEarlier, tellLostOriginals } from './session/unread-inputs.ts'
import { tellApiDoubts } from './shop-api/api-doubts.ts'
import { backupShop, type ShopBackup } from './shop-api/backup-shop.ts'
import type { ShopRequest } from './shop-api/fetch-shop.ts'

export interface BackupInput {
  paths: readonly string[]
  root: string
  toolVersion: string
  /** A shop to read through the Open API as well, after the files. */
  shop?: ShopToRead
}

/** A shop that was opened, and how far back it is wanted. */
export type ShopToRead = Pick<ShopRequest, 'source' | 'rate' | 'since'>

/**
 * Reads files and folders, and a shop through the Open API, into the archive and writes its outputs.
 * What the Open API refuses or the network cuts off is in the outcome's `stop`: all that came is kept.
 * @throws {DyshopError} `no-paths`, `path-not-found`, `nothing-to-read`, and as `changeArchive` does
 */
export async function backup(input: BackupInput, deps: Deps): Promise<Outcome<BackupResult>> {
  const { paths, root, toolVersion, shop } = input
  if (paths.length === 0 && !shop) throw new DyshopError('no-paths')
  await refuseRedacted(root)
  const findings = new FindingCollector()
  const files = await sellerFiles(paths, findings)
  // Whoever may not ask at all hears it before there is an archive with nothing in it.
  const identity = shop ? await shop.source.shop() : null
  if (shop && !(await isArchive(root))) await shop.source.prove()
  let read: ShopBackup | null = null
  const readAll = async (session: ArchiveSession) => {
    const { store, startedAt, originals } = session
    const openScratch = () => openScratchFile(root)
    const context = { store, deps, importedAt: startedAt, fieldsOnly: false, openScratch }
    const imported = files.length > 0 ? await importFiles(files, originals, context, findings) : []
    if (shop && identity) {
      read = await backupShop({ ...shop, ...identity }, session)
      imported.push(...read.imported)
    }
    refuseLostRows(store)
    tellEarlier(session, imported, findings)
    await tellLostOriginals(session, findings)
    const ignored = session.shop.ignoredFiles
    tellApiDoubts(store, findings, { ignored, isOwedTold: shop !== undefined })
    return imported
  }
  const room = () => roomForFiles(files, root, deps)
  const options = { root, command: 'backup', toolVersion, room }
  const changed = await changeArchive(options, deps, findings, readAll)
  return withShop(backupOutcome(root, changed, findings), read)
}

async function sellerFiles(
  paths: readonly string[],
  findings: FindingCollector,
): Promise<SellerFile[]> {
  if (paths.length === 0) return []
  const found = await discover(paths, isArchive)
  for (const each of found.findings) findings.push(each)
  return found.files
}

function withShop(outcome: Outcome<BackupResult>, read: ShopBackup | null): Outcome<BackupResult> {
  if (!read) return outcome
  const { api, stop } = read
  return {
    ...outcome,
    complete: outcome.complete && !stop,
    data: { ...outcome.data, api },
    ...(stop ? { stop } : {}),
  }
}

/**
 * What was deleted must not come back by an old download that is read again.
 * @throws {DyshopError} `archive-redacted`
 */
async function refuseRedacted(root: string): Promise<void> {
  const record = (await redactionRecords(root)).at(-1)
  if (record) throw new DyshopError('archive-redacted', { record })
}

/** Files are named by anybody; the manifest and the database keep the names as they are. */
function shownImport(report: ImportedReport): ImportedReport {
  const { file, duplicateOf } = report
  return {
    ...report,
    file: maskFileName(file),
    ...(duplicateOf === undefined ? {} : { duplicateOf: maskFileName(duplicateOf) }),
  }
}

/** What `backup` and `rebuild` tell: what was read, what the archive holds now, and what it lacks. */
export function backupOutcome(
  root: string,
  { result, facts, outputs }: { result: ImportedReport[]; facts: ArchiveFacts; outputs: Output[] },
  findings: FindingCollector,
): Outcome<BackupResult> {
  for (const gap of facts.gaps) findings.add('gap', {}, gapArgs(gap))
  const { unfetchedDetails: count = 0 } = facts
  if (count > 0) findings.add('api-unfinished', {}, { count })
  for (const what of facts.missing) findings.add('missing-report', {}, { what })
  return {
    complete: findings.isComplete,
    findings: findings.all(),
    data: {
      archive: root,
      imports: result.map(shownImport),
      totals: facts.totals,
      outputs: outputs.map(({ path, sha256, rows }) => ({ path, sha256, rows })),
      gaps: facts.gaps,
      missing: facts.missing,
      asOf: facts.asOf,
    },
  }
}

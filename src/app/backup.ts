import { isArchive } from '../archive/folder.ts'
import { redactionRecords } from '../archive/redactions.ts'
import type { ArchiveFacts } from '../domain/archive-facts.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { DyshopError } from '../errors.ts'
import { discover } from '../sources/seller-files/discover.ts'
import { type ArchiveSession, changeArchive } from './archive-session.ts'
import { importFiles } from './import-files.ts'
import type { Deps } from './ports.ts'
import { refuseLostRows } from './read-back.ts'
import type { BackupResult, ImportedReport, Outcome, Output } from './results.ts'

export interface BackupInput {
  paths: readonly string[]
  root: string
  toolVersion: string
}

/**
 * Reads files and folders into the archive and writes its outputs.
 * @throws {DyshopError} `no-paths`, `path-not-found`, `nothing-to-read`, and as `changeArchive` does
 */
export async function backup(input: BackupInput, deps: Deps): Promise<Outcome<BackupResult>> {
  const { paths, root, toolVersion } = input
  if (paths.length === 0) throw new DyshopError('no-paths')
  await refuseRedacted(root)
  const findings = new FindingCollector()
  const found = await discover(paths, isArchive)
  for (const each of found.findings) findings.push(each)
  if (found.files.length === 0) throw new DyshopError('nothing-to-read', { path: paths.join(' ') })

  const readAll = async (session: ArchiveSession) => {
    const { store, startedAt, originals } = session
    const context = { store, deps, importedAt: startedAt, fieldsOnly: false }
    const imported = await importFiles(found.files, originals, context, findings)
    refuseLostRows(store)
    return imported
  }
  const options = { root, command: 'backup', toolVersion }
  return backupOutcome(root, await changeArchive(options, deps, findings, readAll), findings)
}

/**
 * What was deleted must not come back by an old download that is read again.
 * @throws {DyshopError} `archive-redacted`
 */
async function refuseRedacted(root: string): Promise<void> {
  const record = (await redactionRecords(root)).at(-1)
  if (record) throw new DyshopError('archive-redacted', { record })
}

/** What `backup` and `rebuild` tell: what was read, what the archive holds now, and what it lacks. */
export function backupOutcome(
  root: string,
  { result, facts, outputs }: { result: ImportedReport[]; facts: ArchiveFacts; outputs: Output[] },
  findings: FindingCollector,
): Outcome<BackupResult> {
  for (const { what, from, to } of facts.gaps) findings.add('gap', {}, { what, from, to })
  for (const what of facts.missing) findings.add('missing-report', {}, { what })
  return {
    complete: findings.isComplete,
    findings: findings.all(),
    data: {
      archive: root,
      imports: result,
      totals: facts.totals,
      outputs: outputs.map(({ path, sha256, rows }) => ({ path, sha256, rows })),
      gaps: facts.gaps,
      missing: facts.missing,
      asOf: facts.asOf,
    },
  }
}

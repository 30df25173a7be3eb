import { isArchive } from '../archive/folder.ts'
import type { ArchiveFacts, Gap, Totals } from '../domain/archive-facts.ts'
import type { Finding } from '../domain/finding.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import { DyshopError } from '../errors.ts'
import { discover } from '../sources/seller-files/discover.ts'
import { type ArchiveSession, changeArchive } from './archive-session.ts'
import { importFiles } from './import-files.ts'
import type { ImportedReport } from './import-report.ts'
import type { Output } from './outputs.ts'
import type { Deps } from './ports.ts'
import { refuseLostRows } from './read-back.ts'

export interface BackupInput {
  paths: readonly string[]
  root: string
  toolVersion: string
}

export interface BackupResult {
  archive: string
  imports: ImportedReport[]
  totals: Totals
  outputs: Pick<Output, 'path' | 'sha256' | 'rows'>[]
  gaps: readonly Gap[]
  /** Reports that a shop has and this archive has none of. */
  missing: readonly ReportKind[]
  /** The newest "as of" of the order exports, ISO 8601 with +08:00. */
  asOf: string | null
}

/** A result with everything that was found on the way. */
export interface Outcome<T> {
  /** False when something was not read or not understood. */
  complete: boolean
  findings: Finding[]
  data: T
}

/**
 * Reads files and folders into the archive and writes its outputs.
 * @throws {DyshopError} `no-paths`, `path-not-found`, `nothing-to-read`, and as `changeArchive` does
 */
export async function backup(input: BackupInput, deps: Deps): Promise<Outcome<BackupResult>> {
  const { paths, root, toolVersion } = input
  if (paths.length === 0) throw new DyshopError('no-paths')
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

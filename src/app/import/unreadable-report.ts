import type { ImportRow } from '../../archive/imports.ts'
import { type Finding, type FindingArgs, type FindingCode, finding } from '../../domain/finding.ts'
import type { ImportedReport } from '../results.ts'
import type { ImportContext, ReportSource } from './report-source.ts'

/** Why a report could not be read. */
export interface Problem {
  code: FindingCode
  /** `row` and `column` say where it turned out, `rows` how many rows were seen and given up. */
  args: FindingArgs
}

/**
 * Makes the finding for a report that could not be read, and remembers it with the archive.
 * @param failed an earlier attempt at the same bytes, which this one takes the place of
 */
export async function recordUnreadable(
  source: ReportSource,
  problem: Problem,
  { store, importedAt }: ImportContext,
  failed: ImportRow | null,
): Promise<{ imported: ImportedReport; findings: Finding[] }> {
  const { file, sheet, sha256, original, encoding, modifiedAt } = source
  const { row, column, rows = 0 } = problem.args
  const where = {
    file,
    ...(sheet === null ? {} : { sheet }),
    ...(typeof row === 'number' ? { row } : {}),
    ...(typeof column === 'string' ? { column } : {}),
  }
  const made = finding(problem.code, where, problem.args)
  const asOf = source.namedAsOf ?? modifiedAt
  const asOfFrom = source.namedAsOf ? ('name' as const) : ('mtime' as const)
  const report = { original, sha256, sheet: sheet ?? '', file, kind: 'unknown', encoding }
  const rejected = Number(rows)
  const counts = { rows: rejected, added: 0, updated: 0, unchanged: 0, rejected }
  await store.transaction(() => {
    if (failed) store.imports.forget(failed.id)
    const id = store.imports.begin({ ...report, importedAt, asOf, changedAt: '' })
    store.imports.finish(id, { asOf, asOfFrom, ...counts, coversFrom: null, coversTo: null })
    store.imports.keepFinding(id, made)
  })
  return { imported: { file, sheet, sha256, kind: 'unknown', asOf, ...counts }, findings: [made] }
}

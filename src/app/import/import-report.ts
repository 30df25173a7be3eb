import type { ImportRow } from '../../archive/imports.ts'
import type { Store } from '../../archive/store.ts'
import type { Finding } from '../../domain/finding.ts'
import type { Header } from '../../sources/seller-files/header.ts'
import type { Report } from '../../sources/seller-files/report.ts'
import { NewestTime } from '../../sources/seller-files/rows/newest-time.ts'
import { RowCleaner } from '../../sources/seller-files/rows/row-cleaner.ts'
import type { ImportedReport } from '../results.ts'
import { ReportImport } from './report-import.ts'
import type { ImportContext, ReportSource } from './report-source.ts'
/**
 * Reads one report into the store, in one transaction: all rows that can be trusted, a finding for
 * every one that cannot.
 * @param failed an earlier attempt at the same bytes, which this one takes the place of
 * @throws {UnreadableFile} when the report cannot be read to its end; then nothing of it is kept
 */
export async function importReport(
  report: Report,
  source: ReportSource,
  context: ImportContext,
  failed: ImportRow | null = null,
): Promise<{ imported: ImportedReport; findings: Finding[] }> {
  const { store } = context
  const asOf = source.namedAsOf ?? (await asOfBeforeReading(report, store, source.sheet !== null))
  return store.transaction(() => {
    if (failed) store.imports.forget(failed.id)
    const importId = beginImport(report, source, context, asOf)
    return new ReportImport(report, source, context, { importId, asOf }).run()
  })
}

/**
 * Takes note that a report known before was exported again later, with the very same bytes: its rows
 * were still true then, and may now win over those of exports in between.
 */
export async function raiseReport(
  report: Report,
  source: ReportSource & { namedAsOf: string },
  context: ImportContext,
  before: ImportRow,
): Promise<{ imported: ImportedReport; findings: Finding[] }> {
  const { store } = context
  const { file, sheet, sha256, namedAsOf: asOf } = source
  return store.transaction(async () => {
    store.raiseImport(before.id, { asOf, file })
    const again = { importId: before.id, asOf }
    const { counts, findings } = await new ReportImport(report, source, context, again).putAgain()
    const { kind, file: duplicateOf } = before
    return { imported: { file, sheet, sha256, kind, asOf, ...counts, duplicateOf }, findings }
  })
}

function beginImport(
  { header }: Report,
  { original, sha256, sheet, file, encoding, namedAsOf, modifiedAt }: ReportSource,
  { store, importedAt }: ImportContext,
  asOf: string | null,
): number {
  return store.imports.begin({
    original,
    sha256,
    sheet: sheet ?? '',
    file,
    kind: header.format.kind,
    encoding,
    importedAt,
    changedAt: namedAsOf ? '' : modifiedAt,
    asOf: asOf === '' ? modifiedAt : asOf,
  })
}

/**
 * Rows of older imports can only be judged when this one's "as of" is known. While there are none,
 * it may be found on the way, and the file is read once instead of twice.
 */
async function asOfBeforeReading(
  report: Report,
  store: Store,
  padsShortRows: boolean,
): Promise<string | null> {
  if (isFirstOfItsKind(report.header, store)) return null
  const newest = new NewestTime(report.header)
  const cleaner = new RowCleaner(report.header, padsShortRows)
  for await (const batch of report.batches()) {
    for (const row of batch) {
      const cleaned = cleaner.clean(row)
      if (cleaned.outcome === 'kept') newest.see(cleaned.cells, row.cells)
    }
  }
  return newest.asOf ?? ''
}

/** Reports whose rows may meet: after-sales give return addresses to the table of addresses. */
function isFirstOfItsKind({ format: { kind } }: Header, store: Store): boolean {
  const meets =
    kind === 'after-sales' || kind === 'addresses' ? ['after-sales', 'addresses'] : [kind]
  return !meets.some((other) => store.imports.hasAnyOf(other))
}

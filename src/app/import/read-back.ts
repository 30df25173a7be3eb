import type { Store } from '../../archive/store.ts'
import type { RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'

/** The tables that the rows of a report go to. Addresses are left out: after-sales give some as well. */
const TABLES_OF_REPORT: Partial<Record<ReportKind, readonly RecordKind[]>> = {
  orders: ['lines', 'orderRecords'],
  'after-sales': ['afterSales'],
  settlements: ['settlements'],
  funds: ['funds'],
  ledger: ['ledger'],
  premiums: ['premiums'],
  'freight-insurance': ['freightInsurance'],
  qic: ['qic'],
  products: ['products'],
}

/**
 * Counts the rows that are in the database now and compares them with what the imports say they added,
 * so that a row that was read and not kept can never pass for saved.
 * @throws {Error} a bug, when they differ
 */
export function refuseLostRows(store: Store): void {
  for (const [report, kinds] of Object.entries(TABLES_OF_REPORT)) {
    const kept = kinds.reduce((sum, kind) => sum + store.count(kind), 0)
    const row = store.db
      .prepare('SELECT coalesce(sum(added), 0) AS added FROM imports WHERE kind = ?')
      .get(report) as { added: number }
    if (row.added !== kept) throw new Error(`${report}: ${row.added} rows added, ${kept} kept`)
  }
}

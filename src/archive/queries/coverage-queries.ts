import type { ReportKind } from '../../domain/report-kind.ts'
import type { Store } from '../store.ts'

/** Where each report tells of the days that its rows are of. */
const DAYS_OF: Partial<Record<ReportKind, readonly string[]>> = {
  orders: [
    'min(created_at) AS at FROM lines',
    'min(created_at) FROM order_records',
    'min(order_created_at) FROM settlements',
  ],
  'after-sales': ['min(applied_at) AS at FROM after_sales'],
  settlements: ['min(settled_at) AS at FROM settlements'],
  funds: ['min(moved_at) AS at FROM funds'],
}

/** The earliest day that rows tell of for any of these reports, YYYY-MM-DD; null without any. */
export function earliestKnownDay(store: Store, ...reports: readonly ReportKind[]): string | null {
  const each = reports.flatMap((report) => DAYS_OF[report] ?? [])
  const all = each.map((days) => `SELECT ${days}`).join(' UNION ALL ')
  const row = store.db.prepare(`SELECT min(at) AS at FROM (${all})`).get()
  const { at } = row as { at: string | null }
  return at === null ? null : at.slice(0, 10)
}

/** An order or after-sale that no file told of. */
export interface SeenByApiOnly {
  id: string
  at: string
}

/** ISO 8601 with +08:00, both ends included. */
interface Stretch {
  from: string
  to: string
}

/** Where orders and after-sales are, by when they came to be. */
const OWN = {
  orders: { table: 'lines', id: 'order_id', at: 'created_at' },
  'after-sales': { table: 'after_sales', id: 'after_sale_id', at: 'applied_at' },
} as const

/** How many different orders or after-sales of some days are known. */
export function knownCount(store: Store, report: keyof typeof OWN, { from, to }: Stretch): number {
  const { table, id, at } = OWN[report]
  const sql = `SELECT count(DISTINCT ${id}) AS n FROM ${table} WHERE ${at} BETWEEN ? AND ?`
  return (store.db.prepare(sql).get(from, to) as { n: number }).n
}

/** The first row of some days that looks as if no file had it: all its columns come from the Open API. */
export function firstOfApiOnly(
  store: Store,
  report: keyof typeof OWN,
  { from, to }: Stretch,
): SeenByApiOnly | null {
  const { table, id, at } = OWN[report]
  const row = store.db
    .prepare(
      `SELECT ${id} AS id, ${at} AS at FROM ${table}
       WHERE ${at} BETWEEN ? AND ? AND layout_id NOT IN (
           SELECT layouts.id FROM layouts, json_each(origins) AS origin
           JOIN imports ON imports.id = origin.value WHERE as_of_from <> 'api')
         AND NOT EXISTS (SELECT 1 FROM order_records WHERE order_records.order_id = ${table}.order_id)
       ORDER BY ${at} LIMIT 1`,
    )
    .get(from, to)
  return (row as SeenByApiOnly | undefined) ?? null
}

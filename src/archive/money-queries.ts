import type { StatusKind } from '../domain/order-status.ts'
import type { HeldReport, MoneyToCome, MonthFlow, MonthStatus } from '../domain/report-facts.ts'
import type { Store } from './store.ts'

/** What the report tells of orders and money, each answered by one pass over a table. */

/** Orders that only a 订单维度 export knows, so that none of their lines is known. */
const HAS_NO_LINES =
  'NOT EXISTS (SELECT 1 FROM lines WHERE lines.order_id = order_records.order_id)'

/** Lines by the month they were ordered in and what their status means; an order known only as a record counts as one. */
export function statusByMonth(store: Store): MonthStatus[] {
  return store.db
    .prepare(
      `SELECT month, kind, sum(n) AS lines FROM (
         SELECT coalesce(substr(created_at, 1, 7), '') AS month, status_kind AS kind, count(*) AS n
           FROM lines GROUP BY 1, 2
         UNION ALL
         SELECT coalesce(substr(created_at, 1, 7), ''), status_kind, count(*) FROM order_records
           WHERE ${HAS_NO_LINES} GROUP BY 1, 2
       ) GROUP BY month, kind ORDER BY month, kind`,
    )
    .all() as unknown as MonthStatus[]
}

const FLOWS = {
  paidFen: `SELECT substr(paid_at, 1, 7) AS month,
      sum(payable_fen - coalesce(payment_discount_fen, 0)) AS fen
    FROM (
      SELECT paid_at, payable_fen, payment_discount_fen FROM lines WHERE paid_at IS NOT NULL
      UNION ALL
      SELECT paid_at, payable_fen, payment_discount_fen FROM order_records
        WHERE paid_at IS NOT NULL AND ${HAS_NO_LINES}
    ) GROUP BY 1`,
  refundedFen: `SELECT coalesce(substr(ended_at, 1, 7), '') AS month,
      sum(coalesce(real_refund_fen, refund_fen)) AS fen
    FROM after_sales WHERE state = 'ended' AND status LIKE '%退款成功' GROUP BY 1`,
  settledFen: `SELECT substr(settled_at, 1, 7) AS month, sum(settled_fen) AS fen
    FROM settlements GROUP BY 1`,
  feesFen: `SELECT month, sum(fen) AS fen FROM (
      SELECT substr(settled_at, 1, 7) AS month, -sum(outgo_fen) AS fen FROM settlements GROUP BY 1
      UNION ALL SELECT substr(moved_at, 1, 7), sum(abs(amount_fen)) FROM premiums GROUP BY 1
    ) GROUP BY month`,
} as const satisfies Record<Exclude<keyof MonthFlow, 'month'>, string>

/** Money paid, refunded, settled and charged, month by month. */
export function moneyFlow(store: Store): MonthFlow[] {
  const months = new Map<string, MonthFlow>()
  for (const name of Object.keys(FLOWS) as (keyof typeof FLOWS)[]) {
    const rows = store.db.prepare(FLOWS[name]).all() as { month: string; fen: number | null }[]
    for (const { month, fen } of rows) {
      if (!fen) continue
      const flow = months.get(month) ?? {
        month,
        paidFen: 0,
        refundedFen: 0,
        settledFen: 0,
        feesFen: 0,
      }
      flow[name] = fen
      months.set(month, flow)
    }
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

const REFUNDED = `coalesce((SELECT sum(refund_fen) FROM after_sales
  WHERE after_sales.line_id = lines.line_id AND after_sales.status LIKE '%退款成功'), 0)`

/**
 * What may still be settled: lines of these statuses that are on no bill, less what was refunded. An
 * upper bound: fees and later refunds are not known.
 */
export function moneyToCome(store: Store, kinds: readonly StatusKind[]): MoneyToCome {
  const row = store.db
    .prepare(
      `SELECT count(*) AS lines, coalesce(sum(payable_fen - ${REFUNDED}), 0) AS fen FROM lines
       WHERE status_kind IN (${kinds.map(() => '?').join(', ')}) AND payable_fen > ${REFUNDED}
         AND NOT EXISTS (SELECT 1 FROM settlements WHERE settlements.line_id = lines.line_id)
         AND NOT EXISTS (SELECT 1 FROM settlements
           WHERE settlements.order_id = lines.order_id AND settlements.line_id IS NULL)`,
    )
    .get(...kinds)
  return row as unknown as MoneyToCome
}

/** What was imported, by the kind of report. */
export function heldReports(store: Store): HeldReport[] {
  return store.db
    .prepare(
      `SELECT kind, count(*) AS imports, sum(rows) AS rows, sum(rejected) AS rejected,
         min(covers_from) AS "from", max(covers_to) AS "to", max(as_of) AS asOf
       FROM imports WHERE kind <> 'unknown' GROUP BY kind`,
    )
    .all() as unknown as HeldReport[]
}

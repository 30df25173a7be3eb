import type { MonthMoved, MonthSettled } from '../../domain/archive-facts.ts'
import type { HeldReport, MoneyToCome, MonthFlow, MonthStatus } from '../../domain/report-facts.ts'
import type { Store } from '../store.ts'

/** What the report tells of orders and money, each answered by one pass over a table. */

/** Orders that only a 订单维度 export knows, so that none of their lines is known. */
const HAS_NO_LINES =
  'NOT EXISTS (SELECT 1 FROM lines WHERE lines.order_id = order_records.order_id)'

/** What the orders themselves tell, by month. */
export interface OrderMonths {
  /** Lines by the month they were ordered in; an order known only as a record counts as one. */
  statuses: MonthStatus[]
  /** What buyers paid, by the month of the payment. */
  paidFen: ReadonlyMap<string, number>
}

/** Statuses and payments in one pass: the table of lines is the largest there is, and no index has both. */
export function orderMonths(store: Store): OrderMonths {
  const columns = `coalesce(substr(created_at, 1, 7), '') AS month, status_kind AS kind,
    substr(paid_at, 1, 7) AS paidMonth, count(*) AS lines,
    sum(payable_fen - coalesce(payment_discount_fen, 0)) AS paidFen`
  const rows = store.db
    .prepare(
      `SELECT ${columns} FROM lines GROUP BY 1, 2, 3
       UNION ALL SELECT ${columns} FROM order_records WHERE ${HAS_NO_LINES} GROUP BY 1, 2, 3`,
    )
    .all() as unknown as (MonthStatus & { paidMonth: string | null; paidFen: number | null })[]
  const statuses = new Map<string, MonthStatus>()
  const paidFen = new Map<string, number>()
  for (const { month, kind, lines, paidMonth, paidFen: fen } of rows) {
    const key = `${month} ${kind}`
    statuses.set(key, { month, kind, lines: (statuses.get(key)?.lines ?? 0) + lines })
    if (paidMonth !== null) paidFen.set(paidMonth, (paidFen.get(paidMonth) ?? 0) + (fen ?? 0))
  }
  const inOrder = [...statuses].sort(([one], [other]) => (one < other ? -1 : 1))
  return { statuses: inOrder.map(([, status]) => status), paidFen }
}

const FLOWS = {
  refundedFen: `SELECT coalesce(substr(ended_at, 1, 7), '') AS month,
      sum(coalesce(real_refund_fen, refund_fen)) AS fen
    FROM after_sales WHERE state = 'ended' AND status LIKE '%退款成功' GROUP BY 1`,
  settledFen: `SELECT substr(settled_at, 1, 7) AS month, sum(settled_fen) AS fen
    FROM settlements GROUP BY 1`,
  feesFen: `SELECT month, sum(fen) AS fen FROM (
      SELECT substr(settled_at, 1, 7) AS month, -sum(outgo_fen) AS fen FROM settlements GROUP BY 1
      UNION ALL SELECT substr(moved_at, 1, 7), sum(abs(amount_fen)) FROM premiums GROUP BY 1
    ) GROUP BY month`,
} as const satisfies Record<Exclude<keyof MonthFlow, 'month' | 'paidFen'>, string>

/** Money paid, refunded, settled and charged, month by month. */
export function moneyFlow(store: Store, paidFen: OrderMonths['paidFen']): MonthFlow[] {
  const months = new Map<string, MonthFlow>()
  const add = (name: Exclude<keyof MonthFlow, 'month'>, month: string, fen: number | null) => {
    if (!fen) return
    const empty = { month, paidFen: 0, refundedFen: 0, settledFen: 0, feesFen: 0 }
    const flow = months.get(month) ?? empty
    flow[name] = fen
    months.set(month, flow)
  }
  for (const [month, fen] of paidFen) add('paidFen', month, fen)
  for (const name of Object.keys(FLOWS) as (keyof typeof FLOWS)[]) {
    const rows = store.db.prepare(FLOWS[name]).all() as { month: string; fen: number | null }[]
    for (const { month, fen } of rows) add(name, month, fen)
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

const REFUNDED = `coalesce((SELECT sum(refund_fen) FROM after_sales
  WHERE after_sales.line_id = lines.line_id AND after_sales.status LIKE '%退款成功'), 0)`

/** Not on any bill, neither by itself nor with its whole order, and not refunded in full. */
const TO_COME = `NOT EXISTS (SELECT 1 FROM settlements WHERE settlements.line_id = lines.line_id)
  AND NOT EXISTS (SELECT 1 FROM settlements
    WHERE settlements.order_id = lines.order_id AND settlements.line_id IS NULL)
  AND payable_fen > ${REFUNDED}`

/**
 * What may still be settled, less what was refunded: of lines that are finished, and of lines that are
 * paid and not finished yet. Upper bounds: fees and later refunds are not known.
 */
export function moneyToCome(store: Store): { finished: MoneyToCome; underWay: MoneyToCome } {
  const sum = (from: string) =>
    store.db
      .prepare(
        `SELECT count(*) AS lines, coalesce(sum(payable_fen - ${REFUNDED}), 0) AS fen
         FROM lines ${from} AND ${TO_COME}`,
      )
      .get() as unknown as MoneyToCome
  return {
    // The index holds all that is asked of a line; SQLite would rather read every finished line.
    finished: sum(
      `${store.indexedBy('lines_finished')} WHERE status_kind = 'finished' AND payable_fen > 0`,
    ),
    underWay: sum(`WHERE status_kind IN ('unshipped', 'partlyShipped', 'shipped')`),
  }
}

/** What the settlement bill says was settled, by month. */
export function settledByMonth(store: Store): MonthSettled[] {
  return store.db
    .prepare(
      `SELECT substr(settled_at, 1, 7) AS month, count(*) AS rows, sum(settled_fen) AS settledFen
       FROM settlements GROUP BY 1 ORDER BY 1`,
    )
    .all() as unknown as MonthSettled[]
}

/** What came into the accounts and what went out of them, by month. */
export function movedByMonth(store: Store): MonthMoved[] {
  return store.db
    .prepare(
      `SELECT substr(moved_at, 1, 7) AS month, count(*) AS rows,
         sum(max(amount_fen, 0)) AS inFen, sum(max(-amount_fen, 0)) AS outFen
       FROM funds GROUP BY 1 ORDER BY 1`,
    )
    .all() as unknown as MonthMoved[]
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

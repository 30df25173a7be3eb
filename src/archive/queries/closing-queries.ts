import type { Store } from '../store.ts'

/**
 * What the exports can prove of the conditions of closing. Every query answers from indexes, and the
 * rows of a condition are only read when they are asked for.
 */

/** A row that holds a condition back. */
export interface HoldingRow {
  /** lineId, afterSaleId, policy, slip or 流水号. */
  id: string
  orderId: string | null
  product: string | null
  status: string | null
  amountFen: number | null
  /** The moment that matters: the promise, the deadline, the finish. ISO 8601 with +08:00 */
  time: string | null
}

/** Lines of which products, and the days of their after-sale period. */
export interface PeriodGroup {
  /** A category of any level; null for all products without a period of their own. */
  category: string | null
  days: number
  /** Finished after this moment, the period is still running. ISO 8601 with +08:00 */
  after: string
}

const OF_CATEGORY = `lines.product_id IN (SELECT product_id FROM products
  WHERE ? IN (category1, category2, category3, category4))`

/** Two conditions that no line meets both of: each is one search in an index, an OR of them none. */
const ENDED_AFTER = `finished_at > ? AND status_kind IN ('finished', 'closed')`
const FINISHED_UNDATED = `finished_at IS NULL AND status_kind = 'finished'
  AND (SELECT as_of FROM imports WHERE imports.id = import_id) > ?`

const LINE_COLUMNS = `line_id AS id, order_id AS orderId, product, status, payable_fen AS amountFen`

/**
 * Lines that have ended and whose after-sale period is still running. A line without a finishing time counts from
 * the moment of the export that says it is finished: it cannot have been later.
 */
export function linesInAfterSalePeriod(
  store: Store,
  groups: readonly PeriodGroup[],
  limit: number,
): { count: number; rows: HoldingRow[] } {
  let count = 0
  const rows: HoldingRow[] = []
  const special = groups.flatMap(({ category }) => (category === null ? [] : [category]))
  for (const { category, after } of groups) {
    const isIn = category === null ? special.map(() => `NOT ${OF_CATEGORY}`) : [OF_CATEGORY]
    const categories = category === null ? special : [category]
    for (const ended of [ENDED_AFTER, FINISHED_UNDATED]) {
      // SQLite would rather take an index that makes it read every line that has ended.
      const lines = `lines ${store.indexedBy('lines_by_finish')}`
      const from = `FROM ${lines} WHERE ${[ended, ...isIn].join(' AND ')}`
      const found = counted(store, from, {
        columns: `${LINE_COLUMNS}, finished_at AS time`,
        order: 'finished_at DESC',
        limit: limit - rows.length,
        parameters: [after, ...categories],
      })
      count += found.count
      rows.push(...found.rows)
    }
  }
  return { count, rows }
}

/**
 * Finished, with money owed, not refunded in full, and on no settlement bill. The index is named
 * because SQLite would rather take one that makes it read every finished line.
 */
function unsettled(store: Store): string {
  return `FROM lines ${store.indexedBy('lines_finished')}
  WHERE status_kind = 'finished' AND payable_fen > 0
  AND NOT EXISTS (SELECT 1 FROM settlements WHERE settlements.line_id = lines.line_id)
  AND NOT EXISTS (SELECT 1 FROM settlements
    WHERE settlements.order_id = lines.order_id AND settlements.line_id IS NULL)
  AND payable_fen > coalesce((SELECT sum(refund_fen) FROM after_sales
    WHERE after_sales.line_id = lines.line_id AND after_sales.status LIKE '%退款成功'), 0)`
}

export function unsettledLines(store: Store, limit: number): { count: number; rows: HoldingRow[] } {
  // Without any bill nothing can be told, and every finished line would have to be looked at.
  if (store.isEmpty('settlements')) return { count: 0, rows: [] }
  return counted(store, unsettled(store), {
    columns: `${LINE_COLUMNS}, finished_at AS time`,
    order: 'finished_at',
    limit,
  })
}

/** Named one by one, so that the index on the status answers. */
const OPEN_KINDS = `('unpaid', 'unshipped', 'partlyShipped', 'shipped', 'unknown')`

/** Orders and order records that are neither finished nor closed. */
export function unfinishedLines(
  store: Store,
  limit: number,
): { count: number; rows: HoldingRow[] } {
  const from = `FROM (
    SELECT ${LINE_COLUMNS}, promised_ship_at AS time FROM lines
      WHERE status_kind IN ${OPEN_KINDS}
    UNION ALL SELECT order_id, order_id, product, status, payable_fen, promised_ship_at
      FROM order_records WHERE status_kind IN ${OPEN_KINDS}
        AND NOT EXISTS (SELECT 1 FROM lines WHERE lines.order_id = order_records.order_id))`
  return counted(store, from, { columns: '*', order: 'time', limit })
}

/** Words that say a premium needs no payment any more. */
const PAID_PREMIUMS = ['已支付', '支付成功', '已缴费', '无需支付']

/** Freight insurance whose premium is not known to be paid; a word nobody has seen counts as unpaid. */
export function unpaidPremiums(store: Store, limit: number): { count: number; rows: HoldingRow[] } {
  const words = PAID_PREMIUMS.map((word) => `'${word}'`).join(', ')
  const from = `FROM freight_insurance WHERE coalesce(premium_fen, 1) > 0
    AND coalesce(premium_status, '') NOT IN (${words})`
  const columns = `policy_id AS id, order_id AS orderId, NULL AS product, premium_status AS status,
    premium_fen AS amountFen, insured_at AS time`
  return counted(store, from, { columns, order: 'insured_at', limit })
}

/** Warehouse slips that are not settled. */
export function openWarehouseSlips(
  store: Store,
  limit: number,
): { count: number; rows: HoldingRow[] } {
  const from = `FROM qic WHERE coalesce(status, '') <> '已结算'`
  const columns = `slip_no AS id, order_id AS orderId, fee_item AS product, status,
    amount_fen AS amountFen, happened_at AS time`
  return counted(store, from, { columns, order: 'happened_at', limit })
}

/**
 * The last row of the account ledger. Of several rows of the last second, the one that no other
 * follows: its balance is not the one from which another was reached.
 */
export function lastLedgerRow(store: Store): HoldingRow | null {
  const rows = store.db
    .prepare(
      `SELECT trade_no AS id, order_id AS orderId, NULL AS product, scene AS status,
         balance_fen AS amountFen, moved_at AS time, balance_fen - amount_fen AS before
       FROM ledger WHERE moved_at = (SELECT max(moved_at) FROM ledger) ORDER BY trade_no`,
    )
    .all() as unknown as (HoldingRow & { before: number })[]
  const starts = new Set(rows.map(({ before }) => before))
  const last = rows.find(({ amountFen }) => !starts.has(amountFen ?? 0)) ?? rows.at(-1)
  if (!last) return null
  const { before: _, ...row } = last
  return row
}

interface Listing {
  columns: string
  /** ORDER BY, without the NULLs, which come last. */
  order: string
  limit: number
  parameters?: readonly string[]
}

function counted(
  store: Store,
  from: string,
  { columns, order, limit, parameters = [] }: Listing,
): { count: number; rows: HoldingRow[] } {
  const { n } = store.db.prepare(`SELECT count(*) AS n ${from}`).get(...parameters) as { n: number }
  if (limit === 0 || n === 0) return { count: n, rows: [] }
  const [column] = order.split(' ')
  const rows = store.db
    .prepare(`SELECT ${columns} ${from} ORDER BY ${column} IS NULL, ${order} LIMIT ?`)
    .all(...parameters, limit)
  return { count: n, rows: rows as unknown as HoldingRow[] }
}

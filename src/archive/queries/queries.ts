import type { MonthMoney, Totals } from '../../domain/archive-facts.ts'
import type { AfterSaleToAnswer } from '../../domain/checklist/checklist-item.ts'
import type { StatusKind } from '../../domain/order-status.ts'
import type { RecordKind } from '../../domain/records.ts'
import { TABLES } from '../database/tables.ts'
import type { Store } from '../store.ts'

export function totals(store: Store): Totals {
  const count = (sql: string) => (store.db.prepare(sql).get() as { n: number }).n
  const all = (table: string) => count(`SELECT count(*) AS n FROM ${table}`)
  return {
    orders:
      count('SELECT count(DISTINCT order_id) AS n FROM lines') +
      count(`SELECT count(*) AS n ${ONLY_AS_RECORD}`),
    lines: all('lines'),
    afterSales: all('after_sales'),
    settlements: all('settlements'),
    fundMovements: all('funds'),
    products: all('products'),
    addresses: all('addresses'),
  }
}

/** Orders that only a 订单维度 export knows, so that none of their lines is known. */
const ONLY_AS_RECORD =
  'FROM order_records WHERE NOT EXISTS (SELECT 1 FROM lines WHERE lines.order_id = order_records.order_id)'

/** Rows of every table of records, for the manifest and to check what was written. */
export function tableRows(store: Store): Record<string, number> {
  const kinds = Object.keys(TABLES) as RecordKind[]
  return Object.fromEntries(
    kinds.map((kind) => {
      const { table } = TABLES[kind]
      const { n } = store.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }
      return [table, n]
    }),
  )
}

/** Lines by what their status means; an order known only as a record counts as one line. */
export function statusCounts(store: Store): Map<StatusKind, number> {
  const rows = store.db
    .prepare(
      `SELECT kind, sum(n) AS n FROM (
         SELECT status_kind AS kind, count(*) AS n FROM lines GROUP BY status_kind
         UNION ALL SELECT status_kind, count(*) ${ONLY_AS_RECORD} GROUP BY status_kind
       ) GROUP BY kind`,
    )
    .all() as { kind: StatusKind; n: number }[]
  return new Map(rows.map(({ kind, n }) => [kind, n]))
}

/** Money by the month of the order, of lines and of orders that are only known as a record. */
export function moneyByMonth(store: Store): MonthMoney[] {
  const months = `coalesce(substr(created_at, 1, 7), '') AS month, count(*) AS lines,
    coalesce(sum(payable_fen), 0) AS payableFen,
    coalesce(sum(CASE status_kind WHEN 'finished' THEN payable_fen END), 0) AS finishedFen`
  return store.db
    .prepare(
      `SELECT month, sum(lines) AS lines, sum(payableFen) AS payableFen,
         sum(finishedFen) AS finishedFen
       FROM (SELECT ${months} FROM lines GROUP BY 1
         UNION ALL SELECT ${months} ${ONLY_AS_RECORD} GROUP BY 1)
       GROUP BY 1 ORDER BY 1`,
    )
    .all() as unknown as MonthMoney[]
}

/** A line, or an order known only as a record, that has to be shipped. */
export interface UnshippedLine {
  orderId: string
  /** null for an order that only a 订单维度 export knows. */
  lineId: string | null
  product: string | null
  quantity: number | null
  payableFen: number | null
  paymentDiscountFen: number | null
  paidAt: string | null
  promisedShipAt: string | null
  status: string
}

/** Everything to ship, the soonest promise first; without a promise last. */
export function unshippedLines(store: Store): UnshippedLine[] {
  const columns = `product, quantity, payable_fen AS payableFen,
    payment_discount_fen AS paymentDiscountFen, paid_at AS paidAt,
    promised_ship_at AS promisedShipAt, status`
  return store.db
    .prepare(
      `SELECT * FROM (
         SELECT order_id AS orderId, line_id AS lineId, ${columns} FROM lines
           WHERE status_kind IN ('unshipped', 'partlyShipped')
         UNION ALL SELECT order_id, NULL, ${columns} ${ONLY_AS_RECORD}
           AND status_kind IN ('unshipped', 'partlyShipped')
       ) ORDER BY promisedShipAt IS NULL, promisedShipAt, orderId, lineId`,
    )
    .all() as unknown as UnshippedLine[]
}

/** Status words in use that nobody has described, cut to a length that can be shown; '' for none at all. */
export function unknownStatusWords(store: Store): string[] {
  const rows = store.db
    .prepare(
      `SELECT status AS word FROM lines WHERE status_kind = 'unknown'
       UNION SELECT after_sale_status FROM lines 
         WHERE after_sale_state IN ('open', 'unknown') AND after_sale_state = 'unknown'
       UNION SELECT status ${ONLY_AS_RECORD} AND status_kind = 'unknown'
       UNION SELECT status FROM after_sales WHERE state = 'unknown'
       ORDER BY 1 LIMIT 1000`,
    )
    .all() as { word: string | null }[]
  return rows.map(({ word }) => (word ?? '').slice(0, MOST_OF_A_WORD))
}

const MOST_OF_A_WORD = 40

/** The newest "as of" among reports of a kind; null when there is none. */
export function newestAsOf(store: Store, kind: string): string | null {
  // A file without rows, dated only by when it was saved, says nothing about what the data reach to.
  const row = store.db
    .prepare(
      `SELECT max(as_of) AS asOf FROM imports WHERE kind = ? AND (rows > 0 OR as_of_from IN ('name', 'api'))`,
    )
    .get(kind)
  return (row as { asOf: string | null }).asOf
}

/** The earliest 订单提交时间, ISO 8601 with +08:00; null without any. */
export function firstOrderAt(store: Store): string | null {
  const row = store.db.prepare('SELECT min(created_at) AS at FROM lines').get()
  return (row as { at: string | null }).at
}

/** Rows and newest "as of" of the reports that came out of each original, by its hash. */
export function readByOriginal(store: Store): Map<string, { rows: number; asOf: string }> {
  const rows = store.db
    .prepare(
      'SELECT original, sum(rows) AS rows, max(as_of) AS asOf FROM imports GROUP BY original',
    )
    .all() as { original: string; rows: number; asOf: string }[]
  return new Map(rows.map(({ original, rows: count, asOf }) => [original, { rows: count, asOf }]))
}

/** The columns of every layout that rows of these tables have, each selection once. */
export function layoutColumns(store: Store, tables: readonly string[]): string[][] {
  const marks = tables.map(() => '?').join(', ')
  const rows = store.db
    .prepare(`SELECT DISTINCT columns FROM layouts WHERE "table" IN (${marks})`)
    .all(...tables) as { columns: string }[]
  return rows.map(({ columns }) => JSON.parse(columns) as string[])
}

/** Whether a record has this very word as its status. */
export function hasStatus(store: Store, kind: RecordKind, word: string): boolean {
  const sql = `SELECT 1 FROM ${TABLES[kind].table} WHERE status = ? LIMIT 1`
  return store.db.prepare(sql).get(word) !== undefined
}

/** So many of the words are told; a shop has a dozen. */
const TOLD_WORDS = 30

/** The words that the records of a kind have as their status, the most frequent first. */
export function statusWords(store: Store, kind: RecordKind): string[] {
  const rows = store.db
    .prepare(
      `SELECT status FROM ${TABLES[kind].table} WHERE status IS NOT NULL
       GROUP BY status ORDER BY count(*) DESC LIMIT ?`,
    )
    .all(TOLD_WORDS) as { status: string }[]
  return rows.map(({ status }) => status)
}

/**
 * Open after-sales, the soonest deadline first. A line whose order export names an open after-sale is
 * one too, unless the after-sale export knows a case of that line: its word is the better one.
 */
export function openAfterSales(store: Store): AfterSaleToAnswer[] {
  return store.db
    .prepare(
      `SELECT * FROM (
         SELECT after_sale_id AS afterSaleId, order_id AS orderId, line_id AS lineId, product,
           (SELECT quantity FROM lines WHERE lines.line_id = after_sales.line_id) AS quantity,
           type, status, refund_fen AS refundFen, deadline
         FROM after_sales WHERE state IN ('open', 'unknown')
         UNION ALL
         SELECT NULL, order_id, line_id, product, quantity, NULL, after_sale_status, NULL, NULL
         FROM lines WHERE after_sale_state IN ('open', 'unknown')
           AND NOT EXISTS (SELECT 1 FROM after_sales WHERE after_sales.line_id = lines.line_id)
       ) ORDER BY deadline IS NULL, deadline, orderId, lineId`,
    )
    .all() as unknown as AfterSaleToAnswer[]
}

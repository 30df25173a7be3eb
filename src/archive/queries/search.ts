import { addDays } from '../../domain/time.ts'
import type { Store } from '../store.ts'
import { type Condition, rowsWith } from './search-conditions.ts'

/** A record that was found. */
export interface Match {
  kind: 'line' | 'order-record' | 'after-sale' | 'product' | 'fund-movement'
  /** lineId, orderId, afterSaleId, SKU or 流水号. */
  id: string
  orderId: string | null
  product: string | null
  status: string | null
  amountFen: number | null
  time: string | null
  /** The report its newest value is from. */
  file: string
}

/** How each kind of record is shown, and where a text may stand in it. Every column named is indexed. */
export interface Search {
  kind: Match['kind']
  table: string
  /** What is shown: id, order, product, status, amount, time. */
  columns: readonly [string, string, string, string, string, string]
  ids: readonly string[]
  /** Columns whose text has a number in it: a tracking number and its carrier, ids joined with `;`. */
  numbers: readonly string[]
  /** Whether what its product is called stands in `texts`. */
  hasWords: boolean
  time: string | null
}

const SEARCHES: readonly Search[] = [
  {
    kind: 'line',
    table: 'lines',
    columns: ['line_id', 'order_id', 'product', 'status', 'payable_fen', 'created_at'],
    ids: ['line_id', 'order_id'],
    numbers: ['tracking'],
    hasWords: true,
    time: 'created_at',
  },
  {
    kind: 'order-record',
    table: 'order_records',
    columns: ['order_id', 'order_id', 'product', 'status', 'payable_fen', 'created_at'],
    ids: ['order_id'],
    numbers: ['line_ids', 'tracking'],
    hasWords: true,
    time: 'created_at',
  },
  {
    kind: 'after-sale',
    table: 'after_sales',
    columns: ['after_sale_id', 'order_id', 'product', 'status', 'refund_fen', 'applied_at'],
    ids: ['after_sale_id', 'order_id', 'line_id'],
    numbers: ['return_tracking'],
    hasWords: true,
    time: 'applied_at',
  },
  {
    kind: 'product',
    table: 'products',
    columns: ['row_key', 'NULL', 'name', 'status', 'price_fen', 'NULL'],
    ids: ['product_id', 'sku_id'],
    numbers: [],
    hasWords: true,
    time: null,
  },
  {
    kind: 'fund-movement',
    table: 'funds',
    columns: ['trade_no', 'order_id', 'scene', 'direction', 'amount_fen', 'moved_at'],
    ids: ['trade_no', 'order_id'],
    numbers: [],
    hasWords: false,
    time: null,
  },
]

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * Finds records by a whole id or number, a part of one, what a product is called, or a day. Only
 * indexes are read until it is known which rows to show.
 * @returns at most `limit` of them, kind by kind, the newest first
 */
export function searchRecords(store: Store, text: string, limit: number): Match[] {
  const matches: Match[] = []
  for (const search of SEARCHES) {
    const left = limit - matches.length
    if (left <= 0) break
    if (WHOLE_DAY.test(text)) matches.push(...recordsOfDay(store, search, text, left))
    else matches.push(...show(store, search, rowsWith(store, search, text, left), left))
  }
  return matches
}

function recordsOfDay(store: Store, search: Search, day: string, limit: number): Match[] {
  if (search.time === null) return []
  const sql = `${search.time} >= ? AND ${search.time} < ?`
  return show(store, search, { sql, parameters: [day, addDays(day, 1)] }, limit)
}

function show(
  store: Store,
  { kind, table, columns, time }: Search,
  { sql, parameters }: Condition,
  limit: number,
): Match[] {
  const order = time ? `ORDER BY ${time} DESC` : ''
  const rows = store.db
    .prepare(
      `SELECT ${shown(columns)}, (SELECT file FROM imports WHERE imports.id = import_id) AS file
       FROM ${table} WHERE ${sql} ${order} LIMIT ?`,
    )
    .all(...parameters, limit)
  return rows.map((row) => ({ kind, ...(row as Omit<Match, 'kind'>) }))
}

/** Each column under the name that a match has for it; the same column may be shown twice. */
function shown(columns: readonly string[]): string {
  const names = ['id', 'orderId', 'product', 'status', 'amountFen', 'time']
  return columns.map((column, index) => `${column} AS ${names[index]}`).join(', ')
}

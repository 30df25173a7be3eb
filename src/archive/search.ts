import { addDays } from '../domain/time.ts'
import type { Store } from './store.ts'

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

/** How each kind of record is shown (id, order, product, status, amount, time), and where a text may stand in it. */
const SEARCHES: readonly {
  kind: Match['kind']
  columns: readonly [string, string, string, string, string, string]
  table: string
  ids: readonly string[]
  texts: readonly string[]
  time: string | null
}[] = [
  {
    kind: 'line',
    columns: ['line_id', 'order_id', 'product', 'status', 'payable_fen', 'created_at'],
    table: 'lines',
    ids: ['line_id', 'order_id'],
    texts: ['product', 'product_id', 'merchant_code', 'spec', 'tracking'],
    time: 'created_at',
  },
  {
    kind: 'order-record',
    columns: ['order_id', 'order_id', 'product', 'status', 'payable_fen', 'created_at'],
    table: 'order_records',
    ids: ['order_id'],
    texts: ['line_ids', 'product', 'product_id', 'merchant_code', 'tracking'],
    time: 'created_at',
  },
  {
    kind: 'after-sale',
    columns: ['after_sale_id', 'order_id', 'product', 'status', 'refund_fen', 'applied_at'],
    table: 'after_sales',
    ids: ['after_sale_id', 'order_id', 'line_id'],
    texts: ['product', 'product_id', 'return_tracking'],
    time: 'applied_at',
  },
  {
    kind: 'product',
    columns: ['row_key', 'NULL', 'name', 'status', 'price_fen', 'NULL'],
    table: 'products',
    ids: ['product_id', 'sku_id'],
    texts: ['name', 'spec', 'merchant_code', 'sku_code'],
    time: null,
  },
  {
    kind: 'fund-movement',
    columns: ['trade_no', 'order_id', 'scene', 'direction', 'amount_fen', 'moved_at'],
    table: 'funds',
    ids: ['trade_no', 'order_id'],
    texts: [],
    time: null,
  },
]

/** A whole id is looked up in the indexes; anything else is searched for as a part of a text. */
export function searchRecords(store: Store, text: string, limit: number): Match[] {
  const matches: Match[] = []
  for (const search of SEARCHES) {
    if (matches.length >= limit) break
    const { where, parameters } = condition(search, text)
    if (where === '') continue
    const order = search.time ? `ORDER BY ${search.time} DESC` : ''
    const rows = store.db
      .prepare(
        `SELECT ${shown(search.columns)}, (SELECT file FROM imports WHERE imports.id = import_id) AS file
         FROM ${search.table} WHERE ${where} ${order} LIMIT ?`,
      )
      .all(...parameters, limit - matches.length)
    for (const row of rows) matches.push({ kind: search.kind, ...(row as Omit<Match, 'kind'>) })
  }
  return matches
}

/** Each column under the name that a match has for it; the same column may be shown twice. */
function shown(columns: readonly string[]): string {
  const names = ['id', 'orderId', 'product', 'status', 'amountFen', 'time']
  return columns.map((column, index) => `${column} AS ${names[index]}`).join(', ')
}

function condition(
  { ids, texts, time }: (typeof SEARCHES)[number],
  text: string,
): { where: string; parameters: string[] } {
  if (/^\d{15,}$/.test(text)) {
    const columns = [...ids, ...texts.filter((column) => /_id$|tracking|line_ids/.test(column))]
    return {
      where: columns
        .map((column) => (ids.includes(column) ? `${column} = ?` : `instr(${column}, ?)`))
        .join(' OR '),
      parameters: columns.map(() => text),
    }
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    if (time === null) return { where: '', parameters: [] }
    return { where: `${time} >= ? AND ${time} < ?`, parameters: [text, addDays(text, 1)] }
  }
  const columns = [...ids, ...texts]
  return {
    where: columns.map((column) => `instr(lower(${column}), ?)`).join(' OR '),
    parameters: columns.map(() => text.toLowerCase()),
  }
}

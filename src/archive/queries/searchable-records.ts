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

/** Every kind of record that can be looked for. */
export const SEARCHES: readonly Search[] = [
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

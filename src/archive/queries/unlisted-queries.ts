import type { Store } from '../store.ts'

/** ISO 8601 with +08:00; neither end belongs to it. */
export interface OpenStretch {
  after: string
  before: string
}

/** Orders of some days that no list of the Open API ever named, nor anybody asked it for. */
export interface UnlistedOrders {
  count: number
  /** The earliest of them. */
  id: string
}

/** @returns null when there are none */
export function unlistedOrders(
  store: Store,
  stretches: readonly OpenStretch[],
): UnlistedOrders | null {
  const ofTable = (table: string) =>
    `SELECT order_id AS id, created_at AS at FROM json_each(?) AS stretch
       JOIN ${table} ON created_at > json_extract(stretch.value, '$.after')
         AND created_at < json_extract(stretch.value, '$.before')
       WHERE NOT EXISTS
         (SELECT 1 FROM api_items WHERE method = 'order.orderDetail' AND id = order_id)`
  const json = JSON.stringify(stretches)
  const row = store.db
    .prepare(
      `SELECT count(DISTINCT id) AS n, id, min(at) FROM
         (${ofTable('lines')} UNION ALL ${ofTable('order_records')})`,
    )
    .get(json, json) as { n: number; id: string }
  return row.n === 0 ? null : { count: row.n, id: row.id }
}

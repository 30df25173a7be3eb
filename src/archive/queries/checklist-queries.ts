import type { EndedDetail } from '../../domain/checklist/checklist-ticks.ts'
import type { Store } from '../store.ts'

/** What the archive knows of items of the checklist that are not open any more, by item id. */
export function endedDetails(store: Store, ids: Iterable<string>): Map<string, EndedDetail> {
  const details = new Map<string, EndedDetail>()
  const statements = Object.fromEntries(
    Object.entries(QUERIES).map(([kind, sql]) => [kind, store.db.prepare(sql)]),
  )
  for (const id of ids) {
    const [, kind = '', key = ''] = /^([a-z-]+):(.+)$/.exec(id) ?? []
    const row = statements[kind]?.get(key) as EndedDetail | undefined
    if (row) details.set(id, { ...row })
  }
  return details
}

const QUERIES: Readonly<Record<string, string>> = {
  line: `SELECT order_id AS orderId, line_id AS lineId, product, quantity,
    payable_fen AS amountFen, status AS outcome FROM lines WHERE line_id = ?`,
  order: `SELECT order_id AS orderId, NULL AS lineId, product, quantity,
    payable_fen AS amountFen, status AS outcome FROM order_records WHERE order_id = ?`,
  'after-sale': `SELECT order_id AS orderId, line_id AS lineId, product, NULL AS quantity,
    refund_fen AS amountFen, status AS outcome FROM after_sales WHERE after_sale_id = ?`,
}

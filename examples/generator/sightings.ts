import type { Seconds } from './beijing-time.ts'
import type { Line, Order } from './model.ts'
import type { OrderRow } from './order-columns.ts'
import { orderRows } from './selections.ts'
import { contentsOf, hasEpochName, type Shop } from './shop-files.ts'
import { seenAt } from './states.ts'

/** The newest row that shows a line. `madeAt` is when the export was really made. */
export interface Sighting {
  readonly row: OrderRow
  readonly line: Line
  readonly asOf: Seconds
  readonly madeAt: Seconds
}

/** For every line, the row of the export with the newest "as of". */
export function lineSightings(shop: Shop): Map<string, Sighting> {
  const newest = new Map<string, Sighting>()
  for (const file of shop.files) {
    for (const content of contentsOf(file)) {
      if (content.kind !== 'orders') continue
      const rows = orderRows(content, shop)
      const asOf = hasEpochName(file) ? file.madeAt : newestMoment(rows)
      for (const row of rows) {
        const [line, ...others] = row.lines
        if (line === undefined || others.length > 0) continue
        const known = newest.get(line.id)
        if (known && known.asOf === asOf) throw new Error(`two exports of ${line.id} at one time`)
        if (known && known.asOf > asOf) continue
        newest.set(line.id, { row, line, asOf, madeAt: file.madeAt })
      }
    }
  }
  return newest
}

/** The newest 提交, 支付, 发货 or 完成 time that the rows show. */
function newestMoment(rows: readonly OrderRow[]): Seconds {
  const moments = rows.flatMap(({ order, lines, at }) => [
    order.createdAt,
    seenAt(order.paidAt, at) ?? 0,
    ...lines.flatMap((line) => [seenAt(line.shippedAt, at) ?? 0, seenAt(line.finishedAt, at) ?? 0]),
  ])
  return moments.reduce((last, next) => Math.max(last, next), 0)
}

/** All orders that some 订单维度 row with several lines tells of. */
export function orderRecords(shop: Shop): Set<Order> {
  const exports = shop.files.flatMap(contentsOf).filter((content) => content.kind === 'orders')
  const rows = exports
    .filter(({ dimension }) => dimension === 'order')
    .flatMap((content) => orderRows(content, shop))
  return new Set(rows.filter(({ lines }) => lines.length > 1).map(({ order }) => order))
}

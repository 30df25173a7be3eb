import { isoTime, type Seconds } from './beijing-time.ts'
import { type AfterSale, type Line, type LineStatus, refundFenOf } from './model.ts'
import { type OrderRow, orderStatusWord } from './order-columns.ts'
import { afterSaleRows, isPaid, isWithin, orderRows } from './selections.ts'
import {
  type Content,
  contentsOf,
  hasEpochName,
  type OrderExport,
  type Shop,
  type ShopFile,
} from './shop-files.ts'
import { afterSaleStatusAt, isOpenAfterSale, seenAt, statusAt } from './states.ts'

/** What a right archive of the shop's files must know of a line. */
export interface TruthLine {
  readonly lineId: string
  readonly orderId: string
  readonly status: LineStatus
  /** The literal word of the newest export; differs from `status` only for 备货中. */
  readonly statusWord: string
  readonly payableFen: number
  readonly productId: string
  readonly quantity: number
  readonly createdAt: string
  /** The newest "as of" of an export that has the line. */
  readonly asOf: string
}

/** What a right archive of the shop's files adds up to. Amounts are fen. */
export interface Truth {
  readonly shop: string
  readonly seed: number
  readonly end: string
  readonly files: number
  readonly orderCsvFiles: number
  readonly totals: {
    /** Distinct 主订单编号 of the lines. */
    readonly orders: number
    /** Distinct 子订单编号, 订单维度 rows with `;` not counted. */
    readonly lines: number
    /** Further orders that only a 订单维度 row with `;` knows; not part of `orders`. */
    readonly orderRecordsOnly: number
    /** All orders that some 订单维度 row with `;` tells of. */
    readonly orderRecords: number
    readonly afterSales: number
    readonly settlements: number
    readonly fundMovements: number
    readonly ledger: number
    readonly premiums: number
    readonly freightInsurance: number
    readonly qic: number
    /** SKU rows. */
    readonly products: number
  }
  readonly linesByStatus: Readonly<Record<string, number>>
  readonly payableFen: number
  readonly afterSalesByStatus: Readonly<Record<string, number>>
  readonly openAfterSales: number
  /** The four 退… amounts of all after-sales, and of those that say 退款成功. */
  readonly refundFen: number
  readonly refundedFen: number
  readonly settledFen: number
  /** Lines that are 已完成, have no settlement and were not refunded in full. */
  readonly finishedWithoutSettlement: number
  readonly unpaidPremiums: number
  readonly lastBalanceFen: number
}

/** Counts from the history, never from the written files. */
export function truthOf(shop: Shop): { truth: Truth; lines: TruthLine[] } {
  const sightings = lineSightings(shop)
  const lines = [...sightings.values()].map(truthLine)
  const afterSales = afterSaleTruth(shop)
  const settlements = shop.books.settlements.filter(({ at }) => isCovered('settlements', at, shop))
  const movements = shop.books.movements.filter(({ at }) => isCovered('funds', at, shop))
  const premiums = shop.books.premiums.filter(({ insuredAt }) =>
    isCovered('insurance', insuredAt, shop),
  )
  const records = orderRecords(shop)
  const truth: Truth = {
    shop: shop.name,
    seed: shop.history.settings.seed,
    end: isoTime(shop.end),
    files: shop.files.length,
    orderCsvFiles: shop.files.filter(isOrderCsv).length,
    totals: {
      orders: new Set(lines.map(({ orderId }) => orderId)).size,
      lines: lines.length,
      orderRecordsOnly: [...records].filter((order) => order.isRecordOnly).length,
      orderRecords: records.size,
      afterSales: afterSales.count,
      settlements: settlements.length,
      fundMovements: movements.length,
      ledger: shop.books.movements.length,
      premiums: shop.books.premiums.filter(isPaid).length,
      freightInsurance: premiums.length,
      qic: shop.books.inspections.length,
      products: shop.history.products.flatMap((product) => product.skus).length,
    },
    linesByStatus: countBy(lines, ({ status }) => status),
    payableFen: sumOf(lines, ({ payableFen }) => payableFen),
    afterSalesByStatus: afterSales.byStatus,
    openAfterSales: afterSales.open,
    refundFen: afterSales.refundFen,
    refundedFen: afterSales.refundedFen,
    settledFen: sumOf(settlements, ({ amountFen }) => amountFen),
    finishedWithoutSettlement: finishedWithoutSettlement(
      sightings,
      new Set(settlements.map(({ line }) => line)),
    ),
    unpaidPremiums: premiums.filter((premium) => !isPaid(premium)).length,
    lastBalanceFen: shop.books.movements.at(-1)?.balanceFen ?? 0,
  }
  return { truth, lines }
}

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

function truthLine({ row, line, asOf }: Sighting): TruthLine {
  return {
    lineId: line.id,
    orderId: line.order.id,
    status: statusAt(line, row.at),
    statusWord: orderStatusWord(row),
    payableFen: line.payableFen,
    productId: line.sku.product.id,
    quantity: line.quantity,
    createdAt: isoTime(line.order.createdAt),
    asOf: isoTime(asOf),
  }
}

function orderRecords(shop: Shop) {
  const rows = orderExports(shop).flatMap((content) => orderRows(content, shop))
  return new Set(rows.filter(({ lines }) => lines.length > 1).map(({ order }) => order))
}

function orderExports(shop: Shop): OrderExport[] {
  return shop.files.flatMap(contentsOf).filter((content) => content.kind === 'orders')
}

function afterSaleTruth(shop: Shop) {
  const newest = new Map<string, { afterSale: AfterSale; at: Seconds }>()
  for (const content of shop.files.flatMap(contentsOf)) {
    if (content.kind !== 'after-sales') continue
    for (const { afterSale, at } of afterSaleRows(content, shop)) {
      const known = newest.get(afterSale.id)
      if (known === undefined || known.at < at) newest.set(afterSale.id, { afterSale, at })
    }
  }
  const states = [...newest.values()].map(({ afterSale, at }) => ({
    status: afterSaleStatusAt(afterSale, at) ?? '待商家处理',
    refundFen: refundFenOf(afterSale),
  }))
  return {
    count: newest.size,
    byStatus: countBy(states, ({ status }) => status),
    open: states.filter(({ status }) => isOpenAfterSale(status)).length,
    refundFen: sumOf(states, ({ refundFen }) => refundFen),
    refundedFen: sumOf(
      states.filter(({ status }) => status === '同意退款，退款成功'),
      ({ refundFen }) => refundFen,
    ),
  }
}

function finishedWithoutSettlement(
  sightings: ReadonlyMap<string, Sighting>,
  settled: ReadonlySet<Line>,
): number {
  const finished = [...sightings.values()].filter(
    ({ line, row }) => statusAt(line, row.at) === '已完成' && !settled.has(line),
  )
  return finished.filter(({ line, row }) => refundedFenAt(line, row.at) < line.payableFen).length
}

function refundedFenAt(line: Line, at: Seconds): number {
  const refunds = line.afterSales.filter(
    (afterSale) => afterSaleStatusAt(afterSale, at) === '同意退款，退款成功',
  )
  return sumOf(refunds, refundFenOf)
}

function isCovered(kind: Content['kind'], at: Seconds, shop: Shop): boolean {
  return shop.files
    .flatMap(contentsOf)
    .some((content) => content.kind === kind && 'from' in content && isWithin(at, content))
}

function isOrderCsv({ body }: ShopFile): boolean {
  return body.container === 'csv' && body.content.kind === 'orders'
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0)
}

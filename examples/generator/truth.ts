import { isoTime, type Seconds } from './beijing-time.ts'
import { type AfterSale, type Line, type LineStatus, refundFenOf } from './model.ts'
import { orderStatusWord } from './order-columns.ts'
import { afterSaleRows, isPaid, isWithin } from './selections.ts'
import { type Content, contentsOf, type Shop, type ShopFile } from './shop-files.ts'
import { lineSightings, orderRecords, type Sighting } from './sightings.ts'
import { afterSaleStatusAt, isOpenAfterSale, statusAt } from './states.ts'

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
  readonly promisedShipAt: string | null
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
  /** 已支付, 待发货 and 部分发货, by whether the promise lies before `end`. */
  readonly unshipped: { readonly overdue: number; readonly inTime: number }
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
  const { books } = shop
  const settlements = covered(books.settlements, ({ at }) => at, { kind: 'settlements', shop })
  const movements = covered(books.movements, ({ at }) => at, { kind: 'funds', shop })
  const premiums = covered(books.premiums, (premium) => premium.insuredAt, {
    kind: 'insurance',
    shop,
  })
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
    unshipped: unshippedCounts(sightings, shop.end),
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
    promisedShipAt: line.promisedShipAt === null ? null : isoTime(line.promisedShipAt),
    asOf: isoTime(asOf),
  }
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

const UNSHIPPED: ReadonlySet<LineStatus> = new Set(['已支付', '待发货', '部分发货'])

function unshippedCounts(sightings: ReadonlyMap<string, Sighting>, end: Seconds) {
  const unshipped = [...sightings.values()].filter(({ line, row }) =>
    UNSHIPPED.has(statusAt(line, row.at)),
  )
  const overdue = unshipped.filter(({ line }) => (line.promisedShipAt ?? end) < end).length
  return { overdue, inTime: unshipped.length - overdue }
}

function refundedFenAt(line: Line, at: Seconds): number {
  const refunds = line.afterSales.filter(
    (afterSale) => afterSaleStatusAt(afterSale, at) === '同意退款，退款成功',
  )
  return sumOf(refunds, refundFenOf)
}

/** What some file of that kind covers by its dates. */
function covered<T>(
  items: readonly T[],
  timeOf: (item: T) => Seconds,
  { kind, shop }: { kind: Content['kind']; shop: Shop },
): T[] {
  const ranges = shop.files
    .flatMap(contentsOf)
    .flatMap((content) => (content.kind === kind && 'from' in content ? [content] : []))
  return items.filter((item) => ranges.some((range) => isWithin(timeOf(item), range)))
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

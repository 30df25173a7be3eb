import { AFTER_SALE_COLUMNS, type AfterSaleRow } from './after-sale-columns.ts'
import { FUND_LAYOUTS, SETTLEMENT_COLUMNS, SETTLEMENT_EXPLANATION } from './bill-columns.ts'
import type { Premium } from './books.ts'
import {
  INSURANCE_COLUMNS,
  LEDGER_COLUMNS,
  type PaidPremium,
  PREMIUM_COLUMNS,
  PRODUCT_COLUMNS,
  QIC_COLUMNS,
} from './list-columns.ts'
import type { Line, Order } from './model.ts'
import { type OrderRow, orderColumns } from './order-columns.ts'
import { ORDER_LAYOUTS } from './order-layouts.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import type { AfterSaleExport, Content, OrderExport, Shop } from './shop-files.ts'
import { isEnded, statusAt } from './states.ts'

/** The rows of a table with its columns, as the back office would have exported them. */
export function sheetFor(content: Content, shop: Shop): Sheet {
  const { books, history } = shop
  switch (content.kind) {
    case 'orders':
      return sheetOf(orderColumns(ORDER_LAYOUTS[content.layout]), orderRows(content, shop))
    case 'after-sales':
      return sheetOf(AFTER_SALE_COLUMNS, afterSaleRows(content, shop))
    case 'settlements':
      return sheetOf(
        SETTLEMENT_COLUMNS,
        books.settlements.filter(({ at }) => isWithin(at, content)),
        SETTLEMENT_EXPLANATION,
      )
    case 'funds':
      return sheetOf(
        FUND_LAYOUTS[content.layout],
        books.movements.filter(({ at }) => isWithin(at, content)),
      )
    case 'insurance':
      return sheetOf(
        INSURANCE_COLUMNS,
        books.premiums.filter(({ insuredAt }) => isWithin(insuredAt, content)),
      )
    case 'ledger':
      return sheetOf(LEDGER_COLUMNS, books.movements)
    case 'premiums':
      return sheetOf(PREMIUM_COLUMNS, books.premiums.filter(isPaid))
    case 'qic':
      return sheetOf(QIC_COLUMNS, books.inspections)
    case 'products':
      return sheetOf(
        PRODUCT_COLUMNS,
        history.products.flatMap((product) => product.skus),
      )
  }
}

/** The rows of an order export, newest order first as in the back office. */
export function orderRows(content: OrderExport, { history }: Shop): OrderRow[] {
  const { at, look, dimension } = content
  const orders = history.orders.filter(
    ({ createdAt }) => isWithin(createdAt, content) && createdAt <= at,
  )
  return orders
    .reverse()
    .flatMap((order) => (dimension === 'order' ? [order.lines] : linesApart(order)))
    .filter((lines) => !content.isUnfinishedOnly || lines.some((line) => isUnfinished(line, at)))
    .map((lines) => ({ order: (lines[0] as Line).order, lines, at, look }))
}

function linesApart(order: Order): Line[][] {
  return order.isRecordOnly ? [] : order.lines.map((line) => [line])
}

function isUnfinished(line: Line, at: number): boolean {
  return !isEnded(statusAt(line, at))
}

/** The rows of an after-sale export, in the order in which buyers asked. */
export function afterSaleRows(content: AfterSaleExport, { history }: Shop): AfterSaleRow[] {
  const { at } = content
  return history.orders
    .filter((order) => !order.isRecordOnly)
    .flatMap((order) => order.lines)
    .flatMap((line) => line.afterSales.map((afterSale) => ({ afterSale, line, at })))
    .filter(({ afterSale }) => isWithin(afterSale.appliedAt, content) && afterSale.appliedAt <= at)
    .sort((left, right) => left.afterSale.appliedAt - right.afterSale.appliedAt)
}

export function isPaid(premium: Premium): premium is PaidPremium {
  return premium.movement !== null
}

export function isWithin(at: number, range: { from: number; to: number }): boolean {
  return range.from <= at && at < range.to
}

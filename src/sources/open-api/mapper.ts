import type { RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import type { Json } from './client/lossless-json.ts'
import { ADDRESS_COLUMNS } from './schema/addresses.ts'
import { AFTER_SALE_COLUMNS, afterSaleRow } from './schema/after-sales.ts'
import { FUND_COLUMNS, SETTLEMENT_COLUMNS } from './schema/bills.ts'
import { isUnknownWord, type MappedColumn } from './schema/cells.ts'
import { ORDER_COLUMNS, orderLines } from './schema/orders.ts'
import { PRODUCT_COLUMNS, productRows } from './schema/products.ts'

/** A selection of columns. The same selection is the same object, so a writer can be kept for it. */
export interface Shape {
  report: ReportKind
  record: RecordKind
  /** The platform's own export names, so that a row of a file and of the API merge into one. */
  columns: readonly string[]
}

export interface MappedRow {
  shape: Shape
  /** As the cells of a file look after cleaning, in the order of `shape.columns`. */
  cells: readonly string[]
  /** Columns whose number is not known yet: kept as `未知(n)`. */
  unknown: readonly { column: string; value: string }[]
  /** Columns that the platform said something for that cannot be read; they are none of the cells. */
  unreadable: readonly string[]
}

/**
 * Turns rows of one kind into cells. A row has only the columns that the platform said something
 * for: what it left out keeps the value that a file gave.
 */
class RowMapper {
  readonly #report: ReportKind
  readonly #record: RecordKind
  readonly #columns: readonly MappedColumn[]
  readonly #shapes = new Map<string, Shape>()

  constructor(report: ReportKind, record: RecordKind, columns: readonly MappedColumn[]) {
    this.#report = report
    this.#record = record
    this.#columns = columns
  }

  map(row: Json): MappedRow {
    const names: string[] = []
    const cells: string[] = []
    const unknown: { column: string; value: string }[] = []
    const unreadable: string[] = []
    for (const { name, read, isEnum, isUnreadable } of this.#columns) {
      const cell = read(row)
      if (cell === undefined) {
        if (isUnreadable?.(row)) unreadable.push(name)
        continue
      }
      names.push(name)
      cells.push(cell)
      if (isEnum && isUnknownWord(cell)) unknown.push({ column: name, value: cell })
    }
    return { shape: this.#shapeOf(names), cells, unknown, unreadable }
  }

  #shapeOf(columns: readonly string[]): Shape {
    const key = columns.join('\n')
    const known = this.#shapes.get(key)
    if (known) return known
    const shape = { report: this.#report, record: this.#record, columns }
    this.#shapes.set(key, shape)
    return shape
  }
}

const orders = new RowMapper('orders', 'lines', ORDER_COLUMNS)
const afterSales = new RowMapper('after-sales', 'afterSales', AFTER_SALE_COLUMNS)
const products = new RowMapper('products', 'products', PRODUCT_COLUMNS)
const addresses = new RowMapper('addresses', 'addresses', ADDRESS_COLUMNS)
const settlements = new RowMapper('settlements', 'settlements', SETTLEMENT_COLUMNS)
const funds = new RowMapper('funds', 'funds', FUND_COLUMNS)

/**
 * The lines of a shop order.
 * @param order an item of the `orders` streams, or `orderOfDetail` of an answer
 */
export function mapOrder(order: Json): MappedRow[] {
  return orderLines(order).map((row) => orders.map(row))
}

/**
 * @param item an item of the after-sale streams, or null when only the details are at hand
 * @param detail the answer of afterSale.Detail, which alone knows money and finality
 */
export function mapAfterSale(item: Json | null, detail: Json | null): MappedRow {
  return afterSales.map(afterSaleRow(item, detail))
}

/** One row a SKU. @param detail the answer of product.detail, which alone has the SKUs */
export function mapProduct(item: Json, detail: Json | null): MappedRow[] {
  return productRows(item, detail).map((row) => products.map(row))
}

export function mapAddress(item: Json): MappedRow {
  return addresses.map(item)
}

export function mapSettlement(item: Json): MappedRow {
  return settlements.map(item)
}

export function mapFund(item: Json): MappedRow {
  return funds.map(item)
}

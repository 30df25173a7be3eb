import { type Seconds, wallDate } from './beijing-time.ts'
import { BILL_CSV, exportName, ORDER_CSV, PLAIN_LOOK } from './looks.ts'
import type { OrderLook } from './order-columns.ts'
import type { OrderLayout } from './order-layouts.ts'
import type { Random } from './random.ts'
import type { CsvLook } from './sheet.ts'
import type { AfterSaleExport, Content, OrderExport, ShopFile } from './shop-files.ts'

/** An order export; what is not said is as in most files: by line, all states, the usual look. */
export interface OrderRequest {
  readonly from: Seconds
  readonly to: Seconds
  readonly at: Seconds
  readonly layout: OrderLayout
  readonly csv?: Partial<CsvLook>
  readonly look?: OrderLook
  readonly dimension?: OrderExport['dimension']
  readonly isUnfinishedOnly?: boolean
}

export function orderCsv(request: OrderRequest, random: Random): ShopFile {
  return {
    path: `订单/${wallDate(request.from).slice(0, 7)}/${exportName(request.at, 'csv', random)}`,
    madeAt: request.at,
    body: {
      container: 'csv',
      content: orderExport(request),
      look: { ...ORDER_CSV, ...request.csv },
    },
  }
}

export function orderExport(request: OrderRequest): OrderExport {
  const { from, to, at, layout, look = PLAIN_LOOK } = request
  const { dimension = 'line', isUnfinishedOnly = false } = request
  return { kind: 'orders', from, to, at, layout, look, dimension, isUnfinishedOnly }
}

export function afterSaleFile(
  request: Omit<AfterSaleExport, 'kind'>,
  container: 'csv' | 'xlsx',
  random: Random,
): ShopFile {
  const content: AfterSaleExport = { kind: 'after-sales', ...request }
  return {
    path: `售后/${exportName(request.at, container, random)}`,
    madeAt: request.at,
    body: container === 'xlsx' ? { container, content } : { container, content, look: ORDER_CSV },
  }
}

/** A CSV file with its Unix second in the name. */
export function csvFile(
  folder: string,
  madeAt: Seconds,
  content: Content,
  { look, random }: { look: CsvLook; random: Random },
): ShopFile {
  return {
    path: `${folder}/${exportName(madeAt, 'csv', random)}`,
    madeAt,
    body: { container: 'csv', content, look },
  }
}

/** The ledger's ZIP with 账户流水 and 保费支出. */
export function ledgerZip(madeAt: Seconds, isDeflated: boolean, random: Random): ShopFile {
  const members = [
    { name: '账户流水.csv', content: { kind: 'ledger' }, look: BILL_CSV },
    { name: '保费支出.csv', content: { kind: 'premiums' }, look: BILL_CSV },
  ] as const
  return {
    path: `资金/${exportName(madeAt, 'zip', random)}`,
    madeAt,
    body: { container: 'zip', isDeflated, members },
  }
}

export function productWorkbook(madeAt: Seconds): ShopFile {
  return {
    path: '商品/商品导出.xlsx',
    madeAt,
    body: { container: 'xlsx', content: { kind: 'products' } },
  }
}

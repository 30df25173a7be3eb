import type { Seconds } from './beijing-time.ts'
import type { FundLayout } from './bill-columns.ts'
import type { Books } from './books.ts'
import type { History } from './history.ts'
import type { OrderLook } from './order-columns.ts'
import type { OrderLayout } from './order-layouts.ts'
import type { CsvLook } from './sheet.ts'

/** A shop: what happened in it, and the files its merchant exported from it. */
export interface Shop {
  readonly name: string
  readonly history: History
  readonly books: Books
  readonly files: readonly ShopFile[]
  /** The latest moment that any file can know of. */
  readonly end: Seconds
}

/** A file in the merchant's folders; its modification time is the moment of the export. */
export interface ShopFile {
  /** With `/` between folders. */
  readonly path: string
  readonly madeAt: Seconds
  readonly body: FileBody
}

type FileBody =
  | { readonly container: 'csv'; readonly content: Content; readonly look: CsvLook }
  | { readonly container: 'xlsx'; readonly content: Content }
  | {
      readonly container: 'zip'
      readonly isDeflated: boolean
      readonly members: readonly ZipMember[]
    }

interface ZipMember {
  readonly name: string
  readonly content: Content
  readonly look: CsvLook
}

/** What a table is about, as the merchant chose it in the back office. */
export type Content =
  | OrderExport
  | AfterSaleExport
  | { readonly kind: 'settlements'; readonly from: Seconds; readonly to: Seconds }
  | {
      readonly kind: 'funds'
      readonly from: Seconds
      readonly to: Seconds
      readonly layout: FundLayout
    }
  | { readonly kind: 'insurance'; readonly from: Seconds; readonly to: Seconds }
  | { readonly kind: 'ledger' | 'premiums' | 'qic' | 'products' }

export interface OrderExport {
  readonly kind: 'orders'
  /** By 订单提交时间, from `from` until just before `to`. */
  readonly from: Seconds
  readonly to: Seconds
  readonly at: Seconds
  /** 商品维度 has a row for each line, 订单维度 one for each order. */
  readonly dimension: 'line' | 'order'
  readonly isUnfinishedOnly: boolean
  readonly layout: OrderLayout
  readonly look: OrderLook
}

export interface AfterSaleExport {
  readonly kind: 'after-sales'
  /** By 售后申请时间. */
  readonly from: Seconds
  readonly to: Seconds
  readonly at: Seconds
}

/** The contents of a file: one, or one for each member of a ZIP. */
export function contentsOf({ body }: ShopFile): readonly Content[] {
  return body.container === 'zip' ? body.members.map(({ content }) => content) : [body.content]
}

/** Exports of the back office begin with their Unix second; a ZIP's counts for its members. */
export function hasEpochName({ path }: ShopFile): boolean {
  return /(^|\/)\d{10}_[^/]*$/.test(path)
}

import type { Seconds } from './beijing-time.ts'
import type { Sku } from './catalogue.ts'
import type { Buyer } from './people.ts'

/** One shop order (主订单) with its whole life, also the part that no export has seen yet. */
export interface Order {
  readonly id: string
  readonly createdAt: Seconds
  readonly paidAt: Seconds | null
  /** When a paid order became ready to ship (已支付 → 待发货). */
  readonly confirmedAt: Seconds | null
  readonly payMethod: string
  readonly buyer: Buyer
  readonly message: string
  readonly note: { readonly at: Seconds; readonly text: string } | null
  readonly flag: string
  readonly creator: { readonly id: string; readonly name: string } | null
  readonly source: string
  /** Bought in a shop that keeps it only as an order record: no export by line ever has it. */
  readonly isRecordOnly: boolean
  readonly lines: readonly Line[]
}

/** One sub-order (子订单). All amounts are fen. */
export interface Line {
  readonly id: string
  readonly order: Order
  readonly sku: Sku
  readonly quantity: number
  readonly freightFen: number
  readonly platformDiscountFen: number
  readonly shopDiscountFen: number
  readonly creatorDiscountFen: number
  /** What the payment channel gives; not part of 优惠总金额. */
  readonly payDiscountFen: number
  /** 订单应付金额 = price × quantity + freight − platform, shop and creator discounts. */
  readonly payableFen: number
  readonly promisedShipAt: Seconds | null
  readonly partlyShippedAt: Seconds | null
  readonly shippedAt: Seconds | null
  readonly finishedAt: Seconds | null
  readonly closedAt: Seconds | null
  readonly cancelReason: string | null
  readonly parcel: { readonly number: string; readonly carrier: string } | null
  readonly afterSales: readonly AfterSale[]
}

/** 订单状态, see B3 of the reference. */
export type LineStatus =
  | '待支付'
  | '已支付'
  | '待发货'
  | '部分发货'
  | '已发货'
  | '已完成'
  | '已关闭'

/** 售后状态 of the after-sale export, see B3; the comma is full-width. */
export type AfterSaleStatus =
  | '待商家处理'
  | '待买家退货'
  | '待商家收货'
  | '待商家上传退款凭证'
  | '仲裁中'
  | '同意退款，退款中'
  | '同意退款，退款成功'
  | '同意退款，退款失败'
  | '退货后拒绝退款'
  | '拒绝售后申请'
  | '售后关闭'
  | '换货成功'
  | '补寄成功'

export type AfterSaleType = '未发货退款' | '已发货退款' | '退货退款' | '换货' | '补寄'

export interface AfterSale {
  readonly id: string
  readonly type: AfterSaleType
  readonly appliedAt: Seconds
  /** Every status with the time it began, oldest first; the first is at `appliedAt`. */
  readonly steps: readonly AfterSaleStep[]
  readonly goodsFen: number
  readonly freightFen: number
  readonly payDiscountFen: number
  readonly reason: string
  readonly wasShipped: boolean
  readonly returnParcel: string | null
}

interface AfterSaleStep {
  readonly at: Seconds
  readonly status: AfterSaleStatus
}

/** What the buyer asks back: the sum of the four 退… amounts (tax is always 0 here). */
export function refundFenOf(afterSale: AfterSale): number {
  return afterSale.goodsFen + afterSale.freightFen + afterSale.payDiscountFen
}

import type { StatusKind } from './order-status.ts'

/** Sums that the report shows; money is integer fen. */

export interface MonthStatus {
  /** YYYY-MM of 订单提交时间; '' where it is not known. */
  month: string
  kind: StatusKind
  lines: number
}

/** Money that moved in a month, in fen; every amount by the day on which it moved. */
export interface MonthFlow {
  /** YYYY-MM; '' where the day is not known. */
  month: string
  /** What buyers paid: 订单应付金额 − 支付优惠 of orders with a 支付完成时间. */
  paidFen: number
  /** After-sales whose refund went through. */
  refundedFen: number
  /** 结算金额, refunds after settlement taken off. */
  settledFen: number
  /** 支出合计 of the bill (services, commission …) and premiums paid, as a positive amount. */
  feesFen: number
}

/** Money that is on no settlement bill yet, before fees. */
export interface MoneyToCome {
  lines: number
  fen: number
}

/** The reports of a kind that the archive holds. */
export interface HeldReport {
  kind: string
  imports: number
  rows: number
  rejected: number
  /** YYYY-MM-DD of the first and last day that the rows speak of. */
  from: string | null
  to: string | null
  /** ISO 8601 with +08:00 */
  asOf: string
}

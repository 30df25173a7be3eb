/** What the merchant says about an item. */
export const TICK_STATUSES = ['todo', 'asked', 'agreed', 'done', 'refused'] as const

export type TickStatus = (typeof TICK_STATUSES)[number]

/** The recommended way out; guide-topics: ship, else agree, then the platform, then the request. */
export type ChecklistAction =
  | 'ship'
  | 'agree-refund'
  | 'replace'
  | 'answer-after-sale'
  | 'ask-platform'
  | 'file-refund-request'

export type ReasonCode =
  | 'to-ship'
  | 'ship-late'
  | 'out-of-stock'
  | 'no-promise'
  | 'refund-before-shipping'
  | 'after-sale-answer'
  | 'after-sale-parcel-back'
  | 'after-sale-buyer-sends'
  | 'after-sale-voucher'
  | 'after-sale-refund-running'
  | 'after-sale-refund-failed'
  | 'after-sale-arbitration'
  | 'after-sale-refused'
  | 'after-sale-unknown'
  | 'shop-closed'
  | 'buyer-refused'

/** One thing to do, in the order in which the steps of an item come. */
export type ItemStep =
  | 'ship'
  | 'ask-buyer'
  | 'refund'
  | 'replace'
  | 'open-after-sale'
  | 'check-parcel'
  | 'upload-voucher'
  | 'retry-refund'
  | 'watch-refund'
  | 'give-evidence'
  | 'platform'
  | 'refund-request'
  | 'keep-proof'

/** The text to paste into 飞鸽. */
export type MessageId =
  | 'ship-or-refund'
  | 'late'
  | 'refund-before-shipping'
  | 'after-sale'
  | 'replace'
  | 'send-back'
  | 'refund-on-its-way'
  | 'talk-again'

export interface ChecklistItem {
  /** `line:<lineId>`, `order:<orderId>` or `after-sale:<afterSaleId>`; the same in every run. */
  id: string
  /** Ids under which an earlier export knew it; ticks made then still count. */
  formerIds: readonly string[]
  orderId: string | null
  lineId: string | null
  afterSaleId: string | null
  product: string | null
  quantity: number | null
  /** What is at stake: the refund asked for, else what is payable for the line. */
  amountFen: number | null
  reason: { code: ReasonCode; args: Readonly<Record<string, string | number>> }
  action: ChecklistAction
  /** ISO 8601 with +08:00, the soonest of promise and automatic handling. */
  deadline: string | null
  urgency: 'overdue' | 'soon' | 'later' | 'none'
  steps: readonly ItemStep[]
  message: MessageId
  status: TickStatus
  note: string
}

/** An unshipped line, or an order known only as a record. */
export interface LineToShip {
  orderId: string
  lineId: string | null
  product: string | null
  quantity: number | null
  payableFen: number | null
  /** ISO 8601 with +08:00 */
  promisedShipAt: string | null
}

/** An after-sale that is not over. */
export interface AfterSaleToAnswer {
  /** null for one that only the order export knows. */
  afterSaleId: string | null
  orderId: string | null
  lineId: string | null
  product: string | null
  quantity: number | null
  /** 售后类型 */
  type: string | null
  /** 售后状态, the platform's word. */
  status: string
  refundFen: number | null
  /** 自动处理截止时间 */
  deadline: string | null
}

/** What the merchant ticked for an item, and what the item was then. */
export interface Tick {
  id: string
  status: TickStatus
  note: string
  /** ISO 8601 with +08:00 */
  at: string
  by: string
}

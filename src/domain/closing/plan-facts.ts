/**
 * What a plan needs to know of a shop: aggregates, so that a million lines cost one query for each
 * group below and no line is ever held in memory.
 */
export interface PlanFacts {
  kind: 'domestic' | 'cross-border'
  /** The moment to plan for, ISO 8601 with +08:00. */
  at: string
  /** YYYY-MM-DD, the first day of the closing notice; null when it is not set. */
  noticeStart: string | null
  /** The merchant ticked that the notice has been on long enough, without a first day. */
  isNoticeTicked?: boolean
  /** After-sale days by category, `default` always among them (shop.toml). */
  afterSaleDays: Readonly<Record<string, number>>
  /** Days from 确认收货 to settlement that the merchant has set; null goes by the rule's table. */
  settlementDays: number | null
  /** YYYY-MM-DD on which the after-sale reserve is free, as the merchant says; null: not known. */
  reserveReleasedOn: string | null
  /** An order report was imported, whether or not it had rows. */
  hasOrders: boolean
  /** Lines that ended, by category; one group without categories when they are not known. */
  ended: readonly EndedLines[]
  /** Lines (and orders known only as a record) neither finished nor closed; unpaid ones too. */
  unfinishedLines: number
  /** Of these, the ones that can still be signed for: unshipped, partly shipped, shipped, unknown. */
  unfinishedToSign: number
  /** Open after-sales of the after-sale and the order export, as `check` counts them. */
  openAfterSales: number
  /** The latest 售后完结时间 (else 售后关闭时间) of ended after-sales; null without any. */
  lastAfterSaleEndedAt: string | null
  /** Finished lines without a settlement; null when no settlement bill was imported. */
  unsettledLines: number | null
}

/** Lines of one category that are finished or closed and have an 订单完成时间. */
export interface EndedLines {
  /** The names of the category, the most specific first; the first that has days set counts. */
  categories: readonly string[]
  /** The latest 订单完成时间 of finished and closed lines, ISO 8601 with +08:00. */
  lastEndedAt: string
  /** The latest 订单完成时间 of finished lines alone (确认收货); null without any. */
  lastFinishedAt: string | null
}

/** The periods of the rules, passed in as data (see `rules/`). Days and working days. */
export interface PlanPeriods {
  noticeDays: number
  reviewWorkingDays: number
  payoutFirstWorkingDays: number
  payoutLastWorkingDays: number
  /** Cross-border shops: days since the last order finished, whatever its category. */
  crossBorderLastOrderDays: number
  settlementLag: { shortDays: number; shortUpToAfterSaleDays: number; longDays: number }
}

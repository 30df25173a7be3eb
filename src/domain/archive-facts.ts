import type { UncoveredDays } from './gaps.ts'
import type { StatusKind } from './order-status.ts'
import type { ReportKind } from './report-kind.ts'

/** The facts that the merchant keeps in `shop.toml`. */
export interface ShopFacts {
  kind: 'domestic' | 'cross-border'
  /** YYYY-MM-DD; null until the closing notice is on. */
  noticeStart: string | null
  name: string
  id: string
  /** Everything else under `[shop]`, kept for `profile.json`. */
  profile: Readonly<Record<string, string | number | boolean>>
  /** After-sale days by category; `default` is always there. */
  afterSaleDays: Readonly<Record<string, number>>
  /** Days from 确认收货 to settlement that the merchant knows; null goes by the rule's table. */
  settlementDays: number | null
  /** Names of files that could not be read whole and hold nothing that is needed. */
  ignoredFiles: readonly string[]
  /** YYYY-MM-DD on which the after-sale reserve is free; null when not known. */
  reserveReleasedOn: string | null
  /** Requests a second for each method of the Open API. */
  apiRate?: number
}

/** Records as people count them. */
export interface Totals {
  orders: number
  lines: number
  afterSales: number
  settlements: number
  fundMovements: number
  products: number
  addresses: number
}

export interface MonthMoney {
  /** YYYY-MM of 订单提交时间; '' where it is not known. */
  month: string
  lines: number
  payableFen: number
  finishedFen: number
}

export interface MonthSettled {
  /** YYYY-MM of 结算时间. */
  month: string
  rows: number
  settledFen: number
}

export interface MonthMoved {
  /** YYYY-MM of 动账时间. */
  month: string
  rows: number
  /** Both without a sign. */
  inFen: number
  outFen: number
}

/** A stretch of days that no import speaks of; YYYY-MM-DD, both ends included. */
export interface Gap extends UncoveredDays {
  what: ReportKind
}

/** What an archive holds, for its summaries. */
export interface ArchiveFacts {
  shop: ShopFacts
  /** The newest "as of" of its order exports; null without any. */
  asOf: string | null
  totals: Totals
  statuses: ReadonlyMap<StatusKind, number>
  gaps: readonly Gap[]
  /** Details that the Open API was not asked for yet, because a run was cut off. */
  unfetchedDetails?: number
  /** Reports that a shop has and the archive does not. */
  missing: readonly ReportKind[]
  /** People's data was deleted, and the originals are not what was given any more. */
  isRedacted: boolean
}

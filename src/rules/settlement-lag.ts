import { FIGURES } from './figures.ts'

/** How long after 确认收货 goods money is settled. Days; R:aJoPPkWZ6ehX since 2026-08-06. */
export interface SettlementLag {
  /** Categories whose after-sale period is at most `shortUpToAfterSaleDays`. */
  shortDays: number
  shortUpToAfterSaleDays: number
  /** All other categories. */
  longDays: number
}

export const SETTLEMENT_LAG: SettlementLag = {
  shortDays: FIGURES.settlementShortDays.value,
  shortUpToAfterSaleDays: FIGURES.shortestAfterSaleDays.value,
  longDays: FIGURES.settlementLongDays.value,
}

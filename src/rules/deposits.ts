import { DEPOSIT_RULE } from './rule-pages.ts'

/** The base deposit by the paid turnover of the last calendar month; special categories pay more. */
export interface DepositTier {
  /** Paid turnover up to this; null for all above. */
  turnoverUpToFen: number | null
  depositFen: number
}

/** R:aJngrvusHLew of 2026-07-17, R:aJpATNzewTub of 2026-08-17. */
export const DEPOSIT_TIERS: readonly DepositTier[] = [
  { turnoverUpToFen: 5_000_000, depositFen: 50_000 },
  { turnoverUpToFen: 10_000_000, depositFen: 200_000 },
  { turnoverUpToFen: null, depositFen: 500_000 },
]

export const DEPOSIT_TIERS_RULE = DEPOSIT_RULE

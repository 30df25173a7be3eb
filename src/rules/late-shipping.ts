/** What is taken once a promise is broken: a share of what the buyer paid, within bounds. */
export interface LateShippingStep {
  /** Percent of what the buyer paid; 0 takes nothing. */
  percent: number
  minFen: number
  maxFen: number
}

export interface LateShippingTier {
  /** The tier is for promises of up to this many hours; null for all longer ones. */
  promiseUpToHours: number | null
  /** While at most `LATE_SHIPPING_GRACE_HOURS` late. */
  late: LateShippingStep
  /** Later than that it counts as out of stock. */
  outOfStock: LateShippingStep
}

/** R:aJoPPkWZ7VQM, in force since 2026-08-10 (`LATE_SHIPPING_RULE`). */
export const LATE_SHIPPING_GRACE_HOURS = 48

const NOTHING: LateShippingStep = { percent: 0, minFen: 0, maxFen: 0 }

/** R:aJoPPkWZ7VQM, the table; confirmed by the consultation R:aJogtV8C9Bby of 2026-08-11. */
export const LATE_SHIPPING_TIERS: readonly LateShippingTier[] = [
  {
    promiseUpToHours: 48,
    late: NOTHING,
    outOfStock: { percent: 1, minFen: 200, maxFen: 5000 },
  },
  {
    promiseUpToHours: 240,
    late: { percent: 1, minFen: 200, maxFen: 5000 },
    outOfStock: { percent: 3, minFen: 300, maxFen: 5000 },
  },
  {
    promiseUpToHours: null,
    late: { percent: 1, minFen: 300, maxFen: 5000 },
    outOfStock: { percent: 5, minFen: 500, maxFen: 5000 },
  },
]

import type { Seconds } from './beijing-time.ts'
import { makeBooks } from './books.ts'
import { type HistorySettings, makeHistory } from './history.ts'
import { FULL_END, fullFiles, fullHistory } from './plan-full.ts'
import { SMALL_END, smallFiles, smallHistory, tinyFiles, tinyHistory } from './plan-small.ts'
import type { Shop, ShopFile } from './shop-files.ts'

interface Plan {
  readonly history: (seed: number) => HistorySettings
  readonly files: (seed: number) => ShopFile[]
  readonly end: Seconds
}

const PLANS = {
  full: { history: fullHistory, files: fullFiles, end: FULL_END },
  small: { history: smallHistory, files: smallFiles, end: SMALL_END },
  tiny: { history: tinyHistory, files: tinyFiles, end: SMALL_END },
} as const satisfies Record<string, Plan>

export type ShopSize = keyof typeof PLANS
export const SHOP_SIZES = Object.keys(PLANS) as ShopSize[]

/** The example shop of a size; the same seed gives the same shop, for ever. */
export function makeShop(size: ShopSize, seed: number): Shop {
  const plan = PLANS[size]
  const history = makeHistory(plan.history(seed))
  const books = makeBooks(history, plan.end)
  return { name: size, history, books, files: plan.files(seed), end: plan.end }
}

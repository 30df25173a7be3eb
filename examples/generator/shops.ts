import { makeBooks } from './books.ts'
import { makeHistory } from './history.ts'
import { FULL_END, fullFiles, fullHistory } from './plan-full.ts'
import type { Shop } from './shop-files.ts'

export const SHOP_SIZES = ['full', 'small', 'tiny'] as const
export type ShopSize = (typeof SHOP_SIZES)[number]

/** The example shop of a size; the same seed gives the same shop, for ever. */
export function makeShop(size: ShopSize, seed: number): Shop {
  const history = makeHistory(fullHistory(seed))
  return {
    name: size,
    history,
    books: makeBooks(history, FULL_END),
    files: fullFiles(seed),
    end: FULL_END,
  }
}

import type { Totals } from '../../domain/archive-facts.ts'
import type { Language } from './language.ts'

/** What the archive holds, as people count it, in the order of `totalValues`. */
export const TOTAL_NAMES: Readonly<Record<Language, readonly string[]>> = {
  zh: ['订单', '订单商品', '售后', '结算', '动账', '商品规格', '地址'],
  en: ['orders', 'lines', 'after-sales', 'settlements', 'fund movements', 'SKUs', 'addresses'],
}

export function totalValues(totals: Totals): number[] {
  return [
    totals.orders,
    totals.lines,
    totals.afterSales,
    totals.settlements,
    totals.fundMovements,
    totals.products,
    totals.addresses,
  ]
}

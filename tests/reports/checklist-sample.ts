import { openItems } from '../../src/domain/checklist/checklist.ts'
import type { Tick } from '../../src/domain/checklist/checklist-item.ts'
import { type Checklist, withTicks } from '../../src/domain/checklist/checklist-ticks.ts'

const AT = '2026-11-23T09:30:00+08:00'

/** Text that every report has to survive. */
export const NASTY = '=cmd|"/c calc"!A1 <script>alert(1)</script> [x](http://evil) | _x000D_ \u202e'

export const LINE_ID = '6917926768823643751'

/** Two lines to ship, an after-sale, and one item that is over. */
export function sampleChecklist(ticks: readonly Tick[] = []): Checklist {
  const line = { quantity: 2, payableFen: 2890 }
  const items = openItems({
    at: AT,
    isShopClosed: false,
    outOfStockAfterHours: 48,
    lines: [
      {
        ...line,
        orderId: '6917926768823643000',
        lineId: LINE_ID,
        product: NASTY,
        promisedShipAt: '2026-11-22T00:30:00+08:00',
      },
      { ...line, orderId: '200', lineId: null, product: null, promisedShipAt: null },
    ],
    afterSales: [
      {
        afterSaleId: '300',
        orderId: '301',
        lineId: '302',
        product: '辣丝丝',
        quantity: 1,
        type: '换货',
        status: '待商家处理',
        refundFen: 1005,
        deadline: '2026-11-24T12:00:00+08:00',
      },
    ],
  })
  const over = {
    orderId: '400',
    lineId: '401',
    product: '花生',
    quantity: 1,
    amountFen: 990,
    outcome: '已完成',
  }
  const overTick: Tick = { id: 'line:401', status: 'agreed', note: '已退', at: AT, by: '店主' }
  return withTicks(items, {
    at: AT,
    ticks: [overTick, ...ticks],
    ended: new Map([['line:401', over]]),
    isShopClosed: false,
  })
}

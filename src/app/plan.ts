import { unsettledLines } from '../archive/queries/closing-queries.ts'
import { endedLines, lastAfterSaleEnd } from '../archive/queries/plan-queries.ts'
import {
  firstOrderAt,
  newestAsOf,
  openAfterSales,
  statusCounts,
} from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { shopFileFindings } from '../archive/shop-file-keys.ts'
import type { Store } from '../archive/store.ts'
import { readTicks } from '../archive/ticks.ts'
import type { ShopFacts } from '../domain/archive-facts.ts'
import { noticeFindings } from '../domain/closing/notice-dates.ts'
import { type Plan, planClosing } from '../domain/closing/plan.ts'
import type { PlanFacts } from '../domain/closing/plan-facts.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { isOver, STATUS_KINDS } from '../domain/order-status.ts'
import { CHINESE_CALENDAR } from '../rules/chinese-calendar.ts'
import { PLAN_PERIODS } from '../rules/plan-periods.ts'
import type { Outcome } from './results.ts'
import { archiveForLooking } from './session/look.ts'
import { tellStaleExports } from './session/staleness.ts'

/**
 * When the shop can file for closing at the earliest, and what follows.
 * @param at ISO 8601 with +08:00
 * @throws {DyshopError} `no-archive`, `bad-shop-file`
 */
export async function plan({
  root,
  at,
}: {
  root: string
  at: string
}): Promise<Outcome<{ plan: Plan; shop: ShopFacts }>> {
  const findings = new FindingCollector()
  const store = await archiveForLooking(root, findings)
  try {
    const shop = await readShopFile(root)
    for (const each of await shopFileFindings(root)) findings.push(each)
    tellStaleExports(store, at, findings)
    const { noticeStart } = shop
    for (const each of noticeFindings({ noticeStart, at, firstOrderAt: firstOrderAt(store) })) {
      findings.push(each)
    }
    const made = planClosing(planFacts(store, shop, at), PLAN_PERIODS, CHINESE_CALENDAR)
    const data = { plan: made, shop }
    return { complete: findings.isComplete, findings: findings.all(), data }
  } finally {
    store.close()
  }
}

/** What the archive knows of all that a plan depends on. */
function planFacts(store: Store, shop: ShopFacts, at: string): PlanFacts {
  const counts = statusCounts(store)
  const count = (kinds: readonly (typeof STATUS_KINDS)[number][]) =>
    kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
  const unfinished = STATUS_KINDS.filter((kind) => !isOver(kind))
  const hasBills = newestAsOf(store, 'settlements') !== null
  return {
    kind: shop.kind,
    at,
    noticeStart: shop.noticeStart,
    isNoticeTicked: readTicks(store, 'step').get('notice')?.status === 'done',
    afterSaleDays: shop.afterSaleDays,
    settlementDays: shop.settlementDays,
    reserveReleasedOn: shop.reserveReleasedOn,
    hasOrders: newestAsOf(store, 'orders') !== null,
    ended: endedLines(store),
    unfinishedLines: count(unfinished),
    unfinishedToSign: count(unfinished.filter((kind) => kind !== 'unpaid')),
    openAfterSales: openAfterSales(store).length,
    lastAfterSaleEndedAt: lastAfterSaleEnd(store),
    unsettledLines: hasBills ? unsettledLines(store, 0).count : null,
  }
}

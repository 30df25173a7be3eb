import {
  type HoldingRow,
  lastLedgerRow,
  linesInAfterSalePeriod,
  openWarehouseSlips,
  type PeriodGroup,
  unfinishedLines,
  unpaidPremiums,
  unsettledLines,
} from '../archive/queries/closing-queries.ts'
import { newestAsOf } from '../archive/queries/queries.ts'
import type { Store } from '../archive/store.ts'
import type { ShopFacts } from '../domain/archive-facts.ts'
import type { AfterSaleToAnswer } from '../domain/checklist/checklist-item.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import { addDays, beijingToEpochMs, epochSecondsToBeijing } from '../domain/time.ts'
import type { ConditionId } from '../rules/conditions.ts'
import { FIGURES } from '../rules/figures.ts'

/** What the exports say of a condition: nothing, or how many rows hold it back, and which. */
export interface Proof {
  /** Without data nothing is proven, whatever the count. */
  hasData: boolean
  count: number
  rows: readonly HoldingRow[]
}

export interface ProofInput {
  store: Store
  shop: ShopFacts
  /** ISO 8601 with +08:00 */
  at: string
  openAfterSales: readonly AfterSaleToAnswer[]
  /** Reports that came in part. */
  owed: ReadonlySet<ReportKind>
  /** How many of the rows to read. */
  limit: number
}

type Prove = (input: ProofInput) => Proof

/** The conditions that exports can prove, each by what proves it. */
export const PROOFS: Partial<Record<ConditionId, Prove>> = {
  notice: proveNotice,
  'orders-finished': (input) => fromReports(input, ['orders'], unfinishedLines),
  'after-sale-period': (input) =>
    fromReports(input, ['orders'], (store, limit) =>
      linesInAfterSalePeriod(store, periodGroups(input.shop, input.at), limit),
    ),
  'after-sales-closed': ({ store, owed, openAfterSales: open, limit }) => ({
    hasData:
      (newestAsOf(store, 'after-sales') !== null && !owed.has('after-sales')) || open.length > 0,
    count: open.length,
    rows: open
      .slice(0, limit)
      .map(({ afterSaleId, lineId, orderId, status, refundFen, deadline }) => ({
        id: afterSaleId ?? lineId ?? '',
        orderId,
        product: null,
        status,
        amountFen: refundFen,
        time: deadline,
      })),
  }),
  'goods-money': (input) => fromReports(input, ['settlements', 'orders'], unsettledLines),
  wallet: ({ store, limit }) => {
    const last = lastLedgerRow(store)
    const rows = last !== null && last.amountFen !== 0 ? [last] : []
    return { hasData: last !== null, count: rows.length, rows: rows.slice(0, limit) }
  },
  insurance: ({ store, limit }) => ({
    hasData: newestAsOf(store, 'freight-insurance') !== null,
    ...unpaidPremiums(store, limit),
  }),
  'qic-warehouse': ({ store, limit }) => ({
    hasData: newestAsOf(store, 'qic') !== null,
    ...openWarehouseSlips(store, limit),
  }),
}

/** What came in part can hold a condition back, and never proves that nothing does. */
function fromReports(
  { store, owed, limit }: ProofInput,
  reports: readonly ReportKind[],
  find: (store: Store, limit: number) => Omit<Proof, 'hasData'>,
): Proof {
  const found = find(store, limit)
  const isThere = reports.every((report) => newestAsOf(store, report) !== null)
  const isWhole = !reports.some((report) => owed.has(report))
  return { hasData: isThere && (isWhole || found.count > 0), ...found }
}

/** The merchant writes the notice's first day down; from it the condition follows. */
function proveNotice({ shop, at }: ProofInput): Proof {
  if (shop.noticeStart === null) return { hasData: false, count: 0, rows: [] }
  const isOver = at >= `${addDays(shop.noticeStart, FIGURES.noticeDays.value)}T00:00:00+08:00`
  return { hasData: true, count: isOver ? 0 : 1, rows: [] }
}

const DAY_MS = 86_400_000

/** A cross-border shop waits the same days for every category (R:aJikTPY3ctGa ch. 7). */
function periodGroups({ kind, afterSaleDays }: ShopFacts, at: string): PeriodGroup[] {
  const periods =
    kind === 'domestic' ? afterSaleDays : { default: FIGURES.crossBorderLastOrderDays.value }
  return Object.entries(periods).map(([category, days]) => ({
    category: category === 'default' ? null : category,
    days,
    after: epochSecondsToBeijing(Math.floor((beijingToEpochMs(at) - days * DAY_MS) / 1000)),
  }))
}

import {
  firstOrderAt,
  newestAsOf,
  openAfterSales,
  statusCounts,
  unshippedLines,
} from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { shopFileFindings } from '../archive/shop-file-keys.ts'
import { ShopState } from '../archive/shop-state/shop-state.ts'
import type { Store } from '../archive/store.ts'
import { readTicks, type Tick } from '../archive/ticks.ts'
import type { Gap, ShopFacts } from '../domain/archive-facts.ts'
import { nextDeduction, orderDeduction, type PromisedLine } from '../domain/closing/deduction.ts'
import { noticeFindings } from '../domain/closing/notice-dates.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { gapArgs } from '../domain/gaps.ts'
import { STATUS_KINDS, type StatusKind } from '../domain/order-status.ts'
import { beijingToEpochMs, epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { type ConditionId, type ConditionRule, conditionsOf } from '../rules/conditions.ts'
import { LATE_SHIPPING_GRACE_HOURS, LATE_SHIPPING_TIERS } from '../rules/late-shipping.ts'
import type { Deps } from './ports.ts'
import { PROOFS, type Proof } from './prove-conditions.ts'
import type { CheckedCondition, CheckedLine, CheckResult, Outcome } from './results.ts'
import { gapsOf } from './session/archive-facts.ts'
import { storeForLooking } from './session/look.ts'
import { screened } from './session/screened.ts'
import { tellStaleExports } from './session/staleness.ts'
import { owedReports } from './shop-api/owed-answers.ts'

export interface CheckInput {
  /** Files and folders to look at; none means the archive. */
  paths: readonly string[]
  root: string
  /** ISO 8601 with +08:00 */
  at: string
  /** Decide by these conditions alone; all when empty. */
  only: readonly ConditionId[]
}

/**
 * Tells what still stands in the way of closing, from the archive or straight from files.
 * @throws {DyshopError} `no-archive`, `path-not-found`, `nothing-to-read`
 */
export async function check(input: CheckInput, deps: Deps): Promise<Outcome<CheckResult>> {
  const findings = new FindingCollector()
  const store = await storeForLooking(input, deps, findings)
  try {
    const shop = await readShopFile(input.root)
    for (const each of await shopFileFindings(input.root)) findings.push(each)
    const gaps = gapsOf(store)
    tellDoubts(store, { at: input.at, gaps }, findings)
    const notice = {
      noticeStart: shop.noticeStart,
      at: input.at,
      firstOrderAt: firstOrderAt(store),
    }
    for (const each of noticeFindings(notice)) findings.push(each)
    const data = checkStore(store, shop, { ...input, gaps })
    return { complete: findings.isComplete, findings: findings.all(), data }
  } finally {
    store.close()
  }
}

/** So many rows of a condition are told with `--only`; its count tells of all. */
const ROWS_OF_A_CONDITION = 1000

function checkStore(
  store: Store,
  shop: ShopFacts,
  { at, only, gaps }: CheckInput & { gaps: readonly Gap[] },
): CheckResult {
  const counts = statusCounts(store)
  const orders = Object.fromEntries(
    STATUS_KINDS.map((kind) => [kind, counts.get(kind) ?? 0]),
  ) as Record<StatusKind, number>
  const ticks = readTicks(store, 'step')
  const limit = only.length === 0 ? 0 : ROWS_OF_A_CONDITION
  const open = openAfterSales(store)
  const asked = { store, shop, at, openAfterSales: open, owed: owedReports(gaps), limit }
  const conditions = chosenConditions(shop, only).map((rule) =>
    judge(rule, PROOFS[rule.id]?.(asked), ticks.get(rule.id)),
  )
  const unshipped = checkedLines(store, at)
  return {
    ready: conditions.every(({ status }) => status === 'pass'),
    asOf: newestAsOf(store, 'orders'),
    at,
    orders,
    unsplitOrders: STATUS_KINDS.reduce((sum, kind) => sum + orders[kind], -store.count('lines')),
    shopKind: shop.kind,
    conditions,
    unshipped,
    deductionTotalFen: totalDeduction(unshipped),
    openAfterSales: open.map(screened),
  }
}

/** @throws {DyshopError} `bad-value` for a condition that this kind of shop does not have */
function chosenConditions(
  { kind }: ShopFacts,
  only: readonly ConditionId[],
): readonly ConditionRule[] {
  const all = conditionsOf(kind)
  const stranger = only.find((id) => !all.some((rule) => rule.id === id))
  if (stranger) {
    const known = all.map(({ id }) => id).join(', ')
    throw new DyshopError('bad-value', { name: '--only', value: stranger, conditions: known })
  }
  return only.length === 0 ? all : all.filter(({ id }) => only.includes(id))
}

/** Exports prove or disprove; where they say nothing, the merchant's own tick does. */
function judge(rule: ConditionRule, proof?: Proof, tick?: Tick): CheckedCondition {
  const { id: ruleId, effective, url } = rule.rule
  const checked = {
    id: rule.id,
    count: proof?.count ?? 0,
    where: rule.where,
    rule: { id: ruleId, effective, url },
    ...(proof && proof.rows.length > 0 ? { rows: proof.rows.map(screened) } : {}),
  }
  if (proof?.hasData) return { ...checked, status: proof.count === 0 ? 'pass' : 'blocked' }
  if (tick?.status === 'done') return { ...checked, status: 'pass', ticked: tick.at }
  return { ...checked, status: rule.proof === 'exports' ? 'unknown' : 'manual' }
}

/** What makes the answer less than sure: exports older than a day, days that none speaks of. */
function tellDoubts(
  store: Store,
  { at, gaps }: { at: string; gaps: readonly Gap[] },
  findings: FindingCollector,
): void {
  tellStaleExports(store, at, findings)
  const count = new ShopState(store.db).items.unfetchedCount()
  if (count > 0) findings.add('api-unfinished', {}, { count })
  for (const gap of gaps) findings.add('gap', {}, gapArgs(gap))
}

const TABLE = { graceHours: LATE_SHIPPING_GRACE_HOURS, tiers: LATE_SHIPPING_TIERS }
const HOUR_MS = 3_600_000

function checkedLines(store: Store, at: string): CheckedLine[] {
  const atMs = beijingToEpochMs(at)
  const lines = unshippedLines(store).map(screened)
  const byOrder = new Map<string, PromisedLine[]>()
  for (const line of lines) {
    const promised: PromisedLine = {
      paidFen: (line.payableFen ?? 0) - (line.paymentDiscountFen ?? 0),
      paidAtMs: line.paidAt === null ? null : beijingToEpochMs(line.paidAt),
      promisedAtMs: line.promisedShipAt === null ? null : beijingToEpochMs(line.promisedShipAt),
    }
    const siblings = byOrder.get(line.orderId)
    if (siblings) siblings.push(promised)
    else byOrder.set(line.orderId, [promised])
  }
  return lines.map(({ orderId, lineId, product, quantity, payableFen, promisedShipAt }) => {
    const siblings = byOrder.get(orderId) ?? []
    const next = nextDeduction(siblings, atMs, TABLE)
    const leftMs = promisedShipAt === null ? null : beijingToEpochMs(promisedShipAt) - atMs
    return {
      orderId,
      lineId,
      product,
      quantity,
      payableFen,
      promisedShipAt,
      overdue: leftMs !== null && leftMs < 0,
      hoursLeft: leftMs === null ? null : Math.round((leftMs / HOUR_MS) * 10) / 10,
      deductionFen: orderDeduction(siblings, atMs, TABLE),
      nextDeductionAt: next === null ? null : epochSecondsToBeijing(Math.floor(next.atMs / 1000)),
      nextDeductionFen: next?.fen ?? null,
    }
  })
}

function totalDeduction(lines: readonly CheckedLine[]): number {
  const byOrder = new Map(lines.map(({ orderId, deductionFen }) => [orderId, deductionFen]))
  return [...byOrder.values()].reduce((sum, fen) => sum + fen, 0)
}

import { join } from 'node:path'
import { folderState, isArchive, NAMES } from '../archive/folder.ts'
import { newestAsOf, openAfterSales, statusCounts, unshippedLines } from '../archive/queries.ts'
import { Store } from '../archive/store.ts'
import { nextDeduction, orderDeduction, type PromisedLine } from '../domain/deduction.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { isOver, STATUS_KINDS, type StatusKind } from '../domain/order-status.ts'
import { beijingToEpochMs, epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import {
  CONDITIONS,
  type ConditionId,
  type ConditionRule,
  LATE_SHIPPING_GRACE_HOURS,
  LATE_SHIPPING_TIERS,
} from '../rules/closing-rules.ts'
import { discover } from '../sources/seller-files/discover.ts'
import { lookAtFiles } from './import-files.ts'
import type { Deps } from './ports.ts'
import type { CheckedCondition, CheckedLine, CheckResult, Outcome } from './results.ts'

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
  const store = await openStore(input, deps, findings)
  try {
    const data = checkStore(store, input)
    return { complete: findings.isComplete, findings: findings.all(), data }
  } finally {
    store.close()
  }
}

async function openStore(
  { paths, root }: CheckInput,
  deps: Deps,
  findings: FindingCollector,
): Promise<Store> {
  if (paths.length === 0) {
    if ((await folderState(root)) !== 'archive') throw new DyshopError('no-archive', { path: root })
    return Store.openForReading(join(root, NAMES.database))
  }
  const found = await discover(paths, isArchive)
  for (const each of found.findings) findings.push(each)
  if (found.files.length === 0) throw new DyshopError('nothing-to-read', { path: paths.join(' ') })
  const store = await Store.openForWriting('')
  try {
    const importedAt = epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
    await lookAtFiles(found.files, { store, deps, importedAt, fieldsOnly: true }, findings)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

function checkStore(store: Store, { at, only }: CheckInput): CheckResult {
  const counts = statusCounts(store)
  const orders = Object.fromEntries(
    STATUS_KINDS.map((kind) => [kind, counts.get(kind) ?? 0]),
  ) as Record<StatusKind, number>
  const after = openAfterSales(store)
  const unshipped = checkedLines(store, at)
  const asOf = newestAsOf(store, 'orders')
  const proven: Partial<Record<ConditionId, Proof>> = {
    'orders-finished': {
      hasData: asOf !== null,
      count: STATUS_KINDS.filter((kind) => !isOver(kind)).reduce(
        (sum, kind) => sum + orders[kind],
        0,
      ),
    },
    'after-sales-closed': {
      hasData: newestAsOf(store, 'after-sales') !== null || after.length > 0,
      count: after.length,
    },
  }
  const conditions = CONDITIONS.filter(({ id }) => only.length === 0 || only.includes(id)).map(
    (rule) => judge(rule, proven[rule.id]),
  )
  return {
    ready: conditions.every(({ status }) => status === 'pass'),
    asOf,
    at,
    orders,
    conditions,
    unshipped,
    deductionTotalFen: totalDeduction(unshipped),
    openAfterSales: after,
  }
}

interface Proof {
  /** Without data nothing is proven, whatever the count. */
  hasData: boolean
  count: number
}

function judge({ id, where, rule, proof }: ConditionRule, proven?: Proof): CheckedCondition {
  const { id: ruleId, effective, url } = rule
  const base = { id, count: proven?.count ?? 0, where, rule: { id: ruleId, effective, url } }
  if (proof === 'manual') return { ...base, status: 'manual' }
  if (!proven?.hasData) return { ...base, status: 'unknown' }
  return { ...base, status: proven.count === 0 ? 'pass' : 'blocked' }
}

const TABLE = { graceHours: LATE_SHIPPING_GRACE_HOURS, tiers: LATE_SHIPPING_TIERS }
const HOUR_MS = 3_600_000

function checkedLines(store: Store, at: string): CheckedLine[] {
  const atMs = beijingToEpochMs(at)
  const lines = unshippedLines(store)
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

import type { CheckedCondition, CheckResult } from '../app/results.ts'
import { type ConditionId, conditionsOf } from '../rules/conditions.ts'
import { byUrgency, WAITS } from './words/condition-words.ts'

/** Something that the merchant does while the shop cannot be closed. */
export type NextStep =
  | { what: 'ship'; lines: number; late: number }
  /** `next` is the first deadline that is not over, ISO 8601 with +08:00. */
  | { what: 'after-sales'; count: number; overdue: number; next: string | null }
  | { what: 'notice' }
  | { what: 'export'; conditions: readonly ConditionId[] }
  | { what: 'settle'; condition: CheckedCondition }
  | { what: 'look'; conditions: readonly ConditionId[] }

/** Something that only takes time. */
export type Wait =
  | { what: 'sign'; lines: number }
  | { what: 'end'; lines: number }
  | { what: 'condition'; condition: CheckedCondition }

/**
 * What to do next, what costs money first. The terminal and the page count the same things because both
 * take them from here; only the conditions that were asked for are looked at.
 */
export function nextSteps(result: CheckResult): NextStep[] {
  const { at, conditions, unshipped, openAfterSales } = result
  const steps: NextStep[] = []
  if (unshipped.length > 0 && isOpen(conditions, 'orders-finished')) {
    const late = unshipped.filter(({ overdue }) => overdue).length
    steps.push({ what: 'ship', lines: unshipped.length, late })
  }
  if (openAfterSales.length > 0 && asksForAfterSales(result)) {
    const deadlines = openAfterSales.flatMap(({ deadline }) => deadline ?? [])
    const overdue = deadlines.filter((deadline) => deadline < at).length
    const next = deadlines.find((deadline) => deadline >= at) ?? null
    steps.push({ what: 'after-sales', count: openAfterSales.length, overdue, next })
  }
  const idsOf = (status: CheckedCondition['status']) =>
    conditions.filter((each) => each.status === status).map(({ id }) => id)
  const manual = idsOf('manual')
  const unknown = idsOf('unknown')
  // Whoever has not set its first day has not switched the notice on.
  if (manual.includes('notice')) steps.push({ what: 'notice' })
  if (unknown.length > 0) steps.push({ what: 'export', conditions: unknown })
  for (const condition of heldBack(conditions)) {
    if (!WAITS.has(condition.id)) steps.push({ what: 'settle', condition })
  }
  const toLookAt = manual.filter((id) => id !== 'notice')
  if (toLookAt.length > 0) steps.push({ what: 'look', conditions: toLookAt })
  return steps
}

/** Parcels on their way, money, the after-sale period, the notice. */
export function waits({ conditions, orders, unshipped }: CheckResult): Wait[] {
  const open = conditions.find(({ id }) => id === 'orders-finished')
  const { shipped } = orders
  // What is not paid for, and what the platform calls by a word that nobody knows.
  const others = (open?.status === 'blocked' ? open.count : 0) - unshipped.length - shipped
  return [
    ...(open && shipped > 0 ? [{ what: 'sign' as const, lines: shipped }] : []),
    ...(others > 0 ? [{ what: 'end' as const, lines: others }] : []),
    ...heldBack(conditions).flatMap((condition) =>
      WAITS.has(condition.id) ? [{ what: 'condition' as const, condition }] : [],
    ),
  ]
}

/** The conditions that are not met and not told of otherwise. */
function heldBack(conditions: readonly CheckedCondition[]): CheckedCondition[] {
  return conditions
    .filter(({ id, status }) => status === 'blocked' && !TOLD_BY_THEIR_ORDERS.has(id))
    .sort(byUrgency)
}

const TOLD_BY_THEIR_ORDERS: ReadonlySet<ConditionId> = new Set([
  'orders-finished',
  'after-sales-closed',
])

/** A cross-border shop has no condition of that name, but its buyers wait all the same. */
function asksForAfterSales({ conditions, shopKind }: CheckResult): boolean {
  if (isOpen(conditions, 'after-sales-closed')) return true
  const all = conditionsOf(shopKind)
  return conditions.length === all.length && !all.some(({ id }) => id === 'after-sales-closed')
}

function isOpen(conditions: readonly CheckedCondition[], id: ConditionId): boolean {
  return conditions.some((each) => each.id === id && each.status !== 'pass')
}

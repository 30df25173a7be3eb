import { addDays, beijingDay } from '../time.ts'
import type { EndedLines, PlanFacts, PlanPeriods } from './plan-facts.ts'

/** Named like the condition it belongs to; the reserve is no condition of its own. */
export type HoldId =
  | 'notice'
  | 'orders-finished'
  | 'after-sale-period'
  | 'after-sales-closed'
  | 'goods-money'
  | 'reserve'

export interface PlanHold {
  id: HoldId
  /** YYYY-MM-DD, the first whole day on which it no longer holds back. */
  until: string
  /** What the sentence for it needs: a day, a number of days, a count, a category. */
  args: Readonly<Record<string, string | number>>
}

type Known = PlanFacts & { noticeStart: string }

/** Every term of the formula, the latest day first; also those whose day has passed. */
export function holdsOf(
  facts: Known,
  periods: PlanPeriods,
): { holds: PlanHold[]; filingIfSigned: string | null } {
  const { noticeStart, at } = facts
  const notice: PlanHold = {
    id: 'notice',
    until: addDays(noticeStart, periods.noticeDays),
    args: { start: noticeStart, days: periods.noticeDays },
  }
  const terms =
    facts.kind === 'domestic' ? domesticTerms(facts, periods) : crossBorderTerms(facts, periods)
  const holds = [notice, ...unfinishedTerm(facts), ...terms].sort((a, b) =>
    a.until > b.until ? -1 : a.until < b.until ? 1 : 0,
  )
  return { holds, filingIfSigned: ifSigned(facts, periods, holds, at) }
}

/** An order that is still open ends within this day at the soonest. */
function unfinishedTerm({ unfinishedLines: count, at }: PlanFacts): PlanHold[] {
  return count === 0 ? [] : [{ id: 'orders-finished', until: dayAfter(at), args: { count } }]
}

function domesticTerms(facts: PlanFacts, periods: PlanPeriods): PlanHold[] {
  const { openAfterSales, lastAfterSaleEndedAt, reserveReleasedOn, at } = facts
  return [
    ...latest(facts.ended.map((lines) => afterSalePeriod(lines, facts))),
    ...(openAfterSales > 0
      ? [hold('after-sales-closed', dayAfter(at), { count: openAfterSales })]
      : lastAfterSaleEndedAt === null
        ? []
        : [hold('after-sales-closed', firstWholeDay(lastAfterSaleEndedAt), { count: 0 })]),
    ...latest([
      ...facts.ended.flatMap((lines) => settlement(lines, facts, periods)),
      ...((facts.unsettledLines ?? 0) > 0
        ? [hold('goods-money', dayAfter(at), { count: facts.unsettledLines ?? 0 })]
        : []),
    ]),
    ...(reserveReleasedOn === null ? [] : [hold('reserve', reserveReleasedOn, {})]),
  ]
}

/** R:aJikTPY3ctGa ch. 7 asks for the last order alone, with the same days for every category. */
function crossBorderTerms({ ended }: PlanFacts, periods: PlanPeriods): PlanHold[] {
  const days = periods.crossBorderLastOrderDays
  return latest(
    ended.map(({ lastEndedAt }) =>
      hold('after-sale-period', addDays(firstWholeDay(lastEndedAt), days), {
        day: beijingDay(lastEndedAt),
        days,
        category: '',
      }),
    ),
  )
}

function afterSalePeriod({ categories, lastEndedAt }: EndedLines, facts: PlanFacts): PlanHold {
  const { days, category } = afterSaleDaysOf(categories, facts.afterSaleDays)
  return hold('after-sale-period', addDays(firstWholeDay(lastEndedAt), days), {
    day: beijingDay(lastEndedAt),
    days,
    category,
  })
}

function settlement(
  { categories, lastFinishedAt }: EndedLines,
  { afterSaleDays, settlementDays }: PlanFacts,
  { settlementLag }: PlanPeriods,
): PlanHold[] {
  if (lastFinishedAt === null) return []
  const { days: period } = afterSaleDaysOf(categories, afterSaleDays)
  const { shortDays, shortUpToAfterSaleDays, longDays } = settlementLag
  const days = settlementDays ?? (period <= shortUpToAfterSaleDays ? shortDays : longDays)
  const until = addDays(firstWholeDay(lastFinishedAt), days)
  return [hold('goods-money', until, { day: beijingDay(lastFinishedAt), days, count: 0 })]
}

/** The days of the first category that has some set, else the default. */
export function afterSaleDaysOf(
  categories: readonly string[],
  afterSaleDays: Readonly<Record<string, number>>,
): { days: number; category: string } {
  for (const category of categories) {
    const days = Object.hasOwn(afterSaleDays, category) ? afterSaleDays[category] : undefined
    if (days !== undefined && category !== 'default') return { days, category }
  }
  return { days: afterSaleDays.default ?? 0, category: '' }
}

/** When lines that may still be signed for are: today at the soonest, then their period runs. */
function ifSigned(
  facts: PlanFacts,
  periods: PlanPeriods,
  holds: readonly PlanHold[],
  at: string,
): string | null {
  if (facts.unfinishedToSign === 0) return null
  const days =
    facts.kind === 'domestic'
      ? (facts.afterSaleDays.default ?? 0)
      : periods.crossBorderLastOrderDays
  const signed = addDays(dayAfter(at), days)
  return holds.reduce((day, { until }) => laterDay(day, until), signed)
}

function hold(id: HoldId, until: string, args: PlanHold['args']): PlanHold {
  return { id, until, args }
}

/** The one that lasts longest; of equal ones the first. */
function latest(holds: readonly PlanHold[]): PlanHold[] {
  const [first, ...rest] = holds
  if (first === undefined) return []
  return [rest.reduce((kept, next) => (next.until > kept.until ? next : kept), first)]
}

/** The first whole day from whose 00:00 what ended at a moment is over. */
export function firstWholeDay(iso: string): string {
  return iso.slice(11, 19) === '00:00:00' ? beijingDay(iso) : dayAfter(iso)
}

/** What has not happened by a moment is over from the next day at the soonest. */
function dayAfter(iso: string): string {
  return addDays(beijingDay(iso), 1)
}

/** The later of two days `YYYY-MM-DD`. */
export function laterDay(a: string, b: string): string {
  if (a > b) return a
  return b
}

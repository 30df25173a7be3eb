import { addDays, beijingDay } from '../time.ts'
import type { PlanFacts, PlanPeriods } from './plan-facts.ts'
import { holdsOf, laterDay, type PlanHold } from './plan-holds.ts'
import { addWorkingDays, isPastKnownYears, type WorkingDayCalendar } from './working-days.ts'

export type MilestoneId =
  | 'notice-start'
  | 'notice-over'
  | 'after-sale-period-over'
  | 'earliest-filing'
  | 'review-done'
  | 'signing'
  | 'money-back-from'
  | 'money-back-by'

export interface Milestone {
  /** YYYY-MM-DD */
  date: string
  id: MilestoneId
}

export type AssumptionId =
  | 'no-data'
  | 'notice-starts-today'
  | 'notice-ticked'
  | 'notice-runs-out'
  | 'unfinished-closed-today'
  | 'after-sales-closed-today'
  | 'settled-today'
  | 'default-after-sale-days'
  | 'reserve-unknown'
  | 'payouts-unknown'
  | 'manual-conditions-met'
  | 'review-takes-longest'
  | 'signed-same-day'
  | 'holidays-not-known'
  | 'only-a-lower-bound'

export interface Assumption {
  id: AssumptionId
  args: Readonly<Record<string, string | number>>
}

export interface Plan {
  /** The moment it was made for, ISO 8601 with +08:00. */
  at: string
  /** YYYY-MM-DD; null until the merchant has set it. */
  noticeStart: string | null
  /** YYYY-MM-DD, the lower bound from what is known; null only without any data. */
  earliestFiling: string | null
  moneyBackBy: string | null
  /**
   * The earliest filing day if lines that are not finished end today by being signed for, so that
   * their after-sale period still has to run; null without such lines.
   */
  filingIfSigned: string | null
  /** What lies ahead and holds back, the latest first. */
  holds: PlanHold[]
  /** In the order of time. */
  milestones: Milestone[]
  assumptions: Assumption[]
}

/**
 * When the closing can be filed at the earliest, and what follows. A day is the first whole day in
 * Beijing from whose 00:00 a condition holds; what ends within a day counts from the next.
 *
 * Domestic (R:101829, R:aJoPPkWZ6ehX): `max(notice start + 30 d, ended + after-sale days of the
 * category, last after-sale closed, last 确认收货 + settlement lag, reserve released)`.
 * Cross-border (R:aJikTPY3ctGa ch. 7): `max(notice start + 30 d, last order finished + 90 d)`.
 */
export function planClosing(
  facts: PlanFacts,
  periods: PlanPeriods,
  calendar: WorkingDayCalendar,
): Plan {
  const { at, noticeStart } = facts
  const today = beijingDay(at)
  const isTicked = noticeStart === null && facts.isNoticeTicked === true
  const start = noticeStart ?? (isTicked ? addDays(today, -periods.noticeDays) : today)
  if (!facts.hasOrders && noticeStart === null) return emptyPlan(at)

  const { holds, filingIfSigned } = holdsOf({ ...facts, noticeStart: start }, periods)
  const earliestFiling = holds.reduce((day, { until }) => laterDay(day, until), today)
  const reviewDone = addWorkingDays(earliestFiling, periods.reviewWorkingDays, calendar)
  const moneyFrom = addWorkingDays(reviewDone, periods.payoutFirstWorkingDays, calendar)
  const moneyBackBy = addWorkingDays(reviewDone, periods.payoutLastWorkingDays, calendar)
  const periodOver = holds.find(({ id }) => id === 'after-sale-period')?.until
  const milestones: Milestone[] = [
    // Nobody knows on which days a notice was on that is only ticked.
    ...(isTicked
      ? []
      : [
          { date: start, id: 'notice-start' as const },
          { date: addDays(start, periods.noticeDays), id: 'notice-over' as const },
        ]),
    ...(periodOver === undefined
      ? []
      : [{ date: periodOver, id: 'after-sale-period-over' as const }]),
    { date: earliestFiling, id: 'earliest-filing' },
    { date: reviewDone, id: 'review-done' },
    { date: reviewDone, id: 'signing' },
    { date: moneyFrom, id: 'money-back-from' },
    { date: moneyBackBy, id: 'money-back-by' },
  ]
  return {
    at,
    noticeStart,
    earliestFiling,
    moneyBackBy,
    filingIfSigned,
    holds: holds.filter(({ until }) => until > today),
    milestones: byDate(milestones),
    assumptions: assumptionsOf(facts, { moneyBackBy, calendar, filingIfSigned }),
  }
}

function emptyPlan(at: string): Plan {
  return {
    at,
    noticeStart: null,
    earliestFiling: null,
    moneyBackBy: null,
    filingIfSigned: null,
    holds: [],
    milestones: [],
    assumptions: [{ id: 'no-data', args: {} }],
  }
}

/** Stable: what falls on the same day stays in the order of the procedure. */
function byDate(milestones: readonly Milestone[]): Milestone[] {
  return [...milestones].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

interface Outcome {
  moneyBackBy: string
  filingIfSigned: string | null
  calendar: WorkingDayCalendar
}

function assumptionsOf(facts: PlanFacts, { moneyBackBy, calendar, filingIfSigned }: Outcome) {
  const made: Assumption[] = []
  const assume = (id: AssumptionId, args: Assumption['args'] = {}) => made.push({ id, args })
  const isDomestic = facts.kind === 'domestic'

  if (!facts.hasOrders) assume('no-data')
  if (facts.noticeStart === null) {
    if (facts.isNoticeTicked) assume('notice-ticked')
    else assume('notice-starts-today', { day: beijingDay(facts.at) })
  }
  if (isDomestic) assume('notice-runs-out')
  if (facts.unfinishedLines > 0) {
    assume('unfinished-closed-today', {
      count: facts.unfinishedLines,
      day: filingIfSigned ?? '',
    })
  }
  if (isDomestic && facts.openAfterSales > 0) {
    assume('after-sales-closed-today', { count: facts.openAfterSales })
  }
  if (isDomestic && (facts.unsettledLines ?? 0) > 0) {
    assume('settled-today', { count: facts.unsettledLines ?? 0 })
  }
  if (isDomestic) {
    assume('default-after-sale-days', { days: facts.afterSaleDays.default ?? 0 })
    if (facts.reserveReleasedOn === null) assume('reserve-unknown')
  } else {
    assume('payouts-unknown')
  }
  assume('manual-conditions-met')
  assume('review-takes-longest')
  assume('signed-same-day')
  if (isPastKnownYears(moneyBackBy, calendar)) {
    assume('holidays-not-known', { year: calendar.lastKnownYear })
  }
  assume('only-a-lower-bound')
  return made
}

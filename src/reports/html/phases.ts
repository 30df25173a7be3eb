import type { MilestoneId, Plan } from '../../domain/closing/plan.ts'
import type { PlanHold } from '../../domain/closing/plan-holds.ts'
import { beijingDay } from '../../domain/time.ts'
import type { PhaseId } from '../words/report-words.ts'

/** A stretch of days between the notice and the deposit. */
export interface Phase {
  id: PhaseId
  /** YYYY-MM-DD */
  from: string
  to: string
  /** Whether it is over, this is what the earliest filing waits for, one of the others, or the platform's part. */
  role: 'over' | 'deciding' | 'waiting' | 'platform'
}

/** The plan as stretches of days, those of the shop first; empty without a day to file. */
export function phasesOf(plan: Plan): Phase[] {
  const { earliestFiling, moneyBackBy } = plan
  if (earliestFiling === null || moneyBackBy === null) return []
  const today = beijingDay(plan.at)
  const day = (id: MilestoneId) => plan.milestones.find((each) => each.id === id)?.date
  const role = (until: string) =>
    until <= today ? 'over' : until === earliestFiling ? 'deciding' : 'waiting'
  const notice: Phase[] = []
  const noticeOver = day('notice-over')
  const noticeStart = day('notice-start')
  if (noticeOver !== undefined && noticeStart !== undefined) {
    notice.push({ id: 'notice', from: noticeStart, to: noticeOver, role: role(noticeOver) })
  }
  const others = plan.holds
    .filter(({ id }) => id !== 'notice')
    .map((hold): Phase => {
      const { id, until } = hold
      return { id, from: startOf(hold, today), to: until, role: role(until) }
    })
    .sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0))
  const reviewDone = day('review-done') ?? earliestFiling
  return [
    ...notice,
    ...others,
    { id: 'review', from: earliestFiling, to: reviewDone, role: 'platform' },
    { id: 'payout', from: reviewDone, to: moneyBackBy, role: 'platform' },
  ]
}

/** The day from which a hold counts: of the last order where it goes by one, else today. */
function startOf({ args, until }: PlanHold, today: string): string {
  const { day } = args
  return typeof day === 'string' && day !== '' && day < until ? day : today
}

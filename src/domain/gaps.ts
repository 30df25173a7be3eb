import type { FindingArgs } from './finding.ts'
import { addDays } from './time.ts'

/** Days from and to, YYYY-MM-DD, both included. */
export interface DayRange {
  from: string
  to: string
}

/** Why days are not here that the Open API was asked for, or lie before those. Published. */
export const GAP_REASONS = [
  /** The platform does not show so old ones: only an export of the back office has them. */
  'before-reach',
  /** Nobody asked: `--since` reaches further back. */
  'not-asked',
  /** Bills come out a day later. */
  'not-published',
  /** The app may not read them. */
  'refused',
  /** They came, but not provably all. */
  'not-proven',
  /** The run ended before. */
  'not-fetched',
] as const

export type GapReason = (typeof GAP_REASONS)[number]

/** Days without data; without a reason, no export speaks of them. */
export interface UncoveredDays extends DayRange {
  reason?: GapReason
  /** Everything before `to` is missing: `from` is only the earliest day that anything here tells of. */
  openStart?: true
}

/**
 * The stretches of whole days between the first and the last of the ranges that none of them covers.
 * Each range is what one export speaks of, so a day without orders inside it is no gap.
 */
export function gapsBetween(ranges: readonly DayRange[]): DayRange[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const gaps: DayRange[] = []
  let coveredTo: string | null = null
  for (const { from, to } of sorted) {
    if (coveredTo !== null && from > addDays(coveredTo, 1)) {
      gaps.push({ from: addDays(coveredTo, 1), to: addDays(from, -1) })
    }
    if (coveredTo === null || to > coveredTo) coveredTo = to
  }
  return gaps
}

/** What a finding needs to tell of days that are lacking. */
export function gapArgs<T extends UncoveredDays & { what: string }>(gap: T): FindingArgs {
  const { what, from, to, reason, openStart } = gap
  return { what, from, to, ...(reason ? { reason } : {}), ...(openStart ? { open: 1 } : {}) }
}

/** Cuts days apart where the reason changes that someone gives for each of them. */
export function splitByReason(
  { from, to }: DayRange,
  reasonOf: (day: string) => GapReason | null,
): UncoveredDays[] {
  const parts: UncoveredDays[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const reason = reasonOf(day)
    const last = parts.at(-1)
    if (last && (last.reason ?? null) === reason) last.to = day
    else parts.push({ from: day, to: day, ...(reason === null ? {} : { reason }) })
  }
  return parts
}

import { addDays } from './time.ts'

/** Days from and to, YYYY-MM-DD, both included. */
export interface DayRange {
  from: string
  to: string
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

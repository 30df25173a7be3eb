import { addDays } from '../time.ts'

/** Which days are worked; the arrangement is data from outside (see `rules/`). */
export interface WorkingDayCalendar {
  /** The last year whose days off and make-up working days are known; later days are a guess. */
  readonly lastKnownYear: number
  /** @param day YYYY-MM-DD in Beijing */
  isWorkingDay(day: string): boolean
}

/** No stretch of days off is nearly as long: a calendar that says so is broken. */
const LONGEST_BREAK_DAYS = 60

/**
 * The working day that is `count` working days after a day. The day itself never counts, worked or not;
 * 0 gives the day back.
 * @param day YYYY-MM-DD
 * @throws {RangeError} when `count` is negative or not whole
 */
export function addWorkingDays(day: string, count: number, calendar: WorkingDayCalendar): string {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`not a count: ${count}`)
  let reached = day
  for (let left = count; left > 0; left--) reached = nextWorkingDay(reached, calendar)
  return reached
}

/** Whether the calendar only guesses about a day. */
export function isPastKnownYears(day: string, { lastKnownYear }: WorkingDayCalendar): boolean {
  return Number(day.slice(0, 4)) > lastKnownYear
}

function nextWorkingDay(day: string, calendar: WorkingDayCalendar): string {
  for (let ahead = 1; ahead <= LONGEST_BREAK_DAYS; ahead++) {
    const next = addDays(day, ahead)
    if (calendar.isWorkingDay(next)) return next
  }
  throw new RangeError(`no working day within ${LONGEST_BREAK_DAYS} days after ${day}`)
}

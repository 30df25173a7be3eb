import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkingDayCalendar } from '../domain/closing/working-days.ts'

/**
 * Working days in China: the State Council's yearly arrangement of days off and make-up working days
 * (package chinese-days). It is made known in November for the next year; for years without one, the
 * days off that the law itself names stand in (全国年节及纪念日放假办法 art. 2), without make-up days.
 */

/** Of every year: 元旦, 劳动节, 国庆节. */
const FIXED_DAYS_OFF: ReadonlySet<string> = new Set([
  '01-01',
  '05-01',
  '05-02',
  '10-01',
  '10-02',
  '10-03',
])

/** By the lunar calendar: 除夕 to 正月初三, 清明, 端午, 中秋. */
const MOVABLE_DAYS_OFF: ReadonlySet<string> = new Set([
  ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
  ...['2027-04-05', '2027-06-09', '2027-09-15'],
  ...['2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28'],
  ...['2028-04-04', '2028-05-28', '2028-10-03'],
  ...['2029-02-12', '2029-02-13', '2029-02-14', '2029-02-15'],
  ...['2029-04-04', '2029-06-16', '2029-09-22'],
  ...['2030-02-02', '2030-02-03', '2030-02-04', '2030-02-05'],
  ...['2030-04-05', '2030-06-05', '2030-09-12'],
])

const DAYS_OFF: ReadonlySet<string> = new Set(Object.keys(data.holidays))
const MAKE_UP_DAYS: ReadonlySet<string> = new Set(Object.keys(data.workdays))
const LAST_KNOWN_YEAR = Math.max(...[...DAYS_OFF].map((day) => Number(day.slice(0, 4))))

export const CHINESE_CALENDAR: WorkingDayCalendar = {
  lastKnownYear: LAST_KNOWN_YEAR,
  isWorkingDay(day) {
    if (MAKE_UP_DAYS.has(day)) return true
    if (DAYS_OFF.has(day) || isWeekend(day)) return false
    const isArranged = Number(day.slice(0, 4)) <= LAST_KNOWN_YEAR
    return isArranged || !(FIXED_DAYS_OFF.has(day.slice(5)) || MOVABLE_DAYS_OFF.has(day))
  },
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

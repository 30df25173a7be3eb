import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, isPastKnownYears } from '../../../src/domain/closing/working-days.ts'
import { addDays } from '../../../src/domain/time.ts'
import { CHINESE_CALENDAR } from '../../../src/rules/chinese-calendar.ts'

const isWorkingDay = (day: string) => CHINESE_CALENDAR.isWorkingDay(day)

/** A calendar of five-day weeks, to test the counting alone. */
const WEEKS = {
  lastKnownYear: 2026,
  isWorkingDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
}

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-20', 6, '2026-11-30'],
  ])('counts from %s by %d to %s', (day, count, expected) => {
    expect(addWorkingDays(day, count, WEEKS)).toBe(expected)
  })

  it('refuses a count that is none, and a calendar without working days', () => {
    expect(() => addWorkingDays('2026-11-23', -1, WEEKS)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-11-23', 1.5, WEEKS)).toThrow(RangeError)
    const never = { lastKnownYear: 2026, isWorkingDay: () => false }
    expect(() => addWorkingDays('2026-11-23', 1, never)).toThrow(RangeError)
  })
})

describe('CHINESE_CALENDAR', () => {
  it('agrees with the arrangement of 2024 to 2026 on every day', () => {
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      expect([day, isWorkingDay(day)]).toEqual([day, chineseDays.isWorkday(day)])
    }
  })

  it('knows make-up working days on weekends', () => {
    expect(isWorkingDay('2026-01-04')).toBe(true)
    expect(isWorkingDay('2026-10-10')).toBe(true)
    expect(isWorkingDay('2026-10-11')).toBe(false)
  })

  it('falls back on the days off of the law where no arrangement is known', () => {
    const year = CHINESE_CALENDAR.lastKnownYear + 1
    expect(isWorkingDay(`${year}-01-01`)).toBe(false)
    for (const day of [1, 2, 3]) expect(isWorkingDay(`${year}-10-0${day}`)).toBe(false)
  })

  it.each([2027, 2028, 2029, 2030])(
    'has the days off of %i that the law names, by lunar conversion, and no others',
    (year) => {
      if (year <= CHINESE_CALENDAR.lastKnownYear) return
      const newYear = chineseDays.getSolarDateFromLunar(`${year}-01-01`).date
      const daysOff = new Set([
        ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`),
        ...[-1, 0, 1, 2].map((count) => addDays(newYear, count)),
        chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
        chineseDays.getSolarDateFromLunar(`${year}-05-05`).date,
        chineseDays.getSolarDateFromLunar(`${year}-08-15`).date,
      ])
      for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) {
        const isOff = daysOff.has(day) || !WEEKS.isWorkingDay(day)
        expect([day, isWorkingDay(day)]).toEqual([day, !isOff])
      }
    },
  )

  it('says past which year it only guesses', () => {
    expect(CHINESE_CALENDAR.lastKnownYear).toBeGreaterThanOrEqual(2026)
    expect(isPastKnownYears('2026-12-31', CHINESE_CALENDAR)).toBe(false)
    expect(isPastKnownYears('2099-01-01', CHINESE_CALENDAR)).toBe(true)
  })
})

import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  addDays,
  beijingDay,
  beijingToEpochMs,
  epochSecondsToBeijing,
  isSlashDate,
  parseBeijingTime,
} from '../../src/domain/time.ts'

const FIRST_SECOND = Date.UTC(1000, 0, 1) / 1000
const LAST_SECOND = Date.UTC(9999, 11, 31, 12) / 1000
const epochSeconds = fc.integer({ min: FIRST_SECOND, max: LAST_SECOND })

/** What the platform's own calendar says, through a second, unrelated way: Date in UTC, moved by 8 h. */
function expectedBeijing(seconds: number): string {
  return `${new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19)}+08:00`
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('parseBeijingTime', () => {
  it.each([
    ['2026-09-22 00:54:10', '2026-09-22T00:54:10+08:00'],
    ['2026-09-22 23:59:59', '2026-09-22T23:59:59+08:00'],
    ['2026-09-22 00:54', '2026-09-22T00:54:00+08:00'],
    ['2026-09-22', '2026-09-22T00:00:00+08:00'],
    ['2026-09-22T00:54:10+08:00', '2026-09-22T00:54:10+08:00'],
    ['2024-02-29 12:00:00', '2024-02-29T12:00:00+08:00'],
    ['2000-02-29', '2000-02-29T00:00:00+08:00'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseBeijingTime(text)).toBe(iso)
  })

  it.each([
    '',
    '-',
    '2023-02-29',
    '1900-02-29',
    '2026-02-30 00:00:00',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-00-10',
    '2026-13-10',
    '2026-01-00',
    '0000-01-01',
    '0000-00-00 00:00:00',
    '2026-09-22 24:00:00',
    '2026-09-22 00:60:00',
    '2026-09-22 00:00:60',
    '2026-09-22 00:00:0',
    '2026-9-22 00:00:00',
    '2026/09/22 00:54:10',
    '2026-09/22 00:54:10',
    '2026-09-22T00:54:10',
    '2026-09-22 00-54:10',
    '2026-09-22 00:54-10',
    '2026-09-22_00:54',
    '2026-09-22 00:54:10Z',
    '2026-09-22T00:54:10+00:00',
    '2026-09-22T00:54:10-08:00',
    '2026-09-22 00:54:10+08:00',
    ' 2026-09-22',
    '2026-09-22 00:54:1x',
    '2026-09-22 0x:54:10',
    '２026-09-22',
    '20260922005410',
  ])('refuses %s', (text) => {
    expect(parseBeijingTime(text)).toBeNull()
  })

  it('agrees with the calendar about which days exist', () => {
    const two = (limit: number) => fc.integer({ min: 0, max: limit })
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), two(14), two(33), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const date = new Date(Date.UTC(year, month - 1, day))
        const exists = date.toISOString().slice(0, 10) === text
        expect(parseBeijingTime(text) !== null).toBe(exists)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('isSlashDate', () => {
  it.each(['2026/9/22 0:54', '2026/9/22', '2026/09/22 00:54:10', '9/22/2026 0:54', '9/22/26'])(
    'sees that %s was saved by a spreadsheet',
    (text) => {
      expect(isSlashDate(text)).toBe(true)
    },
  )

  it.each([
    '',
    '-',
    '2026-09-22 00:54:10',
    '1/2',
    '2026/9',
    '2026/9/22 0',
    'a2026/9/22',
    '2026/9/22/1',
  ])('does not take %s for one', (text) => {
    expect(isSlashDate(text)).toBe(false)
  })
})

describe('Unix times', () => {
  it('shows the second of an export file name in Beijing time', () => {
    expect(epochSecondsToBeijing(1_768_222_209)).toBe('2026-01-12T20:50:09+08:00')
  })

  it('crosses midnight eight hours before UTC does', () => {
    expect(epochSecondsToBeijing(0)).toBe('1970-01-01T08:00:00+08:00')
    expect(epochSecondsToBeijing(-8 * 3600 - 1)).toBe('1969-12-31T23:59:59+08:00')
  })

  it('drops parts of a second downwards', () => {
    expect(epochSecondsToBeijing(1.999)).toBe('1970-01-01T08:00:01+08:00')
  })

  it('agrees with the calendar for every second', () => {
    fc.assert(
      fc.property(epochSeconds, (seconds) => {
        expect(epochSecondsToBeijing(seconds)).toBe(expectedBeijing(seconds))
      }),
      { numRuns: 2000 },
    )
  })

  it('comes back the same from text', () => {
    fc.assert(
      fc.property(epochSeconds, (seconds) => {
        expect(beijingToEpochMs(epochSecondsToBeijing(seconds))).toBe(seconds * 1000)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
    'is the same on a machine in %s',
    (zone) => {
      vi.stubEnv('TZ', zone)
      expect(epochSecondsToBeijing(1_768_222_209)).toBe('2026-01-12T20:50:09+08:00')
      expect(beijingToEpochMs('2026-01-12T20:50:09+08:00')).toBe(1_768_222_209_000)
    },
  )

  it('covers the years 1 to 9999 and refuses others', () => {
    expect(beijingToEpochMs('0001-01-01T00:00:00+08:00')).toBe(-62_135_625_600_000)
    expect(epochSecondsToBeijing(-62_135_625_600)).toBe('0001-01-01T00:00:00+08:00')
    expect(() => epochSecondsToBeijing(-62_135_625_601)).toThrow(RangeError)
    expect(() => epochSecondsToBeijing(253_402_272_000)).toThrow(RangeError)
    expect(() => epochSecondsToBeijing(Number.NaN)).toThrow(RangeError)
  })

  it.each(['2026-01-12 20:50:09', '2026-01-12', '2026-01-12T20:50:09Z', ''])(
    'does not take %s for a time in our form',
    (text) => {
      expect(() => beijingToEpochMs(text)).toThrow(RangeError)
    },
  )
})

describe('days', () => {
  it('is the day in Beijing', () => {
    expect(beijingDay('2026-09-22T00:54:10+08:00')).toBe('2026-09-22')
  })

  it.each([
    ['2026-10-21', 30, '2026-11-20'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-01', 0, '2026-03-01'],
  ])('counts from %s by %d days to %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
  })

  it('counts there and back', () => {
    fc.assert(
      fc.property(epochSeconds, fc.integer({ min: -3000, max: 0 }), (seconds, count) => {
        const day = beijingDay(epochSecondsToBeijing(seconds))
        expect(addDays(addDays(day, count), -count)).toBe(day)
      }),
    )
  })

  it.each(['2026-02-30', '2026-2-3', '2026-09-22T00:00:00+08:00', ''])('refuses %s', (text) => {
    expect(() => addDays(text, 1)).toThrow(RangeError)
  })

  it('refuses to count by parts of a day', () => {
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError)
  })
})

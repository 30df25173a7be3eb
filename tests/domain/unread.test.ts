import { describe, expect, test } from 'vitest'
import { type GivenReport, unreadReports } from '../../src/domain/unread.ts'

const LACKING: GivenReport = {
  file: '1785500000_a.csv',
  sheet: '',
  kind: 'orders',
  asOf: '2026-08-01T00:00:00+08:00',
  rows: 10,
  rejected: 1,
  coversFrom: '2026-07-01',
  coversTo: '2026-07-31',
  importedAt: '2026-08-02T09:00:00+08:00',
}
const WHOLE: GivenReport = {
  ...LACKING,
  file: '1788200000_b.csv',
  asOf: '2026-09-01T00:00:00+08:00',
  rejected: 0,
}

function unread(other: Partial<GivenReport>, lacking: Partial<GivenReport> = {}): number {
  return unreadReports(
    [
      { ...LACKING, ...lacking },
      { ...WHOLE, ...other },
    ],
    [],
  ).length
}

test('a report with a row that was not read is told', () => {
  expect(unreadReports([LACKING], [])).toEqual([LACKING])
})

test('a report that was read whole is not', () => {
  expect(unreadReports([WHOLE], [])).toEqual([])
})

describe('a report with rows that were not read', () => {
  test.each([
    ['a newer one of the same days', {}],
    ['one of the same moment', { asOf: LACKING.asOf }],
    ['one of more days', { coversFrom: '2026-01-01', coversTo: '2026-12-31', rows: 99 }],
  ])('is made up for by %s', (_, other) => {
    expect(unread(other)).toBe(0)
  })

  test.each([
    ['an older one', { asOf: '2026-07-31T00:00:00+08:00' }],
    ['one of another kind', { kind: 'funds' }],
    ['one that starts later', { coversFrom: '2026-07-02' }],
    ['one that ends sooner', { coversTo: '2026-07-30' }],
    ['one with fewer rows, which may be a selection', { rows: 9 }],
    ['one that was not read whole either', { rejected: 1 }],
    ['one that could not be read', { kind: 'unknown', rejected: 1 }],
    ['one whose days are not known', { coversFrom: null, coversTo: null }],
  ])('is not made up for by %s', (_, other) => {
    expect(unread(other)).toBeGreaterThan(0)
  })

  test('whose own days are not known is not made up for by any other', () => {
    expect(unread({}, { coversFrom: null, coversTo: null })).toBe(1)
  })
})

describe('a file that could not be read', () => {
  const broken = { kind: 'unknown', rows: 0, rejected: 0, coversFrom: null, coversTo: null }

  test.each([
    ['1785500000_a.csv', 1],
    ['1785500000_a (1).csv', 0],
    ['1785500000_a(2).csv', 0],
    ['1785500001_a.csv', 1],
  ])('1785500000_a.csv, with %s read in the same run: %i told', (file, told) => {
    expect(unread({ file }, broken)).toBe(told)
  })

  test('is made up for by the same name given again later', () => {
    const later = '2026-08-03T09:00:00+08:00'
    expect(unread({ file: '订单.csv', importedAt: later }, { ...broken, file: '订单.csv' })).toBe(0)
  })

  test('is not made up for by a name that a browser gives to different exports', () => {
    expect(unread({ file: '订单.csv' }, { ...broken, file: '订单 (1).csv' })).toBe(1)
  })
})

test.each(['a.zip/说明.csv', '说明.csv'])('a file ignored by the name %s is not told', (name) => {
  const given = { ...LACKING, file: 'a.zip/说明.csv' }
  expect(unreadReports([given], [name])).toEqual([])
  expect(unreadReports([given], ['明.csv'])).toEqual([given])
})

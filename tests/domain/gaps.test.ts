import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DayRange, gapsBetween } from '../../src/domain/gaps.ts'
import { addDays } from '../../src/domain/time.ts'

const range = (from: string, to: string): DayRange => ({ from, to })

test('days that no export speaks of are a gap, both ends included', () => {
  expect(
    gapsBetween([range('2026-01-01', '2026-01-31'), range('2026-03-01', '2026-03-31')]),
  ).toEqual([range('2026-02-01', '2026-02-28')])
})

test('exports that meet or overlap leave no gap, whatever their order', () => {
  const [january, february, both] = [
    range('2026-01-01', '2026-01-31'),
    range('2026-02-01', '2026-02-28'),
    range('2026-01-20', '2026-02-10'),
  ]
  expect(gapsBetween([february, january])).toEqual([])
  expect(gapsBetween([both, february, january])).toEqual([])
  expect(gapsBetween([])).toEqual([])
})

test('a long export covers the short ones after it', () => {
  expect(
    gapsBetween([
      range('2026-01-01', '2026-06-30'),
      range('2026-02-01', '2026-02-02'),
      range('2026-07-02', '2026-07-03'),
    ]),
  ).toEqual([range('2026-07-01', '2026-07-01')])
})

test('exactly the days between first and last that nothing covers are in a gap', () => {
  const day = (offset: number) => addDays('2026-01-01', offset)
  const ranges = fc.array(
    fc.tuple(fc.nat(60), fc.nat(9)).map(([from, length]) => [from, from + length] as const),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(ranges, (given) => {
      const covered = new Set(given.flatMap(([from, to]) => daysOf(from, to)))
      const first = Math.min(...covered)
      const last = Math.max(...covered)
      const missing = daysOf(first, last)
        .filter((offset) => !covered.has(offset))
        .map(day)
      const gaps = gapsBetween(given.map(([from, to]) => range(day(from), day(to))))
      const told = gaps.flatMap(({ from, to }) => {
        const days = []
        for (let each = from; each <= to; each = addDays(each, 1)) days.push(each)
        return days
      })
      expect(told).toEqual(missing)
    }),
    { seed: 5 },
  )
})

function daysOf(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

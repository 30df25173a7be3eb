import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  canSplit,
  splitWindow,
  type Window,
  windowsOfAtMost,
} from '../../../../src/sources/open-api/walks/windows.ts'

const anyWindow = fc
  .tuple(fc.nat(2_000_000_000), fc.nat(9_000_000))
  .map(([from, length]): Window => ({ from, to: from + length }))

/** What the parts cover together, as long as no moment lies between two of them. */
function covered(parts: readonly Window[]): Window | null {
  for (const [index, { from }] of parts.entries()) {
    if (index > 0 && from !== parts[index - 1]?.to) return null
  }
  return { from: parts[0]?.from ?? Number.NaN, to: parts.at(-1)?.to ?? Number.NaN }
}

test('parts follow each other without a hole and cover the whole', () => {
  fc.assert(
    fc.property(anyWindow, fc.integer({ min: 1, max: 50 }), (window, count) => {
      const parts = splitWindow(window, count)
      expect(covered(parts)).toEqual(window)
      expect(parts.length).toBe(Math.max(1, Math.min(count, window.to - window.from)))
    }),
  )
})

test('parts are equal up to a second', () => {
  expect(splitWindow({ from: 100, to: 110 }, 3)).toEqual([
    { from: 100, to: 103 },
    { from: 103, to: 106 },
    { from: 106, to: 110 },
  ])
})

test('no part is without a second of its own, and there is always one', () => {
  expect(splitWindow({ from: 100, to: 102 }, 9)).toHaveLength(2)
  expect(splitWindow({ from: 100, to: 100 }, 9)).toEqual([{ from: 100, to: 100 }])
  expect(splitWindow({ from: 100, to: 110 }, 0)).toEqual([{ from: 100, to: 110 }])
})

test('parts remember how often they were cut because of moving rows', () => {
  expect(splitWindow({ from: 0, to: 4, splits: 1 }, 2)).toEqual([
    { from: 0, to: 2, splits: 1 },
    { from: 2, to: 4, splits: 1 },
  ])
  expect(splitWindow({ from: 0, to: 4, splits: 0 }, 2)[0]).toEqual({ from: 0, to: 2 })
})

test.each<[number, boolean]>([
  [0, false],
  [1, false],
  [2, true],
  [3, true],
])('a window of %i seconds can be cut: %s', (seconds, can) => {
  expect(canSplit({ from: 1000, to: 1000 + seconds })).toBe(can)
})

test('a stretch is covered by windows that are no longer than wanted', () => {
  fc.assert(
    fc.property(anyWindow, fc.integer({ min: 1000, max: 9_000_000 }), (stretch, seconds) => {
      const windows = windowsOfAtMost(seconds, stretch)
      expect(covered(windows)).toEqual(stretch)
      for (const { from, to } of windows) expect(to - from).toBeLessThanOrEqual(seconds + 1)
    }),
  )
})

test('a moment is a window, and a stretch that ends before it begins is none', () => {
  expect(windowsOfAtMost(60, { from: 100, to: 100 })).toEqual([{ from: 100, to: 100 }])
  expect(windowsOfAtMost(60, { from: 100, to: 99 })).toEqual([])
  expect(windowsOfAtMost(60, { from: 100, to: 220 })).toHaveLength(2)
})

import { describe, expect, test } from 'vitest'
import {
  nextDeduction,
  orderDeduction,
  type PromisedLine,
} from '../../../src/domain/closing/deduction.ts'
import { LATE_SHIPPING_GRACE_HOURS, LATE_SHIPPING_TIERS } from '../../../src/rules/late-shipping.ts'

const TABLE = { graceHours: LATE_SHIPPING_GRACE_HOURS, tiers: LATE_SHIPPING_TIERS }
const HOUR = 3_600_000
const PAID_AT = Date.UTC(2026, 10, 1)

/** A line paid with so many yuan, to be shipped within so many hours. */
function line(yuan: number, promiseHours: number): PromisedLine {
  return {
    paidFen: Math.round(yuan * 100),
    paidAtMs: PAID_AT,
    promisedAtMs: PAID_AT + promiseHours * HOUR,
  }
}

/** What is taken when it is so many hours late. */
function takenFen(yuan: number, promiseHours: number, lateHours: number): number {
  return orderDeduction(
    [line(yuan, promiseHours)],
    PAID_AT + (promiseHours + lateHours) * HOUR,
    TABLE,
  )
}

const MOMENT = 1 / HOUR

describe('the table, cell by cell', () => {
  test.each([
    // promise, late, percent, least, most
    ['up to 48 hours', [24, 48], [MOMENT, 48], 0, 0, 0],
    ['up to 48 hours, out of stock', [24, 48], [48 + MOMENT, 500], 1, 200, 5000],
    ['up to 240 hours', [48 + MOMENT, 240], [MOMENT, 48], 1, 200, 5000],
    ['up to 240 hours, out of stock', [48 + MOMENT, 240], [48 + MOMENT, 500], 3, 300, 5000],
    ['longer', [240 + MOMENT, 360], [MOMENT, 48], 1, 300, 5000],
    ['longer, out of stock', [240 + MOMENT, 360], [48 + MOMENT, 500], 5, 500, 5000],
  ])('a promise of %s', (_, promises, lateness, percent, least, most) => {
    for (const promise of promises) {
      for (const late of lateness) {
        expect(takenFen(0.01, promise, late)).toBe(least)
        expect(takenFen(1_000_000, promise, late)).toBe(most)
        if (percent > 0) expect(takenFen(700, promise, late)).toBe(percent * 700)
      }
    }
  })
})

test('nothing is taken while the promise is kept, to the last moment', () => {
  for (const promise of [24, 240, 360]) {
    expect(takenFen(1000, promise, -1)).toBe(0)
    expect(takenFen(1000, promise, 0)).toBe(0)
  }
})

test('the share is rounded half up to a fen', () => {
  expect(takenFen(200.49, 240, 1)).toBe(200)
  expect(takenFen(200.5, 240, 1)).toBe(201)
})

test('the late lines of an order are taken together, with one least and one most', () => {
  const at = PAID_AT + 241 * HOUR
  expect(orderDeduction([line(150, 240), line(150, 240)], at, TABLE)).toBe(300)
  expect(orderDeduction([line(1, 240), line(1, 240)], at, TABLE)).toBe(200)
  expect(orderDeduction([line(4000, 240), line(4000, 240)], at, TABLE)).toBe(5000)
  expect(orderDeduction([line(300, 240), line(9999, 360)], at, TABLE)).toBe(300)
})

test('of different steps the strictest one bounds the order', () => {
  const outOfStock = line(1, 100)
  const late = line(1, 240)
  expect(orderDeduction([late, outOfStock], PAID_AT + 241 * HOUR, TABLE)).toBe(300)
})

test('without a promise nothing is taken; without a payment the shortest promise is assumed', () => {
  const at = PAID_AT + 1000 * HOUR
  expect(orderDeduction([{ ...line(1000, 24), promisedAtMs: null }], at, TABLE)).toBe(0)
  expect(orderDeduction([{ ...line(1000, 360), paidAtMs: null }], at, TABLE)).toBe(1000)
  expect(orderDeduction([], at, TABLE)).toBe(0)
})

describe('what comes next', () => {
  const next = (promiseHours: number, lateHours: number) =>
    nextDeduction([line(700, promiseHours)], PAID_AT + (promiseHours + lateHours) * HOUR, TABLE)

  test('is the first deduction, at the promise or when it counts as out of stock', () => {
    expect(next(240, -5)).toEqual({ atMs: PAID_AT + 240 * HOUR, fen: 700 })
    expect(next(24, -5)).toEqual({ atMs: PAID_AT + 72 * HOUR, fen: 700 })
  })

  test('is the higher one once it is late, and nothing after that', () => {
    expect(next(240, 1)).toEqual({ atMs: PAID_AT + 288 * HOUR, fen: 2100 })
    expect(next(240, 48)).toEqual({ atMs: PAID_AT + 288 * HOUR, fen: 2100 })
    expect(next(240, 49)).toBe(null)
  })
})

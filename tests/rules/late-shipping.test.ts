import { describe, expect, it } from 'vitest'
import {
  nextDeduction,
  orderDeduction,
  type PromisedLine,
} from '../../src/domain/closing/deduction.ts'
import { LATE_SHIPPING_GRACE_HOURS, LATE_SHIPPING_TIERS } from '../../src/rules/late-shipping.ts'

const TABLE = { graceHours: LATE_SHIPPING_GRACE_HOURS, tiers: LATE_SHIPPING_TIERS }
const HOUR = 3_600_000

/** A line of so many yuan with a promise of so many hours. */
const line = (yuan: number, promiseHours: number): PromisedLine => ({
  paidFen: yuan * 100,
  paidAtMs: 0,
  promisedAtMs: promiseHours * HOUR,
})

const taken = (yuan: number, promiseHours: number, hoursLate: number) =>
  orderDeduction([line(yuan, promiseHours)], (promiseHours + hoursLate) * HOUR, TABLE) / 100

/** The table as the page has it: percent, least and most in yuan. */
const CELLS: [
  promiseHours: number,
  hoursLate: number,
  percent: number,
  min: number,
  max: number,
][] = [
  [48, 1, 0, 0, 0],
  [48, 48, 0, 0, 0],
  [48, 49, 1, 2, 50],
  [49, 1, 1, 2, 50],
  [240, 48, 1, 2, 50],
  [49, 49, 3, 3, 50],
  [240, 49, 3, 3, 50],
  [241, 1, 1, 3, 50],
  [241, 48, 1, 3, 50],
  [241, 49, 5, 5, 50],
]

describe('the table of deductions for late shipping', () => {
  it.each(CELLS)('promised in %d h, %d h late: %d %%, %d to %d yuan', (...cell) => {
    const [promiseHours, hoursLate, percent, min, max] = cell
    expect(taken(10, promiseHours, hoursLate)).toBe(min)
    expect(taken(1_000_000, promiseHours, hoursLate)).toBe(max)
    expect(taken(700, promiseHours, hoursLate)).toBe(Math.min(7 * percent, max))
  })

  it('takes nothing up to the promised moment', () => {
    for (const hours of [48, 240, 480]) expect(taken(100, hours, 0)).toBe(0)
  })

  it('says when it gets worse', () => {
    expect(nextDeduction([line(1000, 72)], 0, TABLE)).toEqual({ atMs: 72 * HOUR, fen: 1000 })
    expect(nextDeduction([line(1000, 72)], 73 * HOUR, TABLE)).toEqual({
      atMs: 120 * HOUR,
      fen: 3000,
    })
    expect(nextDeduction([line(1000, 72)], 121 * HOUR, TABLE)).toBeNull()
  })
})

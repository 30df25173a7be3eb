import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodsOf } from '../../../src/domain/closing/periods.ts'

const month = fc
  .tuple(fc.integer({ min: 2016, max: 2027 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

test('months without anything between two others are shown too', () => {
  expect(periodsOf(['2026-11', '2027-02']).names).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
  ])
})

test('more than two years are shown by quarter, more than six by year', () => {
  const quarters = periodsOf(['2024-01', '2026-05'])
  expect(quarters.of('2026-05')).toBe('2026-Q2')
  expect(quarters.names).toHaveLength(10)
  expect(periodsOf(['2016-03', '2026-05']).names).toHaveLength(11)
})

test('what has no month comes last and stays by itself', () => {
  expect(periodsOf(['', '2026-05']).names).toEqual(['2026-05', ''])
  expect(periodsOf(['']).names).toEqual([''])
  expect(periodsOf([]).names).toEqual([])
})

test('every month falls into exactly one of at most 25 periods, in the order of time', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(month, fc.constant('')), { minLength: 1 }), (months) => {
      const { names, of } = periodsOf(months)
      expect(names.length).toBeLessThanOrEqual(25)
      expect(new Set(names).size).toBe(names.length)
      expect(months.filter((each) => !names.includes(of(each)))).toEqual([])
      const dated = names.filter((name) => name !== '')
      expect(dated).toEqual([...dated].sort())
    }),
  )
})

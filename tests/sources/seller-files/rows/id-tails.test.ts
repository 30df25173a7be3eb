import { expect, test } from 'vitest'
import { recogniseHeader } from '../../../../src/sources/seller-files/header.ts'
import { IdTails } from '../../../../src/sources/seller-files/rows/id-tails.ts'

/** The column whose ids are all rounded, after rows of order and line. */
function damagedIn(...rows: [order: string, line: string][]): string | null {
  const header = recogniseHeader(['选购商品', '主订单编号', '子订单号', '订单状态'])
  if (!header) throw new Error('no header')
  const tails = new IdTails(header)
  for (const [order, line] of rows) tails.see(['杯子', order, line, '已完成'])
  return tails.damagedColumn
}

const ROUNDED = ['6917912345678901000', '6917912345678902000', '6917912345678903000'] as const
const SOUND = '6917912345678901234'

test('two different ids of a column that end in zeros, and none that does not, are rounded', () => {
  expect(damagedIn([ROUNDED[0], SOUND], [ROUNDED[1], SOUND])).toBe('主订单编号')
  expect(damagedIn([SOUND, ROUNDED[0]], [SOUND, ROUNDED[1]])).toBe('子订单号')
})

test('one sound id proves the column, before or after the others', () => {
  expect(damagedIn([ROUNDED[0], ''], [ROUNDED[1], ''], [SOUND, ''], [ROUNDED[2], ''])).toBeNull()
  expect(damagedIn([SOUND, ''], [ROUNDED[0], ''], [ROUNDED[1], ''])).toBeNull()
})

test('one id that ends in zeros may do so by chance, in however many rows', () => {
  expect(damagedIn([ROUNDED[0], ''], [ROUNDED[0], ''], ['', ''])).toBeNull()
  expect(damagedIn()).toBeNull()
})

test('an empty cell neither proves nor disproves, nor parts the rows of one order', () => {
  expect(damagedIn([ROUNDED[0], ''], ['', ''], [ROUNDED[0], ''])).toBeNull()
  expect(damagedIn([ROUNDED[0], ''], ['', ''], [ROUNDED[1], ''])).toBe('主订单编号')
})

test('short numbers are no ids of the platform, and sound', () => {
  expect(damagedIn(['100000000000000', ''], ['200000000000000', ''])).toBeNull()
  expect(damagedIn(['1000000000001000', ''], ['2000000000002000', ''])).toBe('主订单编号')
  expect(damagedIn(['1000000000001200', ''], ['2000000000002300', ''])).toBeNull()
})

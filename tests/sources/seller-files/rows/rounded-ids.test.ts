import { describe, expect, test } from 'vitest'
import { recogniseHeader } from '../../../../src/sources/seller-files/header.ts'
import { RoundedIds } from '../../../../src/sources/seller-files/rows/rounded-ids.ts'

/** The column whose ids are all rounded, after rows of order and line. */
function damagedIn(...rows: [order: string, line: string][]): string | null {
  const header = recogniseHeader(['选购商品', '主订单编号', '子订单号', '订单状态'])
  if (!header) throw new Error('no header')
  const ids = new RoundedIds(header)
  for (const [order, line] of rows) ids.see(['杯子', order, line, '已完成'])
  return ids.damagedColumn
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

describe('ids that went through a binary number', () => {
  const ids = [
    '6917926768823643751',
    '6917926768823643752',
    '6917926768823990017',
    '6917926768900000003',
    '6917926769912345678',
  ]
  /** As a program does that reads them as numbers and writes whole ones. */
  const rounded = [...new Set(ids.map((id) => BigInt(Number(id)).toString()))]

  test('are multiples of what its last bit is worth, all of them', () => {
    expect(rounded).toHaveLength(4)
    expect(damagedIn(...rounded.map((id): [string, string] => [id, SOUND]))).toBe('主订单编号')
  })

  test('one that is none proves the column; few ids may be so by chance', () => {
    const rows = rounded.map((id): [string, string] => [id, ''])
    expect(damagedIn(...rows, ['6917926768823643751', ''])).toBeNull()
    expect(damagedIn(...rows.slice(0, 3))).toBeNull()
  })

  test('short ids are exact, and texts are none', () => {
    expect(
      damagedIn(
        ...['1024', '2048', '4096', '8192', '16384'].map((id): [string, string] => [id, '']),
      ),
    ).toBeNull()
    expect(damagedIn(...rounded.map((id): [string, string] => [`A${id}`, '']))).toBeNull()
  })
})

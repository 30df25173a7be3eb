import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatYuan, parseFen } from '../../src/domain/money.ts'

const safeFen = fc.maxSafeInteger().map((fen) => (fen === 0 ? 0 : fen))

describe('parseFen', () => {
  it.each([
    ['28.90', 2890],
    ['0.00', 0],
    ['0', 0],
    ['-0', 0],
    ['-0.05', -5],
    ['+1', 100],
    ['1.5', 150],
    ['1.500', 150],
    ['007.25', 725],
    ['1,234.56', 123_456],
    ['12,345,678', 1_234_567_800],
    ['¥28.90', 2890],
    ['￥28.90', 2890],
    ['-¥28.90', -2890],
    ['¥-28.90', -2890],
    ['28.90元', 2890],
    ['-28.90元', -2890],
    ['２８．９０', 2890],
    ['－１，２３４．５', -123_450],
    ['＋5', 500],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['-90071992547409.91', Number.MIN_SAFE_INTEGER],
  ])('reads %s as %d fen', (text, fen) => {
    expect(parseFen(text)).toBe(fen)
  })

  it.each([
    '',
    '-',
    '.',
    '¥',
    '元',
    '.5',
    '5.',
    '1.234',
    '1.005',
    '1.2.3',
    '1..2',
    '--1',
    '-+1',
    '-¥-1',
    '¥¥1',
    '¥1元',
    '-¥1元',
    '1-',
    '1元元',
    '1e3',
    '1E+3',
    '0x10',
    'NaN',
    'Infinity',
    ' 1',
    '1 ',
    '¥ 1',
    '(1.00)',
    '1,23',
    '1,2345',
    '12,34,567',
    '1234,567',
    ',123',
    '1,,234',
    '1,234,',
    '1.2,345',
    '1.23,4',
    '1:00',
    '1/2',
    '90071992547409.92',
    '-90071992547409.92',
    '9999999999999999999999999999',
    '一百',
    '店铺券-5.00',
  ])('refuses %s', (text) => {
    expect(parseFen(text)).toBeNull()
  })

  it('reads back every amount that formatYuan writes', () => {
    fc.assert(fc.property(safeFen, (fen) => parseFen(formatYuan(fen)) === fen))
  })

  it('reads the same amount with thousands commas and in full-width characters', () => {
    fc.assert(
      fc.property(safeFen, (fen) => {
        const plain = formatYuan(fen)
        const grouped = plain.replace(/\d(?=(?:\d{3})+\.)/g, '$&,')
        const wide = plain.replace(/[\d.-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        return parseFen(grouped) === fen && parseFen(wide) === fen && parseFen(`${plain}元`) === fen
      }),
    )
  })

  it('gives null or a safe integer, and never -0, for any text of number characters', () => {
    const characters = fc.constantFrom(...'0123456789.,-+¥￥元０．，－Ee ')
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 24 }), (text) => {
        const fen = parseFen(text)
        return fen === null || (Number.isSafeInteger(fen) && !Object.is(fen, -0))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('formatYuan', () => {
  it.each([
    [2890, '28.90'],
    [-5, '-0.05'],
    [0, '0.00'],
    [-0, '0.00'],
    [5, '0.05'],
    [10, '0.10'],
    [100, '1.00'],
    [-123_456, '-1234.56'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('writes %d fen as %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text)
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d', (fen) => {
    expect(() => formatYuan(fen)).toThrow(RangeError)
  })
})

it.each([
  '1.a',
  '1.0a',
  '1.:0',
  '1./0',
  '1.5:',
  '1.5/',
  '1.00x',
  '1.0-',
  '28.9元元',
  '9007199254740992',
])(
  'decimals are digits and nothing else, and an amount is no larger than can be counted: %j',
  (text) => {
    expect(parseFen(text)).toBeNull()
  },
)

it.each([
  ['-1', -100],
  ['1', 100],
  ['--1', null],
  ['1-', null],
  ['¥-1', -100],
  ['-¥1', -100],
  ['¥1元', null],
  ['-¥1元', null],
  ['-1元', -100],
  ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ['90071992547409.92', null],
])('the sign and the currency of %j stand where they may', (text, fen) => {
  expect(parseFen(text)).toBe(fen)
})

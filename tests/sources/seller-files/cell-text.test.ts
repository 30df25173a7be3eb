import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isDamagedId,
  isEmptyMark,
  toHalfWidth,
  unwrapCell,
} from '../../../src/sources/seller-files/cell-text.ts'

const ID = '6917926768823643751'

describe('unwrapCell', () => {
  it.each([
    [`\t${ID}`, ID],
    ['\t辣丝丝', '辣丝丝'],
    [' \u3000\u00a0\t袋\t\u00a0\u3000 ', '袋'],
    [`'${ID}`, ID],
    [`\`${ID}`, ID],
    [`\t'${ID} `, ID],
    [`'\t${ID}`, ID],
    [`'${ID};${ID}`, `${ID};${ID}`],
    ["'-1,234.50", '-1,234.50'],
    ["'SKU-2026_a", 'SKU-2026_a'],
    ["'2026-09-22 00:54:10", '2026-09-22 00:54:10'],
    ["'-", '-'],
    ["'－", '－'],
    ["'", ''],
    ['`', ''],
    [`="${ID}"`, ID],
    [`\t="${ID}"`, ID],
    [`="\t${ID}"`, ID],
    ['="5"" 屏幕"', '5" 屏幕'],
    ['=""', ''],
    ['=""""', '"'],
    ['\t', ''],
    [' \u3000 ', ''],
  ])('takes the wrapping off %j', (text, expected) => {
    expect(unwrapCell(text)).toBe(expected)
  })

  it.each([
    '',
    ID,
    '辣丝丝 1袋',
    'a\tb',
    'a\nb',
    '一行\n',
    "'好评返现' 请勿相信",
    "'twas",
    "'90s 复古 T 恤",
    "''1",
    '`code`',
    '="',
    '=',
    '=1+1',
    '="a"&"b"',
    '="a',
    '=a"',
    '##b64*b64#1##',
    '$$b64*b64$1$$',
    '-28.90',
  ])('leaves %j as it is', (text) => {
    expect(unwrapCell(text)).toBe(text)
  })

  it('takes off blanks around any text, and never anything from its inside', () => {
    const blanks = fc.string({ unit: fc.constantFrom('\t', ' ', '\u3000', '\u00a0'), maxLength: 4 })
    fc.assert(
      fc.property(blanks, fc.string({ unit: 'grapheme' }), blanks, (before, text, after) => {
        const inside = `a${text}z`
        expect(unwrapCell(before + inside + after)).toBe(inside)
      }),
    )
  })

  it('takes the formula wrapper off any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', 'a', '中', '=', '\n') }), (text) => {
        expect(unwrapCell(`="${text.replaceAll('"', '""')}"`)).toBe(text)
      }),
    )
  })

  it('does not slow down on a long text of the wrong shape', () => {
    // Patterns that go back for every character would run into the limit of any test.
    for (const text of [
      `'${'1'.repeat(1_000_000)}!`,
      `="${'""'.repeat(1_000_000)}x`,
      `x${' '.repeat(1_000_000)}x`,
    ]) {
      expect(unwrapCell(text)).toBe(text)
    }
  })
})

describe('isEmptyMark', () => {
  it.each(['', '-', '–', '—', '－', '--'])('sees that %j stands for nothing', (text) => {
    expect(isEmptyMark(text)).toBe(true)
  })

  it.each(['0', '无', '/', '---', '——', '-1', ' '])('takes %j for a value', (text) => {
    expect(isEmptyMark(text)).toBe(false)
  })
})

describe('toHalfWidth', () => {
  it('changes the characters of numbers', () => {
    expect(toHalfWidth('￥－１，２３４．５６＋７８９０')).toBe('¥-1,234.56+7890')
  })

  it('leaves other full-width characters alone', () => {
    expect(toHalfWidth('同意退款（元）Ａ')).toBe('同意退款（元）Ａ')
  })
})

describe('isDamagedId', () => {
  it.each(['6.91793E+18', '6.92e+18', '7E+18', '6.9179267688236E18'])('knows %s', (text) => {
    expect(isDamagedId(text)).toBe(true)
  })

  it.each(['', ID, '6.91', 'E+18', '69.1E+18', '6.9E+', 'A6.9E+18', '6.9E+18x', '1E-5'])(
    'does not take %j for one',
    (text) => {
      expect(isDamagedId(text)).toBe(false)
    },
  )
})

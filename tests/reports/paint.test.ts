import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { cutMiddle, table } from '../../src/reports/text/paint.ts'

test('names of exports are cut in the middle, so that the members of a ZIP can be told apart', () => {
  const zip = '订单/1795314600_2a2b8da818e5586c5040b89d9b95e4c5.zip'
  const shown = ['9月下旬订单.csv', '10月下旬订单.csv'].map((name) =>
    cutMiddle(`${zip}/${name}`, 46),
  )
  expect(shown[0]).toMatch(/^订单\/1795314600.*….*\.zip\/9月下旬订单\.csv$/)
  expect(shown[1]).toMatch(/\.zip\/10月下旬订单\.csv$/)
  const rows = shown.map((name) => [name])
  expect(table([{ header: '', max: 46, cutAt: 'middle' }], rows)).toContain('9月下旬订单.csv')
})

/** What stands in names of files and products. Another library than the program's measures it. */
const shown = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 4 }),
      fc.constantFrom(
        '订单',
        '（茶）',
        '，',
        '…',
        '㎏',
        '①',
        'é',
        '🍵',
        '👩‍👩‍👧',
        '🇨🇳',
        '☀️',
        '한국',
        'カナ',
      ),
    ),
  )
  .map((parts) => parts.join(''))

test('a cut text is never wider than asked for, and a short one stays whole', () => {
  fc.assert(
    fc.property(shown, fc.integer({ min: 8, max: 60 }), (text, width) => {
      const cut = cutMiddle(text, width)
      if (stringWidth(text) <= width) expect(cut).toBe(text)
      else expect(stringWidth(cut)).toBeLessThanOrEqual(width)
    }),
  )
})

describe('a table on a narrow terminal', () => {
  const columns = [
    { header: '编号' },
    { header: '商品', max: 24 },
    { header: '金额', isOptional: true as const },
    { header: '时间' },
  ]
  const rows = [['6991139306150002082', '茉莉花茶[新茶] 家庭装', '512.61', '2026-11-20 20:28']]
  const widest = (width?: number) =>
    Math.max(
      ...table(columns, rows, width)
        .split('\n')
        .map((line) => stringWidth(line)),
    )

  test('is whole where there is room, or no terminal', () => {
    expect(table(columns, rows)).toBe(table(columns, rows, 120))
    expect(table(columns, rows)).toContain('茉莉花茶[新茶] 家庭装')
  })

  test('has its texts cut first, then leaves out what matters least', () => {
    expect(widest(60)).toBeLessThanOrEqual(60)
    expect(table(columns, rows, 60)).toContain('512.61')
    expect(widest(52)).toBeLessThanOrEqual(52)
    expect(table(columns, rows, 52)).not.toContain('512.61')
  })

  test('never loses an id, however narrow it is', () => {
    expect(table(columns, rows, 20)).toContain('6991139306150002082')
  })

  test('has no column without anything in it', () => {
    expect(table([{ header: 'a' }, { header: '' }, { header: 'b' }], [['1', '', '2']])).toBe(
      '  a  b\n  1  2\n',
    )
  })
})

import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
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

test('a cut text is never wider than asked for, and a short one stays whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 8, max: 60 }), (text, width) => {
      const cut = cutMiddle(text, width)
      if (stringWidth(text) <= width) expect(cut).toBe(text)
      else expect(stringWidth(cut)).toBeLessThanOrEqual(width)
    }),
  )
})

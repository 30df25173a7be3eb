import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanCellText, isCleanText } from '../../../src/reports/xlsx/cell-text.ts'
import { SheetNames } from '../../../src/reports/xlsx/sheet-names.ts'
import {
  dataRows,
  openWithExcelJs,
  orders,
  sheetOf,
  textColumns,
  written,
} from './written-workbook.ts'

/** Any UTF-16 units at all, and texts that are likely to trip an encoder. */
const anyText = fc.oneof(
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '_x',
        '005F',
        '_',
        '\r',
        '\n',
        '\0',
        '\ud83d',
        '\udc4d',
        '&',
        '<',
        ']]>',
        ' ',
        '\t',
        '中',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
)

describe('any rows of any texts', () => {
  test('come back as they went in, after the documented cleaning', async () => {
    const rows = fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const { bytes, stats } = await written(orders(textColumns(3), cells))
        const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
        const read = dataRows(sheet, 3)
        const expected = cells.map((row) => row.map((text) => cleanCellText(text).text))
        // A last row without a single cell is not seen by the reader.
        while (read.length < expected.length) read.push(['', '', ''])
        expect(read).toEqual(expected)
        expect(stats.cleanedCells).toBe(cells.flat().filter((text) => !isCleanText(text)).length)
      }),
      { numRuns: 150 },
    )
  })

  test('clean to a text that needs no cleaning, and only once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanCellText(text)
        expect(isCleanText(once.text)).toBe(true)
        expect(once.isCleaned).toBe(!isCleanText(text))
        expect(cleanCellText(once.text)).toEqual({
          text: once.text,
          isCleaned: false,
          isCut: false,
        })
      }),
    )
  })
})

describe('names of sheets', () => {
  test('are valid and different, whatever is wanted', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 30 }), (wanted) => {
        const names = new SheetNames()
        const claimed = wanted.map((name) => names.claim(name))
        expect(new Set(claimed.map((name) => name.toLowerCase())).size).toBe(claimed.length)
        for (const name of claimed) {
          expect(name).toMatch(/^(?!')[^[\]:*?/\\\0-\x1f]{1,31}(?<!')$/)
          expect(isCleanText(name)).toBe(true)
        }
      }),
    )
  })

  test('keep a good name, and number what is taken or too long', () => {
    const names = new SheetNames()
    expect(names.claim('订单')).toBe('订单')
    expect(names.claim('订单')).toBe('订单 (2)')
    expect(names.continued('订单', 2)).toBe('订单 (3)')
    expect(names.claim("'a/b:c'")).toBe('a_b_c')
    expect(names.claim('')).toBe('Sheet')
    expect(names.claim('History')).toBe('History (2)')
    expect(names.claim('x'.repeat(40))).toBe('x'.repeat(31))
    expect(names.claim('X'.repeat(40))).toBe(`${'X'.repeat(27)} (2)`)
    expect(names.claim(`${'y'.repeat(30)}👍`)).toBe('y'.repeat(30))
  })
})

import { describe, expect, test } from 'vitest'
import { decimalSum } from '../../../src/reports/xlsx/decimal-sum.ts'
import type { SummarySheet } from '../../../src/reports/xlsx/workbook-model.ts'
import { openWithExcelJs, sheetOf, written } from './written-workbook.ts'

const SUMMARY: SummarySheet = {
  name: '概览',
  blocks: [
    { kind: 'title', text: '某某小店 订单存档' },
    {
      kind: 'pairs',
      rows: [
        ['店铺', '=cmd()'],
        ['数据截至', '2026-11-23 00:30:00', 'time'],
        ['订单数', '1234', 'integer'],
      ],
    },
    { kind: 'heading', text: '按月' },
    {
      kind: 'table',
      header: ['月份', '订单数', '金额'],
      columns: ['text', 'integer', 'amount'],
      rows: [
        ['2026-01', '2', '28.90'],
        ['2026-02', '3', '-3.55'],
        ['2026-03', '0', '-'],
      ],
      totals: true,
    },
    { kind: 'notes', lines: ['缺少 2026-04 的导出'] },
  ],
}

describe('the summary sheet', () => {
  test('comes first, shows first, and says what it was given', async () => {
    const { bytes } = await written({ summary: SUMMARY, sheets: [] })
    const workbook = await openWithExcelJs(bytes)
    const sheet = sheetOf(workbook, '概览')
    expect(workbook.worksheets[0]?.name).toBe('概览')
    expect(sheet.getCell('A1').value).toBe('某某小店 订单存档')
    expect(sheet.getCell('A1').font).toMatchObject({ bold: true, size: 16 })
    expect(sheet.getCell('B2').value).toBe('=cmd()')
    expect(sheet.getCell('B3').value).toEqual(new Date('2026-11-23T00:30:00Z'))
    expect(sheet.getCell('B4').value).toBe(1234)
    expect(sheet.getCell('A6').value).toBe('按月')
    expect(sheet.getCell('A13').value).toBe('缺少 2026-04 的导出')
  })

  test('has tables with shaded headers, borders, number formats and sums with their values', async () => {
    const { bytes } = await written({ summary: SUMMARY, sheets: [] })
    const sheet = sheetOf(await openWithExcelJs(bytes), '概览')
    expect(sheet.getRow(7).values).toEqual([undefined, '月份', '订单数', '金额'])
    expect(sheet.getCell('B7').fill).toMatchObject({ pattern: 'solid' })
    expect(sheet.getCell('B7').border.bottom?.style).toBe('thin')
    expect(sheet.getCell('C8').value).toBe(28.9)
    expect(sheet.getCell('C8').numFmt).toBe('#,##0.00')
    expect(sheet.getCell('C10').value).toBe('-')
    expect(sheet.getCell('A11').value).toBe('合计')
    expect(sheet.getCell('B11').value).toEqual({ formula: 'SUM(B8:B10)', result: 5 })
    expect(sheet.getCell('C11').value).toEqual({ formula: 'SUM(C8:C10)', result: 25.35 })
  })
})

test.each([
  [['0.1', '0.2'], '0.3'],
  [['28.90', '-3.5', '1'], '26.40'],
  [['-0.05', '0.01'], '-0.04'],
  [['999999999999999', '1'], '1000000000000000'],
  [[], '0'],
])('the sum of %j is exactly %s', (amounts, sum) => {
  expect(decimalSum(amounts)).toBe(sum)
})

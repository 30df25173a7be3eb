import ExcelJS from 'exceljs'
import { afterEach, describe, expect, test } from 'vitest'
import { CLEANED_TEXTS, CUT_TEXTS, NASTY_COLUMNS, NASTY_ROWS, NASTY_TEXTS } from './nasty-rows.ts'
import {
  dataRows,
  openWithExcelJs,
  orders,
  sheetOf,
  textColumns,
  written,
} from './written-workbook.ts'

const TIME_COLUMN = [{ header: '订单提交时间', type: 'time' }] as const

describe('a workbook read back with exceljs', () => {
  test('has every text as it was, apart from what no workbook can hold', async () => {
    const { bytes, stats } = await written(orders(NASTY_COLUMNS, NASTY_ROWS))
    const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
    const shown = NASTY_TEXTS.map((text) => text.shown)
    expect(NASTY_ROWS.map((_, i) => sheet.getCell(i + 2, 2).value)).toEqual(shown)
    expect(stats.cleanedCells).toBe(CLEANED_TEXTS)
    expect(stats.cutCells).toBe(CUT_TEXTS)
  })

  test('keeps ids as text and makes amounts, counts and times real values', async () => {
    const { bytes } = await written(orders(NASTY_COLUMNS, NASTY_ROWS))
    const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
    const row = sheet.getRow(5)
    expect(row.getCell(1).value).toBe('6910000000000000003')
    expect(row.getCell(1).numFmt).toBe('@')
    expect(row.getCell(3).value).toBe(3.5)
    expect(row.getCell(3).numFmt).toBe('0.00')
    expect(row.getCell(4).value).toBe(3)
    expect(row.getCell(4).numFmt).toBe('0')
    expect(row.getCell(5).value).toEqual(new Date('2026-12-31T23:59:59Z'))
    expect(row.getCell(5).numFmt).toBe('yyyy-mm-dd hh:mm:ss')
  })

  test('names every column of numbers, from its first row to its last, for formulas', async () => {
    const columns = [
      { header: '订单编号', type: 'text' },
      { header: '动账金额(元)', type: 'amount' },
      { header: '2026 数量', type: 'integer' },
    ] as const
    const rows = [
      ['6910000000000000003', '3.50', '1'],
      ['6910000000000000004', '4.50', '2'],
    ]
    const { definedNames } = await openWithExcelJs((await written(orders(columns, rows))).bytes)
    expect(definedNames.getRanges('订单_动账金额_元').ranges).toEqual(["'订单'!$B$2:$B$3"])
    expect(definedNames.getRanges('订单_2026_数量').ranges).toEqual(["'订单'!$C$2:$C$3"])
    expect(definedNames.getRanges('订单_订单编号').ranges).toEqual([])
  })

  test('writes what does not fit its column as text, and nothing for an empty cell', async () => {
    const odd = [
      '',
      '-',
      '1,234.50',
      '7.',
      '.5',
      '007',
      '1234567890123456',
      '+1',
      '1e3',
      '¥5',
      ' 5',
    ]
    const columns = ['amount', 'integer', 'time'].map((type) => ({ header: type, type }))
    const { bytes } = await written(
      orders(
        columns as typeof NASTY_COLUMNS,
        odd.map((text) => [text, text, text]),
      ),
    )
    const rows = dataRows(sheetOf(await openWithExcelJs(bytes), '订单'), 3)
    expect(rows).toEqual(odd.map((text) => [text, text, text]))
    const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
    for (const [i, text] of odd.entries()) {
      const expected = text === '' ? ExcelJS.ValueType.Null : ExcelJS.ValueType.String
      for (const column of [1, 2, 3]) expect(sheet.getCell(i + 2, column).type).toBe(expected)
    }
  })

  test('has a bold frozen header, an exact filter and printed titles', async () => {
    const { bytes } = await written(orders(NASTY_COLUMNS, NASTY_ROWS))
    const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
    expect(sheet.getRow(1).values).toEqual([undefined, ...NASTY_COLUMNS.map((c) => c.header)])
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe(`A1:E${NASTY_ROWS.length + 1}`)
    expect(sheet.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    })
  })

  test('of many columns prints readable pages side by side, its first column on each of them', async () => {
    const columns = textColumns(75)
    const { bytes } = await written(orders(columns, [columns.map(() => 'x')]))
    const sheet = sheetOf(await openWithExcelJs(bytes), '订单')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 })
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: false,
      scale: 65,
      pageOrder: 'overThenDown',
      printTitlesRow: '1:1',
      printTitlesColumn: 'A:A',
    })
  })

  test('of many columns of orders prints those that matter, each part as wide as a page', async () => {
    const order = ['主订单编号', '选购商品', '订单应付金额']
    const times = ['订单提交时间', '订单状态', '承诺发货时间']
    const others = Array.from({ length: 40 }, (_, i) => `其他 ${i}`)
    const columns = [...order, ...others, ...times].map((header) => ({
      header,
      type: 'text' as const,
    }))
    const { bytes } = await written(orders(columns, [columns.map(() => 'x')]))
    const { pageSetup } = sheetOf(await openWithExcelJs(bytes), '订单')
    expect(pageSetup).toMatchObject({ fitToPage: true, fitToWidth: 1, fitToHeight: 0 })
    // exceljs reads no more than the first of several areas.
    expect(pageSetup.printArea).toBe('A1:C2')
  })

  test('tells texts apart that come again in turns', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [`${i % 7 < 4 ? 'a' : 'b'}`, `${i >> 1}`])
    const { bytes } = await written(orders(textColumns(2), rows))
    expect(dataRows(sheetOf(await openWithExcelJs(bytes), '订单'), 2)).toEqual(rows)
  })

  test('may hold no rows, empty rows and short rows', async () => {
    const none = await written(orders(textColumns(2), []))
    const empty = sheetOf(await openWithExcelJs(none.bytes), '订单')
    expect(empty.rowCount).toBe(1)
    expect(empty.autoFilter).toBe('A1:B1')
    const some = await written(orders(textColumns(2), [['', ''], [], ['x'], ['', 'y']]))
    expect(some.stats.sheets).toEqual([{ name: '订单', rows: 4 }])
    const sheet = sheetOf(await openWithExcelJs(some.bytes), '订单')
    expect(dataRows(sheet, 2)).toEqual([
      ['', ''],
      ['', ''],
      ['x', ''],
      ['', 'y'],
    ])
  })

  test('goes on to the next sheet when one is full, without losing a row', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => [String(i)])
    const { bytes, stats } = await written(orders(textColumns(1), rows), { maxRowsPerSheet: 3 })
    expect(stats.sheets).toEqual([
      { name: '订单', rows: 3 },
      { name: '订单 (2)', rows: 3 },
      { name: '订单 (3)', rows: 1 },
    ])
    const workbook = await openWithExcelJs(bytes)
    const names = ['订单', '订单 (2)', '订单 (3)']
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['概览', ...names])
    expect(names.flatMap((name) => dataRows(sheetOf(workbook, name), 1))).toEqual(rows)
    for (const name of names) expect(sheetOf(workbook, name).getCell('A1').value).toBe('列1')
    expect(sheetOf(workbook, '订单 (3)').autoFilter).toBe('A1:A2')
  })

  test('fills a sheet to its last row without beginning another', async () => {
    const rows = [['1'], ['2'], ['3']]
    const { stats } = await written(orders(textColumns(1), rows), { maxRowsPerSheet: 3 })
    expect(stats.sheets).toEqual([{ name: '订单', rows: 3 }])
  })

  test('refuses a row with more cells than columns rather than drop them', async () => {
    const attempt = written(orders(textColumns(1), [['a', 'b']]))
    await expect(attempt).rejects.toThrow('row 2 has 2 cells for 1 columns')
  })
})

describe('times', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  const wallTimes = [
    '2026-11-12 00:30:00',
    '2026-01-01 00:00:00',
    '2025-12-31 23:59:59',
    '2024-02-29 12:00:01',
    '2026-03-08 02:30:00',
    '1900-03-01 00:00:00',
    '9999-12-31 23:59:59',
  ]

  test.each([
    ['UTC', 0],
    ['Asia/Shanghai', -480],
    ['America/New_York', 300],
  ])('are Beijing wall times on a machine in %s', async (name, offset) => {
    process.env.TZ = name
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offset)
    const iso = wallTimes.map((time) => `${time.replace(' ', 'T')}+08:00`)
    const rows = [...wallTimes, ...iso].map((time) => [time])
    const { bytes } = await written(orders(TIME_COLUMN, rows))
    const cells = dataRows(sheetOf(await openWithExcelJs(bytes), '订单'), 1).flat()
    const expected = wallTimes.map((time) => `${time.replace(' ', 'T')}.000Z`)
    expect(cells).toEqual([...expected, ...expected])
  })

  test('are exact to the second all through a day', async () => {
    const start = Date.UTC(2026, 10, 23)
    const seconds = Array.from({ length: 86_400 / 7 }, (_, i) => new Date(start + i * 7000))
    const rows = seconds.map((time) => [time.toISOString().slice(0, 19).replace('T', ' ')])
    const { bytes } = await written(orders(TIME_COLUMN, rows))
    const cells = dataRows(sheetOf(await openWithExcelJs(bytes), '订单'), 1).flat()
    expect(cells).toEqual(seconds.map((time) => time.toISOString()))
  })

  test.each([
    '2026-02-29 00:00:00',
    '2026-13-01 00:00:00',
    '2026-00-10 00:00:00',
    '2026-04-31 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01 00:60:00',
    '2026/01/01 00:00:00',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00+09:00',
    '2026-01-01 00:00',
    '20x6-01-01 00:00:00',
    '1900-02-28 00:00:00',
    '-',
  ])('that cannot be read stay text: %s', async (text) => {
    const { bytes } = await written(orders(TIME_COLUMN, [[text]]))
    expect(sheetOf(await openWithExcelJs(bytes), '订单').getCell('A2').value).toBe(text)
  })
})

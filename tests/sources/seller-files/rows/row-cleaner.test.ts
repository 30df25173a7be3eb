import { describe, expect, test } from 'vitest'
import { recogniseHeader } from '../../../../src/sources/seller-files/header.ts'
import {
  type CleanedRow,
  RowCleaner,
} from '../../../../src/sources/seller-files/rows/row-cleaner.ts'
import type { TableRow } from '../../../../src/sources/seller-files/table.ts'

/** A whole order line by the names of its columns, with every type of cell. */
const LINE = {
  主订单编号: '6917912345678901234',
  子订单编号: '6917912345678901235',
  选购商品: '杯子',
  商品数量: '2',
  订单应付金额: '28.90',
  运费: '0.00',
  商家优惠: '1.00',
  订单提交时间: '2026-09-22 00:54:10',
  订单状态: '已完成',
  商品ID: '3473196049974326153',
  我的列: 'x',
}
type Name = keyof typeof LINE
const NAMES = Object.keys(LINE) as Name[]

function cleanerOf(names: readonly string[], padsShortRows = false): RowCleaner {
  const header = recogniseHeader(names)
  if (!header) throw new Error('no header')
  return new RowCleaner(header, padsShortRows)
}

const orders = cleanerOf(NAMES)
const ADDRESS = { 联系人: '李四', 手机号: '13800001234', 详细地址: '某路 1 号' }

/** A line with some cells changed, as a row of its file. */
function lineWith(changed: Partial<Record<Name, string>>, more: Partial<TableRow> = {}): TableRow {
  return { number: 2, cells: Object.values({ ...LINE, ...changed }), ...more }
}

const at = (name: Name): [number] => [NAMES.indexOf(name)]

/** What is kept in one cell. */
function keptIn(row: CleanedRow, name: Name): string | undefined {
  if (row.outcome !== 'kept') throw new Error(JSON.stringify(row))
  return row.cells[NAMES.indexOf(name)]
}

function droppedFor(row: TableRow, by = orders): unknown[] {
  const cleaned = by.clean(row)
  if (cleaned.outcome !== 'dropped') return [cleaned.outcome]
  const { code, column, args } = cleaned.fault
  return [code, column, args]
}

describe('a cell that is kept', () => {
  test('of a clean row is as it was, without a remark', () => {
    const cells = Object.values(LINE)
    expect(orders.clean({ number: 2, cells })).toEqual({ outcome: 'kept', cells, faults: [] })
  })

  test.each<[Name, string, string]>([
    ['主订单编号', '\t6917912345678901234', '6917912345678901234'],
    ['主订单编号', '="6917912345678901234"', '6917912345678901234'],
    ['主订单编号', '1', '1'],
    [
      '子订单编号',
      '6917912345678901235;6917912345678901236',
      '6917912345678901235;6917912345678901236',
    ],
    [
      '子订单编号',
      '6917912345678901235；6917912345678901236',
      '6917912345678901235；6917912345678901236',
    ],
    ['子订单编号', '6917912345678901235;', '6917912345678901235;'],
    ['子订单编号', 'A-6917912345678901235', 'A-6917912345678901235'],
    ['商品ID', '-', ''],
    ['商品ID', '任意', '任意'],
    ['订单应付金额', '¥1,234.5', '1234.50'],
    ['订单应付金额', '28.9', '28.90'],
    ['订单应付金额', '028.90', '28.90'],
    ['订单应付金额', '0.90', '0.90'],
    ['订单应付金额', '-0.05', '-0.05'],
    ['订单应付金额', '5', '5.00'],
    ['订单应付金额', '12345', '12345.00'],
    ['订单应付金额', '00.90', '0.90'],
    ['订单应付金额', '123456789012.34', '123456789012.34'],
    ['订单应付金额', '', ''],
    ['商家优惠', '满100减10', '满100减10'],
    ['商家优惠', '１.5', '1.50'],
    ['商品数量', '１２', '12'],
    ['商品数量', '1,234', '1234'],
    ['商品数量', '1,234,567', '1234567'],
    ['商品数量', '2.00', '2'],
    ['商品数量', '-3', '-3'],
    ['商品数量', '123456789012345', '123456789012345'],
    ['商品数量', '', ''],
    ['订单提交时间', '2026-09-22 00:54', '2026-09-22 00:54'],
    ['订单提交时间', '—', ''],
    ['订单状态', '没见过的', '没见过的'],
    ['选购商品', '  两 个  ', '两 个'],
    ['选购商品', '合计：3 件', '合计：3 件'],
  ])('%s: %j is kept as %j', (name, raw, kept) => {
    const row = orders.clean(lineWith({ [name]: raw }))
    expect(keptIn(row, name)).toBe(kept)
    expect(row).toMatchObject({ faults: [] })
  })

  test.each<[Name, string, string, string]>([
    ['运费', '免运费', '免运费', 'value-as-text'],
    ['运费', '2\x000', '20', 'undecodable-text'],
    ['选购商品', '杯\0子', '杯子', 'nul-character'],
    ['订单应付金额', '\x0028.9\0 ', '28.90', 'nul-character'],
    ['订单提交时间', '2026-09-22 00:54:10\0', '2026-09-22 00:54:10', 'nul-character'],
    ['商品ID', '\0\0', '', 'nul-character'],
  ])('%s: %j is kept as %j, with the remark %s', (name, raw, kept, code) => {
    const row = orders.clean(lineWith({ [name]: raw }))
    expect(keptIn(row, name)).toBe(kept)
    expect(row).toMatchObject({ faults: [{ code, column: name, args: {} }] })
  })

  test('that lost a character is told, and so is one that a formula should have filled', () => {
    const row = lineWith({ 运费: '?' }, { undecodable: at('选购商品'), uncomputed: at('运费') })
    expect(orders.clean(row)).toMatchObject({
      outcome: 'kept',
      faults: [
        { code: 'undecodable-text', column: '选购商品' },
        { code: 'uncomputed-formula', column: '运费' },
      ],
    })
  })

  test('of a time that nobody acts on is kept as text, and told', () => {
    const names = ['售后单号', '订单号', '售后类型', '售后状态', '售后申请时间']
    const cells = ['1234567890123456789', '1', '退款', '退款成功', '很久以前']
    expect(cleanerOf(names).clean({ number: 2, cells })).toMatchObject({
      outcome: 'kept',
      cells,
      faults: [{ code: 'value-as-text', column: '售后申请时间' }],
    })
  })
})

describe('a row is dropped, and told with its column and the start of its value, for', () => {
  test.each<[Name, string, string]>([
    ['主订单编号', '6.9179E+18', 'damaged-id'],
    ['商品ID', '3.4E+18', 'damaged-id'],
    ['子订单编号', '6917912345678901235;6.9E+18', 'damaged-id'],
    ['子订单编号', '6.9E+18；6917912345678901235', 'damaged-id'],
    ['主订单编号', '#N/A', 'unreadable-id'],
    ['主订单编号', '#1', 'unreadable-id'],
    ['主订单编号', 'abc', 'unreadable-id'],
    ['主订单编号', '@69171', 'unreadable-id'],
    ['主订单编号', 'a1@b.cn', 'unreadable-id'],
    ['主订单编号', '$$YW1j*ZG1m$1$$', 'unreadable-id'],
    ['主订单编号', 'A##YW1j', 'unreadable-id'],
    ['主订单编号', '６９１７', 'unreadable-id'],
    ['主订单编号', '69\u200b17', 'unreadable-id'],
    ['子订单编号', '6917912345678901235;abc', 'unreadable-id'],
    ['订单应付金额', '二十元', 'unreadable-amount'],
    ['订单应付金额', '28.901', 'unreadable-amount'],
    ['订单应付金额', '2a.90', 'unreadable-amount'],
    ['订单应付金额', '12a45', 'unreadable-amount'],
    ['订单应付金额', '1-2.90', 'unreadable-amount'],
    ['订单应付金额', '1.2.90', 'unreadable-amount'],
    ['订单应付金额', '99999999999999999.90', 'unreadable-amount'],
    ['商品数量', '两个', 'unreadable-quantity'],
    ['商品数量', '1.5', 'unreadable-quantity'],
    ['商品数量', '1,2', 'unreadable-quantity'],
    ['商品数量', '1234567890123456', 'unreadable-quantity'],
    ['订单提交时间', '昨天', 'unreadable-time'],
    ['订单提交时间', '2026/9/22 0:54', 'slash-date'],
  ])('%s %j: %s', (name, raw, code) => {
    const [told, column, args] = droppedFor(lineWith({ [name]: raw }))
    expect([told, column]).toEqual([code, name])
    expect(args).toHaveProperty('value')
  })

  test.each<[Name, string]>([
    ['主订单编号', 'missing-id'],
    ['子订单编号', 'missing-id'],
  ])('nothing in %s: %s', (name, code) => {
    expect(droppedFor(lineWith({ [name]: '-' }))).toEqual([code, name, {}])
  })

  test('a NUL inside a value that is counted', () => {
    const row = lineWith({ 订单应付金额: '2\x008.90' })
    expect(droppedFor(row)).toEqual([
      'undecodable-text',
      '订单应付金额',
      { value: '2\x008.90', isDropped: 1 },
    ])
  })

  test('an id that a spreadsheet has rounded', () => {
    const row = lineWith({}, { imprecise: at('商品ID') })
    expect(droppedFor(row).slice(0, 2)).toEqual(['damaged-id', '商品ID'])
  })

  test('an id that lost a character, or that a formula should have filled', () => {
    expect(droppedFor(lineWith({}, { undecodable: at('商品ID') }))).toEqual([
      'undecodable-text',
      '商品ID',
      { value: '3473196049974326153', isDropped: 1 },
    ])
    expect(droppedFor(lineWith({ 订单应付金额: '' }, { uncomputed: at('订单应付金额') }))).toEqual([
      'uncomputed-formula',
      '订单应付金额',
      { isDropped: 1 },
    ])
  })

  test('its own making', () => {
    expect(droppedFor(lineWith({}, { problem: 'row-too-long' }))).toEqual([
      'row-too-long',
      null,
      {},
    ])
  })

  test('a value of which no more is shown than forty characters, and no person', () => {
    const [, , long] = droppedFor(lineWith({ 订单提交时间: `${'很'.repeat(60)}` }))
    expect(long).toEqual({ value: '很'.repeat(40) })
    const [, , phone] = droppedFor(lineWith({ 订单提交时间: '李小龙 13800001234' }))
    expect(JSON.stringify(phone)).not.toMatch(/李小龙|13800001234/)
  })
})

describe('the shape of a row', () => {
  const cells = Object.values(LINE)

  test('with a cell too few or too many is ragged in a CSV file', () => {
    const width = cells.length
    expect(droppedFor({ number: 2, cells: cells.slice(0, -1) })).toEqual([
      'ragged-row',
      null,
      { expected: width, found: width - 1 },
    ])
    expect(droppedFor({ number: 2, cells: [...cells, 'more'] })).toEqual([
      'ragged-row',
      null,
      { expected: width, found: width + 1 },
    ])
  })

  test('with empty cells behind its end is whole', () => {
    expect(orders.clean({ number: 2, cells: [...cells, '', ' '] })).toMatchObject({ cells })
  })

  test('that is short is whole in a workbook, where empty cells are left out', () => {
    const padding = cleanerOf(NAMES, true)
    expect(padding.clean({ number: 2, cells: cells.slice(0, -1) })).toMatchObject({
      cells: [...cells.slice(0, -1), ''],
    })
    expect(droppedFor({ number: 2, cells: [...cells, 'more'] }, padding)[0]).toBe('ragged-row')
  })

  test.each([
    [[]],
    [['']],
    [['', '', '']],
    [cells.map(() => '—')],
    [['-', '', ...cells.slice(2).map(() => ' ')]],
  ])('without anything is blank: %j', (blank) => {
    expect(orders.clean({ number: 2, cells: blank })).toEqual({ outcome: 'blank' })
  })

  test.each(['', '-', ' '])(
    'whose first cell is %j is not blank when another says something',
    (nothing) => {
      const lonely = cells.map((_, index) => (index === cells.length - 1 ? 'x' : nothing))
      expect(droppedFor({ number: 2, cells: lonely })).toEqual(['missing-id', '主订单编号', {}])
    },
  )

  test('of nothing but formulas is lost, not blank', () => {
    expect(droppedFor({ number: 2, cells: [], uncomputed: [0, 1] })).toEqual([
      'uncomputed-formula',
      null,
      { isDropped: 1 },
    ])
    const dashes = cells.map(() => '-')
    expect(droppedFor({ number: 2, cells: dashes, uncomputed: [0] })).toEqual([
      'uncomputed-formula',
      '主订单编号',
      { isDropped: 1 },
    ])
  })

  test('that holds a row within a cell is where a quote lacks its partner', () => {
    const swallowed = `x\n${cells.join(',')}`
    expect(droppedFor(lineWith({ 选购商品: swallowed }))).toEqual(['broken-quote', null, {}])
    expect(droppedFor(lineWith({ 选购商品: `x\n${cells.join('\t')}` }))[0]).toBe('broken-quote')
    // Prose with line ends and commas is a product's name all the same.
    const prose = `第一行\n${'好,'.repeat(cells.length)}`
    expect(keptIn(orders.clean(lineWith({ 选购商品: prose })), '选购商品')).toBe(prose)
    const oneLine = cells.join(',')
    expect(keptIn(orders.clean(lineWith({ 选购商品: oneLine })), '选购商品')).toBe(oneLine)
    const short = `x\n${cells.slice(3).join(',')}`
    expect(keptIn(orders.clean(lineWith({ 选购商品: short })), '选购商品')).toBe(short)
    // A workbook has no quotes that could swallow anything.
    const padding = cleanerOf(NAMES, true)
    expect(padding.clean(lineWith({ 选购商品: swallowed })).outcome).toBe('kept')
  })
})

describe('a sum below the rows', () => {
  const sum = (first: string, second = ''): TableRow => ({
    number: 9,
    cells: [first, second, ...NAMES.slice(2).map(() => '')],
  })

  test.each([
    '合计',
    '总计',
    '小计：',
    '汇总 12',
    '总金额￥28.90',
    '共 12 条',
    '共3行',
    '共12单，',
    '合计（元）',
  ])('%s is told as one', (word) => {
    expect(droppedFor(sum(word))).toEqual(['footer-row', null, { value: expect.any(String) }])
  })

  test.each(['小计算器', '合计划', '我的合计', '共享单车', '共 条'])('%s is none', (word) => {
    expect(droppedFor(sum(word))[0]).not.toBe('footer-row')
  })

  test('is none when the row has all ids of a line', () => {
    const names = ['选购商品', ...NAMES.filter((name) => name !== '选购商品')]
    const cells = names.map((name) => (name === '选购商品' ? '合计' : LINE[name as Name]))
    expect(cleanerOf(names).clean({ number: 2, cells }).outcome).toBe('kept')
  })

  test('is one wherever its word stands first', () => {
    expect(droppedFor({ number: 9, cells: ['', '合计', ...NAMES.slice(2).map(() => '')] })[0]).toBe(
      'footer-row',
    )
  })
})

describe('a header once more, where files were joined', () => {
  test('is no row', () => {
    expect(orders.clean({ number: 9, cells: NAMES })).toEqual({ outcome: 'header' })
    expect(orders.clean({ number: 9, cells: ['\uFEFF主订单编号', ...NAMES.slice(1)] })).toEqual({
      outcome: 'header',
    })
    expect(orders.clean({ number: 9, cells: NAMES.map((name) => ` ${name}\t`) })).toEqual({
      outcome: 'header',
    })
  })

  test('of other columns is told as a header', () => {
    const other = [...NAMES].reverse()
    expect(droppedFor({ number: 9, cells: other })).toEqual([
      'unreadable-id',
      null,
      { isHeader: 1 },
    ])
  })
})

test('what a merchant wrote by hand is told as such, for it cannot be exported again', () => {
  const names = Object.keys(ADDRESS)
  const cleaner = cleanerOf(names)
  const cells = Object.values(ADDRESS)
  expect(cleaner.clean({ number: 2, cells })).toMatchObject({ outcome: 'kept', cells })
  expect(droppedFor({ number: 2, cells: [...cells.slice(0, -1), ''] }, cleaner)).toEqual([
    'missing-id',
    '详细地址',
    { byHand: 1 },
  ])
  expect(droppedFor({ number: 2, cells: ['x'] }, cleaner)).toEqual([
    'ragged-row',
    null,
    { expected: 3, found: 1, byHand: 1 },
  ])
})

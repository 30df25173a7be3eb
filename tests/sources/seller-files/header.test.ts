import { describe, expect, test } from 'vitest'
import {
  knownNames,
  lookalikeOf,
  recogniseHeader,
} from '../../../src/sources/seller-files/header.ts'
import { delimiterOfHeader } from '../../../src/sources/seller-files/header-line.ts'

const ORDERS = ['主订单编号', '子订单编号', '订单状态']

describe('a header', () => {
  test.each<[string, string[]]>([
    ['orders', ORDERS],
    ['after-sales', ['售后单号', '售后类型', '售后状态']],
    ['settlements', ['结算时间', '结算金额', '结算单类型']],
    ['funds', ['动账方向', '动账场景', '订单实付应结']],
    ['ledger', ['动账流水号', '账户方向', '账户余额(元)']],
    ['premiums', ['保险单号', '关联子订单号', '金额(元)']],
    ['freight-insurance', ['投保单号', '支付保费', '保费状态']],
    ['qic', ['结算单号', '订单码', 'QIC仓']],
    ['products', ['商品ID', '商品名称', '一级类目']],
    ['addresses', ['联系人', '电话', '详细地址']],
  ])('of %s is known by its telling columns alone, in any order', (kind, names) => {
    expect(recogniseHeader(names)?.format.kind).toBe(kind)
    expect(recogniseHeader([...names].reverse())?.format.kind).toBe(kind)
    for (const name of names) {
      expect(recogniseHeader(names.filter((each) => each !== name))).toBeNull()
    }
  })

  test('keeps every column with its place, its own name and what is known of it', () => {
    const header = recogniseHeader(['子订单号', '主订单编号', '我的列', '订单状态'])
    expect(header).toMatchObject({
      width: 4,
      unknown: ['我的列'],
      duplicates: [],
      asOfPosition: null,
      columns: [
        { position: 0, title: '子订单号', name: '子订单编号', known: { field: 'lineId' } },
        { position: 1, title: '主订单编号', name: '主订单编号', known: { field: 'orderId' } },
        { position: 2, title: '我的列', name: '我的列', known: null },
        { position: 3, title: '订单状态', name: '订单状态', known: { field: 'status' } },
      ],
    })
  })

  test.each([
    ['\t主订单编号', ' 子订单编号\u00a0', '="订单状态"'],
    ["'主订单编号", '`子订单编号', '订单 状态'],
    ['\uFEFF主订单编号', '子订单编号', '订单状态'],
  ])('is known with what is put around its names: %j, %j, %j', (...names) => {
    const header = recogniseHeader(names)
    expect(header?.columns.map(({ name }) => name)).toEqual(ORDERS)
    expect(header?.unknown).toEqual([])
  })

  test('is known in another width and in capitals', () => {
    const header = recogniseHeader([...ORDERS, '商品id', '建议发货时间（起）', 'ＡＰＰ渠道'])
    expect(header?.unknown).toEqual([])
    expect(header?.columns.map(({ name }) => name)).toContain('商品ID')
    expect(header?.columns.map(({ name }) => name)).toContain('APP渠道')
  })

  test('ends with its last name; a hole within it has a name of its own', () => {
    const header = recogniseHeader([...ORDERS, '', '订单应付金额', '', ' '])
    expect(header?.width).toBe(5)
    expect(header?.columns[3]).toMatchObject({ title: '第4列', name: '第4列', known: null })
    expect(header?.unknown).toEqual(['第4列'])
  })

  test('shows a title on one line and no longer than a message can be', () => {
    const header = recogniseHeader([...ORDERS, ' 我的\r\n\t列\u0007 ', 'x'.repeat(150)])
    expect(header?.columns[3]).toMatchObject({ title: '我的 列', name: '我的 列' })
    expect(header?.columns[4]?.title).toBe('x'.repeat(100))
  })

  test('that repeats a name keeps each column under a name of its own, and tells', () => {
    const header = recogniseHeader([...ORDERS, '订单状态', '订单状态', '我的', '我的', '我的 (2)'])
    expect(header?.columns.map(({ name }) => name)).toEqual([
      ...ORDERS,
      '订单状态 (2)',
      '订单状态 (3)',
      '我的',
      '我的 (2)',
      '我的 (2) (2)',
    ])
    expect(header?.duplicates).toEqual(['订单状态', '订单状态', '我的', '我的 (2)'])
    expect(header?.unknown).toEqual(['我的'])
    // Only the first one is read as what the platform means by it.
    expect(header?.columns.map(({ known }) => known?.field ?? null).slice(2, 5)).toEqual([
      'status',
      null,
      null,
    ])
  })

  test('with an older name beside the newer one takes the newer, wherever it stands', () => {
    for (const names of [
      [...ORDERS, '订单编号'],
      ['订单编号', ...ORDERS],
    ]) {
      const header = recogniseHeader(names)
      const known = header?.columns.filter(({ known }) => known?.field === 'orderId')
      expect(known).toMatchObject([{ title: '主订单编号' }])
      expect(header?.unknown).toEqual(['订单编号'])
    }
  })

  test('of our own exports says where the row tells its time, and has no column for it', () => {
    const header = recogniseHeader([...ORDERS, '来源文件', '数据截至'])
    expect(header).toMatchObject({ asOfPosition: 4, unknown: [], width: 5 })
    expect(header?.columns.map(({ name }) => name)).toEqual(ORDERS)
  })

  test.each(['来源文件', '数据截至'])(
    'with %s alone is none of ours, and has the column',
    (name) => {
      const header = recogniseHeader([...ORDERS, name])
      expect(header).toMatchObject({ asOfPosition: null, unknown: [name] })
      expect(header?.columns.map((column) => column.name)).toContain(name)
    },
  )
})

describe('a row that is no header', () => {
  test('may have known names all the same', () => {
    expect(knownNames(['订单状态', '=\'选购商品"', 'x', '', '联系人'])).toBe(3)
    expect(knownNames([])).toBe(0)
  })

  test('is like the report that it has most columns of, and lacks what that needs', () => {
    expect(lookalikeOf(['主订单编号', '选购商品', '订单应付金额', '订单状态'])).toEqual({
      kind: 'orders',
      missing: ['子订单编号'],
    })
    expect(lookalikeOf(['联系人', '手机号', '省'])).toMatchObject({ kind: 'addresses' })
  })

  test('is like none with two columns, or without a telling one', () => {
    expect(lookalikeOf(['主订单编号', '订单状态'])).toBeNull()
    expect(lookalikeOf(['选购商品', '商品规格', '订单应付金额', '运费'])).toBeNull()
    expect(lookalikeOf(['订单状态', '订单状态', '订单状态'])).toBeNull()
  })
})

describe('the line of a header', () => {
  test.each([',', '\t', ';'])('says by which delimiter it is cut: %j', (delimiter) => {
    const header = ORDERS.join(delimiter)
    expect(delimiterOfHeader(header)).toBe(delimiter)
    expect(delimiterOfHeader(`我的订单\r\n\r\n${header}\r\n1${delimiter}2`)).toBe(delimiter)
    expect(delimiterOfHeader(`a,b\n${header}`)).toBe(delimiter)
  })

  test('goes by the delimiter that finds most names', () => {
    expect(delimiterOfHeader('主订单编号,子订单编号;订单状态;选购商品;商品规格')).toBe(';')
  })

  test('is not one with two known names', () => {
    expect(delimiterOfHeader('主订单编号,子订单编号,x')).toBeNull()
    expect(delimiterOfHeader('')).toBeNull()
    // Names on several lines are prose.
    expect(delimiterOfHeader('主订单编号\n子订单编号\n订单状态')).toBeNull()
  })
})

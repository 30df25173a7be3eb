import { describe, expect, test } from 'vitest'
import type { check } from '../../src/app/check.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { backUp, backUpInto, folderWith, keptIn } from './backed-up.ts'
import {
  A,
  B,
  C,
  type Cells,
  cellsOf,
  HEADER,
  orderLine,
  ordersText,
  textOf,
} from './small-orders.ts'

const folder = useFolder()

describe('values that a spreadsheet program has spoilt', () => {
  test.each([
    ['an id as 6.91793E+18', { 子订单编号: '6.91793E+18' }, 'damaged-id o.csv:2 子订单编号'],
    ['a main id as 6.91793E+18', { 主订单编号: '6.91793E+18' }, 'damaged-id o.csv:2 主订单编号'],
    ['a slash date', { 订单提交时间: '2026/9/22 0:54' }, 'slash-date o.csv:2 订单提交时间'],
    ['a short slash date', { 订单提交时间: '2026/9/22' }, 'slash-date o.csv:2 订单提交时间'],
    ['a number of days', { 订单提交时间: '46287.5' }, 'unreadable-time o.csv:2 订单提交时间'],
    [
      'a time that never was',
      { 订单提交时间: '2026-02-30 00:00:00' },
      'unreadable-time o.csv:2 订单提交时间',
    ],
    [
      'hashes for a column too narrow',
      { 订单提交时间: '########' },
      'unreadable-time o.csv:2 订单提交时间',
    ],
    ['words for an amount', { 订单应付金额: '#VALUE!' }, 'unreadable-amount o.csv:2 订单应付金额'],
    ['half a piece', { 商品数量: '1.5' }, 'unreadable-quantity o.csv:2 商品数量'],
    ['no id', { 子订单编号: '-' }, 'missing-id o.csv:2 子订单编号'],
  ] as const)('%s costs its row only', async (_name, changed: Cells, told) => {
    const run = await backUp(folder, { 'o.csv': ordersText(cellsOf(A, changed), cellsOf(B)) })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual([told])
    expect(Object.keys(await keptIn(run))).toEqual([B])
  })

  test('a file whose ids all end in 000 is refused as a whole, and the others are read', async () => {
    const ids = ['6917926768823643000', '6917926768823644000', '6917926768823649000']
    const run = await backUp(folder, {
      'a.csv': ordersText(...ids.map((id) => cellsOf(id))),
      'b.csv': ordersText(cellsOf(A)),
    })
    expect(run.told()).toEqual(['damaged-id a.csv 主订单编号'])
    expect(run.complete).toBe(false)
    expect(run.data.imports[0]).toMatchObject({ file: 'a.csv', rows: 3, rejected: 3 })
    expect(Object.keys(await keptIn(run))).toEqual([A])
  })

  test('one id that ends in 000 among others is an id', async () => {
    const round = '6917926768823643000'
    const run = await backUp(folder, { 'a.csv': ordersText(cellsOf(round), cellsOf(A)) })
    expect(run.told()).toEqual([])
    expect(Object.keys(await keptIn(run))).toEqual([round, A])
  })
})

describe('spellings of values', () => {
  test.each([
    ['¥28.90', 2890],
    ['￥28.90', 2890],
    ['28.90元', 2890],
    ['"1,234.50"', 123450],
    ['２８．９０', 2890],
    ['￥１，２３４．５０', 123450],
    ['28.9', 2890],
    ['28', 2800],
    ['-3.00', -300],
    ['\t28.90', 2890],
    ["'28.90", 2890],
    ['0', 0],
  ])('the amount %s is %i fen', async (amount, fen) => {
    const run = await backUp(folder, { 'o.csv': ordersText(cellsOf(A, { 订单应付金额: amount })) })
    expect(run.told()).toEqual([])
    expect((await keptIn(run))[A]?.payableFen).toBe(fen)
  })

  test.each(['"1,23.00"', '28.905', '1e3', '28,90元x', '(3.00)'])(
    '%s is no amount',
    async (amount) => {
      const run = await backUp(folder, {
        'o.csv': ordersText(cellsOf(A, { 订单应付金额: amount }), cellsOf(B)),
      })
      expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
      expect(run.complete).toBe(false)
    },
  )

  test('a voucher name before its amount is kept as words without a remark', async () => {
    const text = textOf([
      [...HEADER, '商家优惠'],
      [...cellsOf(A), '新人券-5.00'],
    ])
    const run = await backUp(folder, { 'o.csv': text })
    expect([...run.told(), ...run.told('warning')]).toEqual([])
    expect((await keptIn(run, 'lines', ['商家优惠']))[A]).toMatchObject({ 商家优惠: '新人券-5.00' })
  })

  test('words in an amount that nothing counts on are kept and told', async () => {
    const text = textOf([
      [...HEADER, '平台优惠'],
      [...cellsOf(A), '见备注'],
    ])
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.told('warning')).toEqual(['value-as-text o.csv:2 平台优惠'])
    expect((await keptIn(run, 'lines', ['平台优惠']))[A]).toMatchObject({ 平台优惠: '见备注' })
  })

  test.each([
    ['a TAB', `"\t${A}"`],
    ['a TAB behind it', `${A}\t`],
    ['an apostrophe', `'${A}`],
    ['a back-tick', `\`${A}`],
    ['a formula', `"=""${A}"""`],
    ['a formula without quotes around it', `="${A}"`],
    ['blanks of three kinds', ` \u00a0\u3000${A} `],
  ])('an id behind %s is the bare id', async (_name, id) => {
    const run = await backUp(folder, { 'o.csv': ordersText(cellsOf(A, { 子订单编号: id })) })
    expect(run.told()).toEqual([])
    expect(Object.keys(await keptIn(run))).toEqual([A])
  })

  test.each(['', '-', '–', '—', '－', '--', '\t-', "'-"])('%j is empty', async (mark) => {
    const text = textOf([
      [...HEADER, '支付完成时间', '售后状态', '支付优惠'],
      [...cellsOf(A, { 选购商品: mark }), mark, mark, mark],
    ])
    const run = await backUp(folder, { 'o.csv': text })
    expect([...run.told(), ...run.told('warning')]).toEqual([])
    expect((await keptIn(run))[A]).toMatchObject({
      product: null,
      paidAt: null,
      paymentDiscountFen: null,
      afterSaleState: 'none',
    })
  })
})

describe('orders exported one row an order', () => {
  test('a row of several lines is kept as an order and is no line; a row of one is a line', async () => {
    const joined = cellsOf(A, { 子订单编号: `"\t${B};${C}"`, 选购商品: '茶;碗', 商品数量: '3' })
    const single = cellsOf('6917926768823640001')
    const run = await backUp(folder, { 'o.csv': ordersText(joined, single) })
    expect(run.only).toMatchObject({ rows: 2, added: 2, rejected: 0 })
    expect(run.complete).toBe(true)
    expect(run.told('info')).toEqual(['not-splittable o.csv'])
    expect(Object.keys(await keptIn(run))).toEqual(['6917926768823640001'])
    expect(await keptIn(run, 'orderRecords')).toMatchObject({
      [A]: { lineIds: `${B};${C}`, quantity: 3, payableFen: 2890 },
    })
  })

  test('a damaged id among those joined is told', async () => {
    const joined = cellsOf(A, { 子订单编号: `${B};6.91793E+18` })
    const run = await backUp(folder, { 'o.csv': ordersText(joined, cellsOf(C)) })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['damaged-id o.csv:2 子订单编号'])
  })
})

describe('status words', () => {
  test('one that nobody knows is kept and told, also when the same bytes come again', async () => {
    const path = await folderWith(folder, {
      'o.csv': ordersText(cellsOf(A, { 订单状态: '神秘状态' }), cellsOf(B)),
    })
    const root = folder.free('archive')
    const first = await backUpInto(root, [path])
    expect(first.only).toMatchObject({ rows: 2, added: 2, rejected: 0 })
    expect(first.told()).toEqual(['unknown-status o.csv:2 订单状态'])
    expect((await keptIn(first))[A]).toMatchObject({ status: '神秘状态', statusKind: 'unknown' })
    const again = await backUpInto(root, [path])
    expect(again.only).toMatchObject({ rows: 2, unchanged: 2 })
    expect(again.told()).toEqual(first.told())
    const looked = await dyshop(['check', path, '--only', 'orders-finished', '--json'])
    expect(looked.exitCode).toBe(3)
    expect(looked.json<Awaited<ReturnType<typeof check>>['data']>().data).toMatchObject({
      ready: false,
      orders: { unknown: 1, finished: 1 },
      conditions: [{ id: 'orders-finished', status: 'blocked', count: 1 }],
    })
    expect((await dyshop(['backup', path, '--archive', root])).exitCode).toBe(3)
  })

  test('an empty status is not known either', async () => {
    const run = await backUp(folder, { 'o.csv': ordersText(cellsOf(A, { 订单状态: '-' })) })
    expect(run.told()).toEqual(['unknown-status o.csv:2 订单状态'])
    expect((await keptIn(run))[A]?.statusKind).toBe('unknown')
  })

  test('unknown words of after-sales are told in both exports', async () => {
    const run = await backUp(folder, {
      'a.csv': exportText('orders', [orderLine(A, { 售后状态: '神秘售后' })]),
      'b.csv': exportText('afterSales', [
        { 售后单号: B, 订单号: A, 商品单号: A, 售后类型: '退货退款', 售后状态: '神秘售后' },
        {
          售后单号: C,
          订单号: A,
          商品单号: A,
          售后类型: '退货退款',
          售后状态: '同意退款，退款成功',
        },
      ]),
    })
    expect(run.told()).toEqual([
      'unknown-status a.csv:2 售后状态',
      'unknown-status b.csv:2 售后状态',
    ])
    expect(run.data.totals).toMatchObject({ lines: 1, afterSales: 2 })
  })
})

test('more than a thousand bad rows are counted, not listed', async () => {
  const rows = Array.from({ length: 1205 }, (_, at) =>
    cellsOf(`6917926768823${String(at).padStart(6, '0')}`, { 订单应付金额: '坏' }),
  )
  const run = await backUp(folder, { 'o.csv': ordersText(...rows, cellsOf(A)) })
  expect(run.only).toMatchObject({ rows: 1206, added: 1, rejected: 1205 })
  expect(run.findings.filter(({ code }) => code === 'unreadable-amount')).toHaveLength(1000)
  expect(run.findings.find(({ code }) => code === 'more')).toMatchObject({
    severity: 'error',
    args: { code: 'unreadable-amount', count: 205 },
  })
})

test('the same id twice in one file with other content is told, and the later row counts', async () => {
  const text = ordersText(cellsOf(A, { 订单应付金额: '1.00' }), cellsOf(A), cellsOf(A))
  const run = await backUp(folder, { 'o.csv': text })
  expect(run.only).toMatchObject({ rows: 3, added: 1, rejected: 0 })
  expect(run.told()).toEqual(['duplicate-row o.csv:3'])
  expect((await keptIn(run))[A]?.payableFen).toBe(2890)
})

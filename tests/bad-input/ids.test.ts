import { describe, expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { backUp, backUpInto, folderWith, keptIn } from './backed-up.ts'
import { A, B, C, type Cells, cellsOf, HEADER, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()

describe('ids that are none', () => {
  test.each([
    ['an error of a spreadsheet', '#N/A'],
    ['an error with a digit in it', '#DIV/0!'],
    ['words', '见备注'],
    ['full-width digits', '６９１７９２６７６８８２３６４３７５１'],
    ['an invisible character in front', `\u200B${A}`],
    ['a blank inside', `${A.slice(0, 8)} ${A.slice(8)}`],
    ['a line end inside', `"${A.slice(0, 8)}\n${A.slice(8)}"`],
    ['one of two that is none', `${B};#N/A`],
  ])('%s: the row is left out and told', async (_name, id) => {
    const text = ordersText(cellsOf(A, { 子订单编号: id }), cellsOf(C))
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['unreadable-id o.csv:2 子订单编号'])
    expect(run.complete).toBe(false)
    expect(Object.keys(await keptIn(run))).toEqual([C])
  })

  test('rows that share an error for an id do not become one order', async () => {
    const text = ordersText(cellsOf('#N/A'), cellsOf('#N/A', { 选购商品: '另一个' }), cellsOf(C))
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.only).toMatchObject({ rows: 3, added: 1, rejected: 2 })
  })

  test.each(['', '-', '\t', '="" '])(
    'a row that begins with %j instead of its order is counted and told, for it is not blank',
    async (nothing) => {
      const text = ordersText(cellsOf(A), cellsOf(B, { 主订单编号: nothing }), cellsOf(C))
      const run = await backUp(folder, { 'o.csv': text })
      expect(run.only).toMatchObject({ rows: 3, added: 2, rejected: 1 })
      expect(run.told()).toEqual(['missing-id o.csv:3 主订单编号'])
      expect(run.complete).toBe(false)
    },
  )

  test('what is shown of them is no phone number of a buyer', async () => {
    const text = ordersText(cellsOf(A, { 子订单编号: '张三 13800001234' }))
    const run = await backUp(folder, { 'o.csv': text })
    expect(JSON.stringify(run.findings)).not.toContain('13800001234')
  })

  test('ids of services may have letters and dashes', async () => {
    const row = { 投保单号: 'PI-2026_AB/0001', 支付保费: '0.50', 保费状态: '已支付' }
    const run = await backUp(folder, { 'i.csv': exportText('insurance', [row]) })
    expect(run.only).toMatchObject({ kind: 'freight-insurance', added: 1 })
    expect(run.told()).toEqual([])
  })
})

describe('ids that a spreadsheet rounded and wrote out again', () => {
  const ROUNDED = ['6917926768823643000', '6917926768823644000', '6917926768823645000']
  const settlement = (id: string, at: number) => ({
    结算时间: `2026-09-22 00:54:1${at}`,
    订单号: A,
    子订单号: id,
    结算金额: '1.00',
    结算单类型: '已结算',
  })
  const sale = (id: string) => ({ 售后单号: id, 售后类型: '退货退款', 售后状态: '退款成功' })

  test.each([
    ['orders', '子订单编号', ordersText(...ROUNDED.map((id) => cellsOf(A, { 子订单编号: id })))],
    ['settlements', '子订单号', exportText('settlements', ROUNDED.map(settlement))],
    ['after-sales', '售后单号', exportText('afterSales', ROUNDED.map(sale))],
  ])('%s: the whole file is refused, its rows counted', async (_kind, column, text) => {
    const path = await folderWith(folder, { 'a.csv': text, 'b.csv': ordersText(cellsOf(C)) })
    const archive = folder.free('archive')
    for (const _again of [1, 2]) {
      const run = await backUpInto(archive, [path])
      expect(run.told()).toEqual([`damaged-id a.csv ${column}`])
      expect(run.data.imports[0]).toMatchObject({ file: 'a.csv', rows: 3, rejected: 3 })
      expect(run.data.totals).toMatchObject({ lines: 1, settlements: 0, afterSales: 0 })
      expect(run.complete).toBe(false)
    }
  })

  test('several rows of one order whose id ends in 000 are no sign of it', async () => {
    const [id = ''] = ROUNDED
    const text = ordersText(...[A, B, C].map((line) => cellsOf(line, { 主订单编号: id })))
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.only).toMatchObject({ rows: 3, added: 3 })
  })
})

describe('orders exported one row an order', () => {
  test('ids joined by a full-width semicolon are those of an order, too', async () => {
    const text = ordersText(
      cellsOf(A, { 子订单编号: `${B}；${C}`, 选购商品: '茶；杯' }),
      cellsOf(B),
    )
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.only).toMatchObject({ rows: 2, added: 2 })
    expect(run.told('info')).toEqual(['not-splittable o.csv'])
    expect(Object.keys(await keptIn(run))).toEqual([B])
    expect((await keptIn(run, 'orderRecords'))[A]).toMatchObject({ lineIds: `${B}；${C}` })
  })
})

describe('rows that begin like a sum', () => {
  const header = ['选购商品', ...HEADER.filter((name) => name !== '选购商品')]
  const row = (product: string, cells: Cells) => {
    const [order = '', line = '', , ...rest] = cellsOf(A, cells)
    return [product, order, line, ...rest]
  }

  test.each(['小计算器', '共3条装毛巾', '汇总表文具', '合计 3 件套', '总计'])(
    'an order of the product %s is an order',
    async (product) => {
      const run = await backUp(folder, { 'o.csv': textOf([header, row(product, {})]) })
      expect(run.told()).toEqual([])
      expect((await keptIn(run))[A]?.product).toBe(product)
    },
  )

  test.each(['合计', '合计：', '小计 ¥57.80', '共 2 单'])(
    'a row %s without ids is a sum',
    async (word) => {
      const sum = row(word, { 主订单编号: '', 子订单编号: '' })
      const run = await backUp(folder, { 'o.csv': textOf([header, row('茶', {}), sum]) })
      expect(run.told()).toEqual(['footer-row o.csv:3'])
      expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    },
  )
})

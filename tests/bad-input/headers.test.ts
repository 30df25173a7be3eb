import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FUND_LAYOUTS } from '../../examples/generator/bill-columns.ts'
import { ORDER_LAYOUTS } from '../../examples/generator/order-layouts.ts'
import { databaseContent } from '../support/archive-content.ts'
import { useFolder } from '../support/folder.ts'
import { shuffled } from '../support/shops.ts'
import { backUp, backUpInto, folderWith, keptIn, MODIFIED } from './backed-up.ts'
import { A, B, cellsOf, HEADER, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()
const COLUMNS = Object.fromEntries(HEADER.map((name, index) => [name, cellsOf(A)[index] ?? '']))

/** A row under any header: what an order line has to say, `-` elsewhere. */
function rowUnder(header: readonly string[], id = A): string[] {
  return header.map((name) =>
    name.startsWith('主') || name.startsWith('子') ? id : (COLUMNS[name] ?? '-'),
  )
}

describe('columns', () => {
  test.each([
    ['v1', 73],
    ['v1a', 74],
    ['v1b', 90],
    ['v2', 75],
  ] as const)('an order export of layout %s has %i columns, all known', async (layout, count) => {
    const header = ORDER_LAYOUTS[layout]
    expect(header).toHaveLength(count)
    const run = await backUp(folder, { 'orders.csv': textOf([header, rowUnder(header)]) })
    expect(run.only).toMatchObject({ kind: 'orders', rows: 1, added: 1 })
    expect([...run.told(), ...run.told('warning')]).toEqual([])
    expect((await keptIn(run))[A]).toMatchObject({ orderId: A, payableFen: 2890, quantity: 1 })
  })

  test.each([
    ['current', 39],
    ['signed', 39],
    ['of2023', 30],
  ] as const)('fund movements of layout %s have %i columns, all known', async (layout, count) => {
    const header = FUND_LAYOUTS[layout].map(({ name }) => name)
    expect(header).toHaveLength(count)
    const values: Record<string, string> = {
      动账时间: '2026-09-22 00:54:10',
      动帐流水号: "'1001",
      动账流水号: "'1001",
      动账方向: '出账',
      动账金额: '12.00',
      动账场景: '提现',
    }
    const row = header.map((name) => values[name] ?? '')
    const run = await backUp(folder, { 'funds.csv': textOf([header, row]) })
    expect(run.only).toMatchObject({ kind: 'funds', rows: 1, added: 1 })
    expect([...run.told(), ...run.told('warning')]).toEqual([])
    expect(await keptIn(run, 'funds')).toMatchObject({ 1001: { amountFen: -1200 } })
  })

  test.each(['a', 'b', 'c', 'd'])(
    'columns in any order are found by name (order %s)',
    async (seed) => {
      const header = shuffled(ORDER_LAYOUTS.v1b, seed)
      const run = await backUp(folder, { 'orders.csv': textOf([header, rowUnder(header)]) })
      expect((await keptIn(run))[A]).toMatchObject({
        orderId: A,
        lineId: A,
        payableFen: 2890,
        createdAt: '2026-09-22T00:54:10+08:00',
        statusKind: 'finished',
      })
    },
  )

  test('older names of columns mean the same', async () => {
    const header = ['主订单号', '子订单号', '应付金额', '支付时间', '订单提交时间', '订单状态']
    const time = '2026-09-22 00:54:10'
    const run = await backUp(folder, {
      'o.csv': textOf([header, [A, B, '9.90', time, time, '已完成']]),
    })
    expect(run.told('warning')).toEqual([])
    expect((await keptIn(run))[B]).toMatchObject({
      orderId: A,
      payableFen: 990,
      paidAt: '2026-09-22T00:54:10+08:00',
    })
  })

  test('names are known with a TAB, blanks, quotes or another width of brackets', async () => {
    const header = [
      '"\t主订单编号"',
      ' 子订单编号 ',
      '"订单状态"',
      '建议发货时间(起)',
      '="订单应付金额"',
    ]
    const run = await backUp(folder, { 'o.csv': textOf([header, [A, A, '已完成', '-', '1.00']]) })
    expect(run.told('warning')).toEqual([])
    expect((await keptIn(run))[A]).toMatchObject({ payableFen: 100 })
  })

  test('an unknown column is told and kept as it is, and the run is complete', async () => {
    const text = textOf([
      [...HEADER, '新列'],
      [...cellsOf(A), '新值'],
    ])
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.complete).toBe(true)
    expect(run.told('warning')).toEqual(['unknown-header orders.csv 新列'])
    expect((await keptIn(run, 'lines', ['新列']))[A]).toMatchObject({ 新列: '新值' })
  })

  test('of two columns with one name both are kept, and the first gives the value', async () => {
    const text = textOf([
      [...HEADER, '订单应付金额'],
      [...cellsOf(A), '1.00'],
    ])
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.complete).toBe(true)
    expect(run.told('warning')).toEqual(['duplicate-header orders.csv 订单应付金额'])
    expect((await keptIn(run, 'lines', ['订单应付金额 (2)']))[A]).toMatchObject({
      payableFen: 2890,
      '订单应付金额 (2)': '1.00',
    })
  })

  test('an alias beside the name itself is a column of its own', async () => {
    const text = textOf([
      ['应付金额', ...HEADER],
      ['1.00', ...cellsOf(A)],
    ])
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.told('warning')).toEqual(['unknown-header orders.csv 应付金额'])
    expect((await keptIn(run))[A]?.payableFen).toBe(2890)
  })

  test('without the column that is the key, it is no known report', async () => {
    const header = HEADER.filter((name) => name !== '子订单编号')
    const run = await backUp(folder, { 'orders.csv': textOf([header, cellsOf(A).slice(1)]) })
    expect(run.told()).toEqual(['unknown-report orders.csv'])
  })
})

describe('rows above and below the header', () => {
  test.each([1, 3, 9])('%i lines of title above the header are passed over', async (count) => {
    const titles = Array.from({ length: count }, (_, at) => [`标题 ${at}`, '', ''])
    const bad = cellsOf(B, { 订单应付金额: '坏' })
    const run = await backUp(folder, { 'o.csv': textOf([...titles, HEADER, cellsOf(A), bad]) })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual([`unreadable-amount o.csv:${count + 3} 订单应付金额`])
  })

  const BILL = ['结算时间', '订单号', '子订单号', '结算金额', '结算单类型', '结算账户']
  const paid = ['2026-09-22 00:54:10', `'${A}`, `'${B}`, '28.90', '已结算', '聚合账户']

  test('the row that explains a settlement bill is told and not counted', async () => {
    const explains = ['时间', '-', '-', '收入+支出', '-', '-']
    const run = await backUp(folder, { 'bill.csv': textOf([BILL, explains, paid]) })
    expect(run.only).toMatchObject({ kind: 'settlements', rows: 1, added: 1 })
    expect(run.complete).toBe(true)
    expect(run.told('info')).toEqual(['explanation-row bill.csv:2'])
    const [kept] = Object.values(await keptIn(run, 'settlements'))
    expect(kept).toMatchObject({ orderId: A, lineId: B, settledFen: 2890 })
  })

  test('a settlement bill without one loses nothing', async () => {
    const run = await backUp(folder, { 'bill.csv': textOf([BILL, paid]) })
    expect(run.only).toMatchObject({ rows: 1, added: 1 })
    expect(run.told('info')).toEqual([])
  })

  test('a bad first row of a settlement bill is no explanation', async () => {
    const bad = ['2026/9/22', `'${A}`, `'${B}`, '28.90', '已结算', '聚合账户']
    const run = await backUp(folder, { 'bill.csv': textOf([BILL, bad, paid]) })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['slash-date bill.csv:2 结算时间'])
  })
})

test('a file that ends in its header, without a line end, is not an empty report', async () => {
  const run = await backUp(folder, {
    'o.csv': `\uFEFF${HEADER.slice(0, 5).join(',')},订单状态,订单提`,
  })
  expect(run.told()).toEqual(['cut-file o.csv'])
})

test('a report without rows whose header line ends is one without rows', async () => {
  const run = await backUp(folder, { 'o.csv': textOf([HEADER]) })
  expect(run.told()).toEqual([])
  expect(run.only).toMatchObject({ kind: 'orders', rows: 0 })
})

test('a header that repeats a name a thousand times is taken as it is', async () => {
  const header = [...HEADER, ...Array.from({ length: 9000 }, () => '列')]
  const row = [...cellsOf(A), ...Array.from({ length: 9000 }, (_, at) => String(at))]
  const run = await backUp(folder, { 'o.csv': textOf([header, row]) })
  expect(run.only.added).toBe(1)
  const kept = await keptIn(run, 'lines', ['列', '列 (2)', '列 (9000)'])
  expect(kept[A]).toMatchObject({ 列: '0', '列 (2)': '1', '列 (9000)': '8999' })
})

describe('as of', () => {
  const text = ordersText(cellsOf(A))
  test('comes from the name before the rows', async () => {
    const run = await backUp(folder, { '1790800000_0123456789abcdef.csv': text })
    expect(run.only.asOf).toBe('2026-10-01T04:26:40+08:00')
  })

  test('comes from the newest time that has happened, never a promised one', async () => {
    const header = [...HEADER, '承诺发货时间', '发货时间']
    const row = [...cellsOf(A), '2026-10-30 00:00:00', '2026-09-23 08:00:00']
    const run = await backUp(folder, { 'orders.csv': textOf([header, row]) })
    expect(run.only.asOf).toBe('2026-09-23T08:00:00+08:00')
  })

  test('comes from the file where neither tells', async () => {
    const header = ['主订单编号', '子订单编号', '订单状态']
    const run = await backUp(folder, { 'orders.csv': textOf([header, [A, A, '已完成']]) })
    expect(run.only.asOf).toBe(MODIFIED)
  })

  test('in the future is told', async () => {
    const run = await backUp(folder, { '1890800000_x.csv': text })
    expect(run.told('warning')).toEqual(['future-as-of 1890800000_x.csv'])
  })

  test('is not told by a name that is a date and an hour', async () => {
    const run = await backUp(folder, { '2026112009.csv': text })
    expect(run.told('warning')).toEqual(['odd-name-time 2026112009.csv'])
    expect(run.only.asOf).toBe('2026-09-22T00:54:10+08:00')
    const newer = await backUpInto(run.root, [
      await folderWith(folder, {
        '1790800000_x.csv': ordersText(cellsOf(A, { 订单状态: '已关闭' })),
      }),
    ])
    expect(newer.only.updated).toBe(1)
  })

  test('before the newest time in the rows is told, and counts all the same', async () => {
    const run = await backUp(folder, { '1790000000_x.csv': text })
    expect(run.told('info')).toEqual(['early-name-time 1790000000_x.csv'])
    expect(run.only.asOf).toBe('2026-09-21T22:13:20+08:00')
  })

  test('of two files that only their rows date equally, the one changed later counts', async () => {
    const [first, second] = ['待发货', '已发货'].map((status) =>
      ordersText(cellsOf(A, { 订单状态: status })),
    ) as [string, string]
    for (const names of [
      ['a.csv', 'b.csv'],
      ['b.csv', 'a.csv'],
    ] as const) {
      const path = await folderWith(folder, { [names[0]]: first, [names[1]]: second })
      await utimes(join(path, names[0]), new Date(MODIFIED), new Date('2026-11-11T08:00:00+08:00'))
      const run = await backUpInto(folder.free('archive'), [path])
      expect((await keptIn(run))[A]?.status).toBe('待发货')
      expect(run.told('warning')).toEqual([])
    }
  })

  test('two exports with different columns merge alike in both orders', async () => {
    const older = textOf([
      [...HEADER, '支付优惠', '收件人'],
      [...cellsOf(A, { 订单状态: '待发货' }), '1.00', '##old##'],
      [...cellsOf(B), '2.00', '##b##'],
    ])
    const newer = textOf([
      [...HEADER.filter((name) => name !== '选购商品'), '收件人', '商家备注'],
      [...cellsOf(A).filter((cell) => cell !== '辣丝丝'), '', '新备注'],
    ])
    const path = await folderWith(folder, { '1790000000_a.csv': older, '1790500000_b.csv': newer })
    const files = [join(path, '1790000000_a.csv'), join(path, '1790500000_b.csv')]
    const contents: unknown[] = []
    for (const order of [files, files.toReversed()]) {
      const root = folder.free('archive')
      for (const file of order) await backUpInto(root, [file])
      const kept = await keptIn({ root }, 'lines', ['收件人', '商家备注'])
      expect(kept[A]).toMatchObject({
        status: '已完成',
        product: '辣丝丝',
        paymentDiscountFen: 100,
        收件人: '',
        商家备注: '新备注',
      })
      expect(kept[B]).toMatchObject({ paymentDiscountFen: 200, 收件人: '##b##' })
      contents.push(await databaseContent(root))
    }
    expect(contents[0]).toEqual(contents[1])
  })

  test('the time of a file decides only between exports that tell nothing else', async () => {
    const header = ['主订单编号', '子订单编号', '订单状态']
    const path = await folderWith(folder, {})
    const write = async (name: string, status: string, time: string) => {
      await writeFile(join(path, name), textOf([header, [A, A, status]]))
      await utimes(join(path, name), new Date(time), new Date(time))
    }
    await write('a.csv', '已完成', '2026-11-02T00:00:00+08:00')
    await write('b.csv', '待发货', '2026-11-01T00:00:00+08:00')
    const run = await backUpInto(folder.free(), [path])
    expect((await keptIn(run))[A]?.status).toBe('已完成')
  })
})

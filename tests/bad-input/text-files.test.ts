import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { backUp, backUpInto, folderWith, keptIn } from './backed-up.ts'
import { A, B, C, cellsOf, HEADER, orderLine, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()
const GOOD = exportText('orders', [orderLine(C)])
const PLAIN = ordersText(cellsOf(A), cellsOf(B))

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(PLAIN)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${PLAIN}`)],
    ['GBK', iconv.encode(PLAIN, 'gbk')],
    ['GB18030', iconv.encode(PLAIN, 'gb18030')],
    ['UTF-16LE with a byte order mark', iconv.encode(PLAIN, 'utf16le', { addBOM: true })],
    ['UTF-16LE without one', iconv.encode(PLAIN, 'utf16le')],
    ['UTF-16BE with a byte order mark', iconv.encode(PLAIN, 'utf16be', { addBOM: true })],
  ])('%s is read', async (_name, bytes) => {
    const run = await backUp(folder, { 'orders.csv': bytes })
    expect(run.only).toMatchObject({ kind: 'orders', rows: 2, added: 2, rejected: 0 })
    expect(run.told()).toEqual([])
    expect(run.told('warning')).toEqual([])
    expect((await keptIn(run))[A]).toMatchObject({ product: '辣丝丝', statusKind: 'finished' })
  })

  test('characters that only GB18030 has come through', async () => {
    const text = ordersText(cellsOf(A, { 选购商品: '𠮷祥茶' }))
    const run = await backUp(folder, { 'orders.csv': iconv.encode(text, 'gb18030') })
    expect((await keptIn(run))[A]?.product).toBe('𠮷祥茶')
  })

  test('a few broken bytes are told with their cell and do not change the other rows', async () => {
    const text = ordersText(
      ...Array.from({ length: 30 }, (_, at) => cellsOf(`69179267688236430${at + 10}`)),
    )
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf('辣丝丝') + 1] = 0x41
    const run = await backUp(folder, { 'orders.csv': bytes })
    expect(run.only).toMatchObject({ rows: 30, added: 30 })
    expect(run.told()).toEqual(['undecodable-text orders.csv:2 选购商品'])
    expect(run.complete).toBe(false)
  })

  test('an amount with a broken byte drops its row and leaves the older amount alone', async () => {
    const older = await backUp(folder, { '1785500000_a.csv': ordersText(cellsOf(A)) })
    const bytes = Buffer.from(ordersText(cellsOf(A, { 订单应付金额: '28.X0' })))
    bytes[bytes.indexOf('28.X0') + 3] = 0xff
    const path = await folderWith(folder, { '1788200000_b.csv': bytes })
    const run = await backUpInto(older.root, [path])
    expect(run.only).toMatchObject({ rows: 1, rejected: 1 })
    expect(run.told()).toEqual(['undecodable-text 1788200000_b.csv:2 订单应付金额'])
    expect((await keptIn(run))[A]?.payableFen).toBe(2890)
  })
})

describe('delimiters and line ends', () => {
  const rows = [HEADER, cellsOf(A), cellsOf(B)]
  const title = ['店铺订单报表']
  test.each([
    ['commas and CR only', textOf(rows, { lineEnd: '\r' })],
    ['commas and LF', textOf(rows, { lineEnd: '\n' })],
    ['semicolons', textOf(rows, { delimiter: ';' })],
    ['TABs', textOf(rows, { delimiter: '\t' })],
    ['semicolons and a hint line for Excel', `sep=;\r\n${textOf(rows, { delimiter: ';' })}`],
    ['semicolons below a title', textOf([title, ...rows], { delimiter: ';' })],
    ['TABs below a title', textOf([title, ...rows], { delimiter: '\t' })],
    [
      'semicolons below a title with commas',
      textOf([['店铺, 订单, 2026'], ...rows], { delimiter: ';' }),
    ],
    ['blank lines between the rows', textOf(rows, { lineEnd: '\r\n\r\n,,\r\n' })],
  ])('%s', async (_name, text) => {
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.only).toMatchObject({ kind: 'orders', rows: 2, added: 2 })
    expect(run.told()).toEqual([])
    expect(Object.keys(await keptIn(run))).toEqual([A, B])
  })
})

test('a last row without a line end is kept, and told because it may have been cut', async () => {
  const text = textOf([HEADER, cellsOf(A), cellsOf(B)]).trimEnd()
  const run = await backUp(folder, { 'orders.csv': text })
  expect(run.only).toMatchObject({ kind: 'orders', rows: 2, added: 2, rejected: 0 })
  expect(run.told()).toEqual(['cut-row orders.csv:3'])
  expect(run.complete).toBe(false)
})

describe('rows of the wrong shape', () => {
  test.each([
    ['too short', cellsOf(A).slice(0, 5), 'ragged-row orders.csv:2', 1],
    ['too long', [...cellsOf(A), 'more'], 'ragged-row orders.csv:2', 1],
    ['with empty cells at its end', [...cellsOf(A), '', '\t'], undefined, 0],
  ])('a row %s', async (_name, row, told, rejected) => {
    const run = await backUp(folder, { 'a.csv': GOOD, 'orders.csv': ordersText(row, cellsOf(B)) })
    expect(run.data.imports[1]).toMatchObject({ rows: 2, added: 2 - rejected, rejected })
    expect(run.told()).toEqual(told === undefined ? [] : [told])
    expect(run.complete).toBe(rejected === 0)
    expect(Object.keys(await keptIn(run))).toEqual(expect.arrayContaining([B, C]))
  })

  test('an unclosed quote costs its own row only', async () => {
    const text = ordersText(cellsOf(A), cellsOf(B, { 选购商品: '"辣丝丝' }), cellsOf(C))
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.only).toMatchObject({ rows: 3, added: 2, rejected: 1 })
    expect(run.told()).toEqual(['broken-quote orders.csv:3'])
    expect(Object.keys(await keptIn(run))).toEqual([A, C])
  })

  test('two stray quotes that swallow a row are told, even when the cells still add up', async () => {
    const lines = [A, B, C].map((id) => cellsOf(id).join(','))
    lines[0] = lines[0]?.replace('辣丝丝', '"辣丝丝') ?? ''
    lines[1] = lines[1]?.replace('辣丝丝', '辣丝丝"') ?? ''
    const run = await backUp(folder, {
      'orders.csv': `${HEADER.join(',')}\n${lines.join('\n')}\n`,
    })
    expect(run.told()).toEqual(['broken-quote orders.csv:2'])
    expect(Object.keys(await keptIn(run))).toEqual([C])
  })

  test('a message of several lines, with commas and a number, stays what it is', async () => {
    const remark = '"第一行，二,三,四\n单号 1234567890123456"'
    const run = await backUp(folder, { 'orders.csv': ordersText(cellsOf(A, { 选购商品: remark })) })
    expect(run.told()).toEqual([])
    expect((await keptIn(run))[A]?.product).toBe('第一行，二,三,四\n单号 1234567890123456')
  })

  test('a quote inside an unquoted cell is text', async () => {
    const text = ordersText(cellsOf(A, { 选购商品: '5"盘' }), cellsOf(B))
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.told()).toEqual([])
    expect((await keptIn(run))[A]?.product).toBe('5"盘')
  })

  test('a cell with line ends, commas and quotes is one cell, and rows count on behind it', async () => {
    const text = ordersText(
      cellsOf(A, { 选购商品: '"辣,\r\n""丝""\n丝"' }),
      cellsOf(B, { 订单应付金额: '坏' }),
    )
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.told()).toEqual(['unreadable-amount orders.csv:3 订单应付金额'])
    expect((await keptIn(run))[A]?.product).toBe('辣,\r\n"丝"\n丝')
  })

  test('a NUL is taken out of its cell and told', async () => {
    const text = ordersText(cellsOf(A, { 选购商品: '辣\0丝' }), cellsOf(B))
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.only).toMatchObject({ rows: 2, added: 2 })
    expect(run.told('warning')).toEqual(['nul-character orders.csv:2 选购商品'])
    expect((await keptIn(run))[A]?.product).toBe('辣丝')
  })

  test.each(['子订单编号', '订单应付金额', '订单提交时间', '订单状态'] as const)(
    'a NUL at the end of %s leaves the value right',
    async (column) => {
      const value = cellsOf(A)[HEADER.indexOf(column)] ?? ''
      const text = ordersText(cellsOf(A, { [column]: `${value}\0\0` }))
      const run = await backUp(folder, { 'orders.csv': text })
      expect(run.told('warning')).toEqual([`nul-character orders.csv:2 ${column}`])
      expect(run.told()).toEqual([])
      expect((await keptIn(run))[A]).toMatchObject({
        payableFen: 2890,
        createdAt: '2026-09-22T00:54:10+08:00',
        statusKind: 'finished',
      })
    },
  )

  test.each(['子订单编号', '订单应付金额', '订单提交时间', '商品数量'] as const)(
    'a NUL inside %s may have been a digit, so the row is left out',
    async (column) => {
      const value = `1${cellsOf(A)[HEADER.indexOf(column)]}`
      const row = cellsOf(A, { [column]: `${value.slice(0, 1)}\0${value.slice(1)}` })
      const run = await backUp(folder, { 'orders.csv': ordersText(row, cellsOf(B)) })
      expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
      expect(run.told()).toEqual([`undecodable-text orders.csv:2 ${column}`])
    },
  )

  test('a NUL does not hide what else is wrong with a value', async () => {
    const text = ordersText(
      cellsOf(A, { 子订单编号: '6.91793E+18\0' }),
      cellsOf(B, { 订单应付金额: '坏\0' }),
      cellsOf(C, { 子订单编号: '\0' }),
    )
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.only).toMatchObject({ rows: 3, added: 0, rejected: 3 })
    expect(run.told()).toEqual([
      'damaged-id orders.csv:2 子订单编号',
      'unreadable-amount orders.csv:3 订单应付金额',
      'missing-id orders.csv:4 子订单编号',
    ])
  })

  test('a cell of 10 MB is kept whole', async () => {
    const long = '辣'.repeat(3_500_000)
    const run = await backUp(folder, {
      'orders.csv': ordersText(cellsOf(A, { 选购商品: long }), cellsOf(B)),
    })
    expect(run.only).toMatchObject({ rows: 2, added: 2 })
    expect((await keptIn(run))[A]?.product).toHaveLength(long.length)
  })

  test('a row over 16 MiB is left out, and the one behind it read', async () => {
    const text = ordersText(cellsOf(A, { 选购商品: 'x'.repeat(17 << 20) }), cellsOf(B))
    const run = await backUp(folder, { 'orders.csv': text })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['row-too-long orders.csv:2'])
    expect(Object.keys(await keptIn(run))).toEqual([B])
  })

  test.each(['合计', '"\t合计"', '总计：', '共2条', '共 2 单'])(
    'a footer %s is told as one',
    async (word) => {
      const text = ordersText(cellsOf(A), [word, '', '', '2', '57.80', '', ''], cellsOf(B))
      const run = await backUp(folder, { 'orders.csv': text })
      expect(run.only).toMatchObject({ rows: 3, added: 2, rejected: 1 })
      expect(run.told()).toEqual(['footer-row orders.csv:3'])
      expect(run.complete).toBe(false)
    },
  )
})

describe('files that are no report', () => {
  test.each([
    ['an empty file', '', 'empty-file bad.csv'],
    ['nothing but a byte order mark', '\uFEFF', 'empty-file bad.csv'],
    ['blank lines', '\r\n\r\n', 'empty-file bad.csv'],
    ['a login page', '\uFEFF\n<!DOCTYPE html><html><body>登录</body></html>', 'web-page bad.csv'],
    ['a page without a doctype', '<html><head></head></html>', 'web-page bad.csv'],
    ['another table', 'fruit,colour\napple,red\n', 'unknown-report bad.csv'],
    [
      'a login page in UTF-16',
      iconv.encode('<html>登录</html>', 'utf16le', { addBOM: true }),
      'web-page bad.csv',
    ],
    ['an error of the server', '{"code":10000,"msg":"登录失效"}', 'unknown-report bad.csv'],
    [
      'random bytes',
      Buffer.from('7f01020304050607f8f9fafb00010203', 'hex'),
      'unknown-report bad.csv',
    ],
  ])('%s is told, and the other file read', async (_name, content, told) => {
    const run = await backUp(folder, { 'bad.csv': content, 'good.csv': GOOD })
    expect(run.told()).toEqual([told])
    expect(run.complete).toBe(false)
    expect(run.data.imports.map(({ file, kind, rows }) => [file, kind, rows])).toEqual([
      ['bad.csv', 'unknown', 0],
      ['good.csv', 'orders', 1],
    ])
    expect(run.data.totals.lines).toBe(1)
  })

  test('a header without rows is a report of no rows', async () => {
    const run = await backUp(folder, { 'orders.csv': ordersText() })
    expect(run.only).toMatchObject({ kind: 'orders', rows: 0, added: 0 })
    expect(run.told()).toEqual([])
  })

  test.each([
    ['not JSON', '[{"联系人":'],
    ['no list', '{"addresses":[1,2]}'],
  ])('addresses in JSON that is %s', async (_name, text) => {
    const run = await backUp(folder, { 'addresses.json': text, 'good.csv': GOOD })
    expect(run.told()).toEqual(['bad-json addresses.json'])
    expect(run.complete).toBe(false)
    expect(run.data.totals.lines).toBe(1)
  })

  test('a JSON list of addresses is read whatever its encoding, and a record without an address told', async () => {
    const text =
      '[{"联系人":"李","电话":13800000000,"详细地址":"某路1号"},{"联系人":"王","电话":null}]'
    const run = await backUp(folder, { 'a.json': iconv.encode(text, 'gbk') })
    expect(run.only).toMatchObject({ kind: 'addresses', rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['missing-id a.json:3 详细地址'])
    const [kept] = Object.values(await keptIn(run, 'addresses'))
    expect(kept).toMatchObject({ contact: '李', phone: '13800000000', detail: '某路1号' })
  })

  test('ids that stand in JSON as numbers keep all their digits', async () => {
    const { 主订单编号: _, ...rest } = orderLine(A)
    const text = JSON.stringify([{ 主订单编号: 0, ...rest, 子订单编号: 1 }])
    const json = text.replace(':0,', `:${A},`).replace(':1,', `:${B},`).replace(':1}', `:${B}}`)
    const path = await folderWith(folder, { 'orders.json': json })
    const run = await backUpInto(folder.free(), [join(path, 'orders.json')])
    expect(run.only).toMatchObject({ kind: 'orders', added: 1 })
    expect((await keptIn(run))[B]).toMatchObject({ orderId: A, lineId: B })
  })
})

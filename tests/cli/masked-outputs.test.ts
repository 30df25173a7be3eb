import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '../../src/archive/folder.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { askDuckDb } from '../support/parquet.ts'
import { parseCsv } from '../support/parse-csv.ts'
import { identities, mobiles, onlyDigits, type TypedNumber } from '../support/personal-numbers.ts'
import { workbookText } from '../support/workbook-text.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

type Row = Readonly<Record<string, string>>

/** Numbers drawn once, so that every run sees the same; each text of a row takes the next one. */
const numbers = fc.sample(fc.oneof(mobiles, identities), { numRuns: 600, seed: 489 })
const used: TypedNumber[] = []

function next(sample: (typed: string) => string): string {
  const number = numbers[used.length] as TypedNumber
  used.push(number)
  return sample(number.typed)
}

const FREE = [
  (typed: string) => typed,
  (typed: string) => `${typed}李小龙收`,
  (typed: string) => `请打${typed}；改地址`,
  (typed: string) => `欧阳测验${typed}`,
]
const free = (index: number) => next(FREE[index % FREE.length] as (typed: string) => string)

function orderRow(index: number): Row {
  const id = `69801122334455${String(66771 + index * 7)}`
  return {
    主订单编号: id,
    子订单编号: id,
    选购商品: next((typed) => `苹果 微信${typed}`),
    商品规格: next((typed) => `红色 ${typed}`),
    商家编码: 'A-6901234567892',
    货号: '88881234',
    快递信息: `1380013800${index % 10}-顺丰速运`,
    商品数量: '1',
    订单应付金额: '28.90',
    商家优惠: next((typed) => `满减券${typed}-5`),
    买家留言: free(index),
    商家备注: free(index + 1),
    取消原因: next((typed) => `不想要了 ${typed}`),
    收货人姓名: '欧阳测验',
    收货人手机号: next((typed) => typed),
    证件号码: next((typed) => typed),
    没人认识的列: free(index + 2),
    第三方单号: '13800138001',
    订单提交时间: '2026-01-01 10:00:00',
    承诺发货时间: '2026-01-03 10:00:00',
    订单状态: index % 3 === 0 ? next((typed) => `改约${typed}`) : '待发货',
    售后状态: index % 4 === 0 ? next((typed) => `等${typed}`) : '-',
  }
}

function afterSaleRow(index: number): Row {
  return {
    售后单号: `1440112233445${String(66771 + index)}`,
    订单号: `69801122334455${String(66771 + index * 7)}`,
    商品单号: `69801122334455${String(66771 + index * 7)}`,
    商品名称: next((typed) => `苹果${typed}`),
    售后类型: next((typed) => `换货${typed}`),
    售后状态: '待商家处理',
    退货物流单号: '13800138002',
    用户售后说明: free(index),
    协商记录: free(index + 1),
    商家退货联系人电话: '19900000000',
  }
}

function moneyRow(index: number): Row {
  const id = `69801122334455${String(66771 + index * 7)}`
  const time = '2026-01-05 10:00:00'
  return {
    结算时间: time,
    订单号: id,
    子订单号: id,
    结算金额: '20.00',
    结算单类型: '已结算',
    动账时间: time,
    动帐流水号: `MV${String(1000 + index)}`,
    动账方向: '入账',
    动账金额: '20.00',
    动账场景: next((typed) => `货款${typed}`),
    订单实付应结: '20.00',
    备注: free(index),
  }
}

const SETTLEMENT = ['结算时间', '订单号', '子订单号', '结算金额', '结算单类型', '备注']
const FUND = [
  '动账时间',
  '动帐流水号',
  '动账方向',
  '动账金额',
  '动账场景',
  '订单号',
  '子订单号',
  '订单实付应结',
  '备注',
]
const LEDGER: Record<string, string> = {
  动帐流水号: '动账流水号',
  动账时间: '动账时间',
  动账方向: '账户方向',
  动账金额: '动账金额(元)',
  动账场景: '动账场景',
  订单实付应结: '账户余额(元)',
  备注: '备注',
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? '']))
const renamed = (row: Row): Row =>
  Object.fromEntries(Object.entries(LEDGER).map(([from, to]) => [to, row[from] ?? '']))

function csv(rows: readonly Row[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.map(cell).join(',')}\n`)
    .join('')
}

const indexes = Array.from({ length: 12 }, (_, index) => index)
const orders = indexes.map(orderRow)
const afterSales = indexes.map(afterSaleRow)
const money = indexes.map(moneyRow)
const KINDS = ['orders', 'after-sales', 'settlements', 'funds']
const FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet']
const said: string[] = []

beforeAll(async () => {
  await mkdir(folder.at('in'))
  const files: [string, readonly Row[]][] = [
    ['orders.csv', orders],
    ['after-sales.csv', afterSales],
    ['settlements.csv', money.map((row) => pick(row, SETTLEMENT))],
    ['funds.csv', money.map((row) => pick(row, FUND))],
    ['ledger.csv', money.map(renamed)],
    // Shifted rows: what should be an amount or a time is a person's.
    [
      'bad.csv',
      orders.slice(0, 3).map((row) => ({ ...row, 订单应付金额: next((typed) => typed) })),
    ],
  ]
  for (const [name, rows] of files) await writeFile(folder.at('in', name), csv(rows))
  const at = ['--at', '2026-01-10']
  for (const argv of [
    ['backup', folder.at('in')],
    ['check', ...at],
    ['check', ...at, '--only', 'orders-finished', '--only', 'after-sales-closed'],
    ['check', ...at, folder.at('in')],
    ['checklist', ...at],
    ['checklist', ...at, '--format', 'md'],
    ['checklist', ...at, '--format', 'csv'],
    ['plan', ...at],
    ['find', '苹果'],
    ['find', '6980112233445566771'],
  ]) {
    for (const more of [['--verbose'], ['--json', '--verbose']]) {
      const ended = await dyshop([...argv, ...more, '--archive', archive()])
      expect([0, 1, 3], ended.stderr).toContain(ended.exitCode)
      said.push(ended.stdout, ended.stderr)
    }
  }
  for (const kind of KINDS) {
    for (const format of FORMATS) {
      const out = ['--out', folder.at(`${kind}.${format}`), '--archive', archive()]
      const ended = await dyshop(['export', kind, ...out])
      expect(ended.exitCode, ended.stderr).toBe(0)
    }
  }
}, 120_000)

/** All that dyshop wrote or said, but what is meant to hold everything. */
async function shownTexts(): Promise<[path: string, text: string][]> {
  const inArchive = (await listFiles(archive())).filter(
    (path) => !/^(originals\/|archive\.db)/.test(path),
  )
  const paths = [
    ...inArchive.map((path) => join(archive(), path)),
    ...KINDS.flatMap((kind) => FORMATS.map((format) => folder.at(`${kind}.${format}`))),
  ]
  const texts = paths.map(async (path): Promise<[string, string]> => [path, await textOf(path)])
  return [...(await Promise.all(texts)), ['messages', said.join('\n')]]
}

async function textOf(path: string): Promise<string> {
  if (path.endsWith('.xlsx')) return workbookText(path)
  if (path.endsWith('.parquet')) return JSON.stringify(await askDuckDb(`SELECT * FROM '${path}'`))
  return readFile(path, 'utf8')
}

describe('whatever cell somebody typed it into', () => {
  test('a phone or identity number stands in no output, however it is spelled', async () => {
    expect(used.length).toBeGreaterThan(150)
    for (const [path, text] of await shownTexts()) {
      const digits = onlyDigits(text)
      for (const number of used) {
        const stands = text.includes(number.typed) || digits.includes(number.digits)
        expect(stands, `${path}: ${number.typed}`).toBe(false)
      }
    }
  })

  test('a name beside it, or under a header that nobody has described, stands in no output', async () => {
    for (const [path, text] of await shownTexts()) {
      expect(text.includes('欧阳测验'), path).toBe(false)
      expect(text.includes('李小龙'), path).toBe(false)
    }
  })
})

describe('business data', () => {
  test.each([
    [
      'orders',
      orders,
      [
        '主订单编号',
        '子订单编号',
        '商家编码',
        '货号',
        '快递信息',
        '第三方单号',
        '订单应付金额',
        '订单提交时间',
      ],
    ],
    [
      'after-sales',
      afterSales,
      ['售后单号', '订单号', '商品单号', '退货物流单号', '商家退货联系人电话'],
    ],
    ['settlements', money, ['订单号', '子订单号', '结算金额', '结算时间']],
    ['funds', money, ['动帐流水号', '订单号', '动账金额', '动账时间']],
  ])(
    'of %s stays as it is: ids, numbers of parcels, codes, amounts, times',
    async (kind, rows, names) => {
      const [header = [], ...cells] = parseCsv(await readFile(folder.at(`${kind}.csv`), 'utf8'))
      for (const name of names) {
        const at = header.indexOf(name)
        const shown = cells.map((row) => (row[at] ?? '').replace(/^\t/, ''))
        expect(shown.sort(), name).toEqual(rows.map((row) => row[name as keyof Row] ?? '').sort())
      }
    },
  )

  test('keeps the words around a number', async () => {
    const text = await readFile(folder.at('orders.csv'), 'utf8')
    for (const word of ['苹果', '红色', '不想要了', '改约', '改地址']) expect(text).toContain(word)
  })
})

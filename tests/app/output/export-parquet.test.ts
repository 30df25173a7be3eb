import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { backup } from '../../../src/app/backup.ts'
import { type ExportInput, exportRecords } from '../../../src/app/export-records.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'
import { askDuckDb } from '../../support/parquet.ts'
import { parseCsv } from '../../support/parse-csv.ts'
import { type WrittenShop, writtenShop } from '../../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
let shop: WrittenShop

beforeAll(async () => {
  shop = await writtenShop('small', 3, folder.at('shop'))
  await backup({ paths: [shop.folder], root: archive(), toolVersion: 'test' }, realDeps())
})

function exported(input: Partial<ExportInput> & { out: string }) {
  return exportRecords(
    {
      kind: 'orders',
      format: 'parquet',
      root: archive(),
      filter: {},
      columns: [],
      unmask: false,
      ...input,
    },
    realDeps(),
  )
}

/** The CSV export, whose rows come in the same order: column name → texts. */
async function csvColumns(unmask: boolean): Promise<Map<string, string[]>> {
  const out = folder.free('orders.csv')
  await exported({ format: 'csv', out, unmask })
  const [header = [], ...rows] = parseCsv(await readFile(out, 'utf8'))
  return new Map(header.map((name, column) => [name, rows.map((row) => row[column] ?? '')]))
}

test('ids are text, money is whole fen and times are instants', async () => {
  const out = folder.free('orders.parquet')
  await exported({ out })
  const columns = await askDuckDb(`DESCRIBE SELECT * FROM '${out}'`)
  const types = Object.fromEntries(columns.map((row) => [row.column_name, row.column_type]))
  expect(types).toMatchObject({
    lineId: 'VARCHAR',
    orderId: 'VARCHAR',
    productId: 'VARCHAR',
    quantity: 'BIGINT',
    payableFen: 'BIGINT',
    商品单价_fen: 'BIGINT',
    createdAt: 'TIMESTAMP WITH TIME ZONE',
    asOf: 'TIMESTAMP WITH TIME ZONE',
    statusKind: 'VARCHAR',
    收件人: 'VARCHAR',
  })
})

test('every line is there with its id, money and time to the second', async () => {
  const out = folder.free('orders.parquet')
  const { data } = await exported({ out })
  const rows = await askDuckDb(
    `SELECT lineId, payableFen, strftime(createdAt + INTERVAL 8 HOUR, '%Y-%m-%d %H:%M:%S') AS wall
     FROM '${out}'`,
  )
  const csv = await csvColumns(false)
  expect(data.rows).toBe(shop.lines.length)
  expect(rows.map(({ lineId }) => lineId)).toEqual(
    csv.get('子订单编号')?.map((id) => id.replace(/^\t/, '')),
  )
  expect(rows.map(({ payableFen }) => (Number(payableFen) / 100).toFixed(2))).toEqual(
    csv.get('订单应付金额'),
  )
  expect(rows.map(({ wall }) => wall)).toEqual(csv.get('订单提交时间'))
})

test('no column of the export is missing, and none has another text', async () => {
  const out = folder.free('orders.parquet')
  await exported({ out, unmask: true })
  const rows = await askDuckDb(`SELECT * FROM '${out}'`)
  const csv = await csvColumns(true)
  for (const name of ['收件人', '详细地址', '支付方式', '商家备注', '仓库名称', '达人ID']) {
    const texts = rows.map((row) => String(row[name] ?? ''))
    const inCsv = csv.get(name)?.map((text) => text.replace(/^[\t']/, ''))
    expect(texts, name).toEqual(inCsv)
  }
})

test('people are masked unless asked for', async () => {
  const [masked, shown] = [folder.free('masked.parquet'), folder.free('shown.parquet')]
  await exported({ out: masked })
  await exported({ out: shown, unmask: true })
  const query = (out: string) =>
    askDuckDb(`SELECT count(DISTINCT "详细地址") AS n FROM '${out}' WHERE "详细地址" <> '***'`)
  expect(await query(masked)).toEqual([{ n: '0' }])
  expect(Number((await query(shown))[0]?.n)).toBeGreaterThan(0)
})

test('a text where an amount should be is kept beside the columns', async () => {
  const root = folder.free('archive')
  const file = folder.free('orders.csv')
  await writeFile(
    file,
    '主订单编号,子订单编号,订单状态,订单应付金额,商家优惠,商品单价\n' +
      '6910000000000000011,6910000000000000011,已完成,28.90,满减券-5元,28.90\n',
  )
  await backup({ paths: [file], root, toolVersion: 'test' }, realDeps())
  const out = folder.free('orders.parquet')
  await exported({ root, out })
  expect(
    await askDuckDb(`SELECT "商家优惠_fen", "商品单价_fen", "其他原文" FROM '${out}'`),
  ).toEqual([{ 商家优惠_fen: null, 商品单价_fen: '2890', 其他原文: '{"商家优惠":"满减券-5元"}' }])
})

test('a partitioned export has one file for each Beijing month and no row twice', async () => {
  const out = folder.free('orders')
  const { data } = await exported({ out, partition: 'month' })
  const rows = await askDuckDb(
    `SELECT lineId, month, strftime(createdAt + INTERVAL 8 HOUR, '%Y-%m') AS wall
     FROM read_parquet('${out}/*/*.parquet', hive_partitioning = true)`,
  )
  expect(rows.filter(({ month, wall }) => month !== wall)).toEqual([])
  expect(rows.map(({ lineId }) => lineId).sort()).toEqual(
    shop.lines.map(({ lineId }) => lineId).sort(),
  )
  expect(data.files?.map(({ path }) => path).sort()).toEqual(
    (await readdir(out)).sort().map((month) => `${month}/orders.parquet`),
  )
  expect(data.rows).toBe(rows.length)
})

test('a partitioned export that stops halfway leaves nothing', async () => {
  const parent = folder.free('parent')
  const interruption = {
    check() {
      throw new Error('stop')
    },
  }
  const input = {
    kind: 'orders',
    format: 'parquet',
    partition: 'month',
    root: await longArchive(),
    out: join(parent, 'orders'),
    filter: {},
    columns: [],
    unmask: false,
  } as const
  await expect(exportRecords(input, realDeps({ interruption }))).rejects.toThrow('stop')
  expect(await readdir(parent)).toEqual([])
})

/** Enough lines for the export to look for an interruption on its way. */
async function longArchive(): Promise<string> {
  const root = folder.free('archive')
  const file = folder.free('orders.csv')
  const lines = Array.from({ length: 600 }, (_, index) => {
    const id = `69100000000000${10_000 + index}1`
    return `${id},${id},已完成,28.90,2026-0${1 + Math.floor(index / 100)}-05 10:00:00`
  })
  const header = '主订单编号,子订单编号,订单状态,订单应付金额,订单提交时间'
  await writeFile(file, `${[header, ...lines].join('\n')}\n`)
  await backup({ paths: [file], root, toolVersion: 'test' }, realDeps())
  return root
}

test('a folder that is there already is left alone', async () => {
  const out = folder.free('orders')
  await exported({ out, partition: 'month' })
  await expect(exported({ out, partition: 'month' })).rejects.toMatchObject({
    code: 'folder-exists',
  })
})

test('records without a time cannot be partitioned by month', async () => {
  const out = folder.free('products')
  await expect(exported({ kind: 'products', out, partition: 'month' })).rejects.toMatchObject({
    code: 'bad-value',
  })
})

test.each([
  ['after-sales', 'afterSaleId', 'refundFen'],
  ['settlements', 'orderId', 'settledFen'],
  ['funds', 'tradeNo', 'amountFen'],
  ['products', 'productId', 'priceFen'],
] as const)('%s are exported too, money in fen', async (kind, id, money) => {
  const out = folder.free(`${kind}.parquet`)
  const { data } = await exported({ kind, out })
  const sums = await askDuckDb(
    `SELECT count("${id}") AS ids, count(*) AS n, sum("${money}")::VARCHAR AS fen FROM '${out}'`,
  )
  const jsonl = folder.free(`${kind}.jsonl`)
  await exported({ kind, out: jsonl, format: 'jsonl' })
  const records = (await readFile(jsonl, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, number>)
  const fen = records.reduce((sum, record) => sum + (record[money] ?? 0), 0)
  expect(sums).toEqual([{ ids: String(records.length), n: String(data.rows), fen: String(fen) }])
})

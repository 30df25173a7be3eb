import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { isoTime } from '../../examples/generator/beijing-time.ts'
import { NAMES } from '../../examples/generator/people.ts'
import { orderRows } from '../../examples/generator/selections.ts'
import type { Shop } from '../../examples/generator/shop-files.ts'
import { makeShop } from '../../examples/generator/shops.ts'
import { lineSightings } from '../../examples/generator/sightings.ts'
import { type Truth, type TruthLine, truthOf } from '../../examples/generator/truth.ts'
import { writeShop } from '../../examples/generator/write-shop.ts'
import { IS_THOROUGH } from '../support/thorough.ts'
import { filesBelow } from './folders.ts'
import { decodeNaively, type NaiveRecord, readNaively } from './naive-csv.ts'

let folder: string
let shop: Shop
let truth: Truth
let truthLines: TruthLine[]
let paths: string[]
let orderCsvs: string[]
/** From the files: every line's newest record in a CSV file, and all orders told of with `;`. */
const newest = new Map<string, { asOf: number; record: NaiveRecord }>()
const orderRecords = new Set<string>()
const columnCounts = new Map<number, number>()

beforeAll(async () => {
  if (!IS_THOROUGH) return
  folder = await mkdtemp(join(tmpdir(), 'dyshop-full-'))
  shop = makeShop('full', 1)
  ;({ truth, lines: truthLines } = truthOf(shop))
  await writeShop(shop, folder)
  paths = await filesBelow(folder)
  orderCsvs = paths.filter((path) => path.startsWith('订单/') && path.endsWith('.csv'))
  for (const path of orderCsvs) mergeNaively(path, await readNaively(join(folder, path)))
})

// The small shop's files are read as naively in every run.
beforeEach(({ skip }) => skip(!IS_THOROUGH, 'THOROUGH=1 reads the 111 files once more'))

afterAll(async () => {
  if (!IS_THOROUGH) return
  await rm(folder, { recursive: true })
})

function mergeNaively(path: string, records: readonly NaiveRecord[]): void {
  const asOf = Number(basename(path).slice(0, 10))
  const columns = records[0]?.size ?? 0
  columnCounts.set(columns, (columnCounts.get(columns) ?? 0) + 1)
  for (const record of records) {
    const lineId = cell(record, '子订单编号')
    if (lineId.includes(';')) orderRecords.add(cell(record, '主订单编号'))
    else if ((newest.get(lineId)?.asOf ?? 0) < asOf) newest.set(lineId, { asOf, record })
  }
}

function cell(record: NaiveRecord | undefined, name: string): string {
  const value = record?.get(name)
  if (value === undefined) throw new Error(`no ${name}`)
  return value
}

function fen(record: NaiveRecord, name: string): number {
  const text = cell(record, name).replaceAll(',', '')
  if (!/^-?\d+\.\d\d$/.test(text)) throw new Error(`${name} is ${text}`)
  return Number(text.replace('.', ''))
}

it('the shop is as large as the known one, counted from its files', () => {
  expect(orderCsvs).toHaveLength(111)
  expect(newest.size).toBe(33_743)
  const orders = new Set([...newest.values()].map(({ record }) => cell(record, '主订单编号')))
  expect(orders.size).toBe(31_765)
  const recordsOnly = [...orderRecords].filter((orderId) => !orders.has(orderId))
  expect(recordsOnly).toHaveLength(7)
  expect(truth).toMatchObject({
    orderCsvFiles: 111,
    totals: {
      lines: 33_743,
      orders: 31_765,
      orderRecords: orderRecords.size,
      orderRecordsOnly: 7,
    },
  })
})

it('every line of the truth is what the newest file says', () => {
  let compared = 0
  for (const line of truthLines) {
    const found = newest.get(line.lineId)
    if (found === undefined || isoTime(found.asOf) !== line.asOf) continue
    compared += 1
    expect({
      orderId: cell(found.record, '主订单编号'),
      statusWord: cell(found.record, '订单状态'),
      payableFen: fen(found.record, '订单应付金额'),
      productId: cell(found.record, '商品ID'),
      quantity: Number(cell(found.record, '商品数量')),
    }).toEqual({
      orderId: line.orderId,
      statusWord: line.statusWord,
      payableFen: line.payableFen,
      productId: line.productId,
      quantity: line.quantity,
    })
  }
  // The rest is newest in the ZIP of February or in the workbook of late June.
  expect(compared).toBeGreaterThan(20_000)
  expect(compared).toBeLessThan(truthLines.length)
})

it('the export with the newest "as of" is also the one that was made last', () => {
  const lastMade = new Map<string, number>()
  for (const file of shop.files) {
    const contents =
      file.body.container === 'zip'
        ? file.body.members.map((part) => part.content)
        : [file.body.content]
    for (const content of contents) {
      if (content.kind !== 'orders') continue
      for (const { lines } of orderRows(content, shop)) {
        const [line, ...others] = lines
        if (line === undefined || others.length > 0) continue
        lastMade.set(line.id, Math.max(lastMade.get(line.id) ?? 0, file.madeAt))
      }
    }
  }
  for (const [lineId, { madeAt }] of lineSightings(shop)) expect(madeAt).toBe(lastMade.get(lineId))
})

it('the price of every line adds up', () => {
  for (const { record } of newest.values()) {
    if (!record.has('商品单价')) continue
    const goods = fen(record, '商品单价') * Number(cell(record, '商品数量'))
    expect(fen(record, '订单应付金额')).toBe(
      goods + fen(record, '运费') - fen(record, '优惠总金额'),
    )
  }
})

it('the reports come in all known layouts', async () => {
  expect([...columnCounts.keys()].sort((left, right) => left - right)).toEqual([33, 73, 74, 75, 90])
  expect(await headerSizes('售后/')).toEqual([50])
  expect(await headerSizes('结算/')).toEqual([34])
  expect(await headerSizes('资金/1')).toEqual([30, 39])
  expect(await headerSizes('资金/运费险/')).toEqual([18])
  expect(await headerSizes('资金/QIC/')).toEqual([19])
})

async function headerSizes(prefix: string): Promise<number[]> {
  const reports = paths.filter((path) => path.startsWith(prefix) && path.endsWith('.csv'))
  const sizes = await Promise.all(
    reports.map(async (path) => (await readNaively(join(folder, path)))[0]?.size ?? 0),
  )
  return [...new Set(sizes)].sort((left, right) => left - right)
}

it('after-sales and settlements are of lines that the order exports have', async () => {
  const afterSales = new Set<string>()
  for (const path of paths.filter((known) => /^售后\/.*csv$/.test(known))) {
    for (const record of await readNaively(join(folder, path))) {
      afterSales.add(cell(record, '售后单号'))
      expect(newest.has(cell(record, '商品单号'))).toBe(true)
    }
  }
  const settlements = new Set<string>()
  for (const path of paths.filter((known) => known.startsWith('结算/'))) {
    const [explanation, ...records] = await readNaively(join(folder, path))
    expect(cell(explanation, '结算金额')).toBe('收入+支出')
    for (const record of records) {
      expect(newest.has(cell(record, '子订单号'))).toBe(true)
      const parts = ['结算时间', '子订单号', '结算单类型'].map((name) => cell(record, name))
      settlements.add(parts.join(' '))
      expect(fen(record, '结算金额')).toBe(fen(record, '收入合计') + fen(record, '支出合计'))
    }
  }
  expect(afterSales.size).toBe(truth.totals.afterSales)
  expect(settlements.size).toBe(truth.totals.settlements)
})

it('fund movements agree with the truth and end in its balance', async () => {
  const movements = new Set<string>()
  for (const path of paths.filter((known) => /^资金\/\d.*csv$/.test(known))) {
    for (const record of await readNaively(join(folder, path))) {
      movements.add(record.get('动帐流水号') ?? cell(record, '动账流水号'))
    }
  }
  expect(movements.size).toBe(truth.totals.fundMovements)
  const balances = shop.books.movements.map(({ balanceFen }) => balanceFen)
  expect(Math.min(...balances)).toBeGreaterThan(0)
  expect(balances.at(-1)).toBe(truth.lastBalanceFen)
})

it('nobody real is in the shop', async () => {
  for (const { buyer } of shop.history.orders) expect(NAMES).toContain(buyer.name)
  for (const path of paths.filter((known) => known.endsWith('.csv'))) {
    const text = decodeNaively(await readFile(join(folder, path)))
    const phones = text.match(/(?<!\d)1[3-9]\d-?\d{4}-?\d{4}(?!\d)/g) ?? []
    for (const phone of phones) expect(phone.replaceAll('-', '')).toMatch(/^1990000\d{4}$/)
  }
})

it('another seed makes another shop of the same size', () => {
  const other = truthOf(makeShop('full', 2))
  expect(other.truth.totals).toMatchObject({ lines: 33_743, orders: 31_765, orderRecordsOnly: 7 })
  expect(other.truth.payableFen).not.toBe(truth.payableFen)
})

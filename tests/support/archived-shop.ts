import { backup } from '../../src/app/backup.ts'
import type { Deps } from '../../src/app/ports.ts'
import type { BackupResult, Outcome } from '../../src/app/results.ts'
import { readRecords } from '../../src/archive/records/record-reader.ts'
import { Store } from '../../src/archive/store.ts'
import { FIELDS, type RecordKind, type Value } from '../../src/domain/records.ts'
import type { fakeSource } from '../fakes/open-api/fake-source.ts'
import {
  type FakeAfterSale,
  type FakeLine,
  type FakeOrder,
  type FakeShop,
  lineFen,
} from '../fakes/open-api/shop-data.ts'
import { realDeps } from './deps.ts'

type World = ReturnType<typeof fakeSource>

/** Backs up a made-up shop in its own time. */
export function backupWorld(
  world: World,
  root: string,
  { since = null, paths = [], deps }: Partial<BackupOptions> = {},
): Promise<Outcome<BackupResult>> {
  const shop = { source: world.open(), since, rate: world.config.rate }
  return backup({ paths, root, toolVersion: '0', shop }, realDeps({ clock: world.time, ...deps }))
}

interface BackupOptions {
  since: number | null
  paths: readonly string[]
  deps: Partial<Deps>
}

export type Content = Record<string, Record<string, Value>[]>

const KINDS: readonly RecordKind[] = [
  'lines',
  'afterSales',
  'products',
  'addresses',
  'settlements',
  'funds',
]

/** The records of an archive by our field names, in the order of their keys. */
export async function contentOf(root: string): Promise<Content> {
  const store = await Store.openForReading(`${root}/archive.db`)
  try {
    return Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        [...readRecords(store, kind, [], { withValues: true })]
          .map(({ values }) => named(kind, values))
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      ]),
    )
  } finally {
    store.close()
  }
}

function named(kind: RecordKind, values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(FIELDS[kind].map(({ name }, index) => [name, values[index] ?? null]))
}

/** ISO 8601 with +08:00. */
export const beijing = (seconds: number) =>
  `${new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19)}+08:00`

/** What is true of a shop, as far as an archive should know it; same names, same order. */
export function truthOf(shop: FakeShop): Content {
  const content: Content = {
    lines: shop.orders.flatMap((order) => order.lines.map((line) => lineTruth(order, line))),
    afterSales: shop.afterSales.map(afterSaleTruth),
    products: shop.products.flatMap(({ productId, name, status, skus }) =>
      skus.map(({ skuId, priceFen, spec }) => ({
        productId: String(productId),
        skuId: String(skuId),
        name,
        spec,
        priceFen,
        status: status === 0 ? '在线' : '下线',
      })),
    ),
    addresses: shop.addresses.map(({ addressId, contact, phone, detail }) => ({
      contact,
      phone,
      detail: `忠义街道${detail}`,
      addressId: String(addressId),
    })),
    settlements: shop.settlements.map(({ order, settledAt, settledFen }) => ({
      orderId: order.orderId,
      lineId: order.lines[0]?.lineId ?? null,
      settledAt: beijing(settledAt),
      settledFen,
    })),
    funds: shop.funds.map(({ tradeNo, movedAt, amountFen, isOut }) => ({
      tradeNo,
      movedAt: beijing(movedAt),
      direction: isOut ? '出账' : '入账',
      amountFen: isOut ? -amountFen : amountFen,
    })),
  }
  return content
}

/** The order export's word for each number of the Open API. */
export const STATUS_WORDS: Record<number, string> = {
  1: '待支付',
  105: '已支付',
  2: '待发货',
  101: '部分发货',
  3: '已发货',
  4: '已关闭',
  5: '已完成',
}

function lineTruth(order: FakeOrder, line: FakeLine): Record<string, Value> {
  return {
    lineId: line.lineId,
    orderId: order.orderId,
    status: STATUS_WORDS[line.status] ?? `未知(${line.status})`,
    product: line.product,
    productId: String(line.productId),
    spec: line.spec,
    quantity: line.quantity,
    payableFen: lineFen(line),
    createdAt: beijing(order.createdAt),
  }
}

function afterSaleTruth(row: FakeAfterSale): Record<string, Value> {
  const { afterSaleId, order, status, refundStatus, refundFen, appliedAt } = row
  return {
    afterSaleId,
    orderId: order.orderId,
    appliedAt: beijing(appliedAt),
    state: status === 12 || status === 28 ? 'ended' : 'open',
    refundFen,
    realRefundFen: refundStatus === 3 ? refundFen : null,
  }
}

/** The same fields of what an archive holds as the truth tells of, so that the two can be equal. */
export function comparable(content: Content, truth: Content): [found: Content, expected: Content] {
  const pick = (row: Record<string, Value>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
  const sorted = (rows: Record<string, Value>[]) =>
    rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const kinds = Object.keys(truth)
  const found = kinds.map((kind) => {
    const names = Object.keys(truth[kind]?.[0] ?? content[kind]?.[0] ?? {})
    return [kind, sorted((content[kind] ?? []).map((row) => pick(row, names)))] as const
  })
  const expected = kinds.map((kind) => [kind, sorted([...(truth[kind] ?? [])])] as const)
  return [Object.fromEntries(found), Object.fromEntries(expected)]
}

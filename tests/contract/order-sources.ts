import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backup } from '../../src/app/backup.ts'
import type { BackupResult, Outcome } from '../../src/app/results.ts'
import { inlineRow, textOf } from '../bad-input/small-orders.ts'
import { fakeSource } from '../fakes/open-api/fake-source.ts'
import { type FakeOrder, type FakeShop, lineFen } from '../fakes/open-api/shop-data.ts'
import { VirtualTime } from '../fakes/open-api/virtual-time.ts'
import { beijing, STATUS_WORDS } from '../support/archived-shop.ts'
import { realDeps } from '../support/deps.ts'
import { buildXlsx } from '../support/xlsx-builder.ts'
import { buildZip } from '../support/zip-builder.ts'

/** One way in which the orders of a shop, as they are at a moment, come into an archive. */
export interface OrderSource {
  name: string
  /** @param at Unix seconds: whose state the source shows */
  read(shop: FakeShop, at: number, root: string): Promise<Outcome<BackupResult>>
}

const COLUMNS = [
  '主订单编号',
  '子订单编号',
  '选购商品',
  '商品规格',
  '商品数量',
  '商品ID',
  '订单应付金额',
  '订单提交时间',
  '订单状态',
] as const

/** The rows of the back office's order export. */
function exportRows(orders: readonly FakeOrder[]): string[][] {
  const rows = orders.flatMap((order) =>
    order.lines.map((line) => [
      order.orderId,
      line.lineId,
      line.product,
      line.spec,
      String(line.quantity),
      String(line.productId),
      (lineFen(line) / 100).toFixed(2),
      beijing(order.createdAt).slice(0, 19).replace('T', ' '),
      STATUS_WORDS[line.status] ?? `未知(${line.status})`,
    ]),
  )
  return [[...COLUMNS], ...rows]
}

const csv = (orders: readonly FakeOrder[]) => textOf(exportRows(orders))

function workbook(orders: readonly FakeOrder[]): Buffer {
  const rows = exportRows(orders).map((cells, index) => inlineRow(index + 1, cells))
  const types = { name: '[Content_Types].xml', data: '<Types/>' }
  return buildXlsx({ rows: rows.join(''), change: (members) => [types, ...members] })
}

/** A file under the name that the back office gives it, which tells its "as of". */
function fileSource(
  name: string,
  extension: string,
  contentOf: (orders: readonly FakeOrder[], base: string) => string | Buffer,
): OrderSource {
  return {
    name,
    async read({ orders }, at, root) {
      const base = `${at}_${createHash('md5').update(`${name}${at}`).digest('hex')}`
      const folder = join(`${root}-files`, name)
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${base}${extension}`)
      await writeFile(path, contentOf(orders, base))
      const time = new VirtualTime(at * 1000)
      return backup({ paths: [path], root, toolVersion: '0' }, realDeps({ clock: time }))
    },
  }
}

const openApi: OrderSource = {
  name: 'Open API',
  async read(shop, at, root) {
    const world = fakeSource({ shop, config: { rate: 1000 }, nowMs: at * 1000 })
    const toRead = { source: world.open(), since: null, rate: null }
    return backup(
      { paths: [], root, toolVersion: '0', shop: toRead },
      realDeps({ clock: world.time }),
    )
  },
}

export const CSV = fileSource('CSV', '.csv', csv)

/** Every source of orders that there is. */
export const ORDER_SOURCES: readonly OrderSource[] = [
  CSV,
  fileSource('XLSX', '.xlsx', workbook),
  fileSource('ZIP', '.zip', (orders, base) =>
    buildZip([{ name: `${base}.csv`, data: csv(orders) }]),
  ),
  openApi,
]

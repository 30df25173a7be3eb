import { beforeEach, describe, expect, test } from 'vitest'
import { rebuild } from '../../src/app/rebuild.ts'
import { verify } from '../../src/app/verify.ts'
import { type FakeOrder, type FakeShop, makeShop } from '../fakes/open-api/shop-data.ts'
import { databaseContent } from '../support/archive-content.ts'
import { comparable, contentOf, truthOf } from '../support/archived-shop.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { CSV, ORDER_SOURCES } from './order-sources.ts'

const folder = useFolder()
const NOW = Date.parse('2026-11-23T12:00:00+08:00') / 1000
const DAY = 86_400

let shop: FakeShop
let root: string

beforeEach(() => {
  shop = makeShop({ seed: 11, orders: 30, now: NOW - 2 * DAY })
  root = folder.free()
})

function change(order: FakeOrder, status: number, at: number): void {
  order.status = status
  order.updatedAt = at
  for (const line of order.lines) line.status = status
}

async function expectLines(): Promise<void> {
  const { lines = [] } = truthOf(shop)
  const [found, expected] = comparable(await contentOf(root), { lines })
  expect(found).toEqual(expected)
}

describe.each(ORDER_SOURCES)('orders from $name', (source) => {
  test('are in the archive line by line, with every digit of their ids', async () => {
    const { complete, data } = await source.read(shop, NOW, root)
    expect(complete).toBe(true)
    expect(data.totals.orders).toBe(30)
    await expectLines()
    const { lines = [] } = await contentOf(root)
    expect(lines.every(({ lineId }) => !Number.isSafeInteger(Number(lineId)))).toBe(true)
  })

  test('read a second time change nothing', async () => {
    await source.read(shop, NOW, root)
    const before = await contentOf(root)
    const { complete } = await source.read(shop, NOW + 1, root)
    expect(complete).toBe(true)
    expect(await contentOf(root)).toEqual(before)
  })

  test('are updated by a later state, and not by an earlier one that comes afterwards', async () => {
    const [order] = shop.orders.slice(-1) as [FakeOrder]
    change(order, 2, NOW - DAY)
    await source.read(shop, NOW, root)
    change(order, 5, NOW + 60)
    await source.read(shop, NOW + DAY, root)
    await expectLines()

    change(order, 3, NOW - DAY)
    await CSV.read(shop, NOW - 100, root)
    change(order, 5, NOW + 60)
    await expectLines()
  })

  test('are the same lines as those of a file', async () => {
    await CSV.read(shop, NOW - DAY, root)
    const { data } = await source.read(shop, NOW, root)
    expect(data.totals.lines).toBe(shop.orders.flatMap(({ lines }) => lines).length)
    await expectLines()
  })

  test('with a status that nobody has published keep it and stay unfinished', async () => {
    change(shop.orders[0] as FakeOrder, 777, NOW - DAY)
    const { findings } = await source.read(shop, NOW, root)
    const codes = findings.map(({ code }) => code)
    expect(codes.includes('unknown-status') || codes.includes('api-unknown-value')).toBe(true)
    await expectLines()
  })

  test('are made again from the originals, with equal content', async () => {
    await source.read(shop, NOW, root)
    const before = await databaseContent(root)
    const deps = realDeps({ clock: { now: () => NOW * 1000 } })
    expect((await verify({ root, deep: true }, deps)).data).toMatchObject({ ok: true })
    await rebuild({ root, toolVersion: '0' }, deps)
    expect(await databaseContent(root)).toEqual(before)
  })
})

describe('a file and the Open API', () => {
  test('that disagree about what never changes are both told, and the newer one is kept', async () => {
    const [order] = shop.orders as [FakeOrder]
    const [line] = order.lines as [FakeOrder['lines'][0]]
    line.priceFen += 100
    await CSV.read(shop, NOW - DAY, root)
    line.priceFen -= 100
    const api = ORDER_SOURCES.at(-1)
    const outcome = await api?.read(shop, NOW, root)
    const conflicts = outcome?.findings.filter(({ code }) => code === 'source-conflict')
    expect(conflicts).toMatchObject([
      { severity: 'warning', where: { column: '订单应付金额' }, args: { id: line.lineId } },
    ])
    expect(outcome?.complete).toBe(true)
    await expectLines()
  })

  test('that disagree the other way round are told too', async () => {
    const [order] = shop.orders as [FakeOrder]
    const [line] = order.lines as [FakeOrder['lines'][0]]
    await ORDER_SOURCES.at(-1)?.read(shop, NOW, root)
    line.priceFen += 100
    const { findings } = await CSV.read(shop, NOW + DAY, root)
    const conflicts = findings.filter(({ code }) => code === 'source-conflict')
    expect(conflicts.map(({ args }) => args.id)).toContain(line.lineId)
    await expectLines()
  })
})

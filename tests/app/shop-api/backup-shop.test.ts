import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { rebuild } from '../../../src/app/rebuild.ts'
import { gapsOf } from '../../../src/app/session/archive-facts.ts'
import { verify } from '../../../src/app/verify.ts'
import { PageFiles } from '../../../src/archive/page-files.ts'
import { Store } from '../../../src/archive/store.ts'
import { atomicFiles } from '../../../src/platform/atomic-file.ts'
import { CSV } from '../../contract/order-sources.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { FakeOrder } from '../../fakes/open-api/shop-data.ts'
import { databaseContent } from '../../support/archive-content.ts'
import { backupWorld, comparable, contentOf, truthOf } from '../../support/archived-shop.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()
const DAY = 86_400

describe('a shop read through the Open API', () => {
  test('is in the archive as it is on the platform, and can be rebuilt from the originals', async () => {
    const world = fakeSource({ orders: 230, products: 12, addresses: 25 })
    const root = folder.free()
    const outcome = await backupWorld(world, root)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
    expect(outcome.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(outcome.complete).toBe(true)

    const before = await databaseContent(root)
    const deps = realDeps({ clock: world.time })
    expect((await verify({ root, deep: true }, deps)).data.damaged).toEqual([])
    await rebuild({ root, toolVersion: '0' }, deps)
    expect(await databaseContent(root)).toEqual(before)
  })

  test('has the bills that come a day later from the run of another day', async () => {
    const world = fakeSource({ orders: 120, days: 12, products: 2, areBillsLate: true })
    const root = folder.free()
    const { complete, data } = await backupWorld(world, root)
    expect(complete).toBe(true)
    expect(data.totals.settlements).toBeLessThan(world.shop.settlements.length)
    const late = data.gaps.filter(({ reason }) => reason === 'not-published')
    expect(late.map(({ what }) => what)).toEqual(['settlements', 'funds'])
    world.time.advance(2 * DAY * 1000)
    await backupWorld(world, root)
    const { settlements, funds } = truthOf(world.shop)
    const truth = { settlements: settlements ?? [], funds: funds ?? [] }
    const [found, expected] = comparable(await contentOf(root), truth)
    expect(found).toEqual(expected)
  })

  test('has what behind the wall only files know, completed by its details', async () => {
    const world = fakeSource({ orders: 60, days: 200, products: 2 })
    const wall = world.now - 90 * DAY
    const old = world.shop.orders.filter(({ createdAt }) => createdAt < wall)
    const known = old.filter((_, index) => index % 2 === 0)
    expect(known.length).toBeGreaterThan(5)
    // Nothing else names those of which no file tells.
    const isTold = ({ order }: { order: FakeOrder }) =>
      order.createdAt >= wall || known.includes(order)
    world.shop.afterSales = world.shop.afterSales.filter(isTold)
    world.shop.settlements = world.shop.settlements.filter(isTold)
    world.shop.funds = world.shop.funds.filter(isTold)
    const root = folder.free()
    const before = { ...world.shop, orders: known.map((order) => ({ ...order })) }
    await CSV.read(before, world.now - 10 * DAY, root)
    const { complete, data } = await backupWorld(world, root)
    expect(complete).toBe(true)
    const orders = [...known, ...world.shop.orders.filter(({ createdAt }) => createdAt >= wall)]
    const { lines = [] } = truthOf({ ...world.shop, orders })
    const [found, expected] = comparable(await contentOf(root), { lines })
    expect(found).toEqual(expected)
    const details = data.api?.details.find(({ method }) => method === 'order.orderDetail')
    expect(details).toMatchObject({ fetched: orders.length, refused: 0 })
    expect(data.gaps.filter(({ what }) => what === 'orders').length).toBeGreaterThan(0)

    // Those that were not over are looked at again; those that were are left alone.
    const asked = world.gateway.log.length
    world.time.advance(1000)
    await backupWorld(world, root)
    const isOver = ({ status }: { status: number }) => status === 4 || status === 5
    const again = world.gateway.log
      .slice(asked)
      .filter(({ method }) => method === 'order.orderDetail')
      .map(({ params }) => params.shop_order_id)
    expect(again).toEqual(known.filter((order) => !isOver(order)).map(({ orderId }) => orderId))
  })

  test('lacks everything behind the wall, though an export of some orders reaches far back', async () => {
    const world = fakeSource({ orders: 80, days: 200, products: 2 })
    const unshipped = world.shop.orders.filter(({ status }) => status === 2)
    const root = folder.free()
    await CSV.read({ ...world.shop, orders: unshipped }, world.now, root)
    const { data, findings } = await backupWorld(world, root)
    const [first, ...rest] = data.gaps.filter(({ what }) => what === 'orders')
    expect(first).toMatchObject({ to: '2026-08-25', reason: 'before-reach', openStart: true })
    expect(rest).toEqual([])
    const [told] = findings.filter(({ code }) => code === 'partial-export')
    const lacking = world.shop.orders.find(({ orderId }) => orderId === told?.args.id)
    expect(lacking?.status).not.toBe(2)
  })

  test('lacks nothing behind the wall when an export of all orders reaches far back', async () => {
    const world = fakeSource({ orders: 80, days: 200, products: 2 })
    const root = folder.free()
    await CSV.read(world.shop, world.now - 5 * DAY, root)
    const { data, findings } = await backupWorld(world, root)
    expect(data.gaps.filter(({ what }) => what === 'orders')).toEqual([])
    expect(findings.map(({ code }) => code)).not.toContain('partial-export')
  })

  test.each([
    ['order.searchList', 'orders'],
    ['order.getShopAccountItem', 'funds'],
  ])('lacks all that %s gives when the app may not call it', async (method, what) => {
    const world = fakeSource({ orders: 10, products: 1 })
    world.gateway.denied.add(method)
    const root = folder.free()
    const { data, stop } = await backupWorld(world, root)
    expect(stop?.code).toBe('api-permission-missing')
    const gaps = () => data.gaps.filter((gap) => gap.what === what)
    expect(gaps()).toMatchObject([{ reason: 'refused', openStart: true, to: '2026-11-23' }])
    await rebuild({ root, toolVersion: '0' }, realDeps({ clock: world.time }))
    const store = await Store.openForReading(`${root}/archive.db`)
    expect(gapsOf(store)).toEqual(data.gaps)
    store.close()

    world.gateway.denied.clear()
    world.time.advance(60_000)
    const later = await backupWorld(world, root)
    const reasons = later.data.gaps.map(({ reason }) => reason)
    expect(reasons).not.toContain('refused')
    expect(reasons).not.toContain('not-fetched')
  })

  test('is taken only from --since on, which the gaps say; a later run goes further back', async () => {
    const world = fakeSource({ orders: 60, products: 2 })
    const root = folder.free()
    const since = world.now - 20 * DAY
    const { complete, data } = await backupWorld(world, root, { since })
    expect(complete).toBe(true)
    const recent = world.shop.orders.filter(({ createdAt }) => createdAt >= since)
    expect(data.totals.orders).toBe(recent.length)
    for (const what of ['orders', 'after-sales', 'settlements', 'funds']) {
      expect(data.gaps.filter((gap) => gap.what === what)[0]).toMatchObject({
        to: '2026-11-03',
        reason: 'not-asked',
        openStart: true,
      })
    }
    world.time.advance(1000)
    expect((await backupWorld(world, root)).complete).toBe(true)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
  })

  test('keeps rows of a bill apart that are equal in every telling value', async () => {
    const world = fakeSource({ orders: 30, products: 1 })
    const [first] = world.shop.settlements
    if (!first) throw new Error('no settlement')
    world.shop.settlements.push({ ...first, requestNo: 'another payment' })
    const root = folder.free()
    for (let run = 0; run < 2; run++) {
      expect((await backupWorld(world, root)).complete).toBe(true)
      const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
      expect(found.settlements).toEqual(expected.settlements)
      world.time.advance(3_600_000)
    }
  })

  test('is not called whole while a window cannot be proven, and is proven by a later run', async () => {
    let isLying = true
    const world = fakeSource({
      orders: 40,
      products: 1,
      pages: (page) => {
        if (isLying && page.method === 'order.searchList') page.total++
      },
    })
    const root = folder.free()
    const { complete, findings, data } = await backupWorld(world, root)
    expect(complete).toBe(false)
    const told = findings.filter(({ code }) => code === 'api-window-doubtful')
    expect(told.length).toBeGreaterThan(0)
    expect(told[0]?.args).toMatchObject({ what: 'orders', from: expect.stringMatching(/^2026-/) })
    expect(data.gaps.filter(({ what }) => what === 'orders').length).toBeGreaterThan(0)
    isLying = false
    world.time.advance(1000)
    const later = await backupWorld(world, root)
    expect(later.complete).toBe(true)
    expect(later.data.api?.doubtful).toEqual([])
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
  })

  test('is missed by verify when an answer was damaged, and never rebuilt without it', async () => {
    const world = fakeSource({ orders: 12, products: 1 })
    const root = folder.free()
    await backupWorld(world, root)
    const deps = realDeps({ clock: world.time })
    const [file] = await new PageFiles(root, atomicFiles()).all()
    const path = `${root}/originals/${file?.file}`
    const bytes = await readFile(path)
    const digit = bytes.indexOf('"pay_amount":') + 13
    bytes[digit] = bytes[digit] === 0x31 ? 0x32 : 0x31
    await writeFile(path, bytes)
    const { damaged } = (await verify({ root, deep: false }, deps)).data
    expect(damaged).toEqual([
      { path: `originals/${file?.file}`, problem: 'altered', repair: 'restore-copy' },
    ])
    await expect(rebuild({ root, toolVersion: '0' }, deps)).rejects.toMatchObject({
      code: 'originals-missing',
    })
  })

  test('does not wait for ever for a product that was deleted between list and details', async () => {
    let isDeleting = true
    const world = fakeSource({
      orders: 6,
      products: 4,
      meanwhile: () => {
        const isDetail = world.gateway.log.at(-1)?.method === 'product.detail'
        if (isDeleting && isDetail) deleted.push(...world.shop.products.splice(0, 1))
        if (isDetail) isDeleting = false
      },
    })
    const deleted: typeof world.shop.products = []
    const root = folder.free()
    const first = await backupWorld(world, root)
    expect(first.complete).toBe(false)
    const id = String(deleted[0]?.productId)
    const refused = first.findings.filter(({ code }) => code === 'api-no-detail')
    expect(refused).toMatchObject([{ args: { id } }])

    world.time.advance(60_000)
    const later = await backupWorld(world, root)
    expect(later.complete).toBe(true)
    const gone = ({ code }: { code: string }) => code === 'api-item-gone'
    expect(later.findings.filter(gone)).toMatchObject([{ args: { id } }])
    expect(JSON.stringify((await contentOf(root)).products)).toContain(id)

    const before = await databaseContent(root)
    const deps = realDeps({ clock: world.time })
    await rebuild({ root, toolVersion: '0' }, deps)
    expect(await databaseContent(root)).toEqual(before)
    world.time.advance(60_000)
    expect((await backupWorld(world, root)).findings.filter(gone)).toEqual([])

    world.shop.products.unshift(...deleted)
    world.time.advance(60_000)
    expect((await backupWorld(world, root)).complete).toBe(true)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found.products).toEqual(expected.products)
  })

  test('says which details could not be had', async () => {
    const world = fakeSource({ orders: 12, products: 1 })
    const [some] = world.shop.orders as [FakeOrder]
    const orderId = '6911111111111111111'
    const lines = some.lines.map((line) => ({ ...line, lineId: orderId }))
    const ghost = { ...some, orderId, lines, createdAt: 1_760_000_000 }
    const root = folder.free()
    await CSV.read({ ...world.shop, orders: [ghost] }, 1_780_000_000, root)
    const { complete, findings } = await backupWorld(world, root)
    expect(complete).toBe(false)
    const told = findings.filter(({ code }) => code === 'api-no-detail')
    expect(told).toMatchObject([{ args: { id: orderId, method: 'order.orderDetail' } }])
    expect(String(told[0]?.args.reason)).toContain('40004')
  })
})

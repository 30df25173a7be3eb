import { describe, expect, test } from 'vitest'
import { readDetail } from '../../../src/sources/open-api/read-answer.ts'
import type { DetailEvent } from '../../../src/sources/open-api/walks/details.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { afterSaleIdOf, bodyOf, collect, ids, orderIdOf } from './collect.ts'

const DAY = 86_400

describe('orders by creation', () => {
  test('come whole, oldest first, with their raw pages', async () => {
    const { source, shop, now } = fakeSource({ orders: 1234 })
    const range = { from: now - 90 * DAY, to: now + 1 }
    const { pages, windows, items, isWhole } = await collect(source.orders(range))
    expect(isWhole).toBe(true)
    expect(items.map(orderIdOf)).toEqual(shop.orders.map(({ orderId }) => orderId))
    expect(windows).toMatchObject([{ total: 1234, distinct: 1234, passes: 1, doubt: null }])
    expect(pages).toHaveLength(13)
    expect(bodyOf(pages[12] as (typeof pages)[0])).toMatchObject({
      code: 10000,
      data: { page: 12 },
    })
  })

  test('are cut into windows before any of them passes the depth limit', async () => {
    const { source, shop, now, gateway } = fakeSource({ orders: 12_000 })
    const { items, windows, isWhole } = await collect(
      source.orders({ from: now - 90 * DAY, to: now + 1 }),
    )
    expect(isWhole).toBe(true)
    expect(ids(items, orderIdOf)).toEqual(shop.orders.map(({ orderId }) => orderId).sort())
    expect(windows.length).toBeGreaterThan(2)
    const depths = gateway.log.map(({ params }) => Number(params.page) * Number(params.size))
    expect(Math.max(...depths.filter(Number.isFinite))).toBeLessThan(10_000)
  })

  test.each([true, false])(
    'lose no row on a border when the right edge is inclusive: %s',
    async (isEndInclusive) => {
      const { source, shop, now } = fakeSource({ orders: 6000, days: 1, isEndInclusive })
      const { items, windows } = await collect(source.orders({ from: now - 2 * DAY, to: now + 1 }))
      expect(windows.length).toBeGreaterThan(1)
      expect(ids(items, orderIdOf)).toEqual(shop.orders.map(({ orderId }) => orderId).sort())
    },
  )

  test('behind the 90-day wall are a gap, and the wall is never asked beyond', async () => {
    const { source, shop, now } = fakeSource({ orders: 500, days: 120 })
    const { items, windows, isWhole } = await collect(
      source.orders({ from: now - 120 * DAY, to: now + 1 }),
    )
    const wall = source.orderWall()
    const shown = shop.orders.filter(({ createdAt }) => createdAt >= wall)
    expect(shown.length).toBeLessThan(shop.orders.length)
    expect(ids(items, orderIdOf)).toEqual(shown.map(({ orderId }) => orderId).sort())
    expect(windows[0]?.gap).toEqual({ from: now - 120 * DAY, to: wall })
    expect(isWhole).toBe(true)
  })

  test('of a stretch wholly behind the wall are not asked for at all', async () => {
    const { source, now, gateway } = fakeSource()
    const range = { from: now - 120 * DAY, to: now - 100 * DAY }
    const { windows } = await collect(source.orders(range))
    expect(windows).toMatchObject([{ gap: range, doubt: null, total: null }])
    expect(gateway.log).toEqual([])
  })
})

describe('orders by update', () => {
  test('come when they changed after a moment', async () => {
    const { source, shop, now } = fakeSource({ orders: 400 })
    const since = now - 10 * DAY
    const { items, isWhole } = await collect(source.changedOrders({ from: since, to: now + 1 }))
    const changed = shop.orders.filter(({ updatedAt }) => updatedAt >= since)
    expect(isWhole).toBe(true)
    expect(changed.length).toBeGreaterThan(10)
    expect(ids(items, orderIdOf)).toEqual(changed.map(({ orderId }) => orderId).sort())
  })

  test('keep coming whole while other orders change under the pages', async () => {
    const world = fakeSource({
      orders: 2000,
      meanwhile: (count, now) => {
        // Every third request finds one more order changed: it leaves the window that is walked.
        const order = world.shop.orders[(count * 7) % 2000]
        if (order && count % 3 === 0) order.updatedAt = now + 1
      },
      latencyMs: () => 2000,
    })
    const until = world.now
    const { items, windows, isWhole } = await collect(
      world.source.changedOrders({ from: until - 100 * DAY, to: until }),
    )
    // Those that did not change meanwhile; the others belong to the next run's window.
    const stayed = world.shop.orders.filter(({ updatedAt }) => updatedAt < until)
    const found = new Set(items.map(orderIdOf))
    expect(windows.length).toBeGreaterThan(1)
    expect(isWhole).toBe(true)
    expect(stayed.length).toBeLessThan(2000)
    // Each window fits one answer, between whose rows nothing can slip through.
    expect(windows.every(({ total }) => Number(total) < 100)).toBe(true)
    expect(stayed.filter(({ orderId }) => !found.has(orderId))).toEqual([])
  })
})

describe('the other lists', () => {
  test('after-sales come by application and by update, with the order_by that misses none', async () => {
    const { source, shop, now } = fakeSource({ orders: 900, days: 150 })
    const range = { from: now - 200 * DAY, to: now + DAY }
    const all = shop.afterSales.map(({ afterSaleId }) => afterSaleId).sort()
    const applied = await collect(source.afterSales(range))
    const changed = await collect(source.changedAfterSales(range))
    expect([applied.isWhole, changed.isWhole]).toEqual([true, true])
    expect(ids(applied.items, afterSaleIdOf)).toEqual(all)
    expect(ids(changed.items, afterSaleIdOf)).toEqual(all)
  })

  test('products come by the cursor, their int64 ids exact', async () => {
    const { source, shop } = fakeSource({ products: 450 })
    const { items, windows } = await collect(source.products())
    expect(windows).toMatchObject([{ total: 450, distinct: 450, doubt: null }])
    expect(items.map((item) => (item as { product_id: string }).product_id)).toEqual(
      shop.products.map(({ productId }) => String(productId)),
    )
  })

  test('addresses come whole although the platform gives smaller pages than asked for', async () => {
    const { source, shop } = fakeSource({ addresses: 47 })
    const { items, windows } = await collect(source.addresses())
    expect(windows).toMatchObject([{ total: 47, distinct: 47, doubt: null, passes: 2 }])
    const found = ids(items, (item) => String((item as { address_id: string }).address_id))
    expect(found).toEqual(shop.addresses.map(({ addressId }) => String(addressId)))
  })

  test.each(['settlements', 'funds'] as const)('%s come in windows of a week', async (name) => {
    const { source, shop, now, gateway } = fakeSource({ orders: 3000 })
    const { items, windows, isWhole } = await collect(
      source[name]({ from: now - 90 * DAY, to: now + 1 }),
    )
    expect(isWhole).toBe(true)
    expect(windows.length).toBeGreaterThanOrEqual(13)
    const key = name === 'funds' ? 'account_trade_no' : 'request_no'
    const found = ids(items, (item) => String((item as Record<string, string>)[key]))
    const truth =
      name === 'funds'
        ? shop.funds.map(({ tradeNo }) => tradeNo)
        : shop.settlements.map(({ requestNo }) => requestNo)
    expect(found).toEqual(truth.sort())
    expect(gateway.log.every(({ outcome }) => outcome === '')).toBe(true)
  })

  test('an empty shop is whole', async () => {
    const { source, now } = fakeSource({ orders: 0, addresses: 0 })
    const range = { from: now - 30 * DAY, to: now }
    for (const events of [source.orders(range), source.afterSales(range), source.addresses()]) {
      expect(await collect(events)).toMatchObject({ items: [], isWhole: true })
    }
  })
})

describe('details', () => {
  const read = async (events: AsyncIterable<DetailEvent>) => {
    const all: DetailEvent[] = []
    for await (const event of events) all.push(event)
    return all
  }

  test('come in the order of the ids, also for orders behind the wall', async () => {
    const { source, shop } = fakeSource({ orders: 60, days: 300 })
    const wanted = shop.orders.map(({ orderId }) => orderId)
    const events = await read(source.orderDetails(wanted))
    expect(events.map(({ id, type }) => `${type} ${id}`)).toEqual(
      wanted.map((id) => `detail ${id}`),
    )
  })

  test('that the platform does not have are told, and the others still come', async () => {
    const { source, shop } = fakeSource()
    const [first = '', second = ''] = shop.orders.map(({ orderId }) => orderId)
    const events = await read(source.orderDetails([first, '6999999999999999999', second]))
    expect(events.map(({ type }) => type)).toEqual(['detail', 'no-detail', 'detail'])
    expect(events[1]).toMatchObject({ error: { code: 'api-refused', number: '20001' } })
  })

  test('of after-sales and products are read too', async () => {
    const { source, shop } = fakeSource()
    const afterSaleIds = shop.afterSales.map(({ afterSaleId }) => afterSaleId)
    const productIds = shop.products.map(({ productId }) => String(productId))
    expect(await read(source.afterSaleDetails(afterSaleIds))).toHaveLength(afterSaleIds.length)
    const [product] = await read(source.productDetails(productIds))
    if (product?.type !== 'detail') throw new Error('no details')
    expect(readDetail(product.raw)).toMatchObject({ product_id: productIds[0] })
  })
})

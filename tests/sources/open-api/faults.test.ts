import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DyshopError, EXIT } from '../../../src/errors.ts'
import type { PageScript } from '../../fakes/open-api/answers.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { type Fault, PASSING_FAULTS } from '../../fakes/open-api/faults.ts'
import { times } from '../../support/thorough.ts'
import { afterSaleIdOf, type Collected, collect, ids, orderIdOf } from './collect.ts'

const DAY = 86_400
const ORDER_SCHEDULES = times({ usual: 100, thorough: 600 })
const CHANGE_SCHEDULES = times({ usual: 100, thorough: 300 })
const AFTER_SALE_SCHEDULES = 100

type Bend = 'twice' | 'missing' | 'one-more' | 'one-less' | 'empty' | null

/** Bends the n-th page, so that it contradicts the others. */
function bendPages(bends: readonly Bend[]): PageScript {
  return (page, count) => {
    const bend = bends[count]
    if (bend === 'twice' && page.rows.length > 1) page.rows[0] = page.rows[1]
    if (bend === 'missing') page.rows = page.rows.slice(1)
    if (bend === 'one-more') page.total++
    if (bend === 'one-less') page.total--
    if (bend === 'empty') page.rows = []
  }
}

const schedule = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  orders: fc.integer({ min: 0, max: 360 }),
  faults: fc.array(fc.option(fc.constantFrom<Fault>(...PASSING_FAULTS), { freq: 2 }), {
    maxLength: 30,
  }),
  bends: fc.array(
    fc.constantFrom<Bend>(null, null, null, 'twice', 'missing', 'one-more', 'one-less', 'empty'),
    { maxLength: 25 },
  ),
  /** Which order changes before the n-th request. */
  changes: fc.array(fc.option(fc.nat(400), { freq: 2 }), { maxLength: 15 }),
  isEndInclusive: fc.boolean(),
})

type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never

function worldOf({ faults, bends, changes, ...rest }: Schedule) {
  const world: ReturnType<typeof fakeSource> = fakeSource({
    ...rest,
    faults: (count) => faults[count] ?? null,
    pages: bendPages(bends),
    meanwhile(count, now) {
      const order = world.shop.orders[changes[count] ?? -1]
      if (order) order.updatedAt = now + 1
    },
  })
  return world
}

/** A run either ends with all that there was, or says that it did not. */
async function outcome(events: Parameters<typeof collect>[0]): Promise<Collected | DyshopError> {
  try {
    return await collect(events)
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    return error
  }
}

function isHonest(result: Collected | DyshopError, truth: string[], found: () => string[]) {
  if (result instanceof DyshopError) {
    expect(result.exitCode).toBe(EXIT.network)
  } else if (result.isWhole) {
    expect(found()).toEqual(truth.sort())
  } else {
    expect(result.windows.some(({ doubt }) => doubt !== null)).toBe(true)
  }
}

const counts = { whole: 0, doubtful: 0, failed: 0 }

function count(result: Collected | DyshopError): void {
  if (result instanceof DyshopError) counts.failed++
  else if (result.isWhole) counts.whole++
  else counts.doubtful++
}

describe('whatever goes wrong on the way', () => {
  test(`orders are the truth, or the run does not claim so (${ORDER_SCHEDULES} schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (each) => {
        const { source, shop, now } = worldOf(each)
        const result = await outcome(source.orders({ from: now - 89 * DAY, to: now + 1 }))
        count(result)
        const truth = shop.orders.map(({ orderId }) => orderId)
        isHonest(result, truth, () => ids((result as Collected).items, orderIdOf))
      }),
      { numRuns: ORDER_SCHEDULES },
    )
  })

  test(`changed orders that did not change again are all there (${CHANGE_SCHEDULES} schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (each) => {
        const { source, shop, now } = worldOf(each)
        const result = await outcome(source.changedOrders({ from: now - 95 * DAY, to: now }))
        count(result)
        const stayed = shop.orders.filter(({ updatedAt }) => updatedAt < now)
        const stayedIds = new Set(stayed.map(({ orderId }) => orderId))
        isHonest(result, [...stayedIds], () =>
          ids((result as Collected).items, orderIdOf).filter((id) => stayedIds.has(id)),
        )
      }),
      { numRuns: CHANGE_SCHEDULES },
    )
  })

  test('after-sales are the truth, or the run does not claim so (100 schedules)', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async (each) => {
        const { source, shop, now } = worldOf(each)
        const result = await outcome(source.afterSales({ from: now - 200 * DAY, to: now + DAY }))
        count(result)
        const truth = shop.afterSales.map(({ afterSaleId }) => afterSaleId)
        isHonest(result, truth, () => ids((result as Collected).items, afterSaleIdOf))
      }),
      { numRuns: AFTER_SALE_SCHEDULES },
    )
  })

  test('and most runs get through', () => {
    expect(counts.whole).toBeGreaterThan(counts.doubtful + counts.failed)
    expect(counts.whole + counts.doubtful + counts.failed).toBeGreaterThanOrEqual(
      ORDER_SCHEDULES + CHANGE_SCHEDULES + AFTER_SALE_SCHEDULES,
    )
  })

  test('a shop that fails for ever ends the run, saying the platform is in trouble', async () => {
    for (const fault of PASSING_FAULTS) {
      const { source, now } = fakeSource({
        faults: (_, method) => (method.startsWith('token.') ? null : fault),
      })
      const result = await outcome(source.orders({ from: now - DAY, to: now }))
      expect(result).toMatchObject({ exitCode: EXIT.network })
    }
  })
})

describe('the pace', () => {
  test.each([20, 5, 3, 1])(
    'at a limit of %i a second uses 95 percent of it and is never refused',
    async (limit) => {
      const count = limit * 60
      const world = fakeSource({
        orders: count,
        limit,
        config: { rate: limit },
        latencyMs: () => 40 + ((world.gateway.log.length * 37) % 20),
      })
      const wanted = world.shop.orders.map(({ orderId }) => orderId)
      for await (const event of world.source.orderDetails(wanted)) expect(event.type).toBe('detail')
      const asked = world.gateway.log.filter(({ method }) => method === 'order.orderDetail')
      expect(asked.map(({ outcome }) => outcome).filter(Boolean)).toEqual([])
      const seconds = ((asked.at(-1)?.at ?? 0) - (asked[0]?.at ?? 0)) / 1000
      expect((asked.length - 1) / seconds).toBeGreaterThanOrEqual(limit * 0.95)
    },
  )

  test('recovers when the real quota is lower than the one that was set', async () => {
    const { source, shop, gateway } = fakeSource({ orders: 60, limit: 2, config: { rate: 4 } })
    const got: string[] = []
    for await (const { id, type } of source.orderDetails(shop.orders.map((each) => each.orderId))) {
      if (type === 'detail') got.push(id)
    }
    expect(got).toHaveLength(60)
    expect(gateway.log.some(({ outcome }) => outcome.startsWith('60000'))).toBe(true)
  })

  test('all methods wait when one is throttled, in either form', async () => {
    let count = 0
    const { source, gateway } = fakeSource({
      products: 3,
      faults: (_, method) => (method.startsWith('product.') && count++ === 0 ? 'throttled' : null),
    })
    await Promise.all([collect(source.products()), collect(source.addresses())])
    const throttledAt = gateway.log.find(({ outcome }) => outcome === 'throttled')?.at ?? 0
    const after = gateway.log.filter(({ at }) => at > throttledAt)
    expect(Math.min(...after.map(({ at }) => at - throttledAt))).toBeGreaterThanOrEqual(500)
  })
})

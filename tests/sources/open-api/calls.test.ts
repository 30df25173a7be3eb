import { describe, expect, test } from 'vitest'
import { Secret } from '../../../src/domain/privacy/secret.ts'
import { DyshopError, type ErrorCode, EXIT } from '../../../src/errors.ts'
import { retryDelayMs } from '../../../src/sources/open-api/client/retry.ts'
import { openApiSource } from '../../../src/sources/open-api/source.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { Fault } from '../../fakes/open-api/faults.ts'
import { collect } from './collect.ts'

type World = ReturnType<typeof fakeSource>

async function stopOf(work: Promise<unknown>): Promise<DyshopError> {
  try {
    await work
  } catch (error) {
    if (error instanceof DyshopError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const addresses = ({ source }: World) => collect(source.addresses())

describe('a refusal', () => {
  test.each<[string, (world: World) => World['source'], ErrorCode, string]>([
    [
      'of a wrong secret',
      (world) => reopened(world, { appSecret: new Secret('other') }),
      'api-signature-refused',
      '40003 isv.signature-invalid',
    ],
    [
      'of an unknown app',
      (world) => reopened(world, { appKey: '1234567890123456789' }),
      'api-key-refused',
      '40003 isv.app-id-invalid',
    ],
    [
      'of a clock that is eleven minutes off',
      (world) => {
        const { time } = world
        const now = () => time.now() + 11 * 60_000
        return reopened(world, {}, { time: { ...methodsOf(world), now } })
      },
      'api-clock-wrong',
      '40003 isv.timestamp-invalid',
    ],
    [
      'of an address that is not on the list',
      (world) => {
        world.gateway.isIpListed = false
        return world.source
      },
      'api-ip-refused',
      '30002 isv.invalid_ip',
    ],
    [
      'for want of a permission',
      (world) => {
        world.gateway.denied.add('address.list')
        return world.source
      },
      'api-permission-missing',
      '30001 isv.app-permissions-insufficient',
    ],
    [
      'of a shop that has ended the authorisation',
      (world) => {
        world.gateway.tokens.isAuthorised = false
        return world.source
      },
      'api-authorisation-lapsed',
      '50002 isv.business-failed:31005',
    ],
  ])(
    '%s is told with its code and log id, and costs no second try',
    async (_, bend, code, said) => {
      const world = fakeSource()
      const source = bend(world)
      const error = await stopOf(collect(source.addresses()))
      expect(error).toMatchObject({ code, exitCode: EXIT.credentials })
      expect(error.args).toMatchObject({ platformCode: said })
      expect(error.args.logId).toMatch(/^20261123\d+$/)
      expect(world.gateway.log.filter(({ outcome }) => outcome !== '')).toHaveLength(1)
    },
  )

  test('in the old form of the envelope is understood, and so is its success', async () => {
    const world = fakeSource({ isOld: true })
    expect(await addresses(world)).toMatchObject({ isWhole: true })
    world.gateway.denied.add('address.list')
    expect((await stopOf(addresses(world))).code).toBe('api-permission-missing')
  })

  test('before the gateway is told by its HTTP status', async () => {
    const world = fakeSource({
      faults: (_, method) => (method === 'address.list' ? 'http-503' : null),
    })
    const error = await stopOf(addresses(world))
    expect(error).toMatchObject({ code: 'api-busy', exitCode: EXIT.network })
    expect(error.args).toMatchObject({ platformCode: 'HTTP 503', method: 'address.list' })
  })
})

/** The shop of a world, behind another client. */
function reopened(
  { config, deps }: World,
  newConfig: Partial<World['config']>,
  newDeps: Partial<World['deps']> = {},
): World['source'] {
  return openApiSource({ ...config, ...newConfig }, { ...deps, ...newDeps })
}

function methodsOf({ time }: World): World['deps']['time'] {
  return {
    now: () => time.now(),
    monotonicMs: () => time.monotonicMs(),
    sleep: (delayMs) => time.sleep(delayMs),
  }
}

describe('a passing fault', () => {
  const cases: Fault[] = [
    'reset-before-headers',
    'cut-body',
    'truncated-json',
    'html',
    'http-503',
    'http-429',
    'throttled',
    'busy-20004',
    'busy-20005',
    'service-error',
  ]
  test.each(cases)('%s is tried again, signed afresh', async (fault) => {
    const signs: string[] = []
    let faults = 0
    const world: World = fakeSource({
      faults: (_, method) => (method === 'address.list' && faults++ === 0 ? fault : null),
    })
    const source = reopened(
      world,
      {},
      {
        http: async (request) => {
          const { searchParams } = new URL(request.url)
          if (searchParams.get('method') === 'address.list') {
            signs.push(searchParams.get('sign') ?? '')
            world.time.advance(1000)
          }
          return world.deps.http(request)
        },
      },
    )
    expect(await collect(source.addresses())).toMatchObject({ isWhole: true })
    expect(signs).toHaveLength(2)
    expect(signs[0]).not.toBe(signs[1])
  })

  test('gives up after five tries, with less and less haste', () => {
    const error = new DyshopError('api-unreachable')
    const delays = [1, 2, 3, 4, 5, 6].map((tries) => retryDelayMs(error, tries, 1))
    expect(delays).toEqual([1000, 2000, 4000, 8000, null, null])
    expect(retryDelayMs(error, 4, 0)).toBe(0)
    expect(retryDelayMs(new DyshopError('disk-full'), 1, 1)).toBeNull()
    expect(retryDelayMs(new TypeError('bug'), 1, 1)).toBeNull()
  })
})

describe('permissions', () => {
  test('are told method by method, without a valid parameter', async () => {
    const { source, gateway } = fakeSource()
    gateway.denied.add('order.getShopAccountItem')
    const granted = await source.permissions()
    expect(granted.filter(({ isGranted }) => !isGranted)).toEqual([
      { method: 'order.getShopAccountItem', isGranted: false },
    ])
    expect(granted).toHaveLength(10)
  })
})

describe('the requests', () => {
  test('call no method that changes anything in the shop', async () => {
    const { source, gateway, now, shop } = fakeSource()
    const range = { from: now - 86_400, to: now }
    for (const events of [
      source.orders(range),
      source.changedOrders(range),
      source.afterSales(range),
      source.changedAfterSales(range),
      source.products(),
      source.addresses(),
      source.settlements(range),
      source.funds(range),
    ]) {
      await collect(events)
    }
    for await (const _ of source.orderDetails([shop.orders[0]?.orderId ?? ''])) break
    const methods = new Set(gateway.log.map(({ method }) => method))
    expect(
      [...methods].filter((method) => !/List|list|Detail|get|token\.create/.test(method)),
    ).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { Secret } from '../../../../src/domain/privacy/secret.ts'
import { DyshopError } from '../../../../src/errors.ts'
import { readTokenAnswer } from '../../../../src/sources/open-api/client/token-answer.ts'
import { openApiSource } from '../../../../src/sources/open-api/source.ts'
import { fakeSource } from '../../../fakes/open-api/fake-source.ts'
import { collect } from '../collect.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function tokenCalls({ gateway }: ReturnType<typeof fakeSource>): string[] {
  return gateway.log.map(({ method }) => method).filter((method) => method.startsWith('token.'))
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof DyshopError ? error.code : String(error)),
  )
}

describe('the token', () => {
  test('of a self-use app is created once for many calls at once, and says whose shop it is', async () => {
    const world = fakeSource()
    await Promise.all(Array.from({ length: 8 }, () => collect(world.source.addresses())))
    expect(tokenCalls(world)).toEqual(['token.create'])
    expect(await world.source.shop()).toEqual({
      shopId: String(world.shop.shopId),
      shopName: '测试小店',
    })
  })

  test('of a tool app is created with the code, which is not used again', async () => {
    const config = { shopId: null, authCode: new Secret('code-1') }
    const world = fakeSource({ config })
    await world.source.shop()
    await world.open().shop()
    expect(tokenCalls(world)).toEqual(['token.create'])
  })

  test('survives a restart', async () => {
    const world = fakeSource()
    await world.source.shop()
    await collect(world.open().addresses())
    expect(tokenCalls(world)).toEqual(['token.create'])
  })

  test('is refreshed in its last hour, once, by whoever comes first', async () => {
    const world = fakeSource()
    await world.source.shop()
    world.time.advance(7 * DAY - 20 * 60_000)
    const others = [world.open(), world.open(), world.source]
    await Promise.all(others.map((source) => collect(source.addresses())))
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh'])
  })

  test('that lives for minutes only is not renewed before every call', async () => {
    const world = fakeSource()
    world.gateway.tokens.life = 20 * 60
    for (let run = 0; run < 5; run++) await collect(world.source.addresses())
    expect(tokenCalls(world)).toEqual(['token.create'])
    world.time.advance(2 * 60_000)
    await collect(world.source.addresses())
    await collect(world.source.addresses())
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh'])
    world.time.advance(40 * 60_000)
    await collect(world.source.addresses())
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh', 'token.refresh'])
  })

  test('that ended while nobody was there is refreshed', async () => {
    const world = fakeSource()
    await world.source.shop()
    world.time.advance(10 * DAY)
    expect(await collect(world.open().addresses())).toMatchObject({ isWhole: true })
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh'])
  })

  test('whose refresh token has ended too is created anew', async () => {
    const world = fakeSource()
    await world.source.shop()
    world.time.advance(15 * DAY)
    expect(await collect(world.open().addresses())).toMatchObject({ isWhole: true })
    expect(tokenCalls(world)).toEqual(['token.create', 'token.create'])
  })

  test('that the platform does not know any more is replaced in the middle of a run', async () => {
    const world = fakeSource({ orders: 350 })
    const events = world.source.orders({ from: world.now - 90 * 86_400, to: world.now })
    await events.next()
    world.gateway.tokens.forget()
    const rest = await collect(events)
    expect(rest.isWhole).toBe(true)
    // The refresh token is unknown as well, so a refresh is tried and a new grant asked for.
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh', 'token.create'])
  })

  test('is asked for again when another process refreshes it at that moment (31012)', async () => {
    const world = fakeSource()
    await world.source.shop()
    world.time.advance(7 * DAY)
    world.gateway.tokens.busyRefreshes = 1
    expect(await collect(world.source.addresses())).toMatchObject({ isWhole: true })
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh', 'token.refresh'])
  })

  test('goes on being used while its refresh fails and it still lives', async () => {
    const world = fakeSource()
    await world.source.shop()
    world.time.advance(7 * DAY - 20 * 60_000)
    world.gateway.tokens.busyRefreshes = 100
    expect(await collect(world.source.addresses())).toMatchObject({ isWhole: true })
    expect(await collect(world.source.addresses())).toMatchObject({ isWhole: true })
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh', 'token.refresh'])
  })

  test('that is refused long before its end is granted anew: a refresh would not change it', async () => {
    let refusals = 0
    const world = fakeSource({
      faults: (_, method) =>
        method === 'address.list' && refusals++ === 0 ? 'token-expired' : null,
    })
    expect(await collect(world.source.addresses())).toMatchObject({ isWhole: true })
    expect(tokenCalls(world)).toEqual(['token.create', 'token.refresh', 'token.create'])
  })

  test('that is refused for ever costs one replacement, then stops', async () => {
    const world = fakeSource({
      faults: (_, method) => (method.startsWith('token.') ? null : 'token-expired'),
    })
    expect(await codeOf(collect(world.source.addresses()))).toBe('api-token-refused')
    expect(world.gateway.log.filter(({ method }) => method === 'address.list')).toHaveLength(2)
  })

  test('of another shop is refused by us', async () => {
    const world = fakeSource({ config: { shopId: '42', authCode: new Secret('code-1') } })
    expect(await codeOf(world.source.shop())).toBe('api-other-shop')
    expect(world.store.tokens.size).toBe(0)
  })

  test('of another app is a matter for the merchant: nothing is asked for again', async () => {
    const world = fakeSource()
    await world.source.shop()
    const [key, token] = [...world.store.tokens][0] ?? []
    if (!key || !token) throw new Error('no token')
    world.store.tokens.set(key, { ...token, accessToken: new Secret('of-another-app') })
    world.gateway.tokens.foreign.add('of-another-app')
    expect(await codeOf(collect(world.open().addresses()))).toBe('api-token-refused')
    expect(tokenCalls(world)).toEqual(['token.create'])
  })

  test('needs a code or a shop', async () => {
    const world = fakeSource({ config: { shopId: null } })
    expect(await codeOf(world.source.shop())).toBe('api-no-credentials')
    expect(world.gateway.log).toEqual([])
  })

  test('cannot be had for a used code', async () => {
    const config = { shopId: null, authCode: new Secret('code-of-last-week') }
    expect(await codeOf(fakeSource({ config }).source.shop())).toBe('api-code-refused')
  })

  test('create is not repeated when the answer is lost: the code may be used', async () => {
    const world = fakeSource({ faults: () => 'reset-after-headers' })
    expect(await codeOf(world.source.shop())).toBe('api-unreachable')
    expect(tokenCalls(world)).toEqual(['token.create'])
  })

  test('create waits and asks again when throttled', async () => {
    const world = fakeSource({ faults: (count) => (count === 0 ? 'throttled' : null) })
    expect((await world.source.shop()).shopName).toBe('测试小店')
    const [first, second] = world.gateway.log
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(500)
  })

  test('works for two shops of one app side by side', async () => {
    const world = fakeSource()
    await world.source.shop()
    await world.store.saveToken(world.config.appKey, {
      accessToken: new Secret('a'),
      refreshToken: new Secret('r'),
      expiresAtMs: world.time.now() + DAY,
      refreshExpiresAtMs: world.time.now() + DAY,
      shopId: '42',
      shopName: '另一家',
    })
    const other = openApiSource({ ...world.config, shopId: '42' }, world.deps)
    expect((await other.shop()).shopName).toBe('另一家')
    expect((await world.open().shop()).shopName).toBe('测试小店')
  })
})

describe('the life of a token', () => {
  const read = (expires_in: number | string | null) =>
    readTokenAnswer({ access_token: 'a', shop_id: '1', expires_in }, 'token.create', 0, null)
      .expiresAtMs

  test.each<[string, number | string | null, number]>([
    ['is a duration in seconds', 530_808, 530_808_000],
    ['is at most seven days', 9_999_999, 604_800_000],
    ['may be text', '3600', 3_600_000],
    ['is a moment when it is too large for a duration', 1_800_000_000, 1_800_000_000_000],
    ['is seven days when it is not said', null, 604_800_000],
  ])('%s', (_, said, expected) => {
    expect(read(said)).toBe(expected)
  })
})

import { describe, expect, test } from 'vitest'
import { fakeSource } from '../../../fakes/open-api/fake-source.ts'
import { collect } from '../collect.ts'

describe('a proof that the app may read', () => {
  const calls = ({ gateway }: ReturnType<typeof fakeSource>) =>
    gateway.log.map(({ method }) => method).filter((method) => !method.startsWith('token.'))

  test('is the first page of the walk that follows', async () => {
    const world = fakeSource()
    await world.source.prove()
    expect(await collect(world.source.addresses())).toMatchObject({ isWhole: true })
    expect(calls(world)).toEqual(['address.list'])
    await collect(world.source.addresses())
    expect(calls(world)).toEqual(['address.list', 'address.list'])
  })

  test('is too old for that after a minute', async () => {
    const world = fakeSource()
    await world.source.prove()
    world.time.advance(61_000)
    await collect(world.source.addresses())
    expect(calls(world)).toEqual(['address.list', 'address.list'])
  })

  test('is had from any list that the app may read', async () => {
    const world = fakeSource()
    for (const method of ['address.list', 'product.listV2', 'order.searchList']) {
      world.gateway.denied.add(method)
    }
    await world.source.prove()
    expect(calls(world).at(-1)).toBe('afterSale.List')
  })
})

import { describe, expect, test } from 'vitest'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { Wire } from '../../fakes/open-api/wire-json.ts'
import { backupWorld, comparable, contentOf, truthOf } from '../../support/archived-shop.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()

type Fields = { readonly [name: string]: Wire }
type Bend = (data: Wire) => Wire

const nothing: Bend = () => ({})

function without(...names: string[]): Bend {
  return (data) =>
    Object.fromEntries(Object.entries(data as Fields).filter(([name]) => !names.includes(name)))
}

/** The first answer again, whatever is asked for. */
function alwaysTheFirst(): Bend {
  let first: Wire | undefined
  return (data) => {
    first ??= data
    return first
  }
}

function onlyTheId(data: Wire): Wire {
  const info = ((data as Fields).process_info as Fields).after_sale_info as Fields
  return { process_info: { after_sale_info: { after_sale_id: info.after_sale_id ?? null } } }
}

/** A shop of which one method answers otherwise until it is mended. */
function bentWorld(method: string, bend: Bend, size: { orders: number; days?: number }) {
  const state = { isBent: true }
  const world = fakeSource({
    ...{ ...size, products: 4, config: { rate: 1000 } },
    bend: (asked, data) => (state.isBent && asked === method ? bend(data) : data),
  })
  return { world, mend: () => (state.isBent = false) }
}

async function expectWholeAfterwards({ world, mend }: ReturnType<typeof bentWorld>, root: string) {
  mend()
  world.time.advance(1000)
  const later = await backupWorld(world, root)
  expect(later.complete).toBe(true)
  const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
  expect(found).toEqual(expected)
}

describe('details are not there, and asked for again,', () => {
  test.each<[string, string, Bend, string]>([
    ['afterSale.Detail', 'nothing', nothing, 'empty'],
    ['afterSale.Detail', 'the id and nothing else', onlyTheId, 'empty'],
    ['afterSale.Detail', 'another after-sale', alwaysTheFirst(), 'other-id'],
    ['product.detail', 'nothing', nothing, 'empty'],
    ['product.detail', 'no SKUs', without('spec_prices'), 'empty'],
    ['product.detail', 'another product', alwaysTheFirst(), 'other-id'],
    ['order.orderDetail', 'nothing', nothing, 'empty'],
    ['order.orderDetail', 'another order', alwaysTheFirst(), 'other-id'],
  ])('when %s gives %s', async (method, _, bend, reason) => {
    const bent = bentWorld(method, bend, { orders: 30 })
    const root = folder.free()
    const { complete, findings } = await backupWorld(bent.world, root)
    expect(complete).toBe(false)
    const told = findings.filter(({ code }) => code === 'api-no-detail')
    expect(told.length).toBeGreaterThan(0)
    expect(told.map(({ args }) => [args.method, args.reason])).toEqual(
      told.map(() => [method, reason]),
    )
    await expectWholeAfterwards(bent, root)
  })
})

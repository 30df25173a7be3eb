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

const SETTLEMENT_BILL = 'order.getSettleBillDetailV3'
const FUND_BILL = 'order.getShopAccountItem'
/** More rows in a week than a page of the settlement bill has. */
const SEVERAL_PAGES = { orders: 700, days: 20 }

/** Another answer in place of each second page. */
function asSecondPage(answer: Wire): Bend {
  let isSecond = false
  return (data) => {
    const isReplaced = isSecond
    isSecond = !isReplaced && (data as Fields).is_end === 0
    return isReplaced ? answer : data
  }
}

describe('a bill is not whole', () => {
  test.each<[string, string, Bend]>([
    [
      'names neither next page nor end',
      SETTLEMENT_BILL,
      (data) => ({ ...(data as Fields), next_start_time: '' }),
    ],
    [
      'says nothing of pages',
      SETTLEMENT_BILL,
      without('is_end', 'next_start_index', 'next_start_time'),
    ],
    [
      'says on a later page that there is none',
      SETTLEMENT_BILL,
      asSecondPage({ code: '100002', data: null }),
    ],
    [
      'has no rows and no count',
      SETTLEMENT_BILL,
      () => ({ code: '100000', data: null, is_end: 1 }),
    ],
    [
      'has rows that are no list',
      FUND_BILL,
      (data) => ({ ...(without('data_size')(data) as Fields), data: { list: [] } }),
    ],
  ])('when it %s', async (_, method, bend) => {
    const bent = bentWorld(method, bend, SEVERAL_PAGES)
    const root = folder.free()
    const { complete, findings, data } = await backupWorld(bent.world, root)
    expect(complete).toBe(false)
    const what = method === FUND_BILL ? 'funds' : 'settlements'
    const told = findings.filter(({ code }) => code === 'api-window-doubtful')
    expect(told.length).toBeGreaterThan(0)
    for (const { args } of told)
      expect(args).toMatchObject({ what, from: expect.stringMatching(/^2026-/) })
    expect(data.api?.doubtful.map(({ list }) => list)).toContain(what)
    await expectWholeAfterwards(bent, root)
  })

  test('when a later page is refused by the code of the bill itself', async () => {
    const bent = bentWorld(
      SETTLEMENT_BILL,
      asSecondPage({ code: '100009', data: null }),
      SEVERAL_PAGES,
    )
    const root = folder.free()
    const { findings, stop } = await backupWorld(bent.world, root)
    expect(stop?.code).toBe('api-refused')
    expect(findings.map(({ code }) => code)).toContain('api-stream-refused')
    await expectWholeAfterwards(bent, root)
  })
})

describe('the list of products is not whole', () => {
  test.each<[string, Bend]>([
    ['nothing', nothing],
    ['neither a total nor a cursor', without('total', 'cursor_id')],
    ['no total and no row', () => ({ data: [], cursor_id: '' })],
  ])('when it gives %s', async (_, bend) => {
    const bent = bentWorld('product.listV2', bend, { orders: 10 })
    const root = folder.free()
    const { complete, findings } = await backupWorld(bent.world, root)
    expect(complete).toBe(false)
    const told = findings.filter(({ code }) => code === 'api-window-doubtful')
    expect(told).toMatchObject([{ args: { what: 'products' } }])
    await expectWholeAfterwards(bent, root)
  })

  test('but is without a total when the cursor leads to a page without rows', async () => {
    const { world } = bentWorld('product.listV2', without('total'), { orders: 10 })
    const root = folder.free()
    expect((await backupWorld(world, root)).complete).toBe(true)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
  })
})

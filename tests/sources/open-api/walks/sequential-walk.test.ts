import { describe, expect, test } from 'vitest'
import { DyshopError } from '../../../../src/errors.ts'
import type { Call } from '../../../../src/sources/open-api/client/call.ts'
import type { Json } from '../../../../src/sources/open-api/client/lossless-json.ts'
import { FUNDS, SETTLEMENTS } from '../../../../src/sources/open-api/streams/bills.ts'
import { PRODUCTS } from '../../../../src/sources/open-api/streams/products.ts'
import { walkSequence } from '../../../../src/sources/open-api/walks/sequential-walk.ts'
import type { Resume, StreamEvent } from '../../../../src/sources/open-api/walks/stream-events.ts'
import { fakeSource } from '../../../fakes/open-api/fake-source.ts'
import { collect } from '../collect.ts'

const ALL = [{ from: 0, to: 0 }]

/** Answers from a list, one after the other, and notes what was asked. */
function answers(...list: Json[]) {
  const asked: unknown[] = []
  const call: Call = async (_, params) => {
    const data = list[Math.min(asked.length, list.length - 1)] ?? null
    asked.push(params)
    return { data, raw: new Uint8Array(), logId: '' }
  }
  return { call, asked }
}

const products = (ids: number[], total: number, cursor: string): Json => ({
  data: ids.map((id) => ({ product_id: String(id) })),
  total,
  cursor_id: cursor,
})

const bill = (rows: number[], more: Record<string, Json>): Json => ({
  code: '100000',
  data: rows.map((id) => ({ account_trade_no: String(id) })),
  data_size: rows.length,
  ...more,
})

const END = { is_end: 1, next_start_index: '', next_start_time: '' }

describe('the products', () => {
  test('are walked until a page is empty, with the cursor that each page named', async () => {
    const { call, asked } = answers(
      products([1, 2], 3, 'a'),
      products([3], 3, 'b'),
      products([], 3, 'b'),
    )
    const { items, windows } = await collect(walkSequence(PRODUCTS, ALL, call))
    expect(items).toHaveLength(3)
    expect(windows).toMatchObject([{ doubt: null, total: 3, distinct: 3 }])
    expect(asked).toMatchObject([{ use_cursor: true }, { cursor_id: 'a' }, { cursor_id: 'b' }])
    expect(asked[0]).not.toHaveProperty('cursor_id')
  })

  test('are walked again when one came twice and another never', async () => {
    const pass = [products([1, 2], 3, 'a'), products([2], 3, 'b'), products([], 3, 'b')]
    const good = [products([1, 2], 3, 'a'), products([3], 3, 'b'), products([], 3, 'b')]
    const { call } = answers(...pass, ...good)
    const { windows } = await collect(walkSequence(PRODUCTS, ALL, call))
    expect(windows).toMatchObject([{ doubt: null, passes: 2, distinct: 3 }])
  })

  test('end with a doubt when the cursor never moves', async () => {
    const { call, asked } = answers(products([1, 2], 9, 'a'))
    const { windows } = await collect(walkSequence(PRODUCTS, ALL, call))
    expect(windows).toMatchObject([{ doubt: 'page-repeats', passes: 5 }])
    expect(asked.length).toBeLessThan(30)
  })

  test('end with a doubt when the total moves in every pass', async () => {
    let total = 3
    const call: Call = async (_, { cursor_id: cursor }) => ({
      data: products(cursor ? [] : [1, 2, 3], total++, cursor ? 'z' : 'a'),
      raw: new Uint8Array(),
      logId: '',
    })
    const { isWhole, windows } = await collect(walkSequence(PRODUCTS, ALL, call))
    expect(isWhole).toBe(false)
    expect(windows).toMatchObject([{ doubt: 'total-moved' }])
  })
})

describe('the bills', () => {
  test('ask for the next page by index and time together', async () => {
    const next = { is_end: 0, next_start_index: '2', next_start_time: '2026-11-20 10:00:00' }
    const { call, asked } = answers(bill([1, 2], next), bill([3], END))
    const window = { from: 1_795_000_000, to: 1_795_400_000 }
    const { items, isWhole } = await collect(walkSequence(FUNDS, [window], call))
    expect([items.length, isWhole]).toEqual([3, true])
    expect(asked).toMatchObject([
      { start_time: '2026-11-18 19:06:40', end_time: '2026-11-23 10:13:20', start_index: '' },
      { start_time: '2026-11-20 10:00:00', end_time: '2026-11-23 10:13:20', start_index: '2' },
    ])
  })

  test('send their time type as each method wants it', async () => {
    const { call, asked } = answers(bill([], END))
    await collect(walkSequence(SETTLEMENTS, ALL, call))
    await collect(walkSequence(FUNDS, ALL, call))
    expect(asked).toMatchObject([
      { time_type: '0', size: 100 },
      { time_type: 0, size: 1000 },
    ])
  })

  test('are checked for their inner code, which is not the 10000 of the envelope', async () => {
    const { call } = answers({ code: '100015', code_msg: 'not ready', data: null })
    const error = await collect(walkSequence(FUNDS, ALL, call)).catch((stop: unknown) => stop)
    expect(error).toBeInstanceOf(DyshopError)
    expect(error).toMatchObject({ code: 'api-refused', args: { platformCode: 'inner 100015' } })
  })

  test('without a record are empty and whole', async () => {
    const { call } = answers({ code: 100002, data: null })
    expect(await collect(walkSequence(FUNDS, ALL, call))).toMatchObject({
      items: [],
      isWhole: true,
    })
  })

  test('are asked for again when a page has fewer rows than it says', async () => {
    const { call } = answers(bill([1, 2], { ...END, data_size: 3 }), bill([1, 2, 3], END))
    const { windows } = await collect(walkSequence(FUNDS, ALL, call))
    expect(windows).toMatchObject([{ doubt: null, passes: 2, distinct: 3 }])
  })

  test('end with a doubt when the next page is always the same', async () => {
    const same = { is_end: 0, next_start_index: '1', next_start_time: '2026-11-20 10:00:00' }
    const { call, asked } = answers(bill([1], same))
    expect((await collect(walkSequence(FUNDS, ALL, call))).windows[0]?.doubt).toBe('page-repeats')
    expect(asked.length).toBeLessThan(30)
  })
})

describe('a walk that was interrupted', () => {
  const runs = {
    products: (world: ReturnType<typeof fakeSource>, resume?: Resume) =>
      world.source.products(resume),
    funds: (world: ReturnType<typeof fakeSource>, resume?: Resume) =>
      world.source.funds({ from: world.now - 20 * 86_400, to: world.now }, resume),
  }
  const idOf = { products: PRODUCTS.idOf, funds: FUNDS.idOf }

  test.each(['products', 'funds'] as const)(
    'over %s goes on behind any event and asks for none of the kept pages again',
    async (name) => {
      const open = () => fakeSource({ products: 730, orders: 900, days: 30 })
      const undisturbed: StreamEvent[] = []
      for await (const event of runs[name](open())) undisturbed.push(event)
      expect(undisturbed.length).toBeGreaterThan(5)
      const all = new Set(itemsOf(undisturbed).map(idOf[name]))
      for (let kept = 1; kept < undisturbed.length; kept++) {
        const before = undisturbed.slice(0, kept)
        const { cursor, window } = before.at(-1) as StreamEvent
        const isMidway = cursor.page > 0
        const seen = itemsOf(before.filter((event) => isMidway && event.window === window)).map(
          idOf[name],
        )
        const world = open()
        const resume = { cursor: JSON.parse(JSON.stringify(cursor)) as typeof cursor, seen }
        const rest: StreamEvent[] = []
        for await (const event of runs[name](world, resume)) rest.push(event)
        expect(before.length + rest.length).toBe(undisturbed.length)
        expect(new Set(itemsOf([...before, ...rest]).map(idOf[name]))).toEqual(all)
        expect(rest.every((event) => event.type === 'page' || event.doubt === null)).toBe(true)
      }
    },
  )
})

function itemsOf(events: readonly StreamEvent[]): Json[] {
  return events.flatMap((event) => (event.type === 'page' ? [...event.items] : []))
}

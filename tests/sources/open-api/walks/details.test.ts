import { expect, test } from 'vitest'
import { DyshopError } from '../../../../src/errors.ts'
import { ApiError } from '../../../../src/sources/open-api/client/api-error.ts'
import type { Call } from '../../../../src/sources/open-api/client/call.ts'
import { ORDER_DETAIL } from '../../../../src/sources/open-api/methods.ts'
import { type DetailEvent, fetchDetails } from '../../../../src/sources/open-api/walks/details.ts'

const REQUEST = { method: ORDER_DETAIL, params: (id: string) => ({ shop_order_id: id }) }
const raw = new Uint8Array([1])

/** The details of ids, where an answer can be an error. */
async function detailsOf(ids: string[], errors: Record<string, unknown> = {}) {
  const asked: unknown[] = []
  const call: Call = async (_, params) => {
    asked.push(params)
    const error = errors[String(params.shop_order_id)]
    if (error !== undefined) throw error
    return { data: { of: String(params.shop_order_id) }, raw, logId: '' }
  }
  const events: DetailEvent[] = []
  const stop = await (async () => {
    for await (const event of fetchDetails(REQUEST, ids, { call, ahead: 1 })) events.push(event)
  })().catch((error: unknown) => error)
  return { events, stop, asked }
}

const refused = new ApiError('api-refused', {}, { recovery: 'none' })

test('each id is asked for, and its details come with the bytes they came in', async () => {
  const { events, asked } = await detailsOf(['7', '8'])
  expect(asked).toEqual([{ shop_order_id: '7' }, { shop_order_id: '8' }])
  expect(events).toEqual([
    { type: 'detail', method: 'order.orderDetail', id: '7', raw },
    { type: 'detail', method: 'order.orderDetail', id: '8', raw },
  ])
})

test('an id that the platform refuses is told, and the next one asked for', async () => {
  const { events, stop } = await detailsOf(['7', '8'], { '7': refused })
  expect(stop).toBeUndefined()
  expect(events).toMatchObject([
    { type: 'no-detail', method: 'order.orderDetail', id: '7', error: refused },
    { type: 'detail', id: '8' },
  ])
})

test.each<[string, unknown]>([
  [
    'a permission that is missing',
    new ApiError('api-permission-missing', {}, { recovery: 'none' }),
  ],
  ['a platform that stays busy', new ApiError('api-busy', {}, { recovery: 'retry' })],
  ['a network that is gone', new DyshopError('api-unreachable', {})],
  // Only what the platform itself has said of an id is a fact about the id.
  ['a refusal of another make', new DyshopError('api-refused', {})],
  ['a bug', new TypeError('bug')],
])('%s stops the walk', async (_, error) => {
  const { events, stop, asked } = await detailsOf(['7', '8', '9'], { '8': error })
  expect(stop).toBe(error)
  expect(events).toHaveLength(1)
  expect(asked).toHaveLength(2)
})

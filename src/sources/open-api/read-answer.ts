import { readEnvelope } from './client/envelope.ts'
import { asObject, readInteger, valueAt } from './client/json-fields.ts'
import { type Json, parseLossless } from './client/lossless-json.ts'
import { ADDRESSES } from './streams/addresses.ts'
import { APPLIED_AFTER_SALES, CHANGED_AFTER_SALES } from './streams/after-sales.ts'
import { FUNDS, SETTLEMENTS } from './streams/bills.ts'
import { CHANGED_ORDERS, createdOrders } from './streams/orders.ts'
import { PRODUCTS } from './streams/products.ts'
import type { StreamName } from './walks/stream-events.ts'

/** A row of a list, read from a page as it was kept. */
export interface ListedItem {
  /** By which the walks tell rows apart. */
  id: string
  /** Changes whenever the platform says that the row changed; null where it says no such thing. */
  version: string | null
  json: Json
}

const STREAMS = {
  orders: createdOrders(() => 0),
  'changed-orders': CHANGED_ORDERS,
  'after-sales': APPLIED_AFTER_SALES,
  'changed-after-sales': CHANGED_AFTER_SALES,
  products: PRODUCTS,
  addresses: ADDRESSES,
  settlements: SETTLEMENTS,
  funds: FUNDS,
} as const

export function isStreamName(name: string): name is StreamName {
  return Object.hasOwn(STREAMS, name)
}

/** The rows of a page. @param body the answer, byte for byte. @throws {SyntaxError} */
export function readPage(name: StreamName, body: Uint8Array): ListedItem[] {
  const { read, method, idOf } = STREAMS[name]
  const { items } = read(dataOf(body), method as never)
  return items.map((json) => ({ id: idOf(json), version: versionOf(json), json }))
}

/** What an answer says about one item. @throws {SyntaxError} */
export function readDetail(body: Uint8Array): Json {
  return dataOf(body)
}

function dataOf(body: Uint8Array): Json {
  const json = parseLossless(new TextDecoder('utf-8', { fatal: true }).decode(body))
  return readEnvelope(json)?.data ?? null
}

function versionOf(json: Json): string | null {
  const updated = valueAt(json, ['aftersale_info', 'update_time']) ?? asObject(json).update_time
  const seconds = readInteger(updated)
  return seconds ? String(seconds) : null
}

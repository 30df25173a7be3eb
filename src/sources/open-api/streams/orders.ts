import type { Params } from '../client/canonical-json.ts'
import { asList, asObject, readId, readInteger } from '../client/json-fields.ts'
import type { Json } from '../client/lossless-json.ts'
import { ORDER_DETAIL, ORDER_LIST } from '../methods.ts'
import type { DetailRequest } from '../walks/details.ts'
import type { PagedStream } from '../walks/paged-walk.ts'

const DAY_SECONDS = 86_400
/**
 * Kept from the wall: the platform lets its clock be up to ten minutes from ours, and a
 * request that is tried again takes its time.
 */
const WALL_MARGIN_SECONDS = 900

/** The oldest moment of creation, in Unix seconds, that order.searchList shows (API notes 3.1). */
export function orderWall(nowMs: number): number {
  const reachDays = ORDER_LIST.reachDays ?? 0
  return Math.floor(nowMs / 1000) - reachDays * DAY_SECONDS + WALL_MARGIN_SECONDS
}

/** Orders by their time of creation, which never changes: rows cannot leave such a window. */
export function createdOrders(nowMs: () => number): PagedStream {
  return {
    name: 'orders',
    method: ORDER_LIST,
    reach: ({ from, to }) => {
      // The wall moves while pages are fetched.
      const wall = orderWall(nowMs())
      return to <= wall ? null : { from: Math.max(from, wall), to }
    },
    params: ({ from, to }, page, size) => ({
      ...pageParams(page, size, 'create_time'),
      create_time_start: from,
      create_time_end: to,
    }),
    read: readOrders,
    idOf: orderId,
  }
}

/** Orders by their last update. Only those placed within the wall are shown, whatever the filter. */
export const CHANGED_ORDERS: PagedStream = {
  name: 'changed-orders',
  rowsMove: true,
  method: ORDER_LIST,
  params: ({ from, to }, page, size) => ({
    ...pageParams(page, size, 'update_time'),
    update_time_start: from,
    update_time_end: to,
  }),
  read: readOrders,
  idOf: orderId,
}

/** No wall here: an order whose number is known is shown whatever its age (3.2). */
export const ORDER_DETAILS: DetailRequest = {
  method: ORDER_DETAIL,
  params: (id) => ({ shop_order_id: id }),
}

/** The order within an answer of order.orderDetail. */
export function orderOfDetail(data: Json): Json {
  return asObject(data).shop_order_detail ?? null
}

function pageParams(page: number, size: number, orderBy: string): Params {
  return { page, size, order_by: orderBy, order_asc: true }
}

function readOrders(data: Json): { items: Json[]; total: number | null } {
  const { shop_order_list: items, total } = asObject(data)
  return { items: asList(items), total: readInteger(total) ?? null }
}

function orderId(item: Json): string {
  return readId(asObject(item).order_id) ?? ''
}

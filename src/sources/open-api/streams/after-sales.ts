import { asList, asObject, readId, readInteger, valueAt } from '../client/json-fields.ts'
import type { Json } from '../client/lossless-json.ts'
import { AFTER_SALE_DETAIL, AFTER_SALE_LIST } from '../methods.ts'
import type { DetailRequest } from '../walks/details.ts'
import type { PagedStream } from '../walks/paged-walk.ts'

/** After-sales by their time of application; older ones than six months need it said (3.3). */
export const APPLIED_AFTER_SALES: PagedStream = {
  name: 'after-sales',
  method: AFTER_SALE_LIST,
  params: ({ from, to }, page, size) => ({
    page,
    size,
    start_time: from,
    end_time: to,
    order_by: ['apply_time asc'],
  }),
  read: readAfterSales,
  idOf: afterSaleId,
}

/** By their last update. Without `order_by` the platform silently leaves rows out (notes 7.13). */
export const CHANGED_AFTER_SALES: PagedStream = {
  name: 'changed-after-sales',
  rowsMove: true,
  method: AFTER_SALE_LIST,
  params: ({ from, to }, page, size) => ({
    page,
    size,
    update_start_time: from,
    update_end_time: to,
    order_by: ['update_time asc'],
  }),
  read: readAfterSales,
  idOf: afterSaleId,
}

/** Money and finality stand only in the details (3.4). */
export const AFTER_SALE_DETAILS: DetailRequest = {
  method: AFTER_SALE_DETAIL,
  params: (id) => ({ after_sale_id: id }),
}

function readAfterSales(data: Json): { items: Json[]; total: number | null } {
  const { items, total } = asObject(data)
  return { items: asList(items), total: readInteger(total) ?? null }
}

function afterSaleId(item: Json): string {
  return readId(valueAt(item, ['aftersale_info', 'aftersale_id'])) ?? ''
}

import { asObject, readId, valueAt } from './client/json-fields.ts'
import type { Json } from './client/lossless-json.ts'
import { AFTER_SALE_DETAIL, ORDER_DETAIL } from './methods.ts'
import { orderOfDetail } from './streams/orders.ts'

/** Why an answer about one item is none. */
export type NoDetail = 'empty' | 'other-id'

/**
 * Looks whether an answer is about the item that was asked for and says what only details say. One that
 * does not is as good as a refusal: what was taken for fetched would never be asked for again.
 * @returns null for details that are some
 */
export function noDetail(method: string, id: string, data: Json): NoDetail | null {
  const { ids, isSaid } = partsOf(method, data)
  const found = ids.map(readId).find((each) => each !== undefined && each !== '')
  if (!isSaid || found === undefined) return 'empty'
  return found === id ? null : 'other-id'
}

/** Where each method's answer names its item, and whether it has what the list does not. */
function partsOf(method: string, data: Json): { ids: (Json | undefined)[]; isSaid: boolean } {
  if (method === ORDER_DETAIL.name) {
    const { order_id: id, sku_order_list: lines } = asObject(orderOfDetail(data))
    return { ids: [id], isSaid: Array.isArray(lines) && lines.length > 0 }
  }
  if (method === AFTER_SALE_DETAIL.name) {
    const info = valueAt(data, ['process_info', 'after_sale_info'])
    const { after_sale_id: id, after_sale_status: status } = asObject(info)
    return { ids: [id], isSaid: status !== undefined && status !== null && status !== '' }
  }
  const { product_id_str: text, product_id: id, spec_prices: skus } = asObject(data)
  return { ids: [text, id], isSaid: Array.isArray(skus) }
}

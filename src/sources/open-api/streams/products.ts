import { asList, asObject, readId, readInteger, readText } from '../client/json-fields.ts'
import type { Json } from '../client/lossless-json.ts'
import { PRODUCT_DETAIL, PRODUCT_LIST } from '../methods.ts'
import type { DetailRequest } from '../walks/details.ts'
import type { SequentialStream } from '../walks/sequential-walk.ts'

/** All products, by the cursor, which has no depth limit; an empty page is the end (3.7). */
export const PRODUCTS: SequentialStream = {
  name: 'products',
  method: PRODUCT_LIST,
  size: PRODUCT_LIST.paging.maxSize,
  params: (_, next, size) => ({
    page: 1,
    size,
    use_cursor: true,
    ...(next ? { cursor_id: next[0] } : {}),
  }),
  read(data) {
    const { data: rows, total, cursor_id: cursorId } = asObject(data)
    const items = asList(rows)
    const next = readText(cursorId)
    const count = readInteger(total) ?? null
    return {
      items,
      total: count,
      stated: null,
      next: items.length === 0 || !next ? null : [next],
      // Without a total, only a page that the cursor leads to and that says it is empty is the end.
      end: count !== null || (items.length === 0 && rows !== undefined && next) ? 'said' : null,
    }
  },
  idOf: productId,
}

export const PRODUCT_DETAILS: DetailRequest = {
  method: PRODUCT_DETAIL,
  // A text, also for the flag (3.8).
  params: (id) => ({ product_id: id, show_draft: 'false' }),
}

function productId(item: Json): string {
  return readId(asObject(item).product_id) ?? ''
}

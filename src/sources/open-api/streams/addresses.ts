import { asList, asObject, readId, readInteger } from '../client/json-fields.ts'
import { ADDRESS_LIST } from '../methods.ts'
import type { PagedStream } from '../walks/paged-walk.ts'

/** The shop's own addresses (3.6). The answer's page labels are swapped, so only `total` counts. */
export const ADDRESSES: PagedStream = {
  name: 'addresses',
  method: ADDRESS_LIST,
  params: (_, page, size) => ({
    page_no: page,
    page_size: size,
    order_by: 'asc',
    order_field: 'create_time',
  }),
  read(data) {
    const { address_list: items, total } = asObject(data)
    return { items: asList(items), total: readInteger(total) ?? null }
  },
  idOf: (item) => readId(asObject(item).address_id) ?? '',
}

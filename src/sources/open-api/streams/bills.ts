import { epochSecondsToBeijing } from '../../../domain/time.ts'
import { ApiError } from '../client/api-error.ts'
import { asList, asObject, readId, readInteger, readText } from '../client/json-fields.ts'
import type { Json, JsonObject } from '../client/lossless-json.ts'
import { FUND_LIST, type IndexPaging, type Method, SETTLEMENT_LIST } from '../methods.ts'
import type { SequentialPage, SequentialStream } from '../walks/sequential-walk.ts'
import type { StreamName } from '../walks/stream-events.ts'
import { type Window, windowsOfAtMost } from '../walks/windows.ts'

const DAY_SECONDS = 86_400

/** The bills' own code for success, besides the envelope's 10000 (notes 7.22). */
const INNER_SUCCESS = '100000'
const INNER_NO_RECORD = '100002'

/** What the shop was paid, row by row; no column of it is a documented key, so the row is (3.11). */
export const SETTLEMENTS = billStream('settlements', SETTLEMENT_LIST, '0', JSON.stringify)

/** Every movement of the shop's account, by its unique number. */
export const FUNDS = billStream(
  'funds',
  FUND_LIST,
  0,
  (item) => readId(asObject(item).account_trade_no) ?? JSON.stringify(item),
)

/** Windows no longer than the method advises, oldest first. */
export function billWindows(range: Window, { paging }: Method<IndexPaging>): Window[] {
  // A second less: it is not said whether both ends count.
  return windowsOfAtMost(paging.maxWindowDays * DAY_SECONDS - 1, range)
}

function billStream(
  name: StreamName,
  method: Method<IndexPaging>,
  timeType: string | number,
  idOf: (item: Json) => string,
): SequentialStream {
  return {
    name,
    method,
    size: method.paging.maxSize,
    params: ({ from, to }, next, size) => ({
      size,
      time_type: timeType,
      start_time: next?.[1] ?? dateText(from),
      end_time: dateText(to),
      // The index counts from the time that came with it: neither means anything alone.
      start_index: next?.[0] ?? '',
    }),
    read: readBills,
    idOf,
  }
}

function readBills(data: Json, method: Method): SequentialPage {
  const inner = asObject(data)
  const code = readText(inner.code) ?? ''
  if (code === INNER_NO_RECORD) {
    return { items: [], total: null, stated: 0, next: null, end: 'none-at-all' }
  }
  if (code !== INNER_SUCCESS) {
    const args = { method: method.name, platformCode: `inner ${code.slice(0, 20)}`, logId: '' }
    throw new ApiError('api-refused', args, { recovery: 'none', number: code })
  }
  const items = asList(inner.data)
  const size = readInteger(inner.data_size)
  // Where there is no list, it takes a count to say that there are no rows.
  const stated = size ?? (Array.isArray(inner.data) ? null : 'unsaid')
  // Nothing but this is the end (3.0), least of all that the next page has no name.
  const isEnd = readInteger(inner.is_end) === 1
  const [next, end] = isEnd ? [null, 'said' as const] : [nextPage(inner), null]
  return { items, total: null, stated, next, end }
}

function nextPage({ next_start_index, next_start_time }: JsonObject): string[] | null {
  const index = readText(next_start_index)
  const time = readText(next_start_time)
  return index && time ? [index, time] : null
}

/** `2026-11-23 08:00:00`, in Beijing. */
function dateText(epochSeconds: number): string {
  return epochSecondsToBeijing(epochSeconds).slice(0, 19).replace('T', ' ')
}

import type { ShopEvent } from '../../archive/page-lines.ts'
import type { Items } from '../../archive/shop-state/items.ts'
import {
  AFTER_SALE_DETAIL,
  DEFAULT_RATE,
  ORDER_DETAIL,
  PRODUCT_DETAIL,
} from '../../sources/open-api/methods.ts'
import type { OpenApiSource } from '../../sources/open-api/source.ts'
import type { DetailEvent } from '../../sources/open-api/walks/details.ts'
import { type Fetched, unlessRefused } from './fetched.ts'
import { type FetchContext, momentNow } from './list-walks.ts'
import { readyBatches } from './ready-batches.ts'

type Open = (source: OpenApiSource, ids: Iterable<string>) => AsyncIterable<DetailEvent>

/** In the order in which they are asked for: orders are the most by far. */
const DETAILS: readonly (readonly [method: string, open: Open])[] = [
  [PRODUCT_DETAIL.name, (source, ids) => source.productDetails(ids)],
  [AFTER_SALE_DETAIL.name, (source, ids) => source.afterSaleDetails(ids)],
  [ORDER_DETAIL.name, (source, ids) => source.orderDetails(ids)],
]

const IDS_AT_ONCE = 500
/** Details that may wait for the disk together. */
const MOST_READY = 32
/** A wait that is worth a word before it begins. */
const NOTED_MINUTES = 2

export interface DetailRequest {
  source: OpenApiSource
  /** Requests a second for each method; null for the cautious default. */
  rate: number | null
}

/** Asks for all details that are wanted by now, and says beforehand if that will take long. */
export async function fetchWantedDetails(
  { source, rate }: DetailRequest,
  context: FetchContext,
  fetched: Fetched,
): Promise<void> {
  noteLongWait(rate ?? DEFAULT_RATE, context)
  for (const [method, open] of DETAILS) {
    await fetchDetailsOf(method, (ids) => open(source, ids), { context, fetched })
  }
}

/** Ids whose details are wanted; they may be stored meanwhile. */
export function* wantedIds(items: Items, method: string): Generator<string> {
  for (let after = ''; ; ) {
    const ids = items.wantedAfter(method, after, IDS_AT_ONCE)
    yield* ids
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

function noteLongWait(rate: number, { archive, deps }: FetchContext): void {
  const count = DETAILS.reduce((sum, [method]) => sum + archive.state.items.wantedCount(method), 0)
  const minutes = Math.round(count / rate / 60)
  if (minutes >= NOTED_MINUTES) deps.log.note('api-many-details', { count, minutes, rate })
}

async function fetchDetailsOf(
  method: string,
  open: (ids: Iterable<string>) => AsyncIterable<DetailEvent>,
  { context, fetched }: { context: FetchContext; fetched: Fetched },
): Promise<void> {
  const { archive, deps } = context
  const { items } = archive.state
  const wanted = items.wantedCount(method)
  if (wanted === 0) return
  const result = { method, fetched: 0, refused: 0 }
  fetched.details.push(result)
  deps.progress.start('fetching', wanted)
  let asked = 0
  let isRefusedWhole = false
  try {
    isRefusedWhole = await unlessRefused(fetched, method, async () => {
      for await (const batch of readyBatches(open(wantedIds(items, method)), MOST_READY)) {
        deps.interruption.check()
        const at = momentNow(context)
        await archive.keep(...batch.map((event) => lineOf(event, at)))
        asked += batch.length
        deps.progress.advance(batch.length, batch.length)
      }
    })
  } finally {
    // An answer that says nothing, or is about another item, is none: only the archive tells.
    const left = items.wantedCount(method)
    result.fetched = wanted - left
    // Those that nobody came to ask for are refused as well.
    result.refused = isRefusedWhole ? left : asked - result.fetched
  }
  deps.progress.done()
}

function lineOf(event: DetailEvent, at: string): ShopEvent {
  const { method, id } = event
  if (event.type === 'detail') return { type: 'detail', at, method, id, body: event.raw }
  const { platformCode = '', logId = '' } = event.error.args
  const reason = [platformCode, logId && `log_id ${logId}`].filter(Boolean).join(', ')
  return { type: 'no-detail', at, method, id, reason }
}

import type { ShopEvent } from '../../archive/page-lines.ts'
import { NAMED, type ShopState } from '../../archive/shop-state.ts'
import { beijingToEpochMs, epochSecondsToBeijing } from '../../domain/time.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import {
  AFTER_SALE_DETAIL,
  DEFAULT_RATE,
  ORDER_DETAIL,
  PRODUCT_DETAIL,
} from '../../sources/open-api/methods.ts'
import type { OpenApiSource } from '../../sources/open-api/source.ts'
import type { DetailEvent } from '../../sources/open-api/walks/details.ts'
import type { StreamName } from '../../sources/open-api/walks/stream-events.ts'
import {
  FAMILIES,
  type Family,
  type FamilyState,
  newWalks,
  unfinishedWalks,
  type Walk,
  type Wanted,
} from './fetch-plan.ts'
import { type FetchContext, isRefusal, ListWalks, momentNow } from './list-walks.ts'
import { readyBatches } from './ready-batches.ts'

/** A shop to read, and how. */
export interface ShopRequest {
  source: OpenApiSource
  shopId: string
  shopName: string
  /** Unix seconds; null for as far as each method gives. */
  since: number | null
  /** Requests a second for each method; null for the cautious default. */
  rate: number | null
}

/** What became of the lists and the details. */
export interface Fetched {
  lists: { list: StreamName; from: number; to: number; rows: number }[]
  details: { method: string; fetched: number; refused: number }[]
  /** What the platform would not give at all. The run went on without it. */
  refusals: { method: string; error: DyshopError }[]
  /** What ended the run before its end; what came until then is kept. */
  stop: DyshopError | null
}

const DAY = 86_400
/** "Six months" (API notes 3.3), with every month at its longest. */
const AFTER_SALE_REACH = 184 * DAY
const BILL_REACH = 180 * DAY
/** As long as lists of the largest shops take. */
const STILL_FRESH_MS = 15 * 60_000
const IDS_AT_ONCE = 500
/** How the version begins under which an order is wanted that a file or an earlier run told of. */
const SINCE = 'since'
/** Details that may wait for the disk together. */
const MOST_READY = 32
/** A wait that is worth a word before it begins. */
const NOTED_MINUTES = 2

/**
 * Reads a shop through the Open API into the archive: first the lists, then the details of what is new
 * or has changed. What the platform refuses is left out and told; when the network fails, all that came
 * is kept and the next run goes on behind it.
 * @throws {DyshopError} what is neither the platform's nor the network's trouble
 */
export async function fetchShop(request: ShopRequest, context: FetchContext): Promise<Fetched> {
  const fetch = new ShopFetch(request, context)
  try {
    await fetch.run()
  } catch (error) {
    if (!isOutside(error)) throw error
    fetch.fetched.stop = error
  } finally {
    await context.archive.close()
  }
  return fetch.fetched
}

function isOutside(error: unknown): error is DyshopError {
  if (!(error instanceof DyshopError)) return false
  return error.exitCode === EXIT.credentials || error.exitCode === EXIT.network
}

/** Ids whose details are wanted; they may be stored meanwhile. */
export function* wantedIds(state: ShopState, method: string): Generator<string> {
  for (let after = ''; ; ) {
    const ids = state.wantedAfter(method, after, IDS_AT_ONCE)
    yield* ids
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

class ShopFetch {
  readonly fetched: Fetched = { lists: [], details: [], refusals: [], stop: null }
  readonly #request: ShopRequest
  readonly #context: FetchContext
  readonly #walks: ListWalks
  /** When this run began, Unix seconds: it catches up to that and no further. */
  readonly #startedAt: number

  constructor(request: ShopRequest, context: FetchContext) {
    this.#request = request
    this.#context = context
    this.#walks = new ListWalks(request.source, context)
    this.#startedAt = Math.floor(context.deps.clock.now() / 1000)
  }

  async run(): Promise<void> {
    await this.#nameShop()
    this.#context.deps.progress.start('fetching', null)
    await this.#unlessRefused('address.list', () => this.#walkAll('addresses'))
    await this.#unlessRefused('product.listV2', () => this.#walkAll('products'))
    const wall = this.#request.source.orderWall()
    const areOrdersRefused = await this.#walkFamily(
      'order.searchList',
      FAMILIES.orders,
      this.#wanted(wall, wall),
    )
    await this.#walkFamily('afterSale.List', FAMILIES.afterSales, this.#wanted(-AFTER_SALE_REACH))
    const bills = this.#wanted(this.#billReach())
    await this.#walkFamily('order.getSettleBillDetailV3', FAMILIES.settlements, bills)
    await this.#walkFamily('order.getShopAccountItem', FAMILIES.funds, bills)
    this.#context.deps.progress.done()
    await this.#wantOrdersBehind(wall)
    // Without the list it would be all orders, and with it most of them come in pages.
    if (!areOrdersRefused) await this.#wantOrdersNamed()
    this.#noteLongWait()
    const { source } = this.#request
    await this.#details(PRODUCT_DETAIL.name, (ids) => source.productDetails(ids))
    await this.#details(AFTER_SALE_DETAIL.name, (ids) => source.afterSaleDetails(ids))
    await this.#details(ORDER_DETAIL.name, (ids) => source.orderDetails(ids))
  }

  async #nameShop(): Promise<void> {
    const { shopId, shopName } = this.#request
    const known = this.#context.archive.state.shop()
    if (known?.shopId === shopId && known.name === shopName) return
    await this.#keep({ type: 'shop', at: this.#now(), shopId, shopName })
  }

  /** @param from Unix seconds, or how far back from now where it is negative */
  #wanted(from: number, wall: number | null = null): Wanted {
    const to = this.#startedAt
    return { from: this.#request.since ?? (from < 0 ? to + from : from), to, wall }
  }

  /** From the oldest order that files or lists tell of, and at least as far as a settlement can lag. */
  #billReach(): number {
    const first = this.#context.archive.state.firstToldOrderAt()
    const oldest = first === null ? this.#startedAt : Math.floor(beijingToEpochMs(first) / 1000)
    return Math.min(oldest, this.#startedAt - BILL_REACH)
  }

  /** @returns whether the platform refused the method itself */
  async #unlessRefused(method: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return false
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.fetched.refusals.push({ method, error })
      return true
    }
  }

  /** @returns whether the platform refused the list */
  #walkFamily(method: string, family: Family, wanted: Wanted): Promise<boolean> {
    return this.#unlessRefused(method, async () => {
      for (const walk of unfinishedWalks(family, this.#stateOf(family))) await this.#walk(walk)
      for (const walk of newWalks(family, this.#stateOf(family), wanted)) await this.#walk(walk)
    })
  }

  #stateOf({ created, changed }: Family): FamilyState {
    const { state } = this.#context.archive
    return {
      created: state.stream(created),
      changed: changed === null ? null : state.stream(changed),
      doubtful: state.windows().filter(({ doubt }) => doubt !== null),
    }
  }

  /**
   * A list that is not cut by time is walked anew in every run. One that was cut off is gone on with
   * only while its first pages are as fresh as those of a walk that was not: nothing tells what has
   * changed on them since, and in the end it is all called true as of now.
   */
  async #walkAll(stream: 'addresses' | 'products'): Promise<void> {
    const { archive, deps } = this.#context
    const begunAt = await archive.passBegunAt(stream)
    const isResumed = begunAt !== null && deps.clock.now() - Date.parse(begunAt) < STILL_FRESH_MS
    await this.#walk({ stream, range: { from: 0, to: 0 }, isResumed })
  }

  async #walk(walk: Walk): Promise<void> {
    const rows = await this.#walks.walk(walk)
    const { stream: list, range } = walk
    this.fetched.lists.push({ list, from: range.from, to: range.to, rows })
  }

  /** Orders that no list shows any more, but whose numbers files or earlier runs know. */
  async #wantOrdersBehind(wall: number): Promise<void> {
    const { state } = this.#context.archive
    const wallAt = epochSecondsToBeijing(wall)
    for (let after = ''; ; ) {
      const orders = state.ordersBehind(wallAt, after, IDS_AT_ONCE)
      const last = orders.at(-1)
      if (last === undefined) return
      await this.#wantOrders(
        SINCE,
        orders.flatMap(({ id, isNamed }) => (isNamed ? [] : [id])),
      )
      await this.#wantOrders(
        NAMED,
        orders.flatMap(({ id, isNamed }) => (isNamed ? [id] : [])),
      )
      after = last.id
    }
  }

  /** Orders that neither a file nor a list has told of, but after-sales or bills are about. */
  async #wantOrdersNamed(): Promise<void> {
    const { state } = this.#context.archive
    for (let after = ''; ; ) {
      const ids = state.ordersNamed(after, IDS_AT_ONCE)
      const last = ids.at(-1)
      if (last === undefined) return
      await this.#wantOrders(NAMED, ids)
      after = last
    }
  }

  async #wantOrders(why: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const at = this.#now()
    await this.#keep({ type: 'want', at, method: ORDER_DETAIL.name, version: `${why} ${at}`, ids })
  }

  async #details(
    method: string,
    open: (ids: Iterable<string>) => AsyncIterable<DetailEvent>,
  ): Promise<void> {
    const { archive, deps } = this.#context
    const count = archive.state.wantedCount(method)
    if (count === 0) return
    const result = { method, fetched: 0, refused: 0 }
    this.fetched.details.push(result)
    deps.progress.start('fetching', count)
    let asked = 0
    let isRefusedWhole = false
    try {
      isRefusedWhole = await this.#unlessRefused(method, async () => {
        for await (const batch of readyBatches(
          open(wantedIds(archive.state, method)),
          MOST_READY,
        )) {
          deps.interruption.check()
          await this.#keep(...batch.map((event) => this.#detailLine(event)))
          asked += batch.length
          deps.progress.advance(batch.length, batch.length)
        }
      })
    } finally {
      // An answer that says nothing, or is about another item, is none: only the archive tells.
      const left = archive.state.wantedCount(method)
      result.fetched = count - left
      // Those that nobody came to ask for are refused as well.
      result.refused = isRefusedWhole ? left : asked - result.fetched
    }
    deps.progress.done()
  }

  #detailLine(event: DetailEvent): ShopEvent {
    const { method, id } = event
    const at = this.#now()
    if (event.type === 'detail') return { type: 'detail', at, method, id, body: event.raw }
    const { platformCode = '', logId = '' } = event.error.args
    const reason = [platformCode, logId && `log_id ${logId}`].filter(Boolean).join(', ')
    return { type: 'no-detail', at, method, id, reason }
  }

  #noteLongWait(): void {
    const { state } = this.#context.archive
    const methods = [PRODUCT_DETAIL, AFTER_SALE_DETAIL, ORDER_DETAIL]
    const count = methods.reduce((sum, { name }) => sum + state.wantedCount(name), 0)
    const rate = this.#request.rate ?? DEFAULT_RATE
    const minutes = Math.round(count / rate / 60)
    if (minutes < NOTED_MINUTES) return
    this.#context.deps.log.note('api-many-details', { count, minutes, rate })
  }

  #keep(...events: ShopEvent[]): Promise<number> {
    return this.#context.archive.keep(...events)
  }

  #now(): string {
    return momentNow(this.#context)
  }
}

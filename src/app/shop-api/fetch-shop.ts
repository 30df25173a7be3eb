import { beijingToEpochMs } from '../../domain/time.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import { ADDRESS_LIST, PRODUCT_LIST } from '../../sources/open-api/methods.ts'
import type { OpenApiSource } from '../../sources/open-api/source.ts'
import { type DetailRequest, fetchWantedDetails } from './fetch-details.ts'
import {
  FAMILIES,
  type Family,
  type FamilyState,
  newWalks,
  unfinishedWalks,
  type Walk,
  type Wanted,
} from './fetch-plan.ts'
import { type Fetched, unlessRefused } from './fetched.ts'
import { type FetchContext, ListWalks, momentNow } from './list-walks.ts'
import { wantOrdersBehind, wantOrdersNamed } from './wanted-orders.ts'

/** A shop to read, and how. */
export interface ShopRequest extends DetailRequest {
  shopId: string
  shopName: string
  /** Unix seconds; null for as far as each method gives. */
  since: number | null
}

const DAY = 86_400
/** "Six months" (API notes 3.3), with every month at its longest. */
const AFTER_SALE_REACH = 184 * DAY
const BILL_REACH = 180 * DAY
/** As long as lists of the largest shops take. */
const STILL_FRESH_MS = 15 * 60_000

/**
 * Reads a shop through the Open API into the archive: first the lists, then the details of what is new
 * or has changed. What the platform refuses is left out and told; when the network fails, all that came
 * is kept and the next run goes on behind it.
 * @throws {DyshopError} what is neither the platform's nor the network's trouble
 */
export async function fetchShop(request: ShopRequest, context: FetchContext): Promise<Fetched> {
  const fetched: Fetched = { lists: [], details: [], refusals: [], stop: null }
  try {
    await nameShop(request, context)
    const { wall, areOrdersRefused } = await new ListFetch(request, context, fetched).run()
    await wantOrdersBehind(wall, context)
    // Without the list it would be all orders, and with it most of them come in pages.
    if (!areOrdersRefused) await wantOrdersNamed(context)
    await fetchWantedDetails(request, context, fetched)
  } catch (error) {
    if (!isOutside(error)) throw error
    fetched.stop = error
  } finally {
    await context.archive.close()
  }
  return fetched
}

function isOutside(error: unknown): error is DyshopError {
  if (!(error instanceof DyshopError)) return false
  return error.exitCode === EXIT.credentials || error.exitCode === EXIT.network
}

async function nameShop({ shopId, shopName }: ShopRequest, context: FetchContext): Promise<void> {
  const { archive } = context
  const known = archive.state.shop()
  if (known?.shopId === shopId && known.name === shopName) return
  await archive.keep({ type: 'shop', at: momentNow(context), shopId, shopName })
}

/** Brings the lists of a shop up to when it began, and no further. */
class ListFetch {
  readonly #source: OpenApiSource
  readonly #since: number | null
  readonly #context: FetchContext
  readonly #fetched: Fetched
  readonly #walks: ListWalks
  /** Unix seconds. */
  readonly #startedAt: number

  constructor({ source, since }: ShopRequest, context: FetchContext, fetched: Fetched) {
    this.#source = source
    this.#since = since
    this.#context = context
    this.#fetched = fetched
    this.#walks = new ListWalks(source, context)
    this.#startedAt = Math.floor(context.deps.clock.now() / 1000)
  }

  /** @returns the oldest moment of creation that the list of orders was asked for, and whether it came */
  async run(): Promise<{ wall: number; areOrdersRefused: boolean }> {
    const { progress } = this.#context.deps
    progress.start('fetching', null)
    await this.#walkWhole('addresses', ADDRESS_LIST.name)
    await this.#walkWhole('products', PRODUCT_LIST.name)
    const wall = this.#source.orderWall()
    const areOrdersRefused = await this.#walkFamily(FAMILIES.orders, this.#wanted(wall, wall))
    const firstAfterSale = this.#startedAt - AFTER_SALE_REACH
    await this.#walkFamily(FAMILIES.afterSales, this.#wanted(firstAfterSale))
    // Of the orders that are known only by now, too.
    const bills = this.#wanted(this.#firstBill())
    await this.#walkFamily(FAMILIES.settlements, bills)
    await this.#walkFamily(FAMILIES.funds, bills)
    progress.done()
    return { wall, areOrdersRefused }
  }

  #wanted(from: number, wall: number | null = null): Wanted {
    return { from: this.#since ?? from, to: this.#startedAt, wall }
  }

  /** From the oldest order that files or lists tell of, and at least as far as a settlement can lag. */
  #firstBill(): number {
    const first = this.#context.archive.state.orders.firstToldAt()
    const oldest = first === null ? this.#startedAt : Math.floor(beijingToEpochMs(first) / 1000)
    return Math.min(oldest, this.#startedAt - BILL_REACH)
  }

  /**
   * A list that is not cut by time is walked anew in every run. One that was cut off is gone on with
   * only while its first pages are as fresh as those of a walk that was not: nothing tells what has
   * changed on them since, and in the end it is all called true as of now.
   */
  async #walkWhole(stream: 'addresses' | 'products', method: string): Promise<void> {
    const { archive, deps } = this.#context
    await unlessRefused(this.#fetched, method, async () => {
      const begunAt = await archive.passBegunAt(stream)
      const isResumed = begunAt !== null && deps.clock.now() - Date.parse(begunAt) < STILL_FRESH_MS
      await this.#walk({ stream, range: { from: 0, to: 0 }, isResumed })
    })
  }

  /** @returns whether the platform refused the list */
  #walkFamily(family: Family, wanted: Wanted): Promise<boolean> {
    return unlessRefused(this.#fetched, family.method, async () => {
      for (const walk of unfinishedWalks(family, this.#stateOf(family))) await this.#walk(walk)
      for (const walk of newWalks(family, this.#stateOf(family), wanted)) await this.#walk(walk)
    })
  }

  #stateOf({ created, changed }: Family): FamilyState {
    const { state } = this.#context.archive
    return {
      created: state.walks.stream(created),
      changed: changed === null ? null : state.walks.stream(changed),
      doubtful: state.walks.windows().filter(({ doubt }) => doubt !== null),
    }
  }

  async #walk(walk: Walk): Promise<void> {
    const rows = await this.#walks.walk(walk)
    const { stream: list, range } = walk
    this.#fetched.lists.push({ list, from: range.from, to: range.to, rows })
  }
}

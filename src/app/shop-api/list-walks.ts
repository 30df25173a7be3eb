import type { ShopEvent } from '../../archive/page-lines.ts'
import type { Store } from '../../archive/store.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { readPage } from '../../sources/open-api/read-answer.ts'
import type { OpenApiSource } from '../../sources/open-api/source.ts'
import type {
  Resume,
  StreamCursor,
  StreamEvent,
  StreamName,
} from '../../sources/open-api/walks/stream-events.ts'
import type { Window } from '../../sources/open-api/walks/windows.ts'
import type { Deps } from '../ports.ts'
import type { Walk } from './fetch-plan.ts'
import { isRefusal } from './fetched.ts'
import type { PageArchive } from './import-pages.ts'

export interface FetchContext {
  store: Store
  archive: PageArchive
  deps: Pick<Deps, 'clock' | 'interruption' | 'progress' | 'log'>
}

/** ISO 8601 with +08:00, to the second. */
export function momentNow({ deps }: Pick<FetchContext, 'deps'>): string {
  return epochSecondsToBeijing(Math.floor(deps.clock.now() / 1000))
}

/** Walks lists of a shop into its archive, page by page. */
export class ListWalks {
  readonly #source: OpenApiSource
  readonly #context: FetchContext

  constructor(source: OpenApiSource, context: FetchContext) {
    this.#source = source
    this.#context = context
  }

  /** @returns how many rows came. @throws {DyshopError} as the source does */
  async walk(walk: Walk): Promise<number> {
    const { stream, range, isResumed } = walk
    const { from, to } = range
    const { archive } = this.#context
    const at = () => momentNow(this.#context)
    if (!isResumed) await archive.keep({ type: 'begin', at: at(), stream, from, to })
    try {
      const rows = await this.#pages(walk)
      await archive.keep({ type: 'end', at: at(), stream })
      return rows
    } catch (error) {
      // What is lacking for it is told as such, whenever the archive is asked.
      if (isRefusal(error)) await archive.keep({ type: 'refused', at: at(), stream })
      throw error
    }
  }

  async #pages({ stream, range, isResumed }: Walk): Promise<number> {
    const { archive, deps } = this.#context
    const resume = isResumed ? await this.#resumeOf(stream) : null
    let rows = 0
    // One by one: a page that was stored is never asked for again, whatever happens to the next.
    for await (const event of this.#open(stream, range, resume ?? undefined)) {
      deps.interruption.check()
      const came = await archive.keep(lineOf(event, momentNow(this.#context)))
      deps.progress.advance(0, came)
      rows += came
    }
    return rows
  }

  /** @returns null for a walk that had begun and come to no page */
  async #resumeOf(stream: StreamName): Promise<Resume | null> {
    const { archive } = this.#context
    const cursor = archive.state.walks.stream(stream)?.cursor as StreamCursor | null | undefined
    if (!cursor || cursor.pass === 0) return null
    const seen: string[] = []
    if (cursor.page > 0) {
      for await (const body of archive.bodiesOfPass(stream)) {
        seen.push(...readPage(stream, body).map(({ id }) => id))
      }
    }
    return { cursor, seen }
  }

  #open(stream: StreamName, range: Window, resume?: Resume): AsyncGenerator<StreamEvent> {
    const source = this.#source
    switch (stream) {
      case 'orders':
        return source.orders(range, resume)
      case 'changed-orders':
        return source.changedOrders(range, resume)
      case 'after-sales':
        return source.afterSales(range, resume)
      case 'changed-after-sales':
        return source.changedAfterSales(range, resume)
      case 'settlements':
        return source.settlements(range, resume)
      case 'funds':
        return source.funds(range, resume)
      case 'products':
        return source.products(resume)
      case 'addresses':
        return source.addresses(resume)
    }
  }
}

function lineOf(event: StreamEvent, at: string): ShopEvent {
  if (event.type === 'page') {
    const { raw: body, items: _, ...facts } = event
    return { ...facts, at, body }
  }
  const { passes: _, ...facts } = event
  return { ...facts, at }
}

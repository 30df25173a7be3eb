import type { Call } from '../client/call.ts'
import type { Params } from '../client/canonical-json.ts'
import type { Json } from '../client/lossless-json.ts'
import type { Method, PagePaging } from '../methods.ts'
import { fetchAhead } from './fetch-ahead.ts'
import type {
  Doubt,
  PageEvent,
  Resume,
  StreamCursor,
  StreamEvent,
  StreamName,
} from './stream-events.ts'
import { canSplit, splitWindow, type Window } from './windows.ts'

/** A list in numbered pages, and how to ask for and read it. */
export interface PagedStream {
  name: StreamName
  method: Method<PagePaging>
  /**
   * Rows may leave a window while it is walked. Its windows are cut so small that one answer holds
   * all rows: between the pages of several answers a row can slip through unseen.
   */
  rowsMove?: true
  /** The part of a window that can be asked for now; null when nothing of it. Asked for each page. */
  reach?(window: Window): Window | null
  params(window: Window, page: number, size: number): Params
  read(data: Json): { items: Json[]; total: number | null }
  idOf(item: Json): string
}

export interface WalkDeps {
  call: Call
  /** Pages under way at once. */
  ahead: number
}

/** Small enough that a second pass is cheap, large enough that a shop needs few windows. */
const ROWS_A_WINDOW = 5000
/** A pass that fails is repeated; then its window is cut, since rows of one page cannot move. */
const PASSES_BEFORE_SPLIT = 2
const MOST_PASSES = 5
const MOST_SPLITS = 2
const MOST_PARTS = 16

/** What became of a window: cut into parts, or walked, with what speaks against its being whole. */
type Verdict = { split: readonly Window[] } | Walked

interface Walked {
  doubt: Doubt | null
  gap: Window | null
  total: number | null
  distinct: number
  passes: number
}

/**
 * Walks windows of a list, oldest first, until each is proven whole: the total stays the same through
 * a pass and equals the number of distinct ids. A window that cannot be proven is named, never
 * passed over.
 */
export async function* walkPages(
  stream: PagedStream,
  windows: readonly Window[],
  deps: WalkDeps,
  resume?: Resume,
): AsyncGenerator<StreamEvent, void, void> {
  const { maxSize } = stream.method.paging
  let cursor = resume?.cursor ?? startOf(windows, maxSize)
  let seen = new Set(resume?.seen)
  for (;;) {
    const [window, ...rest] = cursor.windows
    if (!window) return
    const verdict = yield* new WindowWalk(stream, deps, cursor, seen).run()
    seen = new Set()
    const isSplit = 'split' in verdict
    cursor = startOf(isSplit ? [...verdict.split, ...rest] : rest, maxSize)
    if (!isSplit) yield { type: 'window', stream: stream.name, window, ...verdict, cursor }
  }
}

function startOf(windows: readonly Window[], size: number, pass = 1): StreamCursor {
  return { windows, pass, page: 0, total: null, size, next: null }
}

/** A page of the numbered ones, counted from 0 whatever the method calls its first. */
interface NumberedPage {
  index: number
  raw: Uint8Array
  items: Json[]
  total: number | null
}

/** The passes over the first window of a cursor. */
class WindowWalk {
  readonly #stream: PagedStream
  readonly #deps: WalkDeps
  readonly #window: Window
  #cursor: StreamCursor
  #seen: Set<string>
  #gap: Window | null = null
  #nextSize: number

  constructor(stream: PagedStream, deps: WalkDeps, cursor: StreamCursor, seen: Set<string>) {
    this.#stream = stream
    this.#deps = deps
    this.#window = cursor.windows[0] as Window
    this.#cursor = cursor
    this.#seen = seen
    this.#nextSize = cursor.size
  }

  async *run(): AsyncGenerator<PageEvent, Verdict, void> {
    for (;;) {
      const { pass } = this.#cursor
      const result = yield* this.#pass()
      if (Array.isArray(result)) return { split: result }
      const doubt = result as Doubt | null
      const parts = doubt === null ? null : this.#partsAfter(doubt, pass)
      if (parts) return { split: parts }
      if (doubt === null || doubt === 'too-deep' || pass >= MOST_PASSES) {
        const { total, distinct } = this.#counts
        return { doubt, gap: this.#gap, total, distinct, passes: pass }
      }
      this.#startPass(pass + 1)
    }
  }

  #counts: { total: number | null; distinct: number } = { total: null, distinct: 0 }

  /** @returns parts to walk instead, or what is wrong with the pass; null proves the window whole */
  async *#pass(): AsyncGenerator<PageEvent, Window[] | Doubt | null, void> {
    if (this.#cursor.page === 0) {
      const first = await this.#fetch(0)
      if (!first) return null
      if (this.#isTooLarge(first.total)) return this.#smallerParts(first.total)
      yield this.#take(first, first.total)
    }
    const { total, page: start, size } = this.#cursor
    if (total === null) return 'no-total'
    const reachable = Math.min(total, this.#stream.method.paging.maxDepth ?? total)
    const end = Math.ceil(reachable / size) + (this.#needsProofOfEnd(reachable) ? 1 : 0)
    for await (const page of fetchAhead(this.#tasks(start, end), this.#deps.ahead)) {
      // All of it has gone behind the wall meanwhile.
      if (!page) return 'total-moved'
      yield this.#take(page, total)
      if (page.total !== total) return 'total-moved'
    }
    this.#counts = { total, distinct: this.#seen.size }
    if (reachable < total) return 'too-deep'
    return this.#seen.size === total ? null : 'count-differs'
  }

  /** Behind a last page that is full, only an empty page shows that the total was not too small. */
  #needsProofOfEnd(total: number): boolean {
    const { firstPage, maxDepth } = this.#stream.method.paging
    const { size } = this.#cursor
    const next = firstPage + total / size
    return total > 0 && Number.isInteger(next) && next * size <= (maxDepth ?? next * size)
  }

  #tasks(start: number, end: number): (() => Promise<NumberedPage | null>)[] {
    const length = Math.max(0, end - start)
    return Array.from({ length }, (_, index) => () => this.#fetch(start + index))
  }

  /** @returns null when the platform shows nothing of the window any more */
  async #fetch(index: number): Promise<NumberedPage | null> {
    const { method } = this.#stream
    const reach = this.#reach()
    if (!reach) return null
    const { size } = this.#cursor
    const params = this.#stream.params(reach, method.paging.firstPage + index, size)
    const { data, raw } = await this.#deps.call(method, params)
    return { index, raw, ...this.#stream.read(data) }
  }

  #reach(): Window | null {
    if (!this.#stream.reach) return this.#window
    const reach = this.#stream.reach(this.#window)
    const { from, to } = this.#window
    if (!reach || reach.from > from) this.#gap = { from, to: reach?.from ?? to }
    return reach
  }

  /** Counts a page in and stands the cursor behind it; one whose total moved ends its pass. */
  #take({ index, raw, items, total }: NumberedPage, totalOfPass: number | null): PageEvent {
    const { pass, size } = this.#cursor
    const { name, method, idOf } = this.#stream
    for (const item of items) this.#seen.add(idOf(item))
    this.#counts = { total, distinct: this.#seen.size }
    const isShort = items.length < size && index * size + items.length < (total ?? 0)
    if (isShort) this.#nextSize = method.paging.fallbackSize ?? size
    if (total === totalOfPass) this.#cursor = { ...this.#cursor, page: index + 1, total }
    else this.#startPass(pass + 1)
    return {
      type: 'page',
      stream: name,
      method: method.name,
      window: this.#window,
      pass,
      page: index,
      raw,
      items,
      cursor: this.#cursor,
    }
  }

  #startPass(pass: number): void {
    this.#cursor = startOf(this.#cursor.windows, this.#nextSize, pass)
    this.#seen = new Set()
  }

  #isTooLarge(total: number | null): total is number {
    return total !== null && total > this.#mostRows && canSplit(this.#window)
  }

  get #mostRows(): number {
    if (this.#stream.rowsMove) return this.#cursor.size - 1
    return Math.min(ROWS_A_WINDOW, this.#stream.method.paging.maxDepth ?? ROWS_A_WINDOW)
  }

  #smallerParts(total: number): Window[] {
    return splitWindow(this.#window, Math.ceil((total / this.#mostRows) * 2))
  }

  /** Rows of a single page cannot move between pages: narrower windows are calmer ones. */
  #partsAfter(doubt: Doubt, pass: number): Window[] | null {
    const { splits = 0 } = this.#window
    const mayHelp = doubt === 'total-moved' || doubt === 'count-differs'
    const isDue = pass >= PASSES_BEFORE_SPLIT && splits < MOST_SPLITS
    const pages = Math.ceil((this.#counts.total ?? 0) / this.#nextSize)
    if (!mayHelp || !isDue || pages < 2 || !canSplit(this.#window)) return null
    return splitWindow({ ...this.#window, splits: splits + 1 }, Math.min(MOST_PARTS, pages))
  }
}

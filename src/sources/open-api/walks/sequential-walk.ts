import type { Call } from '../client/call.ts'
import type { Params } from '../client/canonical-json.ts'
import type { Json } from '../client/lossless-json.ts'
import { quietly } from '../client/quietly.ts'
import type { Method } from '../methods.ts'
import type {
  Doubt,
  PageEvent,
  Resume,
  StreamCursor,
  StreamEvent,
  StreamName,
} from './stream-events.ts'
import type { Window } from './windows.ts'

/** A list whose every page names the next: by a cursor (products) or an index (bills). */
export interface SequentialStream {
  name: StreamName
  method: Method
  size: number
  params(window: Window, next: readonly string[] | null, size: number): Params
  read(data: Json, method: Method): SequentialPage
  idOf(item: Json): string
}

export interface SequentialPage {
  items: Json[]
  /** null where the list has no total. */
  total: number | null
  /** Rows that the page says it has; null where it need not, `unsaid` where only that would tell. */
  stated: number | 'unsaid' | null
  /** What to ask for next; null when the page names none. */
  next: readonly string[] | null
  /**
   * Whether the platform calls this page the last: a page that names no next one proves nothing by
   * that. `none-at-all` says that there are no rows whatever, which only a first page can.
   */
  end: 'said' | 'none-at-all' | null
}

const MOST_PASSES = 5

/**
 * Walks windows of such a list, oldest first. The end is what the platform calls the end; a window is
 * proven when besides the totals agree, as far as there are any.
 */
export async function* walkSequence(
  stream: SequentialStream,
  windows: readonly Window[],
  call: Call,
  resume?: Resume,
): AsyncGenerator<StreamEvent, void, void> {
  let cursor = resume?.cursor ?? startOf(stream, windows)
  let seen = new Set(resume?.seen)
  for (;;) {
    const [window, ...rest] = cursor.windows
    if (!window) return
    const { doubt, total, distinct } = yield* walkPass(stream, call, cursor, seen)
    const passes = cursor.pass
    seen = new Set()
    if (doubt !== null && passes < MOST_PASSES) {
      cursor = startOf(stream, cursor.windows, passes + 1)
      continue
    }
    cursor = startOf(stream, rest)
    const verdict = { doubt, total, distinct, passes, gap: null }
    yield { type: 'window', stream: stream.name, window, ...verdict, cursor }
  }
}

function startOf({ size }: SequentialStream, windows: readonly Window[], pass = 1): StreamCursor {
  return { windows, pass, page: 0, total: null, size, next: null }
}

interface PassResult {
  doubt: Doubt | null
  total: number | null
  distinct: number
}

type Answer = SequentialPage & { raw: Uint8Array }

/** One pass over the first window; the next page is under way while the caller has this one. */
async function* walkPass(
  stream: SequentialStream,
  call: Call,
  start: StreamCursor,
  seen: Set<string>,
): AsyncGenerator<PageEvent, PassResult, void> {
  const pass = new SequentialPass(stream, start, seen)
  const nextPage = () => (pass.isOver ? null : quietly(fetchPage(stream, call, pass.cursor)))
  let pending = nextPage()
  try {
    while (pending !== null) {
      const event = pass.take(await pending)
      pending = nextPage()
      yield event
    }
  } finally {
    // Whoever stops early still waits, so that nothing of it runs on afterwards.
    await pending?.catch(() => undefined)
  }
  return pass.result()
}

async function fetchPage(
  { method, params, read }: SequentialStream,
  call: Call,
  { windows, next, size }: StreamCursor,
): Promise<Answer> {
  const { data, raw } = await call(method, params(windows[0] as Window, next, size))
  return { raw, ...read(data, method) }
}

/** What the pages of a pass come to, as far as they have come. */
class SequentialPass {
  readonly #stream: SequentialStream
  readonly #seen: Set<string>
  readonly #asked = new Set<string>()
  #cursor: StreamCursor
  #doubt: Doubt | null = null

  constructor(stream: SequentialStream, start: StreamCursor, seen: Set<string>) {
    this.#stream = stream
    this.#cursor = start
    this.#seen = seen
  }

  get cursor(): StreamCursor {
    return this.#cursor
  }

  /** Only the first page is asked for without a name: behind others it means that there are no more. */
  get isOver(): boolean {
    return this.#cursor.page > 0 && this.#cursor.next === null
  }

  /** Counts a page in and stands the cursor behind it; a doubtful one ends its pass. */
  take({ raw, ...answer }: Answer): PageEvent {
    const { name, method, idOf } = this.#stream
    const { windows, pass, page } = this.#cursor
    const { items } = answer
    const total = page === 0 ? answer.total : this.#cursor.total
    for (const item of items) this.#seen.add(idOf(item))
    this.#doubt = pageDoubt(answer, { page, total, asked: this.#asked })
    const next = this.#doubt === null ? answer.next : null
    this.#cursor = { ...this.#cursor, page: page + 1, total, next }
    // Whoever goes on from here later begins the window anew.
    const cursor = this.#doubt === null ? this.#cursor : startOf(this.#stream, windows, pass + 1)
    const where = { stream: name, method: method.name, window: windows[0] as Window, pass, page }
    return { type: 'page', ...where, raw, items, cursor }
  }

  result(): PassResult {
    const { total } = this.#cursor
    return {
      doubt: this.#doubt ?? countDoubt(total, this.#seen),
      total,
      distinct: this.#seen.size,
    }
  }
}

function pageDoubt(
  { items, stated, total, next, end }: SequentialPage,
  pass: { page: number; total: number | null; asked: Set<string> },
): Doubt | null {
  const { asked } = pass
  if (total !== pass.total) return 'total-moved'
  if (stated !== null && stated !== items.length) return 'count-differs'
  if (end === 'none-at-all' && pass.page > 0) return 'count-differs'
  if (next === null && end === null) return 'no-end'
  if (next) {
    const key = next.join(' ')
    if (asked.has(key)) return 'page-repeats'
    asked.add(key)
  }
  return null
}

function countDoubt(total: number | null, seen: ReadonlySet<string>): Doubt | null {
  return total === null || total === seen.size ? null : 'count-differs'
}

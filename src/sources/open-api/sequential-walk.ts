import type { Call } from './call.ts'
import type { Params } from './canonical-json.ts'
import { quietly } from './fetch-ahead.ts'
import type { Json } from './lossless-json.ts'
import type { Method } from './methods.ts'
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
  /** Rows that the page says it has, where it says so. */
  stated: number | null
  /** What to ask for next; null when this is the end. */
  next: readonly string[] | null
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
  const { method, name } = stream
  const window = start.windows[0] as Window
  const fetch = async (next: readonly string[] | null): Promise<Answer> => {
    const { data, raw } = await call(method, stream.params(window, next, start.size))
    return { raw, ...stream.read(data, method) }
  }
  const asked = new Set<string>()
  let { page, total } = start
  // A run that ended behind the last page has nothing to ask for any more.
  if (page > 0 && start.next === null)
    return { doubt: countDoubt(total, seen), total, distinct: seen.size }
  let pending: Promise<Answer> | null = fetch(start.next)
  for (;;) {
    const answer: Answer = await pending
    for (const item of answer.items) seen.add(stream.idOf(item))
    const doubt = pageDoubt(answer, page === 0 ? answer.total : total, asked)
    if (page === 0) total = answer.total
    const next = doubt === null ? answer.next : null
    pending = next && quietly(fetch(next))
    const behind = { ...start, page: page + 1, total, next }
    const cursor = doubt === null ? behind : startOf(stream, start.windows, start.pass + 1)
    const { raw, items } = answer
    yield {
      type: 'page',
      stream: name,
      method: method.name,
      window,
      pass: start.pass,
      page,
      raw,
      items,
      cursor,
    }
    page++
    if (doubt !== null) return { doubt, total, distinct: seen.size }
    if (!pending) return { doubt: countDoubt(total, seen), total, distinct: seen.size }
  }
}

function pageDoubt(
  { items, stated, total, next }: SequentialPage,
  totalOfPass: number | null,
  asked: Set<string>,
): Doubt | null {
  if (total !== totalOfPass) return 'total-moved'
  if (stated !== null && stated !== items.length) return 'count-differs'
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

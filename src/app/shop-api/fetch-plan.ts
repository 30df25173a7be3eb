import type { StreamState, WindowState } from '../../archive/shop-state/walks.ts'
import {
  AFTER_SALE_LIST,
  FUND_LIST,
  ORDER_LIST,
  SETTLEMENT_LIST,
} from '../../sources/open-api/methods.ts'
import type { StreamName } from '../../sources/open-api/walks/stream-events.ts'
import type { Window } from '../../sources/open-api/walks/windows.ts'

/** Rows that the platform shows by when they came to be, and by when they last changed. */
export interface Family {
  /** That lists them. */
  method: string
  created: StreamName
  /** null where rows never change: they are asked for again for a while instead. */
  changed: StreamName | null
  /** How far behind the end of the last walk the next one begins, in seconds. */
  overlap: number
}

const MINUTE = 60
const DAY = 86_400

/**
 * The platform's clock is not ours, and no list says for sure whether its right edge counts. Bills are
 * out a day later, so their last days are asked for again.
 */
export const FAMILIES = {
  orders: {
    method: ORDER_LIST.name,
    created: 'orders',
    changed: 'changed-orders',
    overlap: 15 * MINUTE,
  },
  afterSales: {
    method: AFTER_SALE_LIST.name,
    created: 'after-sales',
    changed: 'changed-after-sales',
    overlap: 15 * MINUTE,
  },
  settlements: {
    method: SETTLEMENT_LIST.name,
    created: 'settlements',
    changed: null,
    overlap: 3 * DAY,
  },
  funds: { method: FUND_LIST.name, created: 'funds', changed: null, overlap: 3 * DAY },
} as const satisfies Record<string, Family>

/** How far a family is wanted, in Unix seconds. */
export interface Wanted extends Window {
  /** Older rows are not shown even when they change; null where there is no such wall. */
  wall: number | null
}

/** A stretch of a list that has to be walked. */
export interface Walk {
  stream: StreamName
  range: Window
  /** Where a run was cut off. */
  isResumed: boolean
}

/** What a database knows of the walks of a family. */
export interface FamilyState {
  created: StreamState | null
  changed: StreamState | null
  /** Windows that were not proven when the run began. */
  doubtful: readonly WindowState[]
}

/**
 * What is to be walked first: a walk that was cut off, then windows that were not proven, once.
 * @param state as it was when the run began
 */
export function unfinishedWalks(family: Family, state: FamilyState): Walk[] {
  const walks: Walk[] = []
  for (const each of [state.created, state.changed]) {
    if (!each?.cursor) continue
    walks.push({ stream: each.stream as StreamName, range: each.walk, isResumed: true })
  }
  for (const { stream, from, to } of state.doubtful) {
    const isOurs = stream === family.created || stream === family.changed
    if (isOurs) walks.push({ stream, range: { from, to }, isResumed: false })
  }
  return walks
}

/**
 * What is to be walked when nothing is left unfinished: all of it for the first time; later only what
 * is older than was ever asked for, and what has changed since the last walk.
 */
export function newWalks(family: Family, state: FamilyState, wanted: Wanted): Walk[] {
  const { created, changed, overlap } = family
  const walk = (stream: StreamName, from: number, to: number): Walk => ({
    stream,
    range: { from: Math.min(from, to), to },
    isResumed: false,
  })
  const done = state.created?.done
  // The end may not belong to the window.
  if (!done) return [walk(created, wanted.from, wanted.to + 1)]
  const walks = wanted.from < done.from ? [walk(created, wanted.from, done.from)] : []
  const reached = Math.max(done.to, state.changed?.done?.to ?? done.to)
  const from = reached - overlap
  // After a rest longer than the wall is far, changes no longer tell of all that was created.
  const isTooLate = wanted.wall !== null && from < wanted.wall
  const stream = changed === null || isTooLate ? created : changed
  walks.push(walk(stream, from, stream === created ? wanted.to + 1 : wanted.to))
  return walks
}

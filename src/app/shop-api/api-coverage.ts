import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { StreamState, WindowState } from '../../archive/shop-state/walks.ts'
import type { Store } from '../../archive/store.ts'
import {
  type DayRange,
  type GapReason,
  gapsBetween,
  splitByReason,
  type UncoveredDays,
} from '../../domain/gaps.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { addDays, beijingDay, beijingToEpochMs, epochSecondsToBeijing } from '../../domain/time.ts'
import { ORDER_LIST } from '../../sources/open-api/methods.ts'
import type { Window } from '../../sources/open-api/walks/windows.ts'
import { FAMILIES, type Family } from './fetch-plan.ts'

/** What the Open API was asked for about a report, and what of it is proven to have come. */
export interface ApiCoverage {
  /** Days whose every row is here. */
  proven: DayRange[]
  /** The first day that was asked for from its beginning, and the last day that was asked for. */
  asked: DayRange
  /** Why nothing was asked for from before. */
  before: GapReason
  /** Days that were asked for and are not proven; the first that fits says why. */
  doubtful: (DayRange & { reason: GapReason })[]
}

/** Bills of a day are complete from this hour of the next day on (API notes 3.11). */
const BILLS_OUT_HOUR = 15
const DAY_SECONDS = 86_400

const FAMILY_OF: Partial<Record<ReportKind, Family>> = {
  orders: FAMILIES.orders,
  'after-sales': FAMILIES.afterSales,
  settlements: FAMILIES.settlements,
  funds: FAMILIES.funds,
}

/** @returns null for a report that the Open API was never asked for */
export function apiCoverage(store: Store, report: ReportKind): ApiCoverage | null {
  const family = FAMILY_OF[report]
  if (!family) return null
  const state = new ShopState(store.db)
  const names: readonly string[] = [family.created, family.changed ?? '']
  const isOurs = ({ stream }: { stream: string }) => names.includes(stream)
  const asked = union(state.walks.streams().filter(isOurs).flatMap(askedOf))
  if (!asked) return null
  const windows = state.walks.windows().filter(isOurs)
  const refused = state.walks.refusedWalks().filter(isOurs)
  const isBill = family.changed === null
  const whole = windows.filter(({ doubt }) => doubt === null)
  return {
    proven: merged(whole.flatMap(isBill ? publishedPart : shownPart)).flatMap(wholeDays),
    asked: { ...daysOf(asked), from: firstWholeDay(asked.from) },
    before: reasonBefore(asked.from, { hasWall: report === 'orders', windows, refused }),
    doubtful: [
      ...windows.flatMap(({ gap }) => (gap ? [{ ...daysOf(gap), reason: BEFORE_REACH }] : [])),
      ...windows.flatMap((each) =>
        each.doubt === null ? [] : [{ ...daysOf(each), reason: NOT_PROVEN }],
      ),
      ...(isBill ? whole.map((each) => ({ ...daysOf(each), reason: NOT_PUBLISHED })) : []),
      ...refused.map((each) => ({ ...daysOf(each), reason: REFUSED })),
    ],
  }
}

/**
 * A right edge is not sure, the platform's clock may be ten minutes from ours, and what was placed while
 * a walk ran may have missed it.
 */
const EDGE_SECONDS = 15 * 60

/**
 * Stretches of which the list of orders has shown every order that was placed in them, in Unix seconds;
 * neither end belongs to them. Only lists by time of creation tell that: from those by time of update an
 * order is gone as soon as it changes again.
 */
export function provenOrders(store: Store): Window[] {
  const windows = new ShopState(store.db).walks
    .windows()
    .filter(({ stream, doubt }) => stream === FAMILIES.orders.created && doubt === null)
  return merged(windows.flatMap(shownPart))
    .map(({ from, to }) => ({ from, to: to - EDGE_SECONDS }))
    .filter(({ from, to }) => from < to)
}

const BEFORE_REACH: GapReason = 'before-reach'
const NOT_PROVEN: GapReason = 'not-proven'
const NOT_PUBLISHED: GapReason = 'not-published'
const REFUSED: GapReason = 'refused'

function askedOf({ walk, done }: StreamState): Window[] {
  return done ? [walk, done] : [walk]
}

function union(windows: readonly Window[]): Window | null {
  if (windows.length === 0) return null
  return {
    from: Math.min(...windows.map(({ from }) => from)),
    to: Math.max(...windows.map(({ to }) => to)),
  }
}

/** Why there is nothing from before the first moment that was asked for. */
function reasonBefore(
  from: number,
  { hasWall, windows, refused }: Walked & { hasWall: boolean },
): GapReason {
  const [first] = [...windows].sort((a, b) => a.from - b.from)
  if (!first) return refused.length > 0 ? REFUSED : 'not-fetched'
  // A day more: walks keep away from the wall, and days are told whole.
  const isAtWall = hasWall && from <= wallWhenWalked(first) + DAY_SECONDS
  return isAtWall ? BEFORE_REACH : 'not-asked'
}

interface Walked {
  windows: readonly WindowState[]
  refused: readonly WindowState[]
}

/** The oldest moment of creation that the list of orders showed then, in Unix seconds. */
function wallWhenWalked({ at }: WindowState): number {
  return Math.floor(beijingToEpochMs(at) / 1000) - (ORDER_LIST.reachDays ?? 0) * DAY_SECONDS
}

/** What lay behind the wall came to nobody's sight. */
function shownPart({ from, to, gap }: WindowState): Window[] {
  const start = gap && gap.from <= from ? gap.to : from
  return start < to ? [{ from: start, to }] : []
}

/** What was not out yet when the window was walked is not proven by it. */
function publishedPart({ from, to, at }: WindowState): Window[] {
  const isOut = Number(at.slice(11, 13)) >= BILLS_OUT_HOUR
  const firstMissing = addDays(beijingDay(at), isOut ? 0 : -1)
  const end = Math.min(to, startOfDay(firstMissing))
  return from < end ? [{ from, to: end }] : []
}

function merged(windows: readonly Window[]): Window[] {
  const sorted = [...windows].sort((a, b) => a.from - b.from)
  const result: Window[] = []
  for (const { from, to } of sorted) {
    const last = result.at(-1)
    if (last && from <= last.to) result[result.length - 1] = { ...last, to: Math.max(to, last.to) }
    else result.push({ from, to })
  }
  return result
}

/** A day of which only the evening was asked for is not covered; the day that has only begun is. */
function wholeDays({ from, to }: Window): DayRange[] {
  const days = { from: firstWholeDay(from), to: dayOf(Math.max(from, to - 1)) }
  return days.from <= days.to ? [days] : []
}

function firstWholeDay(from: number): string {
  const first = dayOf(from)
  return startOfDay(first) === from ? first : addDays(first, 1)
}

function daysOf({ from, to }: Window): DayRange {
  return { from: dayOf(from), to: dayOf(Math.max(from, to - 1)) }
}

function dayOf(epochSeconds: number): string {
  return beijingDay(epochSecondsToBeijing(epochSeconds))
}

function startOfDay(day: string): number {
  return beijingToEpochMs(`${day}T00:00:00+08:00`) / 1000
}

/** The first days that rows of the archive tell of; null without any. */
export interface EarliestDays {
  /** Rows of the report in question. */
  ofReport: string | null
  /** Any rows: the shop was there by then. */
  ofAny: string | null
}

/**
 * The days that neither files nor the Open API speak of: between those that they do, what was asked for
 * and did not come, and all that came before. Nobody knows when a shop began, so that last stretch has
 * no beginning, unless files reach further back than the Open API was asked to.
 *
 * @param files days that files speak of
 */
export function gapsWithApi(
  files: readonly DayRange[],
  { proven, asked, before, doubtful }: ApiCoverage,
  { ofReport, ofAny }: EarliestDays,
): UncoveredDays[] {
  const known = [...files, ...proven]
  const firstOfFiles = files.reduce((day, { from }) => (from < day ? from : day), asked.from)
  const startsWithFiles =
    files.some(({ from }) => from < asked.from) && !(ofReport !== null && ofReport < firstOfFiles)
  const dayBefore = addDays(firstOfFiles, -1)
  const start = ofAny !== null && ofAny < dayBefore ? ofAny : dayBefore
  const reasonOf = (day: string): GapReason | null => {
    if (day < asked.from) return before
    if (day > asked.to) return null
    return doubtful.find(({ from, to }) => from <= day && day <= to)?.reason ?? 'not-fetched'
  }
  const gaps = gapsBetween([
    ...(startsWithFiles ? [] : [oneDay(addDays(start, -1))]),
    ...known,
    ...(known.some(({ to }) => to > asked.to) ? [] : [oneDay(addDays(asked.to, 1))]),
  ]).flatMap((gap) => splitByReason(gap, reasonOf))
  const [first, ...rest] = gaps
  if (startsWithFiles || !first) return gaps
  return [{ ...first, openStart: true }, ...rest]
}

function oneDay(day: string): DayRange {
  return { from: day, to: day }
}

import { earliestKnownDay } from '../../archive/queries/queries.ts'
import { ShopState, type StreamState, type WindowState } from '../../archive/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import { type DayRange, gapsBetween } from '../../domain/gaps.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { addDays, beijingDay, beijingToEpochMs, epochSecondsToBeijing } from '../../domain/time.ts'
import type { Window } from '../../sources/open-api/walks/windows.ts'
import { FAMILIES, type Family } from './fetch-plan.ts'

/** What the Open API was asked for about a report, and what of it is proven to have come. */
export interface ApiCoverage {
  /** Days whose every row is here. */
  proven: DayRange[]
  /** The first and the last day that were asked for. */
  asked: DayRange
}

/** Bills of a day are complete from this hour of the next day on (API notes 3.11). */
const BILLS_OUT_HOUR = 15

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
  const streams = state.streams().filter(({ stream }) => names.includes(stream))
  const asked = union(streams.flatMap(askedOf))
  if (!asked) return null
  const windows = state
    .windows()
    .filter(({ stream, doubt }) => names.includes(stream) && doubt === null)
    .flatMap(family.changed === null ? publishedPart : shownPart)
  return { proven: merged(windows).flatMap(wholeDays), asked: daysOf(asked) }
}

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
  const first = dayOf(from)
  const days = {
    from: startOfDay(first) === from ? first : addDays(first, 1),
    to: dayOf(Math.max(from, to - 1)),
  }
  return days.from <= days.to ? [days] : []
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

/**
 * The days that neither files nor the Open API speak of: between those that they do, what was asked for
 * and did not come, and what came before all that was ever asked for.
 */
export function gapsWithApi(
  store: Store,
  files: readonly DayRange[],
  { proven, asked }: ApiCoverage,
): DayRange[] {
  const known = [...files, ...proven]
  const first = files.reduce((day, { from }) => (from < day ? from : day), asked.from)
  const startsWithFiles = files.some(({ from }) => from <= asked.from)
  // Nobody knows when the shop began; at least the day before is not here.
  const start = startsWithFiles ? first : min(earliestKnownDay(store), addDays(first, -1))
  const edges = [
    { from: addDays(start, -1), to: addDays(start, -1) },
    { from: addDays(asked.to, 1), to: addDays(asked.to, 1) },
  ]
  return gapsBetween([...known, ...(startsWithFiles ? [] : edges.slice(0, 1)), ...edges.slice(1)])
}

function min(one: string | null, other: string): string {
  return one !== null && one < other ? one : other
}

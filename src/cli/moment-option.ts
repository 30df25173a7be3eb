import type { Clock } from '../app/ports.ts'
import { addDays, epochSecondsToBeijing, parseBeijingTime } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'

/**
 * The moment that an option names, in any zone it may be written in; now without one.
 * @returns ISO 8601 with +08:00
 * @throws {DyshopError} `bad-time`
 */
export function momentOption(name: string, value: string | undefined, clock: Clock): string {
  if (value === undefined) return epochSecondsToBeijing(Math.floor(clock.now() / 1000))
  const beijing = parseBeijingTime(value.trim())
  if (beijing !== null && isSensible(beijing)) return beijing
  const isZoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
  const epochMs = isZoned ? Date.parse(value) : Number.NaN
  if (Number.isNaN(epochMs)) throw new DyshopError('bad-time', { name, value })
  const moment = epochSecondsToBeijing(Math.floor(epochMs / 1000))
  if (!isSensible(moment)) throw new DyshopError('bad-time', { name, value })
  return moment
}

/** Years further off are mistyped, and days counted from them would leave the calendar. */
function isSensible(moment: string): boolean {
  return moment >= '2000' && moment < '2200'
}

/**
 * A stretch of time as a filter has it: the first moment included, the last excluded. A day given as
 * the end is included whole.
 * @throws {DyshopError} `bad-time`, `bad-range`
 */
export function rangeOptions(
  { from, to }: { from?: string; to?: string },
  clock: Clock,
): { from?: string; before?: string } {
  const start = from === undefined ? {} : { from: momentOption('--from', from, clock) }
  const end = to === undefined ? {} : { before: endOption(to, clock) }
  if (start.from && end.before && start.from >= end.before) {
    throw new DyshopError('bad-range', { from: from ?? '', to: to ?? '' })
  }
  return { ...start, ...end }
}

function endOption(value: string, clock: Clock): string {
  const moment = momentOption('--to', value, clock)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value.trim())
  return isDay ? `${addDays(moment.slice(0, 10), 1)}T00:00:00+08:00` : moment
}

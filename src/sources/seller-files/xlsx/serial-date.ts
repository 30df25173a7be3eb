const DAY_SECONDS = 86_400
const DAY_MS = DAY_SECONDS * 1000
/** 9999-12-31 in the 1900 system, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_465
const DAYS_FROM_1900_TO_1904 = 1462
/** 1899-12-30: day 0 for every serial from 61 (1900-03-01) on. */
const EPOCH_MS = Date.UTC(1899, 11, 30)
/** Lotus 1-2-3 took 1900 for a leap year and every spreadsheet followed: 60 is 29 February. */
const LEAP_DAY_THAT_NEVER_WAS = 60

/**
 * A date serial as `YYYY-MM-DD HH:MM:SS` (wall time, rounded to the second), or as `YYYY-MM-DD`
 * when it is a whole day and its format shows no time. Undefined when it lies outside the calendar
 * (ECMA-376 part 1, 18.17.4).
 */
export function serialText(
  value: number,
  { hasTime, is1904 }: { hasTime: boolean; is1904: boolean },
): string | undefined {
  const seconds = Math.round((is1904 ? value + DAYS_FROM_1900_TO_1904 : value) * DAY_SECONDS)
  const day = Math.floor(seconds / DAY_SECONDS)
  if (!(value >= 0 && day <= LAST_SERIAL)) return undefined
  const secondOfDay = seconds - day * DAY_SECONDS
  const date = dayText(day, is1904)
  return hasTime || secondOfDay > 0 ? `${date} ${timeText(secondOfDay)}` : date
}

/** A sheet names the same few hundred days a million times over. */
const KNOWN_DAYS = new Map<number, string>()
const MOST_KNOWN_DAYS = 10_000

function dayText(day: number, is1904: boolean): string {
  if (day === LEAP_DAY_THAT_NEVER_WAS && !is1904) return '1900-02-29'
  const known = KNOWN_DAYS.get(day)
  if (known !== undefined) return known
  const shift = day < LEAP_DAY_THAT_NEVER_WAS ? 1 : 0
  const text = new Date(EPOCH_MS + (day + shift) * DAY_MS).toISOString().slice(0, 10)
  if (KNOWN_DAYS.size === MOST_KNOWN_DAYS) KNOWN_DAYS.clear()
  KNOWN_DAYS.set(day, text)
  return text
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'))

function timeText(secondOfDay: number): string {
  const hours = TWO_DIGITS[Math.floor(secondOfDay / 3600)]
  const minutes = TWO_DIGITS[Math.floor(secondOfDay / 60) % 60]
  return `${hours}:${minutes}:${TWO_DIGITS[secondOfDay % 60]}`
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d(?:\.\d+)?))?Z?)?$/

/**
 * The text of an ISO 8601 date cell, in the same form as `serialText`; what has another form is
 * left as it is. A `Z` is not a zone here: cells hold wall time.
 */
export function isoText(value: string, hasTime: boolean): string {
  const [, date, minutes = '00:00', seconds = '0'] = ISO_TIME.exec(value.trim()) ?? []
  if (date === undefined) return value
  const wholeSeconds = Math.round(Number(seconds))
  const instant = Date.parse(`${date}T${minutes}:00Z`) + wholeSeconds * 1000
  if (Number.isNaN(instant)) return value
  const text = new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
  return hasTime || !text.endsWith(' 00:00:00') ? text : text.slice(0, 10)
}

/**
 * Moments are texts of one form, `YYYY-MM-DDTHH:MM:SS+08:00`, and days are `YYYY-MM-DD` in Beijing,
 * so both sort as text. China has had one zone without summer time since 1991: the offset is fixed,
 * and neither the zone of the machine nor its zone data is ever asked.
 */

const BEIJING_OFFSET = '+08:00'
const BEIJING_OFFSET_SECONDS = 8 * 3600
const SECONDS_A_DAY = 86_400
/** 0001-01-01 and 10000-01-01 as days since 1970-01-01. */
const FIRST_DAY = daysFromDate(1, 1, 1)
const END_DAY = daysFromDate(10_000, 1, 1)

const DASH = 0x2d
const COLON = 0x3a
const SPACE = 0x20
const LETTER_T = 0x54

const SLASH_DATE =
  /^(?:\d{4}\/\d{1,2}\/\d{1,2}|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d{2}))(?: \d{1,2}:\d{2}(?::\d{2})?)?$/

/**
 * A time as the platform writes it, in our form; null for anything else, also for a day or an hour
 * that does not exist. Taken: `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD HH:MM`, `YYYY-MM-DD` (midnight) and
 * our own form. The platform's texts have no zone and mean Beijing time.
 */
export function parseBeijingTime(text: string): string | null {
  const length = text.length
  if (length !== 19 && length !== 16 && length !== 10 && length !== 25) return null
  if (!startsWithDay(text)) return null
  if (length === 10) return `${text}T00:00:00${BEIJING_OFFSET}`

  if (text.charCodeAt(10) !== (length === 25 ? LETTER_T : SPACE)) return null
  if (!hasHourAndMinute(text)) return null
  if (length === 16) return `${text.slice(0, 10)}T${text.slice(11)}:00${BEIJING_OFFSET}`

  if (!hasSecond(text)) return null
  if (length === 25) return text.endsWith(BEIJING_OFFSET) ? text : null
  return `${text.slice(0, 10)}T${text.slice(11)}${BEIJING_OFFSET}`
}

/** True for a date with slashes, such as `2026/9/22 0:54`: the mark of a file that a spreadsheet saved. */
export function isSlashDate(text: string): boolean {
  return SLASH_DATE.test(text)
}

/**
 * A Unix time in seconds in our form; parts of a second are dropped.
 * @throws {RangeError} when it lies outside the years 1 to 9999
 */
export function epochSecondsToBeijing(epochSeconds: number): string {
  const seconds = Math.floor(epochSeconds) + BEIJING_OFFSET_SECONDS
  const days = Math.floor(seconds / SECONDS_A_DAY)
  const second = seconds - days * SECONDS_A_DAY
  const hours = pad2(Math.floor(second / 3600))
  const minutes = pad2(Math.floor(second / 60) % 60)
  return `${formatDay(days)}T${hours}:${minutes}:${pad2(second % 60)}${BEIJING_OFFSET}`
}

/**
 * The milliseconds since 1970 (UTC) of a time in our form.
 * @throws {RangeError} when the text is not in our form
 */
export function beijingToEpochMs(iso: string): number {
  if (iso.length !== 25 || parseBeijingTime(iso) === null) {
    throw new RangeError(`not a Beijing time: ${iso}`)
  }
  const second = twoDigits(iso, 11) * 3600 + twoDigits(iso, 14) * 60 + twoDigits(iso, 17)
  return (dayNumber(iso) * SECONDS_A_DAY + second - BEIJING_OFFSET_SECONDS) * 1000
}

/** The Beijing day, `YYYY-MM-DD`, of a time in our form. */
export function beijingDay(iso: string): string {
  return iso.slice(0, 10)
}

/**
 * The day that is `count` days (also negative) after a day `YYYY-MM-DD`.
 * @throws {RangeError} when the text is no such day, `count` is not whole, or the result is
 *   outside the years 1 to 9999
 */
export function addDays(day: string, count: number): string {
  if (day.length !== 10 || !startsWithDay(day)) throw new RangeError(`not a day: ${day}`)
  return formatDay(dayNumber(day) + count)
}

/** The number of two digits at `index`, or NaN. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 0x30
  const ones = text.charCodeAt(index + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function startsWithDay(text: string): boolean {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function hasHourAndMinute(text: string): boolean {
  return twoDigits(text, 11) <= 23 && text.charCodeAt(13) === COLON && twoDigits(text, 14) <= 59
}

function hasSecond(text: string): boolean {
  return text.charCodeAt(16) === COLON && twoDigits(text, 17) <= 59
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days since 1970-01-01 of a text that starts with a valid day. */
function dayNumber(text: string): number {
  return daysFromDate(
    twoDigits(text, 0) * 100 + twoDigits(text, 2),
    twoDigits(text, 5),
    twoDigits(text, 8),
  )
}

// Both directions count in years from March, so that the leap day is a year's last day:
// https://howardhinnant.github.io/date_algorithms.html

function daysFromDate(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

function formatDay(days: number): string {
  if (!(Number.isInteger(days) && days >= FIRST_DAY && days < END_DAY)) {
    throw new RangeError(`not a day in the years 1 to 9999: ${days}`)
  }
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

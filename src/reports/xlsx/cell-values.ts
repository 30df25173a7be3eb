import type { CellType } from './workbook-model.ts'

/** Excel and most readers keep 15 significant digits of a number. */
const MAX_DIGITS = 15

const ZERO = 0x30
const NINE = 0x39
const MINUS = 0x2d
const POINT = 0x2e
const COLON = 0x3a
const SPACE = 0x20
const LETTER_T = 0x54

/** Whether a text of ASCII or UTF-8 is a number as the type wants it, which a cell holds exactly. */
export function isNumberOf(
  type: CellType,
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): boolean {
  return (
    (type === 'amount' || type === 'integer') && isPlainNumber(bytes, start, end, type === 'amount')
  )
}

/**
 * Whether the text is a plain decimal (no sign but `-`, no leading zeros) that a cell holds exactly. A
 * loop rather than an expression: it runs for every amount of every row.
 */
function isPlainNumber(
  bytes: Uint8Array,
  from: number,
  end: number,
  allowsFraction: boolean,
): boolean {
  const start = bytes[from] === MINUS ? from + 1 : from
  let point = -1
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number
    if (code === POINT && point < 0 && allowsFraction && i > start) point = i
    else if (code < ZERO || code > NINE) return false
  }
  const integerDigits = (point < 0 ? end : point) - start
  const digits = end - start - (point < 0 ? 0 : 1)
  if (integerDigits === 0 || digits > MAX_DIGITS || point === end - 1) return false
  return integerDigits === 1 || bytes[start] !== ZERO
}

/** A moment as a spreadsheet counts it: whole days, and the seconds of the day. */
export interface DateSerial {
  days: number
  seconds: number
}

const DATE_AND_TIME = 'YYYY-MM-DD HH:MM:SS'.length
const BEIJING_OFFSET = Array.from('+08:00', (char) => char.charCodeAt(0))
const SECONDS_PER_DAY = 86_400
/** Days from 1899-12-30, day 0 of the 1900 date system, to 1970-01-01. */
const EPOCH_SERIAL = 25_569
/** 1900-03-01: before it the 1900 date system counts a day that never was (ECMA-376 part 1, 18.17.4.1). */
const FIRST_SERIAL = 61
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/**
 * Reads `YYYY-MM-DD HH:MM:SS`, or the same with `T` and `+08:00`, as Beijing wall time into `into`.
 * The machine's zone plays no part.
 * @returns whether the text is such a time
 */
export function readTime(
  bytes: Uint8Array,
  into: DateSerial,
  start = 0,
  end = bytes.length,
): boolean {
  if (!hasTimeShape(bytes, start, end)) return false
  const year = digits(bytes, start, start + 4)
  const month = digits(bytes, start + 5, start + 7)
  const day = digits(bytes, start + 8, start + 10)
  const hour = digits(bytes, start + 11, start + 13)
  const minute = digits(bytes, start + 14, start + 16)
  const second = digits(bytes, start + 17, start + 19)
  // A comparison with NaN is false, so that anything but digits fails here too.
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return false
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) {
    return false
  }
  into.days = daysSinceEpoch(year, month, day) + EPOCH_SERIAL
  into.seconds = hour * 3600 + minute * 60 + second
  return into.days >= FIRST_SERIAL
}

function hasTimeShape(bytes: Uint8Array, start: number, end: number): boolean {
  const separator = bytes[start + 10]
  const isPlain = end - start === DATE_AND_TIME && (separator === SPACE || separator === LETTER_T)
  return (isPlain || hasBeijingOffset(bytes, start, end)) && hasTimePunctuation(bytes, start)
}

function hasBeijingOffset(bytes: Uint8Array, start: number, end: number): boolean {
  const offset = start + DATE_AND_TIME
  if (end !== offset + BEIJING_OFFSET.length || bytes[start + 10] !== LETTER_T) return false
  return BEIJING_OFFSET.every((code, i) => bytes[offset + i] === code)
}

function hasTimePunctuation(bytes: Uint8Array, start: number): boolean {
  const hasDashes = bytes[start + 4] === MINUS && bytes[start + 7] === MINUS
  return hasDashes && bytes[start + 13] === COLON && bytes[start + 16] === COLON
}

function digits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number
    if (code < ZERO || code > NINE) return Number.NaN
    value = value * 10 + code - ZERO
  }
  return value
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0)
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; years begin in March. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return (
    y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
  )
}

/** Decimals of a day that keep a second exact to well under a millisecond. */
export const SERIAL_DECIMALS = 11
const SERIAL_FACTOR = 10 ** SERIAL_DECIMALS

/** The fraction of a day, in units of its {@link SERIAL_DECIMALS}th decimal. */
export function dayFraction(seconds: number): number {
  return Math.round((seconds * SERIAL_FACTOR) / SECONDS_PER_DAY)
}

/** The serial as the text of a `<v>` element. */
export function serialText({ days, seconds }: DateSerial): string {
  const fraction = String(dayFraction(seconds)).padStart(SERIAL_DECIMALS, '0').replace(/0+$/, '')
  return fraction === '' ? String(days) : `${days}.${fraction}`
}

import { formatYuan } from '../../../domain/money.ts'
import { epochSecondsToBeijing, parseBeijingTime } from '../../../domain/time.ts'
import { readId, readInteger, readText, valueAt } from '../client/json-fields.ts'
import type { Json } from '../client/lossless-json.ts'

/**
 * Makes the cell of a column from what the platform sent. undefined means that the platform did not
 * say it, so that an older value is kept; '' that it said there is none.
 */
export type ReadCell = (row: Json) => string | undefined

export interface MappedColumn {
  /** The column's name in the platform's own exports. */
  name: string
  read: ReadCell
  /** Whether the platform said it in a form that cannot be read, where `read` gives nothing. */
  isUnreadable?: (row: Json) => boolean
  /** A number of an enumeration that may get new members (API notes 4.7). */
  isEnum?: true
}

/** A field by its path, such as `line.pay_amount`. */
function at<T>(path: string, read: (json: Json | undefined) => T): (row: Json) => T {
  const keys = path.split('.')
  return (row) => read(valueAt(row, keys))
}

/** The first of several fields that says something. */
function firstOf<T>(paths: readonly string[], read: (json: Json | undefined) => T | undefined) {
  const readers = paths.map((path) => at(path, read))
  return (row: Json): T | undefined => {
    let said: T | undefined
    for (const reader of readers) {
      const value = reader(row)
      if (value !== undefined && value !== '') return value
      said ??= value
    }
    return said
  }
}

/** The first of several fields that has something of which its reader makes nothing. */
function unreadOf(paths: readonly string[], read: (json: Json | undefined) => unknown) {
  const fields = paths.map((path) => path.split('.'))
  return (row: Json): Json | undefined => {
    for (const field of fields) {
      const json = valueAt(row, field)
      const isThere = json !== undefined && json !== null && json !== ''
      if (isThere && read(json) === undefined) return json
    }
    return undefined
  }
}

function isUnreadable(paths: readonly string[], read: (json: Json | undefined) => unknown) {
  const unread = unreadOf(paths, read)
  return (row: Json) => unread(row) !== undefined
}

export function id(name: string, ...paths: string[]): MappedColumn {
  return { name, read: firstOf(paths, readId), isUnreadable: isUnreadable(paths, readId) }
}

export function text(name: string, ...paths: string[]): MappedColumn {
  return { name, read: firstOf(paths, readText), isUnreadable: isUnreadable(paths, readText) }
}

/** An amount in 分 as yuan with two decimals; a missing one never becomes 0 (3.1). */
export function fen(name: string, ...paths: string[]): MappedColumn {
  const read = firstOf(paths, readInteger)
  return {
    name,
    read: (row) => {
      const value = read(row)
      return value === undefined ? undefined : formatYuan(value)
    },
    isUnreadable: isUnreadable(paths, readInteger),
  }
}

export function integer(name: string, ...paths: string[]): MappedColumn {
  const read = firstOf(paths, readInteger)
  return {
    name,
    read: (row) => read(row)?.toString(),
    isUnreadable: isUnreadable(paths, readInteger),
  }
}

/** Unix seconds, or a date text in Beijing time; 0 means "not yet" (7.20). */
export function time(name: string, ...paths: string[]): MappedColumn {
  return { name, read: firstOf(paths, readTime), isUnreadable: isUnreadable(paths, readTime) }
}

/** A number of an enumeration by its word. */
export function word(name: string, words: Words, ...paths: string[]): MappedColumn {
  const read = firstOf(paths, readInteger)
  const unread = unreadOf(paths, readInteger)
  return {
    name,
    isEnum: true,
    read: (row) => {
      const value = read(row)
      return value === undefined ? unknownCode(unread(row)) : wordOf(words, value)
    },
  }
}

/** A word that takes several numbers to make; it is unknown as soon as one of them cannot be read. */
export function madeWord(name: string, read: ReadCell, ...paths: string[]): MappedColumn {
  const unread = unreadOf(paths, readInteger)
  return { name, isEnum: true, read: (row) => unknownCode(unread(row)) ?? read(row) }
}

/** A column that takes more than one field to make. @param paths of the numbers that it is made of */
export function made(name: string, read: ReadCell, ...paths: string[]): MappedColumn {
  const isAnyUnread = isUnreadable(paths, readInteger)
  return {
    name,
    read: (row) => (isAnyUnread(row) ? undefined : read(row)),
    isUnreadable: isAnyUnread,
  }
}

export type Words = Readonly<Record<number, string>>

/** The word of an enumeration's number; one that nobody has seen is shown as such and kept (4.7). */
export function wordOf(words: Words, value: number): string {
  return words[value] ?? unknownWord(value)
}

export function unknownWord(value: number | string): string {
  return `未知(${value})`
}

/** What stands where a number of an enumeration should, in the same form. */
function unknownCode(json: Json | undefined): string | undefined {
  if (json === undefined) return undefined
  return unknownWord((readText(json) ?? '?').slice(0, MOST_CODE_LENGTH))
}

const MOST_CODE_LENGTH = 40

export function isUnknownWord(cell: string): boolean {
  return cell.startsWith('未知(') && cell.endsWith(')')
}

/** `YYYY-MM-DD HH:MM:SS`, as the platform's exports write it. */
function readTime(json: Json | undefined): string | undefined {
  const seconds = readInteger(json)
  if (seconds !== undefined) {
    if (seconds <= 0) return ''
    // Beyond the year 9999: these are no seconds.
    return seconds < 253_402_000_000 ? plainTime(epochSecondsToBeijing(seconds)) : undefined
  }
  const said = readText(json)
  if (said === undefined || said === '') return said
  const iso = parseBeijingTime(said)
  return iso === null ? undefined : plainTime(iso)
}

function plainTime(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ')
}

import { addDays } from '../../domain/time.ts'
import type { Store } from '../store.ts'
import { type Condition, rowsWith } from './search-conditions.ts'
import { type Match, SEARCHES, type Search } from './searchable-records.ts'

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * Finds records by a whole id or number, a part of one, what a product is called, or a day. Only
 * indexes are read until it is known which rows to show.
 * @returns at most `limit` of them, kind by kind, the newest first
 */
export function searchRecords(store: Store, text: string, limit: number): Match[] {
  const matches: Match[] = []
  for (const search of SEARCHES) {
    const left = limit - matches.length
    if (left <= 0) break
    if (WHOLE_DAY.test(text)) matches.push(...recordsOfDay(store, search, text, left))
    else matches.push(...show(store, search, rowsWith(store, search, text, left), left))
  }
  return matches
}

function recordsOfDay(store: Store, search: Search, day: string, limit: number): Match[] {
  if (search.time === null) return []
  const sql = `${search.time} >= ? AND ${search.time} < ?`
  return show(store, search, { sql, parameters: [day, addDays(day, 1)] }, limit)
}

function show(
  store: Store,
  { kind, table, columns, time }: Search,
  { sql, parameters }: Condition,
  limit: number,
): Match[] {
  const order = time ? `ORDER BY ${time} DESC` : ''
  const rows = store.db
    .prepare(
      `SELECT ${shown(columns)}, (SELECT file FROM imports WHERE imports.id = import_id) AS file
       FROM ${table} WHERE ${sql} ${order} LIMIT ?`,
    )
    .all(...parameters, limit)
  return rows.map((row) => ({ kind, ...(row as Omit<Match, 'kind'>) }))
}

/** Each column under the name that a match has for it; the same column may be shown twice. */
function shown(columns: readonly string[]): string {
  const names = ['id', 'orderId', 'product', 'status', 'amountFen', 'time']
  return columns.map((column, index) => `${column} AS ${names[index]}`).join(', ')
}

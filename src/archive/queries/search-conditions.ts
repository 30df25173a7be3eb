import type { Store } from '../store.ts'
import type { Search } from './searchable-records.ts'

/** A condition on the rows of a table. */
export interface Condition {
  sql: string
  parameters: readonly (string | number)[]
}

/** An id of the platform, or a whole tracking number of digits alone. */
const WHOLE_ID = /^\d{15,}$/
/** Ids and tracking numbers have no other characters, so that other texts need not be looked for there. */
const PART_OF_NUMBER = /^[\w;-]+$/
/** A trigram index knows nothing shorter. */
const SHORTEST_INDEXED = 3

/**
 * The rows of a table that have the text somewhere, at most `limit` for each place where it can stand:
 * the newest, or where a place has no time, those with the highest numbers, which are the newest too.
 */
export function rowsWith(store: Store, search: Search, text: string, limit: number): Condition {
  const rows = new Set<number>()
  const add = (condition: Condition) => {
    for (const { id } of store.db.prepare(condition.sql).all(...condition.parameters, limit)) {
      rows.add(id)
    }
  }
  for (const condition of placesOf(store, search, text)) add(condition)
  return {
    sql: 'rowid IN (SELECT value FROM json_each(?))',
    parameters: [JSON.stringify([...rows])],
  }
}

/** One query per place; each reads one index and nothing else. */
function placesOf(
  store: Store,
  { table, ids, numbers, hasWords, time }: Search,
  text: string,
): Condition[] {
  const places: Condition[] = []
  const isWholeId = WHOLE_ID.test(text)
  const rowsOf = `SELECT rowid AS id FROM ${table}`
  for (const column of isWholeId ? ids : []) {
    places.push({ sql: `${rowsOf} WHERE ${column} = ? LIMIT ?`, parameters: [text] })
  }
  for (const column of PART_OF_NUMBER.test(text) ? [...(isWholeId ? [] : ids), ...numbers] : []) {
    places.push({
      sql: `${rowsOf} WHERE ${column} IS NOT NULL AND instr(lower(${column}), lower(?))
        ORDER BY ${column} DESC LIMIT ?`,
      parameters: [text],
    })
  }
  if (hasWords) {
    const { sql, parameters } = textsWith(text)
    const order = time ? `ORDER BY ${time} DESC` : ''
    places.push({
      sql: `${rowsOf} ${store.indexedBy(`${table}_by_text`)}
        WHERE text_id IN (${sql}) ${order} LIMIT ?`,
      parameters,
    })
  }
  return places
}

/** What products are called with the text in it: by its trigrams, or one by one where it has none. */
function textsWith(text: string): Condition {
  if ([...text].length < SHORTEST_INDEXED) {
    return {
      sql: 'SELECT id FROM texts WHERE instr(lower(words), lower(?))',
      parameters: [text],
    }
  }
  return {
    sql: 'SELECT rowid FROM texts_by_trigram WHERE words MATCH ?',
    parameters: [`"${text.replaceAll('"', '""')}"`],
  }
}

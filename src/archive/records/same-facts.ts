import { FIELDS, type Field, type RecordKind } from '../../domain/records.ts'
import { columnName, TABLES } from '../database/tables.ts'
import type { Store } from '../store.ts'

/** What a deletion must leave as it is: ids by which rows are told apart, money, quantities, moments. */
function isFact({ type, demand, derived }: Field): boolean {
  if (derived) return true
  return type === 'fen' || type === 'integer' || type === 'time' || demand === 'present'
}

/**
 * Compares the money facts of two databases, row by row, in both directions.
 * @param otherPath a database that is not open for writing
 * @returns the table that differs; null when all are the same
 */
export function differingFacts(
  store: Store,
  otherPath: string,
  kinds: readonly RecordKind[],
): string | null {
  store.db.prepare('ATTACH ? AS other').run(otherPath)
  try {
    for (const kind of kinds) {
      const { table } = TABLES[kind]
      const columns = FIELDS[kind].filter(isFact).map(({ name }) => columnName(name))
      const rows = (schema: string) =>
        `SELECT ${columns.join(', ')}, count(*) FROM ${schema}.${table} GROUP BY ${columns.join(', ')}`
      const differs = (one: string, two: string) =>
        store.db.prepare(`${rows(one)} EXCEPT ${rows(two)} LIMIT 1`).get() !== undefined
      if (differs('main', 'other') || differs('other', 'main')) return table
    }
    return null
  } finally {
    store.db.exec('DETACH other')
  }
}

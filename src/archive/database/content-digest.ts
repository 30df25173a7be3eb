import { createHash, type Hash } from 'node:crypto'
import type { RecordKind } from '../../domain/records.ts'
import type { Store } from '../store.ts'
import { iterateRows } from './sqlite.ts'
import { fieldColumns, keyColumn, TABLES } from './tables.ts'

/**
 * Hashes of what a database says, table by table, independent of the order in which it was filled:
 * every record with its fields, its cells by column name, and the report each cell is from; and the
 * reports themselves. Two databases with equal digests hold the same content.
 */
export function contentDigest(store: Store): Record<string, string> {
  const reports = reportTags(store)
  const digests: Record<string, string> = { imports: importsDigest(store) }
  for (const kind of Object.keys(TABLES) as RecordKind[]) {
    digests[TABLES[kind].table] = tableDigest(store, kind, reports)
  }
  for (const table of API_TABLES) digests[table] = plainDigest(store, table)
  return digests
}

/** What is known of the Open API's lists; which pages are under way matters to a run only. */
const API_TABLES = ['api_shop', 'api_streams', 'api_windows', 'api_items'] as const

function plainDigest(store: Store, table: (typeof API_TABLES)[number]): string {
  const hash = createHash('sha256')
  for (const row of iterateRows(store.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`))) {
    hash.update(JSON.stringify(row))
  }
  return hash.digest('hex')
}

function reportTags(store: Store): Map<number, string> {
  return new Map(store.imports.all().map(({ id, sha256, sheet }) => [id, `${sha256} ${sheet}`]))
}

function importsDigest(store: Store): string {
  const hash = createHash('sha256')
  const lines = store.imports
    .all()
    .map(({ sha256, sheet, kind, asOf, rows, rejected }) =>
      JSON.stringify([sha256, sheet, kind, asOf, rows, rejected]),
    )
  for (const line of lines.sort()) hash.update(line)
  return hash.digest('hex')
}

function tableDigest(store: Store, kind: RecordKind, reports: ReadonlyMap<number, string>): string {
  const hash = createHash('sha256')
  const key = keyColumn(kind)
  const fields = fieldColumns(kind)
  const columns = [...new Set([key, ...fields])]
  const statement = store.db.prepare(
    `SELECT ${columns.join(', ')}, layout_id, cells FROM ${TABLES[kind].table} ORDER BY ${key}`,
  )
  const layouts = new Map<number, SortedLayout>()
  for (const row of iterateRows<Record<string, string | number | null>>(statement)) {
    const id = row.layout_id as number
    let layout = layouts.get(id)
    if (!layout) {
      layout = sortedLayout(store, id, reports)
      layouts.set(id, layout)
    }
    hash.update(JSON.stringify(columns.map((column) => row[column])))
    hashCells(hash, layout, JSON.parse(row.cells as string) as string[])
  }
  return hash.digest('hex')
}

interface SortedLayout {
  /** Positions of the cells in the order of their columns' names. */
  positions: readonly number[]
  /** Names and reports in that order. */
  tag: string
}

function sortedLayout(
  store: Store,
  id: number,
  reports: ReadonlyMap<number, string>,
): SortedLayout {
  const row = store.db.prepare('SELECT columns, origins FROM layouts WHERE id = ?').get(id) as {
    columns: string
    origins: string
  }
  const names = JSON.parse(row.columns) as string[]
  const origins = JSON.parse(row.origins) as number[]
  const positions = names.map((_, position) => position)
  positions.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
  const tag = positions.map((at) => `${names[at]}@${reports.get(origins[at] as number)}`).join('\n')
  return { positions, tag: createHash('sha256').update(tag).digest('hex') }
}

function hashCells(hash: Hash, { positions, tag }: SortedLayout, cells: readonly string[]): void {
  hash.update(tag)
  hash.update(JSON.stringify(positions.map((position) => cells[position])))
}

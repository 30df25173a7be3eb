import { FIELDS, fieldIndex, type RecordKind, type Value } from '../../domain/records.ts'
import { iterateRows } from '../database/sqlite.ts'
import { columnName, fieldColumns, keyColumn, TABLES } from '../database/tables.ts'
import type { Store } from '../store.ts'

/** Which records to read; a missing condition lets all pass. */
export interface RecordFilter {
  /** Platform status words or our status kinds. */
  statuses?: readonly string[]
  /** ISO 8601 with +08:00, included. */
  from?: string
  /** ISO 8601 with +08:00, excluded. */
  before?: string
  /** Only orders of which no line is known, for `orderRecords`. */
  withoutLines?: boolean
}

/** A record with its cells brought into the order of the columns asked for. */
export interface StoredRecord {
  key: string
  values: Value[]
  /** '' where the record's import had no such column. */
  cells: string[]
  file: string
  /** ISO 8601 with +08:00 */
  asOf: string
}

/** The field whose time orders and filters the records of a kind. */
const TIME_FIELD: Partial<Record<RecordKind, string>> = {
  lines: 'createdAt',
  orderRecords: 'createdAt',
  afterSales: 'appliedAt',
  settlements: 'settledAt',
  funds: 'movedAt',
  ledger: 'movedAt',
  premiums: 'movedAt',
  freightInsurance: 'insuredAt',
  qic: 'happenedAt',
}

/** Where the time that orders the records of a kind stands among their values; -1 for those without. */
export function timeFieldIndex(kind: RecordKind): number {
  const field = TIME_FIELD[kind]
  return field === undefined ? -1 : fieldIndex(kind, field)
}

/** The column that says in our words what the status means. */
const STATE_COLUMN: Partial<Record<RecordKind, string>> = {
  lines: 'status_kind',
  orderRecords: 'status_kind',
  afterSales: 'state',
}

/**
 * Reads records one by one, ordered by time and key, so that the same archive always gives the same
 * rows whatever the order of its imports. Memory does not grow with their number.
 * @param withValues false leaves `values` empty, which is faster
 */
export function* readRecords(
  store: Store,
  kind: RecordKind,
  columns: readonly string[],
  { filter = {}, withValues = false }: { filter?: RecordFilter; withValues?: boolean } = {},
): Generator<StoredRecord> {
  const key = keyColumn(kind)
  const fields = withValues ? [key, ...fieldColumns(kind)] : [key]
  const select = `layout_id, import_id, cells, ${fields.join(', ')}`
  const placesOf = layoutPlaces(store, columns)
  const imports = importsById(store)
  const names = FIELDS[kind].map((field) => columnName(field.name))
  for (const row of ordered<Record<string, Value>>(store, kind, select, filter)) {
    const source = imports.get(row.import_id as number)
    yield {
      key: row[key] as string,
      values: withValues ? names.map((name) => row[name] as Value) : [],
      cells: arranged(row.cells as string, placesOf(row.layout_id as number)),
      file: source?.file ?? '',
      asOf: source?.asOf ?? '',
    }
  }
}

/** Where a record is from. */
export type RecordSource = Pick<StoredRecord, 'file' | 'asOf'>

/** A record's cells in the bytes they are stored in. */
export interface StoredCellBytes {
  /** A JSON array of texts in UTF-8. */
  cells: Uint8Array
  /** For each column asked for where its text stands in it; -1 where the record's import had no such column. */
  places: readonly number[]
  /** The same object for all records of an import. */
  source: RecordSource
}

/** Reads the cells of the same records in the same order as {@link readRecords}, without making strings of them. */
export function* readCellBytes(
  store: Store,
  kind: RecordKind,
  columns: readonly string[],
  filter: RecordFilter = {},
): Generator<StoredCellBytes> {
  const placesOf = layoutPlaces(store, columns)
  const imports = importsById(store)
  const select = 'layout_id, import_id, CAST(cells AS BLOB) AS cells'
  for (const row of ordered<CellsRow>(store, kind, select, filter)) {
    yield {
      cells: row.cells,
      places: placesOf(row.layout_id),
      source: imports.get(row.import_id) ?? NO_SOURCE,
    }
  }
}

interface CellsRow {
  layout_id: number
  import_id: number
  cells: Uint8Array
}

const NO_SOURCE: RecordSource = { file: '', asOf: '' }

function importsById(store: Store): ReadonlyMap<number, RecordSource> {
  return new Map(store.imports.all().map((each) => [each.id, each]))
}

function ordered<Row>(
  store: Store,
  kind: RecordKind,
  select: string,
  filter: RecordFilter,
): Generator<Row> {
  const { where, parameters } = conditions(kind, filter)
  const key = keyColumn(kind)
  const time = TIME_FIELD[kind]
  const order = time ? `${columnName(time)}, ${key}` : key
  const statement = store.db.prepare(
    `SELECT ${select} FROM ${TABLES[kind].table} ${where} ORDER BY ${order}`,
  )
  return iterateRows<Row>(statement, ...parameters)
}

/** How many records `readRecords` gives for the same filter. */
export function countRecords(store: Store, kind: RecordKind, filter: RecordFilter): number {
  const { where, parameters } = conditions(kind, filter)
  const statement = store.db.prepare(`SELECT count(*) AS count FROM ${TABLES[kind].table} ${where}`)
  return (statement.get(...parameters) as { count: number }).count
}

function conditions(kind: RecordKind, filter: RecordFilter) {
  const clauses: string[] = []
  const parameters: string[] = []
  const time = TIME_FIELD[kind]
  if (filter.statuses && filter.statuses.length > 0) {
    const marks = filter.statuses.map(() => '?').join(', ')
    const state = STATE_COLUMN[kind]
    clauses.push(
      state ? `(status IN (${marks}) OR ${state} IN (${marks}))` : `status IN (${marks})`,
    )
    parameters.push(...filter.statuses, ...(state ? filter.statuses : []))
  }
  if (time && filter.from !== undefined) {
    clauses.push(`${columnName(time)} >= ?`)
    parameters.push(filter.from)
  }
  if (time && filter.before !== undefined) {
    clauses.push(`${columnName(time)} < ?`)
    parameters.push(filter.before)
  }
  if (filter.withoutLines) {
    clauses.push('NOT EXISTS (SELECT 1 FROM lines WHERE lines.order_id = order_records.order_id)')
  }
  return { where: clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : '', parameters }
}

/** Brings cells from the order of their layout into that of the columns asked for. */
function arranged(text: string, places: readonly number[]): string[] {
  const kept = JSON.parse(text) as string[]
  const cells = new Array<string>(places.length)
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number
    cells[index] = place < 0 ? '' : (kept[place] as string)
  }
  return cells
}

/** For a layout, where each of the columns stands in the cells of its rows. */
function layoutPlaces(
  store: Store,
  columns: readonly string[],
): (layoutId: number) => readonly number[] {
  const known = new Map<number, readonly number[]>()
  return (layoutId) => {
    let places = known.get(layoutId)
    if (!places) {
      const row = store.db.prepare('SELECT columns FROM layouts WHERE id = ?').get(layoutId)
      const names = JSON.parse((row as { columns: string }).columns) as string[]
      places = columns.map((name) => names.indexOf(name))
      known.set(layoutId, places)
    }
    return places
  }
}

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
  const { where, parameters } = conditions(kind, filter)
  const key = keyColumn(kind)
  const time = TIME_FIELD[kind]
  const fields = withValues ? fieldColumns(kind).join(', ') : `${key}`
  const order = time ? `${columnName(time)}, ${key}` : key
  const statement = store.db.prepare(
    `SELECT layout_id, import_id, cells, ${key}, ${fields} FROM ${TABLES[kind].table} ${where} ORDER BY ${order}`,
  )
  const arrange = new CellArranger(store, columns)
  const imports = new Map(store.imports.all().map((each) => [each.id, each]))
  const names = FIELDS[kind].map((field) => columnName(field.name))
  for (const row of iterateRows<Record<string, Value>>(statement, ...parameters)) {
    const source = imports.get(row.import_id as number)
    yield {
      key: row[key] as string,
      values: withValues ? names.map((name) => row[name] as Value) : [],
      cells: arrange.cells(row.layout_id as number, row.cells as string),
      file: source?.file ?? '',
      asOf: source?.asOf ?? '',
    }
  }
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

/** Brings cells from the order of their layout into the order of the columns asked for. */
class CellArranger {
  readonly #store: Store
  readonly #columns: readonly string[]
  readonly #positions = new Map<number, readonly number[]>()

  constructor(store: Store, columns: readonly string[]) {
    this.#store = store
    this.#columns = columns
  }

  cells(layoutId: number, text: string): string[] {
    const kept = JSON.parse(text) as string[]
    const positions = this.#positionsOf(layoutId)
    const cells = new Array<string>(positions.length)
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index] as number
      cells[index] = position < 0 ? '' : (kept[position] as string)
    }
    return cells
  }

  #positionsOf(layoutId: number): readonly number[] {
    let positions = this.#positions.get(layoutId)
    if (!positions) {
      const row = this.#store.db
        .prepare('SELECT columns FROM layouts WHERE id = ?')
        .get(layoutId) as { columns: string }
      const names = JSON.parse(row.columns) as string[]
      positions = this.#columns.map((name) => names.indexOf(name))
      this.#positions.set(layoutId, positions)
    }
    return positions
  }
}

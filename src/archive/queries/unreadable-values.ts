import type { FindingArgs } from '../../domain/finding.ts'
import { FIELDS, type RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { columnName, TABLES } from '../database/tables.ts'
import type { Rank } from '../records/layouts.ts'
import type { Store } from '../store.ts'

/** A value that the Open API gave in a form that nobody could read. */
export interface UnreadableValue {
  /** Of the answer, below originals/, and the line in it. */
  file: string
  row: number
  column: string
  /** Of the record that lacks it. */
  id: string
}

interface KeptFinding extends UnreadableValue {
  importId: number
  kind: ReportKind
}

/** What the rows of each report of the Open API are. */
const RECORD_OF: Partial<Record<ReportKind, RecordKind>> = {
  orders: 'lines',
  'after-sales': 'afterSales',
  settlements: 'settlements',
  funds: 'funds',
  products: 'products',
  addresses: 'addresses',
}

/** The field that a row of the Open API is named by; an address begins with somebody's name. */
export function namingField(record: RecordKind): string {
  return record === 'addresses' ? 'addressId' : (FIELDS[record][0]?.name ?? '')
}

/** Values that could not be read and that neither a later answer nor a newer file has told since. */
export function unreadableValues(store: Store): UnreadableValue[] {
  return newestOfEach(store).filter((value) => !isToldSince(store, value))
}

/** The last time that each value was unreadable. */
function newestOfEach(store: Store): KeptFinding[] {
  const rows = store.db
    .prepare(
      `SELECT import_id AS importId, kind, file, row, "column", args FROM import_findings
       JOIN imports ON imports.id = import_id WHERE code = 'api-unreadable-value'`,
    )
    .all() as (Omit<KeptFinding, 'id'> & { args: string })[]
  const newest = new Map<string, KeptFinding>()
  for (const { args, ...row } of rows) {
    const id = String((JSON.parse(args) as FindingArgs).id)
    const key = `${row.kind} ${id} ${row.column}`
    const known = newest.get(key)
    if (known && !isLater(store, row.importId, known.importId)) continue
    newest.set(key, { ...row, id })
  }
  return [...newest.values()]
}

function isToldSince(store: Store, { importId, kind, id, column }: KeptFinding): boolean {
  const record = RECORD_OF[kind]
  if (!record) return false
  const { table } = TABLES[record]
  const rows = store.db
    .prepare(
      `SELECT DISTINCT columns, origins FROM ${table} JOIN layouts ON layouts.id = layout_id
       WHERE ${columnName(namingField(record))} = ?`,
    )
    .all(id) as { columns: string; origins: string }[]
  const isTold = (row: { columns: string; origins: string }) => {
    const index = (JSON.parse(row.columns) as string[]).indexOf(column)
    const origin = (JSON.parse(row.origins) as number[])[index]
    return origin !== undefined && isLater(store, origin, importId)
  }
  // Several rows may have one number, such as those of the bill for one order.
  return rows.length > 0 && rows.every(isTold)
}

function isLater({ imports }: Store, one: number, other: number): boolean {
  if (one === other) return false
  return compareRanks(imports.rankOf(one), imports.rankOf(other)) > 0
}

function compareRanks(a: Rank, b: Rank): number {
  for (const key of ['asOf', 'changedAt', 'tie'] as const) {
    if (a[key] !== b[key]) return a[key] > b[key] ? 1 : -1
  }
  return 0
}

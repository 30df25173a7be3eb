import type { FindingArgs } from '../../domain/finding.ts'
import { FINDINGS_OF_A_KIND } from '../../domain/finding-collector.ts'
import { FIELDS, type RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { columnName, hasEqualRows, TABLES } from '../database/tables.ts'
import type { Rank } from '../records/layouts.ts'
import type { Store } from '../store.ts'

/** What is lacking of an answer of the Open API: a whole row, or a value of a row that is here. */
export const UNREAD_CODES = ['api-bad-row', 'api-unreadable-value'] as const
type UnreadCode = (typeof UNREAD_CODES)[number]

/** Something that the Open API gave and that is not in the tables. */
export interface UnreadAnswer {
  code: UnreadCode
  /** Of the answer, below originals/, and the line in it. */
  file: string
  row: number
  column: string | null
  /** As kept: with the `id` of the record, where it has one. */
  args: FindingArgs
}

interface KeptFinding extends UnreadAnswer {
  id: string
  importId: number
  kind: ReportKind
  /** Of this code in its import. */
  siblings: number
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

/** Rows and values that could not be read and that neither a later answer nor a newer file has told since. */
export function unreadAnswers(store: Store): UnreadAnswer[] {
  return newestOfEach(store).filter((answer) => !isToldSince(store, answer))
}

/** The last time that each row or value was not read; what has no number is known by where it stood. */
function newestOfEach(store: Store): KeptFinding[] {
  const marks = UNREAD_CODES.map(() => '?').join(', ')
  const rows = store.db
    .prepare(
      `SELECT code, import_id AS importId, kind, file, row, "column", args,
         count(*) OVER (PARTITION BY import_id, code) AS siblings FROM import_findings
       JOIN imports ON imports.id = import_id WHERE code IN (${marks}) ORDER BY import_findings.rowid`,
    )
    .all(...UNREAD_CODES) as (Omit<KeptFinding, 'id' | 'args'> & { args: string })[]
  const newest = new Map<string, KeptFinding>()
  for (const { args: json, ...row } of rows) {
    const args = JSON.parse(json) as FindingArgs
    const id = String(args.id ?? '')
    const key = JSON.stringify([row.code, row.kind, id === '' ? row.file : id, row.column])
    const known = newest.get(key)
    if (known && !isLater(store, row.importId, known.importId)) continue
    newest.set(key, { ...row, args, id })
  }
  return [...newest.values()]
}

function isToldSince(store: Store, answer: KeptFinding): boolean {
  const record = RECORD_OF[answer.kind]
  // Of more than these, an import keeps none: nobody knows what else it lacks.
  if (!record || answer.id === '' || answer.siblings >= FINDINGS_OF_A_KIND) return false
  return answer.code === 'api-bad-row'
    ? isRowHere(store, record, answer)
    : isValueTold(store, record, answer)
}

/** Whether a row of that number came with the bad one or since. */
function isRowHere(store: Store, record: RecordKind, { id, importId }: KeptFinding): boolean {
  // The bill has several rows for one order, and none of them stands for another.
  if (hasEqualRows(record)) return false
  const rows = store.db
    .prepare(
      `SELECT DISTINCT import_id AS newest FROM ${TABLES[record].table}
       WHERE ${columnName(namingField(record))} = ?`,
    )
    .all(id) as { newest: number }[]
  return rows.some(({ newest }) => newest === importId || isLater(store, newest, importId))
}

function isValueTold(
  store: Store,
  record: RecordKind,
  { importId, id, column }: KeptFinding,
): boolean {
  const rows = store.db
    .prepare(
      `SELECT DISTINCT columns, origins FROM ${TABLES[record].table}
       JOIN layouts ON layouts.id = layout_id WHERE ${columnName(namingField(record))} = ?`,
    )
    .all(id) as { columns: string; origins: string }[]
  const isTold = (row: { columns: string; origins: string }) => {
    const index = (JSON.parse(row.columns) as (string | null)[]).indexOf(column)
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

import { createHash } from 'node:crypto'
import type { ImportRow } from '../../archive/imports.ts'
import { namingField } from '../../archive/queries/unread-answers.ts'
import type { RecordWriter } from '../../archive/records/record-writer.ts'
import type { Store } from '../../archive/store.ts'
import { type FindingArgs, type FindingCode, finding } from '../../domain/finding.ts'
import { FINDINGS_OF_A_KIND, type FindingCollector } from '../../domain/finding-collector.ts'
import { FIELDS, type Field, fieldIndex, type RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import type { MappedRow, Shape } from '../../sources/open-api/mapper.ts'
import {
  columnOf,
  type Derive,
  deriveValues,
} from '../../sources/seller-files/rows/record-values.ts'
import type { SettlementKeys } from './settlement-keys.ts'

/** Where a row came from and when. */
export interface RowPlace {
  /** Below originals/. */
  file: string
  line: number
  /** ISO 8601 with +08:00. */
  at: string
}

interface OpenImport {
  row: ImportRow
  /** What was found in it, as far as it is kept. */
  kept: FirstFindings
  writers: Map<Shape, ShapeWriter>
}

interface ShapeWriter {
  writer: RecordWriter
  derive: Derive
  /** Positions of the values without which a row is none. */
  needed: readonly number[]
  /** The key of the row that is put next, where it takes more than its values. */
  nextKey: string
}

/**
 * Puts rows of the Open API into the tables of the records. All rows of one kind from one file of pages
 * are one import: its "as of" is when the first of them came, and a later row wins over an earlier one.
 */
export class PageImports {
  readonly #store: Store
  readonly #findings: FindingCollector
  readonly #open = new Map<string, OpenImport>()
  readonly #derive = new Map<Shape, Derive>()
  /** Every import that was counted in, once: two copies of a row would each forget what the other counts. */
  readonly #rows = new Map<number, ImportRow>()
  readonly #counted = new Set<ImportRow>()
  readonly #told = new FirstFindings()

  constructor(store: Store, findings: FindingCollector) {
    this.#store = store
    this.#findings = findings
  }

  /** Makes the import of a kind, also when no row of it ever comes. */
  note(report: ReportKind, place: RowPlace): void {
    this.#importOf(report, place)
  }

  /** @param bill of a settlement row: what its key is made with, and all that the platform said of it */
  put(mapped: MappedRow, place: RowPlace, bill?: { keys: SettlementKeys; text: string }): void {
    const { shape, cells, unknown, unreadable } = mapped
    const open = this.#importOf(shape.report, place)
    const shapeWriter = this.#writerOf(open, shape)
    const { row } = open
    row.rows++
    this.#counted.add(row)
    const values = shapeWriter.derive(cells)
    const id = String(values[idPosition(shape.record)] ?? '')
    const missing = shapeWriter.needed.find((index) => values[index] === null)
    if (missing !== undefined) {
      row.rejected++
      const lack = missingField(mapped, missing)
      this.#tell(open, place, 'api-bad-row', id === '' ? lack : { id, ...lack })
    } else {
      if (bill) shapeWriter.nextKey = bill.keys.keyOf(values, bill.text)
      const { outcome, conflicts } = shapeWriter.writer.put(cells)
      row[outcome]++
      for (const conflict of conflicts) this.#tell(open, place, 'source-conflict', { ...conflict })
      // Without the value: nobody knows whose data it is.
      for (const column of unreadable)
        this.#tell(open, place, 'api-unreadable-value', { id, column })
    }
    for (const { column, value } of unknown) {
      this.#tell(open, place, 'api-unknown-value', { id, column, value })
    }
  }

  /** Takes away the one row that a product had before its SKUs were known; they take its place. */
  removeProductItself(productId: string): void {
    const importId = this.#store.removeProductItself(productId)
    if (importId === null) return
    const kept = this.#store.imports.all().find(({ id }) => id === importId)
    if (!kept) return
    const row = this.#countedIn(kept)
    row.added--
    row.updated++
    this.#counted.add(row)
  }

  /** Counts a row that is kept already, so that equal ones after it get the numbers they would have had. */
  countKey({ shape, cells }: MappedRow, { keys, text }: { keys: SettlementKeys; text: string }) {
    keys.keyOf(this.#deriveFor(shape)(cells), text)
  }

  /** Writes down how many rows each import has by now; to be called before the transaction ends. */
  keepCounts(): void {
    for (const row of this.#counted) this.#store.imports.finish(row.id, row)
    this.#counted.clear()
  }

  #importOf(report: ReportKind, place: RowPlace): OpenImport {
    const key = `${place.file} ${report}`
    let open = this.#open.get(key)
    if (!open) {
      // A new file means that the ones before it are closed.
      for (const known of this.#open.keys()) {
        if (!known.startsWith(`${place.file} `)) this.#open.delete(known)
      }
      const row = this.#findOrBegin(report, place)
      open = { row, kept: new FirstFindings(), writers: new Map() }
      for (const { code, where, args } of this.#store.imports.findingsOf(row)) {
        open.kept.add(code, findingKey(where.column, args))
      }
      this.#open.set(key, open)
    }
    return open
  }

  #findOrBegin(report: ReportKind, { file, at }: RowPlace): ImportRow {
    // The file grows while it is read, so its name stands for its bytes.
    const sha256 = createHash('sha256').update(file).digest('hex')
    const known = this.#store.imports.find(sha256, report)
    if (known) return this.#countedIn(known)
    const counts = { rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }
    const begun = {
      ...{ original: file, sha256, sheet: report, file, kind: report },
      ...{ encoding: null, importedAt: at, asOf: at, changedAt: '' },
    }
    const id = this.#store.imports.begin(begun)
    const row: ImportRow = {
      ...begun,
      ...counts,
      ...{ id, asOfFrom: 'api', coversFrom: null, coversTo: null },
    }
    this.#store.imports.finish(id, row)
    return this.#countedIn(row)
  }

  /** The one object that counts for an import, whatever copy of it was read. */
  #countedIn(read: ImportRow): ImportRow {
    const row = this.#rows.get(read.id) ?? read
    this.#rows.set(read.id, row)
    return row
  }

  #writerOf({ row, writers }: OpenImport, shape: Shape): ShapeWriter {
    const known = writers.get(shape)
    if (known) return known
    const { record, columns } = shape
    const keyOf = record === 'settlements' ? () => made.nextKey : undefined
    const derive = this.#deriveFor(shape)
    const made: ShapeWriter = {
      writer: this.#store.recordWriter(
        record,
        row.id,
        columns,
        (of) => deriveValues(shape.report, record, of),
        keyOf,
      ),
      derive,
      needed: neededPositions(record),
      nextKey: '',
    }
    writers.set(shape, made)
    return made
  }

  #deriveFor(shape: Shape): Derive {
    let derive = this.#derive.get(shape)
    if (!derive) {
      derive = deriveValues(shape.report, shape.record, shape.columns)
      this.#derive.set(shape, derive)
    }
    return derive
  }

  #tell(
    { row, kept }: OpenImport,
    { file, line }: RowPlace,
    code: FindingCode,
    { column, ...args }: FindingArgs & { column?: string },
  ): void {
    const where = { file, row: line, ...(column === undefined ? {} : { column }) }
    // A list and the details say the same thing of the same row, again and again while it is walked.
    const key = findingKey(column, args)
    if (this.#told.add(code, key) !== 'known') this.#findings.add(code, where, args)
    // Each import has its own, whatever other files a run or a rebuild reads beside it.
    if (kept.add(code, key) === 'first') {
      this.#store.imports.keepFinding(row.id, finding(code, where, args))
    }
  }
}

function findingKey(column: string | undefined, args: FindingArgs): string {
  return JSON.stringify([column, args])
}

/** Remembers the first findings of each kind, so that each of them counts once. */
class FirstFindings {
  readonly #keys = new Map<FindingCode, Set<string>>()

  add(code: FindingCode, key: string): 'first' | 'known' | 'one-of-too-many' {
    const keys = this.#keys.get(code) ?? new Set()
    this.#keys.set(code, keys)
    if (keys.has(key)) return 'known'
    if (keys.size >= FINDINGS_OF_A_KIND) return 'one-of-too-many'
    keys.add(key)
    return 'first'
  }
}

/** What a row has not, or has in a form that nobody can read. */
function missingField({ shape, unreadable }: MappedRow, position: number) {
  const field = FIELDS[shape.record][position] as Field
  const column = columnOf(shape.report, field)
  if (column === null) return { field: field.name }
  return { column, field: column, ...(unreadable.includes(column) ? { isUnreadable: 1 } : {}) }
}

function neededPositions(record: RecordKind): number[] {
  return FIELDS[record].flatMap(({ demand }, index) => (demand === 'present' ? [index] : []))
}

/** Where the number stands that a row is looked up by. */
function idPosition(record: RecordKind): number {
  return fieldIndex(record, namingField(record))
}

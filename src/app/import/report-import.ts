import type { RecordWriter, Tie } from '../../archive/records/record-writer.ts'
import type { Finding, FindingArgs, FindingCode } from '../../domain/finding.ts'
import { FindingCollector } from '../../domain/finding-collector.ts'
import type { RecordKind } from '../../domain/records.ts'
import { beijingToEpochMs } from '../../domain/time.ts'
import type { Report } from '../../sources/seller-files/report.ts'
import { prepareRows, type RowSource } from '../../sources/seller-files/rows/prepare-rows.ts'
import type {
  PreparedRecord,
  PreparedRow,
  ReturnAddress,
} from '../../sources/seller-files/rows/prepared-row.ts'
import { deriveValues } from '../../sources/seller-files/rows/record-values.ts'
import type { RowFault } from '../../sources/seller-files/rows/row-cleaner.ts'
import { withFieldsOnly } from '../../sources/seller-files/rows/row-preparer.ts'
import { UnreadableFile } from '../../sources/seller-files/table.ts'
import type { ImportedReport } from '../results.ts'
import type { ImportContext, ReportSource } from './report-source.ts'

/** The platform's own clocks may differ by so much. */
const CLOCK_DIFFERENCE_MS = 10 * 60_000

export type RowCounts = Pick<
  ImportedReport,
  'rows' | 'added' | 'updated' | 'unchanged' | 'rejected'
>

/** Puts the rows of one report into the store, and gathers what is to be said of them. */
export class ReportImport {
  readonly #report: Report
  readonly #source: ReportSource
  readonly #context: ImportContext
  readonly #rows: RowSource
  readonly #writer: RecordWriter
  /** For rows of whole orders. */
  readonly #joinedWriter: RecordWriter
  #addresses: RecordWriter | null = null
  readonly #asOf: string | null
  readonly #importId: number
  readonly #findings = new FindingCollector()
  /** Of rows that are put again everything else was told when they were first read. */
  #tellsTiesOnly = false
  readonly #counts: RowCounts = { rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }
  #notSplittable = 0

  constructor(
    report: Report,
    source: ReportSource,
    context: ImportContext,
    { importId, asOf }: { importId: number; asOf: string | null },
  ) {
    this.#report = report
    this.#source = source
    this.#context = context
    this.#asOf = asOf
    this.#importId = importId
    const { fieldsOnly, deps } = context
    const padsShortRows = source.sheet !== null
    this.#rows = prepareRows(report, { padsShortRows, fieldsOnly, rowThread: deps.rowThread })
    const { format } = report.header
    this.#writer = this.#writerOf(format.record)
    this.#joinedWriter = format.record === 'lines' ? this.#writerOf('orderRecords') : this.#writer
  }

  #writerOf(kind: RecordKind): RecordWriter {
    const { format, columns } = this.#report.header
    const kept = this.#context.fieldsOnly ? withFieldsOnly(this.#report.header).columns : columns
    const names = kept.map(({ name }) => name)
    return this.#context.store.recordWriter(kind, this.#importId, names, (of) =>
      deriveValues(format.kind, kind, of),
    )
  }

  async run(): Promise<{ imported: ImportedReport; findings: Finding[] }> {
    this.#noteHeader()
    await this.#readRows()
    const { lostRows = 0 } = this.#source
    this.#counts.rows += lostRows
    this.#counts.rejected += lostRows
    if (this.#notSplittable > 0) this.#find('not-splittable', {}, { count: this.#notSplittable })
    this.#judgeName()
    return { imported: this.#finish(), findings: this.#keepFindings() }
  }

  /** Puts the rows of an import that is there already; what was found in it is known. */
  async putAgain(): Promise<{ counts: RowCounts; findings: Finding[] }> {
    this.#tellsTiesOnly = true
    await this.#readRows()
    return { counts: this.#counts, findings: this.#keepFindings() }
  }

  /** The name counts, but rows that speak of later things say that it may be wrong. */
  #judgeName(): void {
    const { namedAsOf, disbelieved } = this.#source
    if (disbelieved !== null) this.#find('odd-name-time', {}, { named: disbelieved })
    const { newest } = this.#rows.facts
    if (namedAsOf === null || newest === null) return
    const isEarly = beijingToEpochMs(newest) > beijingToEpochMs(namedAsOf) + CLOCK_DIFFERENCE_MS
    if (isEarly) this.#find('early-name-time', {}, { named: namedAsOf, newest })
  }

  async #readRows(): Promise<void> {
    const { deps } = this.#context
    for await (const { rows, addresses, seen } of this.#rows.batches()) {
      deps.interruption.check()
      for (const row of rows) this.#take(row)
      for (const address of addresses) this.#putAddress(address)
      deps.progress.advance(0, seen)
    }
    const { damagedColumn } = this.#rows.facts
    if (damagedColumn !== null) {
      const { rows } = this.#counts
      throw new UnreadableFile('damaged-id', { value: '…', column: damagedColumn, rows })
    }
  }

  #take(row: PreparedRow): void {
    if (row.outcome === 'header') {
      this.#tell(row.number, REPEATED_HEADER)
      return
    }
    this.#counts.rows++
    for (const fault of row.faults) this.#tell(row.number, fault)
    if (row.outcome === 'dropped') this.#counts.rejected++
    else this.#put(row.number, row)
  }

  #put(number: number, { isJoined, values, text }: PreparedRecord): void {
    if (isJoined) this.#notSplittable++
    const put = (isJoined ? this.#joinedWriter : this.#writer).putPrepared(values, text)
    this.#counts[put.outcome]++
    if (put.repeatsKey) this.#tell(number, DUPLICATE)
    if (put.tie) this.#tell(number, tieFault(put.tie))
    for (const { id, column } of put.conflicts) {
      this.#tell(number, { code: 'source-conflict', column, args: { id } })
    }
  }

  #putAddress(address: ReturnAddress): void {
    const { store } = this.#context
    this.#addresses ??= store.recordWriter('addresses', this.#importId, ADDRESS_COLUMNS, (of) =>
      deriveValues('addresses', 'addresses', of),
    )
    this.#addresses.put([...address, '售后退货地址'])
  }

  #noteHeader(): void {
    const { unknown, duplicates } = this.#report.header
    for (const column of unknown) this.#find('unknown-header', { column })
    for (const column of duplicates) this.#find('duplicate-header', { column })
    const { explanationRow } = this.#report
    if (explanationRow !== null) this.#find('explanation-row', { row: explanationRow })
  }

  #tell(row: number, { code, column, args }: RowFault): void {
    this.#find(code, column === null ? { row } : { row, column }, args)
  }

  #find(code: FindingCode, where: { row?: number; column?: string }, args: FindingArgs = {}): void {
    if (this.#tellsTiesOnly && code !== 'same-moment') return
    const { file, sheet } = this.#source
    this.#findings.add(code, { file, ...(sheet === null ? {} : { sheet }), ...where }, args)
  }

  #finish(): ImportedReport {
    const { namedAsOf, modifiedAt, file, sheet, sha256 } = this.#source
    const { newest: fromRows, firstDay, lastDay } = this.#rows.facts
    const asOf = namedAsOf ?? (this.#asOf || (fromRows ?? modifiedAt))
    const asOfFrom = namedAsOf ? 'name' : fromRows ? 'rows' : 'mtime'
    if (asOf > this.#context.importedAt) this.#find('future-as-of', {}, { asOf })
    this.#context.store.imports.finish(this.#importId, {
      asOf,
      asOfFrom,
      ...this.#counts,
      coversFrom: firstDay,
      coversTo: lastDay,
    })
    return { file, sheet, sha256, kind: this.#report.header.format.kind, asOf, ...this.#counts }
  }

  #keepFindings(): Finding[] {
    const all = this.#findings.all()
    for (const made of all) this.#context.store.imports.keepFinding(this.#importId, made)
    return all
  }
}

function tieFault({ id, columns }: Tie): RowFault {
  const names = columns.slice(0, NAMED_COLUMNS).join('、')
  return { code: 'same-moment', column: null, args: { id, columns: names, count: columns.length } }
}

/** Of columns about which two exports differ: enough to know which of the two to look for. */
const NAMED_COLUMNS = 3
const REPEATED_HEADER: RowFault = { code: 'repeated-header', column: null, args: {} }
const DUPLICATE: RowFault = { code: 'duplicate-row', column: null, args: {} }
/** Of an address that an after-sale export tells. */
const ADDRESS_COLUMNS = ['联系人', '电话', '详细地址', '备注']

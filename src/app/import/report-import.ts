import type { Finding, FindingArgs, FindingCode } from '../../domain/finding.ts'
import { FindingCollector } from '../../domain/finding-collector.ts'
import { isHidden } from '../../domain/privacy/masking.ts'
import type { RecordKind } from '../../domain/records.ts'
import { beijingToEpochMs } from '../../domain/time.ts'
import type { FileColumn, Header } from '../../sources/seller-files/header.ts'
import { IdTails } from '../../sources/seller-files/id-tails.ts'
import { deriveValues } from '../../sources/seller-files/record-values.ts'
import type { Report } from '../../sources/seller-files/report.ts'
import { JOINED, RowCleaner, type RowFault } from '../../sources/seller-files/row-cleaner.ts'
import { UnreadableFile } from '../../sources/seller-files/table.ts'
import type { ImportedReport } from '../results.ts'
import { NewestTime } from './newest-time.ts'
import type { ImportContext, ReportSource } from './report-source.ts'
import { ReturnAddresses } from './return-addresses.ts'
import { StatusWords } from './status-words.ts'

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
  readonly #header: Header
  readonly #asOf: string | null
  readonly #importId: number
  #findings = new FindingCollector()
  readonly #newest: NewestTime
  readonly #counts: RowCounts = { rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }
  #firstDay: string | null = null
  #lastDay: string | null = null
  #notSplittable = 0
  #tied = 0
  #firstTied = 0

  constructor(
    report: Report,
    source: ReportSource,
    context: ImportContext,
    { importId, asOf }: { importId: number; asOf: string | null },
  ) {
    this.#report = report
    this.#source = source
    this.#context = context
    this.#header = withColumns(report.header, context.fieldsOnly)
    this.#asOf = asOf
    this.#newest = new NewestTime(this.#header)
    this.#importId = importId
  }

  async run(): Promise<{ imported: ImportedReport; findings: Finding[] }> {
    this.#noteHeader()
    await this.#readRows()
    const { lostRows = 0 } = this.#source
    this.#counts.rows += lostRows
    this.#counts.rejected += lostRows
    if (this.#notSplittable > 0) this.#find('not-splittable', {}, { count: this.#notSplittable })
    this.#tellTies()
    this.#judgeName()
    return { imported: this.#finish(), findings: this.#keepFindings() }
  }

  /** Puts the rows of an import that is there already; what was found in it is known. */
  async putAgain(): Promise<{ counts: RowCounts; findings: Finding[] }> {
    await this.#readRows()
    // What was found in the rows was told when they were first read.
    this.#findings = new FindingCollector()
    this.#tellTies()
    return { counts: this.#counts, findings: this.#keepFindings() }
  }

  /** The name counts, but rows that speak of later things say that it may be wrong. */
  #judgeName(): void {
    const { namedAsOf, disbelieved } = this.#source
    if (disbelieved !== null) this.#find('odd-name-time', {}, { named: disbelieved })
    const newest = this.#newest.asOf
    if (namedAsOf === null || newest === null) return
    const isEarly = beijingToEpochMs(newest) > beijingToEpochMs(namedAsOf) + CLOCK_DIFFERENCE_MS
    if (isEarly) this.#find('early-name-time', {}, { named: namedAsOf, newest })
  }

  #tellTies(): void {
    if (this.#tied > 0) this.#find('same-moment', { row: this.#firstTied }, { count: this.#tied })
  }

  async #readRows(): Promise<void> {
    const { store, deps } = this.#context
    const { format, columns } = this.#header
    const names = columns.map((column) => column.name)
    const cleaner = new RowCleaner(this.#header, this.#source.sheet !== null)
    const writerOf = (kind: RecordKind) =>
      store.recordWriter(kind, this.#importId, names, (of) => deriveValues(format.kind, kind, of))
    const writer = writerOf(format.record)
    const recordWriter = format.record === 'lines' ? writerOf('orderRecords') : writer
    const lineColumn = format.record === 'lines' ? columnGiving(this.#header, 'lineId') : -1
    const tails = new IdTails(this.#header)
    const statusWords = new StatusWords(this.#header)
    const addresses = ReturnAddresses.of(this.#header, store, this.#importId)
    const personal = this.#header.asOfPosition === null ? [] : personalColumns(this.#header)
    const coverage = names.indexOf(format.coverage ?? '')

    for await (const batch of this.#report.batches()) {
      deps.interruption.check()
      for (const row of batch) {
        const cleaned = cleaner.clean(row)
        if (cleaned.outcome === 'blank') continue
        if (cleaned.outcome === 'header') {
          this.#tell(row.number, REPEATED_HEADER)
          continue
        }
        this.#counts.rows++
        if (cleaned.outcome === 'dropped') {
          this.#counts.rejected++
          this.#tell(row.number, cleaned.fault)
          continue
        }
        const { cells, faults } = cleaned
        for (const fault of faults) this.#tell(row.number, fault)
        if (personal.some((index) => isHidden(cells[index] ?? ''))) {
          throw new UnreadableFile('masked-export', { row: row.number })
        }
        for (const fault of statusWords.unknownIn(cells)) this.#tell(row.number, fault)
        const isSplittable = lineColumn < 0 || !JOINED.test(cells[lineColumn] ?? '')
        if (!isSplittable) this.#notSplittable++
        const put = (isSplittable ? writer : recordWriter).put(cells)
        this.#counts[put.outcome]++
        if (put.repeatsKey) this.#tell(row.number, DUPLICATE)
        if (put.isTied && this.#tied++ === 0) this.#firstTied = row.number
        for (const { id, column } of put.conflicts) {
          this.#tell(row.number, { code: 'source-conflict', column, args: { id } })
        }
        tails.see(cells)
        addresses?.add(cells)
        if (coverage >= 0) this.#cover(cells[coverage] ?? '')
        this.#newest.see(cells, row.cells)
      }
      deps.progress.advance(0, batch.length)
    }
    const damaged = tails.damagedColumn
    if (damaged !== null) {
      const { rows } = this.#counts
      throw new UnreadableFile('damaged-id', { value: '…000', column: damaged, rows })
    }
  }

  #noteHeader(): void {
    const { unknown, duplicates } = this.#report.header
    for (const column of unknown) this.#find('unknown-header', { column })
    for (const column of duplicates) this.#find('duplicate-header', { column })
    const { explanationRow } = this.#report
    if (explanationRow !== null) this.#find('explanation-row', { row: explanationRow })
  }

  #cover(time: string): void {
    if (time.length < 10) return
    const day = time.slice(0, 10)
    if (this.#firstDay === null || day < this.#firstDay) this.#firstDay = day
    if (this.#lastDay === null || day > this.#lastDay) this.#lastDay = day
  }

  #tell(row: number, { code, column, args }: RowFault): void {
    this.#find(code, column === null ? { row } : { row, column }, args)
  }

  #find(code: FindingCode, where: { row?: number; column?: string }, args: FindingArgs = {}): void {
    const { file, sheet } = this.#source
    this.#findings.add(code, { file, ...(sheet === null ? {} : { sheet }), ...where }, args)
  }

  #finish(): ImportedReport {
    const { namedAsOf, modifiedAt, file, sheet, sha256 } = this.#source
    const fromRows = this.#newest.asOf
    const asOf = namedAsOf ?? (this.#asOf || (fromRows ?? modifiedAt))
    const asOfFrom = namedAsOf ? 'name' : fromRows ? 'rows' : 'mtime'
    if (asOf > this.#context.importedAt) this.#find('future-as-of', {}, { asOf })
    this.#context.store.imports.finish(this.#importId, {
      asOf,
      asOfFrom,
      ...this.#counts,
      coversFrom: this.#firstDay,
      coversTo: this.#lastDay,
    })
    return { file, sheet, sha256, kind: this.#header.format.kind, asOf, ...this.#counts }
  }

  #keepFindings(): Finding[] {
    const all = this.#findings.all()
    for (const made of all) this.#context.store.imports.keepFinding(this.#importId, made)
    return all
  }
}

const REPEATED_HEADER: RowFault = { code: 'repeated-header', column: null, args: {} }
const DUPLICATE: RowFault = { code: 'duplicate-row', column: null, args: {} }

function columnGiving(header: Header, field: string | undefined): number {
  return field === undefined ? -1 : header.columns.findIndex(({ known }) => known?.field === field)
}

function personalColumns(header: Header): number[] {
  return header.columns.flatMap(({ known }, index) =>
    known?.personal && known.personal !== 'free-text' ? [index] : [],
  )
}

function withColumns(header: Header, fieldsOnly: boolean): Header {
  // The merchant's own addresses are nothing but people: without those columns there is no row.
  if (!fieldsOnly || header.format.kind === 'addresses') return header
  const isField = ({ known }: FileColumn) => known?.field !== undefined && !known.personal
  return { ...header, columns: header.columns.filter(isField) }
}

import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { isOfKey } from '../../archive/database/tables.ts'
import type { ImportRow } from '../../archive/imports.ts'
import type { KeptOriginal, OriginalFacts, Originals } from '../../archive/originals.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import type { RedactedOriginal } from '../../domain/privacy/redaction-record.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { isIgnored } from '../../domain/unread.ts'
import { DyshopError } from '../../errors.ts'
import {
  type CsvBytes,
  csvBytes,
  csvHeader,
  encodeCsvRow,
  joinCsv,
  NO_CSV,
} from '../../reports/csv-writer.ts'
import { FileBytes } from '../../sources/seller-files/bytes.ts'
import type { Header } from '../../sources/seller-files/header.ts'
import { type Found, openFile, readDigest } from '../../sources/seller-files/open-file.ts'
import { openReport, type Report } from '../../sources/seller-files/report.ts'
import { RowCleaner } from '../../sources/seller-files/rows/row-cleaner.ts'
import { UnreadableFile } from '../../sources/seller-files/table.ts'
import { reportHash } from '../import/read-file.ts'
import type { Deps, OpenScratch } from '../ports.ts'
import { type ColumnFate, fateOfColumn, safeColumnName } from './redaction-columns.ts'
import type { FieldCounts } from './redaction-counts.ts'
import { StandIns } from './stand-ins.ts'

/** What was found in one kept file. */
export interface PlannedOriginal {
  original: KeptOriginal
  reports: { kind: ReportKind; rows: number; rejected: number; cells: number }[]
  /** Nothing in it could be read as a report. */
  isUnread: boolean
  /** It was rewritten by an earlier deletion. */
  isRedacted: boolean
}

export interface RewriteContext {
  store: Store
  deps: Pick<Deps, 'progress' | 'interruption'>
  findings: FindingCollector
  counts: FieldCounts
  /** Where the rewritten files go; null to count only. */
  target: Originals | null
  openScratch: OpenScratch
  /** Names of files of which the merchant needs no more than was read. */
  ignoredFiles: readonly string[]
}

export interface Rewritten {
  planned: PlannedOriginal[]
  originals: RedactedOriginal[]
}

/** Reads every kept file and rewrites each report in it as CSV without people's data. */
export async function rewriteOriginals(
  source: Originals,
  context: RewriteContext,
): Promise<Rewritten> {
  const { deps } = context
  const all = source.all()
  const standIns = new StandIns()
  const rewritten: Rewritten = { planned: [], originals: [] }
  const bytes = all.reduce((sum, { facts }) => sum + facts.size, 0)
  deps.progress.start('reading', bytes)
  for (const original of all) {
    deps.interruption.check()
    if (original.facts.redacted) {
      await copyRedacted(source, original, context)
      rewritten.planned.push({ original, reports: [], isUnread: false, isRedacted: true })
    } else await new OriginalRewriter(source, original, { ...context, standIns }).rewrite(rewritten)
    deps.progress.advance(original.facts.size, 0)
  }
  deps.progress.done()
  return rewritten
}

async function copyRedacted(
  source: Originals,
  original: KeptOriginal,
  { target }: RewriteContext,
): Promise<void> {
  if (!target) return
  const stream = createReadStream(source.pathOf(original), { highWaterMark: 1 << 20 })
  await target.keepChunks(stream as AsyncIterable<Buffer>, original.facts)
}

/** Names that the platform gives; whatever else a file is called, somebody has typed it. */
export const PLATFORM_NAME = /^(\d{10})_[0-9a-f]{32}\.[a-z]+$/

class OriginalRewriter {
  readonly #source: Originals
  readonly #original: KeptOriginal
  readonly #context: RewriteContext & { standIns: StandIns }
  readonly #planned: PlannedOriginal
  readonly #replacedBy: RedactedOriginal['replacedBy'][number][] = []
  /** Sheets by name, so that their order still decides where they decided before. */
  #sheets: readonly string[] = []
  #hasTable = false

  constructor(
    source: Originals,
    original: KeptOriginal,
    context: RewriteContext & { standIns: StandIns },
  ) {
    this.#source = source
    this.#original = original
    this.#context = context
    this.#planned = { original, reports: [], isUnread: false, isRedacted: false }
  }

  async rewrite(rewritten: Rewritten): Promise<void> {
    const { sha256, size, file } = this.#original.facts
    const imports = this.#context.store.imports.ofOriginal(sha256)
    this.#sheets = imports.map(({ sheet }) => sheet).sort()
    const path = this.#source.pathOf(this.#original)
    const digest = await readDigest(path)
    if (digest.sha256 !== sha256) {
      throw new DyshopError('archive-damaged', { path: this.#original.path })
    }
    const bytes = await FileBytes.open(path)
    try {
      for await (const found of openFile(bytes, file, digest, this.#context))
        await this.#take(found)
    } finally {
      await bytes.close()
    }
    const hasUnknown = imports.some(({ kind }) => kind === 'unknown')
    this.#planned.isUnread = hasUnknown || !this.#hasTable
    rewritten.planned.push(this.#planned)
    rewritten.originals.push({ sha256, size, replacedBy: this.#replacedBy })
  }

  async #take(found: Found): Promise<void> {
    const { store } = this.#context
    if (!('table' in found)) return
    this.#hasTable = true
    const sheet = found.table.sheet ?? ''
    const row = store.imports.find(reportHash(found, this.#original.facts.sha256), sheet)
    // The same bytes in another file count once, for the file they were first read from.
    if (!row || row.kind === 'unknown' || row.original !== this.#original.facts.sha256) return
    let report: Report
    try {
      report = await openReport(found.table)
    } catch (error) {
      if (error instanceof UnreadableFile) return
      throw error
    }
    await this.#rewriteReport(report, row, found.table.sheet !== null)
  }

  async #rewriteReport(report: Report, row: ImportRow, padsShortRows: boolean): Promise<void> {
    const { target, counts } = this.#context
    const kind = report.header.format.kind
    const before = counts.total
    const rows = { kept: 0 }
    const chunks = this.#csvOf(report, row, { padsShortRows, rows })
    // The merchant's own address book is people's data too, and no part of the books.
    if (target && kind !== 'addresses') {
      const file = this.#newName(row)
      const { modifiedAt, keptAt } = this.#original.facts
      const facts = { file, modifiedAt, keptAt, redacted: this.#factsOf(row) }
      const kept = await target.keepChunks(chunks, facts)
      const { path, facts: made } = kept
      this.#replacedBy.push({ path, sha256: made.sha256, report: kind, rows: rows.kept })
    } else {
      for await (const _ of chunks);
    }
    const { rejected } = row
    const cells = counts.total - before
    this.#planned.reports.push({ kind, rows: rows.kept, rejected, cells })
  }

  async *#csvOf(
    report: Report,
    row: ImportRow,
    { padsShortRows, rows }: { padsShortRows: boolean; rows: { kept: number } },
  ): AsyncGenerator<CsvBytes> {
    const { header } = report
    const fates = header.columns.map((column) => fateOfColumn(column, header))
    const stays = fates.flatMap((fate, index) => (fate === 'removed' ? [] : [index]))
    const names = header.columns.map(safeColumnName)
    const pick = (cells: readonly string[]) =>
      stays.map((index) => withoutRowLikeness(cells[index] ?? ''))
    // The first line makes the bytes those of this report alone: what is left of two may be equal.
    const title = csvHeader([titleOf(row, this.#sheetNumber(row))])
    yield csvBytes(joinCsv(title, encodeCsvRow(pick(names))))
    const cleaner = new RowCleaner(header, padsShortRows)
    const treat = this.#treatment(header, names, fates)
    for await (const batch of report.batches()) {
      this.#context.deps.interruption.check()
      let text = NO_CSV
      for (const each of batch) {
        const cleaned = cleaner.clean(each)
        if (cleaned.outcome !== 'kept') continue
        rows.kept++
        treat(cleaned.cells)
        text = joinCsv(text, encodeCsvRow(pick(cleaned.cells)))
      }
      if (text !== NO_CSV) yield csvBytes(text)
    }
  }

  /** Treats the cells of a row in place and counts what went. */
  #treatment(
    { format, columns }: Header,
    names: readonly string[],
    fates: readonly ColumnFate[],
  ): (cells: string[]) => void {
    const { counts, standIns } = this.#context
    const { kind } = format
    const keys = columns.map(({ known }) => isOfKey(format.record, known?.field ?? ''))
    return (cells) => {
      for (const [index, fate] of fates.entries()) {
        const text = cells[index] ?? ''
        if (text === '') continue
        const isRemoved = fate === 'removed' || kind === 'addresses'
        const treated = fate === 'removed' ? '' : fate(text)
        const isKey = keys[index] === true && treated !== text
        const after = isKey ? standIns.of(text, treated) : treated
        if (isRemoved) counts.add(kind, names[index] ?? '', 'removed')
        else if (after !== text) counts.add(kind, names[index] ?? '', 'screened')
        cells[index] = after
      }
    }
  }

  #sheetNumber({ sheet }: ImportRow): string {
    if (sheet === '') return ''
    return String(this.#sheets.indexOf(sheet) + 1).padStart(3, '0')
  }

  #factsOf(row: ImportRow): NonNullable<OriginalFacts['redacted']> {
    const { sha256, asOf } = row
    const sheet = this.#sheetNumber(row)
    // The name by which the merchant let go of them goes now.
    const rejected = isIgnored(row.file, this.#context.ignoredFiles) ? 0 : row.rejected
    return { replaces: this.#original.facts.sha256, sha256, sheet, asOf, rejected }
  }

  /** The platform's own name is nobody's; any other is made anew from what is known. */
  #newName(row: ImportRow): string {
    const name = basename(row.file)
    const [, epoch] = PLATFORM_NAME.exec(name) ?? []
    const sheet = this.#sheetNumber(row)
    if (epoch !== undefined && sheet === '') return name.replace(/\.[a-z]+$/, '.csv')
    const day = row.asOf.slice(0, 10)
    return `${row.kind}-${day}-${row.sha256.slice(0, 8)}${sheet === '' ? '' : `-${sheet}`}.csv`
  }
}

/**
 * A cell with line feeds, commas and an id may stay where it is in a wide row; in the narrower one that is
 * left it would pass for rows that a broken quote has swallowed.
 */
function withoutRowLikeness(cell: string): string {
  return cell.includes('\n') && /\d{16}/.test(cell) ? cell.replaceAll('\n', ' ') : cell
}

function titleOf({ kind, asOf, sha256 }: ImportRow, sheet: string): string {
  return `dyshop redact: ${kind} ${asOf} ${sha256}${sheet === '' ? '' : ` ${sheet}`}`
}

import { basename, join } from 'node:path'
import { NAMES, requireArchive } from '../archive/folder.ts'
import {
  countRecords,
  type RecordFilter,
  readCellBytes,
  readRecords,
  type StoredRecord,
  timeFieldIndex,
} from '../archive/records/record-reader.ts'
import { isRedacted } from '../archive/redactions.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { maskFileName } from '../domain/privacy/masking-columns.ts'
import { FIELDS, type RecordKind } from '../domain/records.ts'
import { DyshopError } from '../errors.ts'
import { plainSummary } from '../reports/archive-summary.ts'
import {
  type CsvSink,
  csvBytes,
  csvHeader,
  encodeCsvRow,
  joinCsv,
  NO_CSV,
} from '../reports/csv-writer.ts'
import { REPORT_NAMES } from '../reports/report-names.ts'
import { writeWorkbook } from '../reports/xlsx/workbook.ts'
import { AS_OF_COLUMN, SOURCE_FILE_COLUMN } from '../sources/seller-files/header.ts'
import {
  EXPORTS,
  type ExportColumn,
  type ExportKind,
  exportColumns,
  type FieldMasks,
  fieldMasks,
  maskValues,
  type RowMask,
  rowMask,
} from './output/export-columns.ts'
import { sumOf, writeMonths, writeParquet } from './output/export-parquet.ts'
import { type MayReplace, refuseBadOutput } from './output/output-file.ts'
import { parquetColumns } from './output/parquet-columns.ts'
import { SOURCE_COLUMNS, sheetColumns, sheetRows } from './output/sheet-rows.ts'
import { statusFilter } from './output/status-filter.ts'
import { told } from './output/told-rows.ts'
import type { AtomicFile, Deps, WrittenFile } from './ports.ts'
import type { ExportFormat, ExportResult, Outcome, PartitionFile } from './results.ts'
import { archiveFacts } from './session/archive-facts.ts'
import { tellCutOff } from './session/cut-off-run.ts'
import { tellRedacted } from './session/redacted-archive.ts'
import { archivedBytes, withRoom } from './session/room.ts'
import { tellRejected } from './session/unread-inputs.ts'

export interface ExportInput {
  kind: ExportKind
  format: ExportFormat
  out: string
  root: string
  filter: RecordFilter
  /** Column names; all when empty. */
  columns: readonly string[]
  unmask: boolean
  /** Asked about a file in its way that dyshop did not make. */
  mayReplace?: MayReplace
  /** Into a folder with a Parquet file for each month; all in one file when left out. */
  partition?: 'month'
}

/**
 * Writes the records of one kind to a file; people's data is masked unless asked for.
 * @throws {DyshopError} `no-archive`, `unknown-column`, `no-such-status`, `out-in-archive`, `bad-value` for records that
 * have no time to partition them by, `folder-exists`, `foreign-file`, `out-is-original`
 */
export async function exportRecords(
  input: ExportInput,
  deps: ExportDeps,
): Promise<Outcome<ExportResult>> {
  const { kind, format, out, root, unmask } = input
  await requireArchive(root)
  const { mayReplace } = input
  const isFolder = input.partition !== undefined
  await refuseBadOutput(out, root, { isFolder, ...(mayReplace ? { mayReplace } : {}) })
  const findings = new FindingCollector()
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    const statuses = statusFilter(store, EXPORTS[kind].record, input.filter.statuses ?? [])
    const exporter = new Exporter(store, { ...input, filter: { ...input.filter, statuses } }, deps)
    const room = { about: await exportBytes(input) }
    const written = await withRoom(out, room, () =>
      input.partition ? exporter.toFolder() : exporter.toFile(),
    )
    if (written.rows === 0) {
      findings.add('nothing-exported', {}, { hasAny: store.count(EXPORTS[kind].record) })
    }
    const apart = kind === 'orders' ? store.count('orderRecords') : 0
    if (apart > 0) findings.add('records-apart', {}, { count: apart })
    await tellCutOff(root, findings)
    await tellRedacted(root, findings)
    tellRejected(store, findings)
    return {
      complete: findings.isComplete,
      findings: findings.all(),
      data: { kind, format, out, masked: !unmask, ...written },
    }
  } finally {
    store.close()
  }
}

/** About as many as the database has, times what each format was measured to take of it. */
async function exportBytes({ root, format }: ExportInput): Promise<number> {
  const { database } = await archivedBytes(root)
  return database * SHARE_OF_DATABASE[format]
}

/** Measured on 7.1 GB of orders, which make a database of 14.1 GB. */
const SHARE_OF_DATABASE: Readonly<Record<ExportFormat, number>> = {
  csv: 0.5,
  jsonl: 1,
  xlsx: 0.18,
  parquet: 0.1,
}

type ExportDeps = Pick<Deps, 'files' | 'progress' | 'interruption'>

/** What was written, for the command's document. */
type Written = WrittenFile & { rows: number; files?: PartitionFile[] }

const ROWS_PER_WRITE = 500

class Exporter {
  readonly #store: Store
  readonly #input: ExportInput
  readonly #deps: ExportDeps
  readonly #record: RecordKind
  readonly #columns: readonly ExportColumn[]
  readonly #maskRow: RowMask
  readonly #fieldMasks: FieldMasks
  readonly #maskedFiles = new Map<string, string>()
  /** The two columns that tell where a row is from; left out when columns were chosen without them. */
  readonly #withSource: boolean

  constructor(store: Store, input: ExportInput, deps: ExportDeps) {
    this.#store = store
    this.#input = input
    this.#deps = deps
    this.#record = EXPORTS[input.kind].record
    const all = exportColumns(store, EXPORTS[input.kind].report)
    const columns = input.columns.length === 0 ? all : chosen(all, input.columns)
    this.#columns = input.unmask
      ? columns.map((column) => ({ ...column, header: column.name }))
      : columns
    this.#maskRow = input.unmask ? (cells) => cells : rowMask(this.#columns)
    this.#fieldMasks = fieldMasks(EXPORTS[input.kind].report)
    this.#withSource = input.columns.length === 0
  }

  async toFile(): Promise<Written> {
    const file = await this.#deps.files.create(this.#input.out)
    try {
      this.#deps.progress.start('writing', this.#store.count(this.#record))
      const rows = await WRITERS[this.#input.format](this, file)
      this.#deps.progress.done()
      return { rows, ...(await file.commit()) }
    } catch (error) {
      await file.discard().catch(() => undefined)
      throw error
    }
  }

  async toFolder(): Promise<Written> {
    const { kind, out } = this.#input
    const time = timeFieldIndex(this.#record)
    if (time < 0) throw new DyshopError('bad-value', { name: '--partition', value: kind })
    const folder = await this.#deps.files.createFolder(out)
    try {
      this.#deps.progress.start('writing', this.#store.count(this.#record))
      const timeOf = ({ values }: StoredRecord) => values[time] as string | null
      const files = await writeMonths(folder, this.#parquetRows(), { name: kind, timeOf })
      this.#deps.progress.done()
      await folder.commit()
      return { rows: files.reduce((sum, { rows }) => sum + rows, 0), ...sumOf(files), files }
    } catch (error) {
      await folder.discard().catch(() => undefined)
      throw error
    }
  }

  async writeParquet(file: AtomicFile): Promise<number> {
    return writeParquet(file, this.#parquetRows())
  }

  async writeXlsx(file: AtomicFile): Promise<number> {
    const name = REPORT_NAMES[EXPORTS[this.#input.kind].report].zh
    const { root } = this.#input
    const shop = await readShopFile(root)
    const facts = archiveFacts(this.#store, shop, { isRedacted: await isRedacted(root) })
    const names = this.#columns.map((column) => column.name)
    const records = readCellBytes(this.#store, this.#record, names, this.#input.filter)
    const columns = sheetColumns(
      this.#input.unmask ? this.#columns.map((each) => ({ ...each, mask: null })) : this.#columns,
    )
    const stats = await writeWorkbook(file, {
      summary: plainSummary(facts, this.#contents(name)),
      sheets: [
        {
          name,
          columns: this.#withSource ? [...columns, ...SOURCE_COLUMNS] : columns,
          rows: sheetRows(told(records, this.#deps), this.#source),
        },
      ],
    })
    return stats.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
  }

  #contents(name: string) {
    const { filter, unmask } = this.#input
    const rows = countRecords(this.#store, this.#record, filter)
    const isPart = rows < this.#store.count(this.#record)
    return { sheets: [[name, rows]] as const, unmasked: unmask, isPart }
  }

  async writeCsv(file: CsvSink): Promise<number> {
    let text = csvHeader(this.#headers())
    let rows = 0
    for (const row of this.#rows()) {
      text = joinCsv(text, encodeCsvRow(row))
      if (++rows % ROWS_PER_WRITE === 0) {
        await file.write(csvBytes(text))
        text = NO_CSV
      }
    }
    await file.write(csvBytes(text))
    return rows
  }

  async writeJsonl(file: AtomicFile): Promise<number> {
    let text = ''
    let rows = 0
    for (const record of this.#records(true)) {
      text += `${JSON.stringify(this.#jsonRecord(record))}\n`
      if (++rows % ROWS_PER_WRITE === 0) {
        await file.write(Buffer.from(text))
        text = ''
      }
    }
    await file.write(Buffer.from(text))
    return rows
  }

  get #source() {
    if (!this.#withSource) return 'none'
    return this.#input.unmask ? 'plain' : 'masked'
  }

  #headers(): string[] {
    const names = this.#columns.map((column) => column.header)
    return this.#withSource ? [...names, SOURCE_FILE_COLUMN, AS_OF_COLUMN] : names
  }

  *#rows(): Generator<string[]> {
    for (const { cells, file, asOf } of this.#records(false)) {
      const row = this.#maskRow(cells)
      if (this.#withSource) row.push(file, asOf.slice(0, 19).replace('T', ' '))
      yield row
    }
  }

  *#records(withValues: boolean): Generator<StoredRecord> {
    const names = this.#columns.map((column) => column.name)
    const { filter } = this.#input
    const records = readRecords(this.#store, this.#record, names, { filter, withValues })
    for (const record of told(records, this.#deps)) {
      if (!this.#input.unmask) record.file = this.#maskedFile(record.file)
      yield record
    }
  }

  /** The rows of a report come from a few files, one after the other or in turns. */
  #maskedFile(file: string): string {
    const known = this.#maskedFiles.get(file)
    if (known !== undefined) return known
    const masked = maskFileName(file)
    this.#maskedFiles.set(file, masked)
    return masked
  }

  #parquetRows() {
    const columns = parquetColumns(this.#record, this.#columns, this.#withSource)
    return { columns, records: this.#shownRecords(), isMasked: !this.#input.unmask }
  }

  *#shownRecords(): Generator<{ record: StoredRecord; cells: readonly string[] }> {
    for (const record of this.#records(true)) {
      if (this.#input.unmask) yield { record, cells: record.cells }
      else {
        const values = maskValues(record.values, this.#fieldMasks)
        yield { record: { ...record, values }, cells: this.#maskRow(record.cells) }
      }
    }
  }

  /** Our names and fen; every column of the platform stands beside them under its own name. */
  #jsonRecord({ key, values, cells, file, asOf }: StoredRecord): Record<string, unknown> {
    const row = this.#maskRow(cells)
    const shown = this.#input.unmask ? values : maskValues(values, this.#fieldMasks)
    const fields = FIELDS[this.#record].map(({ name }, index) => [name, shown[index]] as const)
    return {
      ...(this.#record === 'addresses' ? { addressId: key } : {}),
      ...Object.fromEntries(fields),
      sourceFile: file,
      asOf,
      columns: Object.fromEntries(this.#columns.map(({ header }, index) => [header, row[index]])),
    }
  }
}

const WRITERS: Readonly<
  Record<ExportFormat, (exporter: Exporter, file: AtomicFile) => Promise<number>>
> = {
  xlsx: (exporter, file) => exporter.writeXlsx(file),
  csv: (exporter, file) => exporter.writeCsv(file),
  jsonl: (exporter, file) => exporter.writeJsonl(file),
  parquet: (exporter, file) => exporter.writeParquet(file),
}

/** @throws {DyshopError} `unknown-column` */
function chosen(all: readonly ExportColumn[], names: readonly string[]): ExportColumn[] {
  return names.map((name) => {
    const column = all.find((candidate) => candidate.name === name || candidate.header === name)
    if (!column) throw new DyshopError('unknown-column', { name })
    return column
  })
}

export const EXPORT_FORMATS = Object.keys(WRITERS) as ExportFormat[]

/** The format that a file name asks for; null for an ending that is none of them. */
export function formatOfName(out: string): ExportFormat | null {
  const [, extension = ''] = /\.([a-z]+)$/i.exec(basename(out)) ?? []
  return EXPORT_FORMATS.find((format) => format === extension.toLowerCase()) ?? null
}

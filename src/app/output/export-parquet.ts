import { createHash } from 'node:crypto'
import type { StoredRecord } from '../../archive/records/record-reader.ts'
import { openParquet, type ParquetFile } from '../../reports/parquet/parquet-file.ts'
import type { AtomicFile, AtomicFolder, WrittenFile } from '../ports.ts'
import type { PartitionFile } from '../results.ts'
import type { ParquetExportColumn } from './parquet-columns.ts'

/** Records on their way into Parquet files. */
export interface ParquetRows {
  columns: readonly ParquetExportColumn[]
  /** In the order of their time, each with its cells as they may be shown. */
  records: Iterable<{ record: StoredRecord; cells: readonly string[] }>
  isMasked: boolean
}

/** Where records without a time go; the name that Hive, Spark and DuckDB read as null. */
const NO_MONTH = '__HIVE_DEFAULT_PARTITION__'

/** Writes all records into one file. @returns how many there were */
export async function writeParquet(file: AtomicFile, rows: ParquetRows): Promise<number> {
  const parquet = await open(file, rows)
  for (const { record, cells } of rows.records) {
    parquet.add(rows.columns.map((column) => column.read(record, cells)))
    if (parquet.isFull) await parquet.flush()
  }
  await parquet.finish()
  return parquet.rows
}

/**
 * Writes a folder per month, `month=2026-11/<name>.parquet`, of the Beijing time that orders the
 * records. Only one file is open at a time, because months come one after another.
 * @param timeOf the time of a record, ISO 8601 with +08:00
 */
export async function writeMonths(
  folder: AtomicFolder,
  rows: ParquetRows,
  { name, timeOf }: { name: string; timeOf: (record: StoredRecord) => string | null },
): Promise<PartitionFile[]> {
  const written: PartitionFile[] = []
  let month: OpenMonth | null = null
  try {
    for (const { record, cells } of rows.records) {
      const value = timeOf(record)?.slice(0, 7) ?? NO_MONTH
      if (month?.value !== value) {
        if (month) written.push(await month.finish())
        month = await OpenMonth.open(folder, rows, { value, name })
      }
      month.parquet.add(rows.columns.map((column) => column.read(record, cells)))
      if (month.parquet.isFull) await month.parquet.flush()
    }
    if (month) written.push(await month.finish())
  } catch (error) {
    await month?.discard()
    throw error
  }
  return written
}

class OpenMonth {
  readonly value: string
  readonly parquet: ParquetFile
  readonly #file: AtomicFile
  readonly #path: string

  private constructor(value: string, path: string, file: AtomicFile, parquet: ParquetFile) {
    this.value = value
    this.parquet = parquet
    this.#file = file
    this.#path = path
  }

  static async open(
    folder: AtomicFolder,
    rows: ParquetRows,
    { value, name }: { value: string; name: string },
  ): Promise<OpenMonth> {
    const path = `month=${value}/${name}.parquet`
    const file = await folder.create(path)
    return new OpenMonth(value, path, file, await open(file, rows))
  }

  async finish(): Promise<PartitionFile> {
    await this.parquet.finish()
    const { size, sha256 } = await this.#file.commit()
    return { path: this.#path, rows: this.parquet.rows, size, sha256 }
  }

  async discard(): Promise<void> {
    await this.#file.discard().catch(() => undefined)
  }
}

/** Size and hash of a folder's files together; the hash is of their list as `sha256sum` prints it. */
export function sumOf(files: readonly PartitionFile[]): WrittenFile {
  const list = files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')
  return {
    size: files.reduce((sum, { size }) => sum + size, 0),
    sha256: createHash('sha256').update(list).digest('hex'),
  }
}

function open(file: AtomicFile, { columns, isMasked }: ParquetRows): Promise<ParquetFile> {
  return openParquet(file, columns, {
    'dyshop.times': 'UTC instants; the wall clock of the platform is Asia/Shanghai, UTC+8',
    'dyshop.money': 'integer fen (0.01 CNY)',
    'dyshop.masked': String(isMasked),
  })
}

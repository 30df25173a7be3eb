import { Buffer } from 'node:buffer'
import ExcelJS from 'exceljs'
import {
  type Workbook,
  type WorkbookOptions,
  writeWorkbook,
} from '../../../src/reports/xlsx/workbook.ts'
import type {
  ByteSink,
  SheetColumn,
  SheetRow,
  WorkbookStats,
} from '../../../src/reports/xlsx/workbook-model.ts'

export class MemorySink implements ByteSink {
  readonly #chunks: Uint8Array[] = []

  async write(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk)
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }
}

export const SUMMARY = { name: '概览', blocks: [] }

export function textColumns(count: number): SheetColumn[] {
  return Array.from({ length: count }, (_, i) => ({ header: `列${i + 1}`, type: 'text' }))
}

export function orders(
  columns: readonly SheetColumn[],
  rows: Iterable<readonly string[]>,
): Workbook {
  return { summary: SUMMARY, sheets: [{ name: '订单', columns, rows: stored(rows) }] }
}

const NOTHING_MORE = Buffer.from('[]')

/** Rows in the bytes an archive keeps them in. */
function* stored(rows: Iterable<readonly string[]>): Generator<SheetRow> {
  for (const row of rows) {
    const cells = Buffer.from(JSON.stringify(row))
    yield { cells, places: row.map((_, i) => i), more: NOTHING_MORE }
  }
}

export async function written(
  workbook: Workbook,
  options?: WorkbookOptions,
): Promise<{ bytes: Buffer; stats: WorkbookStats }> {
  const sink = new MemorySink()
  const stats = await writeWorkbook(sink, workbook, options)
  return { bytes: sink.bytes, stats }
}

/** Opens a workbook with a library that shares no code with the writer. */
export async function openWithExcelJs(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return workbook
}

export function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name)
  if (!sheet) throw new Error(`no sheet ${name}`)
  return sheet
}

/** The data rows of a sheet as texts; '' for an empty cell. */
export function dataRows(sheet: ExcelJS.Worksheet, columns: number): string[][] {
  return Array.from({ length: Math.max(0, sheet.rowCount - 1) }, (_, r) =>
    Array.from({ length: columns }, (_, c) => textOf(sheet.getCell(r + 2, c + 1).value)),
  )
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

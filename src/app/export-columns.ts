import { layoutColumns } from '../archive/queries.ts'
import type { Store } from '../archive/store.ts'
import { TABLES } from '../archive/tables.ts'
import { maskAddress, maskFreeText, maskName, maskPhone } from '../domain/masking.ts'
import type { RecordKind } from '../domain/records.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import type { ColumnType, Personal } from '../sources/seller-files/format.ts'
import { formatOf } from '../sources/seller-files/formats/all.ts'

/** A column of an export, in the platform's own words. */
export interface ExportColumn {
  name: string
  type: ColumnType
  /** The field of the record that it gives; null for a column that is only kept. */
  field: string | null
  /** Hides what it holds of people; null for a column without personal data. */
  mask: ((text: string) => string) | null
}

const MASKS: Readonly<Record<Personal, (text: string) => string>> = {
  name: maskName,
  phone: maskPhone,
  address: maskAddress,
  'free-text': maskFreeText,
}

/** What can be exported, and where it is kept. */
export const EXPORTS = {
  orders: { report: 'orders', record: 'lines' },
  'after-sales': { report: 'after-sales', record: 'afterSales' },
  settlements: { report: 'settlements', record: 'settlements' },
  funds: { report: 'funds', record: 'funds' },
  products: { report: 'products', record: 'products' },
  addresses: { report: 'addresses', record: 'addresses' },
} as const satisfies Record<string, { report: ReportKind; record: RecordKind }>

export type ExportKind = keyof typeof EXPORTS

/**
 * All columns that any import of a report had, in the platform's order; columns that nobody has
 * described come last, by name. A column nobody knows may hold anything, so it is screened like free
 * text.
 */
export function exportColumns(store: Store, report: ReportKind): ExportColumn[] {
  const format = formatOf(report)
  const { table } = TABLES[format.record]
  const tables = format.record === 'lines' ? [table, TABLES.orderRecords.table] : [table]
  const present = new Set(layoutColumns(store, tables).flat())
  const known = format.columns
    .filter((column) => present.delete(column.name))
    .map(({ name, type, field, personal }) => ({
      name,
      type,
      field: field ?? null,
      mask: personal ? MASKS[personal] : null,
    }))
  const unknown = [...present]
    .sort()
    .map((name): ExportColumn => ({ name, type: 'text', field: null, mask: maskFreeText }))
  return [...known, ...unknown]
}

/** Masks the cells of a row in place. */
export function maskRow(cells: string[], columns: readonly ExportColumn[]): string[] {
  for (let index = 0; index < columns.length; index++) {
    const mask = columns[index]?.mask
    if (mask) cells[index] = mask(cells[index] as string)
  }
  return cells
}

import { TABLES } from '../../archive/database/tables.ts'
import { layoutColumns } from '../../archive/queries/queries.ts'
import type { Store } from '../../archive/store.ts'
import {
  maskAddress,
  maskFreeText,
  maskIdentity,
  maskName,
  maskNumbers,
  maskPhone,
  maskUnlessCode,
  maskUnlessNumber,
  maskWord,
  SHORTEST_NUMBER,
} from '../../domain/privacy/masking.ts'
import {
  maskHeader,
  maskOwnCode,
  maskRegion,
  maskTracking,
} from '../../domain/privacy/masking-columns.ts'
import { type HeaderMeaning, meaningOfHeader } from '../../domain/privacy/personal-headers.ts'
import type { Content } from '../../domain/privacy/redaction.ts'
import { FIELDS, type RecordKind, type Value } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import type { Column, ColumnType, Personal } from '../../sources/seller-files/format.ts'
import { formatOf } from '../../sources/seller-files/formats/all.ts'

/** A column of an export, in the platform's own words. */
export interface ExportColumn {
  name: string
  type: ColumnType
  /** The name as it may be shown: the merchant's own columns may be named after anybody. */
  header: string
  /** The field of the record that it gives; null for a column that is only kept. */
  field: string | null
  /** Hides what it holds of people; null for ids and codes, which stay as they are. */
  mask: Mask | null
}

type Mask = (text: string) => string

const MASKS: Readonly<Record<Personal, Mask>> = {
  name: maskName,
  phone: maskPhone,
  address: maskAddress,
  'free-text': maskFreeText,
}

/** For columns that nobody has described, by what their header says. */
const MASKS_BY_HEADER: Readonly<Record<HeaderMeaning, Mask>> = {
  name: maskName,
  phone: maskPhone,
  address: maskAddress,
  identity: maskIdentity,
  code: maskUnlessCode,
  unknown: maskFreeText,
}

const MASKS_BY_CONTENT: Readonly<Record<Content, Mask>> = {
  'own-code': maskOwnCode,
  parcel: maskTracking,
  region: maskRegion,
  goods: maskNumbers,
  word: maskNumbers,
}

/** Even a column of the platform's own words is screened: titles of products hold phone numbers. */
function maskOf({ type, field, personal, unscreened, holds }: Column): Mask | null {
  if (personal) return MASKS[personal]
  // Ids stay as they are, also those of parcels.
  if (type === 'id') return null
  if (holds) return MASKS_BY_CONTENT[holds]
  if (field === 'status' || field === 'afterSaleStatus') return maskWord
  if (unscreened) return null
  return type === 'text' ? maskNumbers : maskUnlessNumber
}

/** What can be exported, and where it is kept. */
export const EXPORTS = {
  orders: { report: 'orders', record: 'lines' },
  'order-records': { report: 'orders', record: 'orderRecords' },
  'after-sales': { report: 'after-sales', record: 'afterSales' },
  settlements: { report: 'settlements', record: 'settlements' },
  funds: { report: 'funds', record: 'funds' },
  products: { report: 'products', record: 'products' },
  addresses: { report: 'addresses', record: 'addresses' },
} as const satisfies Record<string, { report: ReportKind; record: RecordKind }>

export type ExportKind = keyof typeof EXPORTS

/**
 * All columns that any import of a report had, in the platform's order; columns that nobody has
 * described come last, by name, and are masked by what their header says.
 */
export function exportColumns(store: Store, report: ReportKind): ExportColumn[] {
  const format = formatOf(report)
  const { table } = TABLES[format.record]
  const tables = format.record === 'lines' ? [table, TABLES.orderRecords.table] : [table]
  const present = new Set(layoutColumns(store, tables).flat())
  const known = format.columns
    .filter((column) => present.delete(column.name))
    .map((column) => ({
      name: column.name,
      header: column.name,
      type: column.type,
      field: column.field ?? null,
      mask: maskOf(column),
    }))
  const headers = new Set(known.map(({ header }) => header))
  const unknown = [...present].sort().map(
    (name): ExportColumn => ({
      name,
      header: unlike(headers, maskHeader(name)),
      type: 'text',
      field: null,
      mask: MASKS_BY_HEADER[meaningOfHeader(name)],
    }),
  )
  return [...known, ...unknown]
}

/** Two headers may be the same once they are cut. */
function unlike(taken: Set<string>, header: string): string {
  let own = header
  for (let count = 2; taken.has(own); count++) own = `${header} (${count})`
  taken.add(own)
  return own
}

/** Masks the cells of a row in place. */
export type RowMask = (cells: string[]) => string[]

/**
 * Made once, called for every row: millions of cells go through it, most of them empty, too short to
 * hold a number, or the same as in the row before.
 */
export function rowMask(columns: readonly ExportColumn[]): RowMask {
  const masked = columns.flatMap(({ mask }, index) =>
    mask
      ? [{ index, mask, shortest: mask === maskNumbers ? SHORTEST_NUMBER : 1, text: '', shown: '' }]
      : [],
  )
  return (cells) => {
    for (const column of masked) {
      const text = cells[column.index] as string
      if (text.length < column.shortest) continue
      if (text !== column.text) {
        column.text = text
        column.shown = column.mask(text)
      }
      cells[column.index] = column.shown
    }
    return cells
  }
}

/** The mask of each field of a record, in the order of its fields: that of the column it comes from. */
export type FieldMasks = readonly (Mask | null)[]

export function fieldMasks(report: ReportKind): FieldMasks {
  const format = formatOf(report)
  return FIELDS[format.record].map(({ name, type }) => {
    const column = format.columns.find(({ field }) => field === name)
    return column && type === 'text' ? maskOf(column) : null
  })
}

/** The fields of a record as they may be shown. */
export function maskValues(values: readonly Value[], masks: FieldMasks): Value[] {
  return values.map((value, index) => {
    const mask = masks[index]
    return mask && typeof value === 'string' ? mask(value) : value
  })
}

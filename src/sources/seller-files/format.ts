import type { Content } from '../../domain/privacy/redaction.ts'
import type { RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'

/**
 * What a column's cells are, for reading (ids are unwrapped, amounts checked), for Excel (numbers,
 * dates) and for masking.
 */
export type ColumnType = 'id' | 'text' | 'amount' | 'integer' | 'time'

/** Which personal data a column holds; decides how it is masked. */
export type Personal = 'name' | 'phone' | 'address' | 'free-text'

export interface Column {
  /** The platform's own name. */
  name: string
  type: ColumnType
  /** Other spellings met in real files. */
  aliases?: readonly string[]
  /** The field of the record that this column gives. */
  field?: string
  personal?: Personal
  /** Links and the merchant's own data, which are never cut down whatever they look like. */
  unscreened?: true
  /** What the column should hold, by which it is screened; else as text of the platform's. */
  holds?: Content
  /** Older files have words where newer ones have the value, such as `券名-金额`; that is no fault. */
  orText?: true
  /** Counts as a moment at which the export's content was true; the newest gives its "as of". */
  dates?: true
}

/** A kind of report the back office exports: how it is recognised, and all columns it is known to have. */
export interface ReportFormat {
  kind: ReportKind
  record: RecordKind
  /** The report is recognised when all of these columns are there. */
  signature: readonly string[]
  /** In the platform's order. A real file has any selection of them, in any order. */
  columns: readonly Column[]
  /** The row below the header may explain the columns instead of holding data. */
  explained?: true
  /** The column whose times tell which days a file covers. */
  coverage?: string
}

/** Builds columns of texts that are shown as they are. */
export function unscreened(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', unscreened: true }))
}

/** Builds columns of the merchant's own codes. */
export function ownCodes(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', holds: 'own-code' }))
}

/** Builds columns of the numbers of parcels. */
export function parcels(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'id', holds: 'parcel' }))
}

/** Builds columns of provinces, cities and districts. */
export function regions(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', holds: 'region' }))
}

/** Builds columns of names and kinds of goods. */
export function goods(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', holds: 'goods' }))
}

/** Builds columns of words that the platform alone writes, and that the books can do without. */
export function words(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', holds: 'word' }))
}

/** Builds columns of text that anybody may have typed anything into. */
export function freeTexts(...names: string[]): Column[] {
  return names.map((name) => ({ name, type: 'text', personal: 'free-text' }))
}

/** Builds columns of one type from their names. */
export function columns(type: ColumnType, ...names: string[]): Column[] {
  return names.map((name) => ({ name, type }))
}

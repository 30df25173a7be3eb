import type { StoredRecord } from '../../archive/records/record-reader.ts'
import { parseFen } from '../../domain/money.ts'
import { FIELDS, type Field, type RecordKind } from '../../domain/records.ts'
import { parseBeijingTime } from '../../domain/time.ts'
import type {
  ParquetColumn,
  ParquetType,
  ParquetValue,
} from '../../reports/parquet/parquet-file.ts'
import type { ColumnType } from '../../sources/seller-files/format.ts'
import type { ExportColumn } from './export-columns.ts'

/** A column of a Parquet export, and where its value is in a record. */
export interface ParquetExportColumn extends ParquetColumn {
  /** @param cells the record's cells in the order of the export's columns, masked already like its values */
  read(record: StoredRecord, cells: readonly string[]): ParquetValue
}

/** Texts where a number or a time should be; so that nothing is lost, they stand here as JSON. */
export const OTHER_TEXTS_COLUMN = '其他原文'

const FIELD_TYPES: Readonly<Record<Field['type'], ParquetType>> = {
  id: 'text',
  text: 'text',
  fen: 'integer',
  integer: 'integer',
  time: 'time',
}

const CELL_TYPES: Readonly<Record<ColumnType, ParquetType>> = {
  id: 'text',
  text: 'text',
  amount: 'integer',
  integer: 'integer',
  time: 'time',
}

/**
 * The columns of a Parquet export: the fields of the record under our names first (`lineId`,
 * `payableFen`), then every other column of the platform under its own, amounts in fen as `…_fen`.
 * @param isWhole all columns were asked for, so that what follows from them is added too
 */
export function parquetColumns(
  record: RecordKind,
  columns: readonly ExportColumn[],
  isWhole: boolean,
): ParquetExportColumn[] {
  const given = new Set(columns.flatMap(({ field }) => (field ? [field] : [])))
  // Every address has its id, the platform's or our own, as its key.
  given.delete('addressId')
  const fields = FIELDS[record].flatMap((field, index) =>
    given.has(field.name) || (isWhole && isAlwaysKnown(field)) ? [fieldColumn(field, index)] : [],
  )
  const cells = columns.flatMap((column, index) =>
    column.field ? [] : [cellColumn(column, index)],
  )
  const source: ParquetExportColumn[] = [
    { name: 'sourceFile', type: 'text', read: ({ file }) => file },
    { name: 'asOf', type: 'time', read: ({ asOf }) => parseBeijingTime(asOf) },
  ]
  const key: ParquetExportColumn[] =
    record === 'addresses' ? [{ name: 'addressId', type: 'text', read: ({ key: id }) => id }] : []
  return [...key, ...fields, ...cells, ...(isWhole ? source : []), otherTexts(columns)]
}

/** Fields that follow from others, or that only some sources tell, have no column of their own. */
function isAlwaysKnown(field: Field): boolean {
  return field.derived === true || field.name === 'realRefundFen'
}

function fieldColumn({ name, type }: Field, index: number): ParquetExportColumn {
  return { name, type: FIELD_TYPES[type], read: ({ values }) => values[index] ?? null }
}

function cellColumn({ header: name, type }: ExportColumn, index: number): ParquetExportColumn {
  const shownAs = type === 'amount' ? `${name}_fen` : name
  return {
    name: shownAs,
    type: CELL_TYPES[type],
    read: (_, cells) => cellValue(type, cells[index]),
  }
}

function cellValue(type: ColumnType, text = ''): ParquetValue {
  if (text === '') return null
  if (type === 'amount') return parseFen(text)
  if (type === 'time') return parseBeijingTime(text)
  if (type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : null
  return text
}

function otherTexts(columns: readonly ExportColumn[]): ParquetExportColumn {
  const typed = columns.flatMap(({ header: name, type }, index) =>
    CELL_TYPES[type] === 'text' ? [] : [{ name, type, index }],
  )
  return {
    name: OTHER_TEXTS_COLUMN,
    type: 'text',
    read: (_, cells) => {
      let texts: Record<string, string> | null = null
      for (const { name, type, index } of typed) {
        const text = cells[index] ?? ''
        if (text === '' || cellValue(type, text) !== null) continue
        texts ??= {}
        texts[name] = text
      }
      return texts === null ? null : JSON.stringify(texts)
    },
  }
}

import { Buffer } from 'node:buffer'
import type { StoredCellBytes } from '../../archive/records/record-reader.ts'
import { maskFileName } from '../../domain/privacy/masking-columns.ts'
import type { SheetColumn, SheetRow } from '../../reports/xlsx/workbook-model.ts'
import { AS_OF_COLUMN, SOURCE_FILE_COLUMN } from '../../sources/seller-files/header.ts'
import type { ExportColumn } from './export-columns.ts'

/** The columns of an export as those of a sheet: ids are texts there. */
export function sheetColumns(columns: readonly ExportColumn[]): SheetColumn[] {
  return columns.map(({ header, type, mask }) => ({
    header,
    type: type === 'id' ? 'text' : type,
    ...(mask ? { mask } : {}),
  }))
}

/** The two columns behind those of a report, which tell where a row is from. */
export const SOURCE_COLUMNS: readonly SheetColumn[] = [
  { header: SOURCE_FILE_COLUMN, type: 'text' },
  { header: AS_OF_COLUMN, type: 'time' },
]

const NOTHING_MORE = Buffer.from('[]')

/**
 * Stored records as the rows of a sheet.
 * @param source what is shown of where a row is from: a file's name masked or as it is, or nothing
 */
export function* sheetRows(
  records: Iterable<StoredCellBytes>,
  source: 'masked' | 'plain' | 'none',
): Generator<SheetRow> {
  const known = new Map<StoredCellBytes['source'], Uint8Array>()
  for (const { cells, places, source: from } of records) {
    let more = source === 'none' ? NOTHING_MORE : known.get(from)
    if (!more) {
      const file = source === 'masked' ? maskFileName(from.file) : from.file
      more = Buffer.from(JSON.stringify([file, from.asOf]))
      known.set(from, more)
    }
    yield { cells, places, more }
  }
}

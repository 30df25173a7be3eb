import type { Store } from '../../archive/store.ts'
import type { Deps, OpenScratch } from '../ports.ts'

/** Where a report came from, and how its "as of" is known before its rows are read. */
export interface ReportSource {
  /** Name as given; `x.zip/member.csv` for a member. */
  file: string
  /** null where the file is one table. */
  sheet: string | null
  original: string
  sha256: string
  encoding: string | null
  /** From the name: ISO 8601 with +08:00, or null. */
  namedAsOf: string | null
  /** A time that the name tells and that cannot be the export's. */
  disbelieved: string | null
  modifiedAt: string
  /** Rows that could not be read when the file was whole, and went with people's data. */
  lostRows?: number
}

export interface ImportContext {
  store: Store
  deps: Pick<Deps, 'interruption' | 'progress' | 'rowThread'>
  /** When this run began, ISO 8601 with +08:00. */
  importedAt: string
  /** Keep only columns that give a field: no text that could be personal, for looking without storing. */
  fieldsOnly: boolean
  /** Where a workbook's strings may go that are too many for the memory; null where nothing is kept. */
  openScratch: OpenScratch | null
}

import type { Value } from '../../../domain/records.ts'
import type { RowFault } from './row-cleaner.ts'

/** A row of a report with everything that can be worked out from it without the archive. */
export type PreparedRow =
  /** The header once more, where files were joined. */
  | { outcome: 'header'; number: number }
  | { outcome: 'dropped'; number: number; faults: readonly RowFault[] }
  | ({ outcome: 'kept'; number: number; faults: readonly RowFault[] } & PreparedRecord)

/** What a kept row puts into the archive. */
export interface PreparedRecord {
  /** A row of a whole order whose lines cannot be told apart; it becomes an order record. */
  isJoined: boolean
  /** The fields of its record. */
  values: Value[]
  /** Its cells in the order of the report's columns, as a JSON array of texts. */
  text: string
}

/** An address to which buyers send goods back, as an after-sale export tells it. */
export type ReturnAddress = readonly [contact: string, phone: string, detail: string]

/** Some rows in the order of the file. */
export interface PreparedRows {
  rows: readonly PreparedRow[]
  /** Return addresses that no row before these had. */
  addresses: readonly ReturnAddress[]
  /** How many rows of the table these are, blank ones included. */
  seen: number
}

/** What all rows of a report together say. */
export interface RowFacts {
  /** The newest time of something that has happened, ISO 8601 with +08:00; null when there is none. */
  newest: string | null
  /** The first and the last day that the report covers, YYYY-MM-DD. */
  firstDay: string | null
  lastDay: string | null
  /** The header of a column whose ids were rounded, all of them. */
  damagedColumn: string | null
}

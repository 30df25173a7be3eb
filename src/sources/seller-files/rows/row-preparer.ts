import { isHidden } from '../../../domain/privacy/masking.ts'
import type { FileColumn, Header } from '../header.ts'
import { type TableRow, UnreadableFile } from '../table.ts'
import { NewestTime } from './newest-time.ts'
import type { PreparedRow, PreparedRows, RowFacts } from './prepared-row.ts'
import { type Derive, deriveValues } from './record-values.ts'
import { ReturnAddresses } from './return-addresses.ts'
import { RoundedIds } from './rounded-ids.ts'
import { JOINED, RowCleaner, type RowFault } from './row-cleaner.ts'
import { StatusWords } from './status-words.ts'

/** Exports end every line: what ends within one has lost the end of a cell, or rows. */
const CUT: RowFault = { code: 'cut-row', column: null, args: {} }

/** Does with the rows of a report all that takes no archive, so that it can be done on another thread. */
export class RowPreparer {
  readonly #cleaner: RowCleaner
  readonly #derive: Derive
  /** For rows whose lines are joined; null in reports that have no lines. */
  readonly #deriveJoined: Derive | null
  readonly #lineColumn: number
  readonly #statusWords: StatusWords
  readonly #addresses: ReturnAddresses
  readonly #roundedIds: RoundedIds
  readonly #newest: NewestTime
  /** Columns that name people, in files that a program of ours may have masked. */
  readonly #maskable: readonly number[]
  readonly #dayColumn: number
  #firstDay: string | null = null
  #lastDay: string | null = null

  /** @param padsShortRows a workbook leaves out empty cells at a row's end; a CSV file never does */
  constructor(header: Header, padsShortRows: boolean) {
    const { format, columns } = header
    const names = columns.map(({ name }) => name)
    this.#cleaner = new RowCleaner(header, padsShortRows)
    this.#derive = deriveValues(format.kind, format.record, names)
    const hasLines = format.record === 'lines'
    this.#deriveJoined = hasLines ? deriveValues(format.kind, 'orderRecords', names) : null
    this.#lineColumn = columns.findIndex(({ known }) => known?.field === 'lineId')
    this.#statusWords = new StatusWords(header)
    this.#addresses = new ReturnAddresses(header)
    this.#roundedIds = new RoundedIds(header)
    this.#newest = new NewestTime(header)
    this.#maskable = header.asOfPosition === null ? [] : columns.flatMap(personalIndex)
    this.#dayColumn = names.indexOf(format.coverage ?? '')
  }

  /** @throws {UnreadableFile} `masked-export` for an export of ours without people's data */
  prepare(batch: readonly TableRow[]): PreparedRows {
    const rows: PreparedRow[] = []
    for (const row of batch) {
      const prepared = this.#prepareRow(row)
      if (prepared) rows.push(prepared)
    }
    return { rows, addresses: this.#addresses.takeNew(), seen: batch.length }
  }

  get facts(): RowFacts {
    return {
      newest: this.#newest.asOf,
      firstDay: this.#firstDay,
      lastDay: this.#lastDay,
      damagedColumn: this.#roundedIds.damagedColumn,
    }
  }

  #prepareRow(row: TableRow): PreparedRow | null {
    const { number } = row
    const cleaned = this.#cleaner.clean(row)
    if (cleaned.outcome === 'blank') return null
    if (cleaned.outcome === 'header') return { outcome: 'header', number }
    if (cleaned.outcome === 'dropped') {
      return { outcome: 'dropped', number, faults: [cleaned.fault] }
    }
    const { cells } = cleaned
    if (this.#maskable.some((index) => isHidden(cells[index] ?? ''))) {
      throw new UnreadableFile('masked-export', { row: number })
    }
    const isJoined = this.#deriveJoined !== null && JOINED.test(cells[this.#lineColumn] ?? '')
    const derive = (isJoined && this.#deriveJoined) || this.#derive
    const faults = [...cleaned.faults, ...this.#statusWords.unknownIn(cells)]
    if (row.isUnended) faults.push(CUT)
    this.#roundedIds.see(cells)
    this.#addresses.see(cells)
    this.#newest.see(cells, row.cells)
    this.#cover(cells[this.#dayColumn] ?? '')
    return {
      outcome: 'kept',
      number,
      faults,
      isJoined,
      values: derive(cells),
      text: JSON.stringify(cells),
    }
  }

  #cover(time: string): void {
    if (time.length < 10) return
    const day = time.slice(0, 10)
    if (this.#firstDay === null || day < this.#firstDay) this.#firstDay = day
    if (this.#lastDay === null || day > this.#lastDay) this.#lastDay = day
  }
}

function personalIndex({ known }: FileColumn, index: number): number[] {
  return known?.personal && known.personal !== 'free-text' ? [index] : []
}

/** The columns alone that give a field and name nobody: for a look that keeps nothing of people. */
export function withFieldsOnly(header: Header): Header {
  // The merchant's own addresses are nothing but people: without those columns there is no row.
  if (header.format.kind === 'addresses') return header
  const isField = ({ known }: FileColumn) => known?.field !== undefined && !known.personal
  return { ...header, columns: header.columns.filter(isField) }
}

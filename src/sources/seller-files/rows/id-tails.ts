import type { Header } from '../header.ts'

/** The ids of the platform, which have 18 or 19 digits, by the names of their fields. */
const PLATFORM_IDS = new Set(['orderId', 'lineId', 'afterSaleId'])
/** A spreadsheet keeps 15 digits of a number and writes zeros for the others. */
const LEAST_DIGITS = 16
const TAIL = '000'

/**
 * Finds out whether a spreadsheet has rounded the ids of a CSV file and written them out again: then
 * all ids of a column end in zeros, which two different ids hardly ever do by chance.
 */
export class IdTails {
  readonly #columns: IdColumn[]

  constructor({ columns }: Header) {
    this.#columns = columns.flatMap(({ known, title }, index) =>
      PLATFORM_IDS.has(known?.field ?? '')
        ? [{ index, title, last: '', rounded: 0, isSound: false }]
        : [],
    )
  }

  /** @param cells of a row, in the order of the header's columns */
  see(cells: readonly string[]): void {
    for (const column of this.#columns) {
      const id = cells[column.index] ?? ''
      if (column.isSound || id === '' || id === column.last) continue
      column.last = id
      if (id.length >= LEAST_DIGITS && id.endsWith(TAIL)) column.rounded++
      else column.isSound = true
    }
  }

  /** The header of a column whose ids are all rounded; null when there is none. */
  get damagedColumn(): string | null {
    return this.#columns.find(({ isSound, rounded }) => !isSound && rounded >= 2)?.title ?? null
  }
}

interface IdColumn {
  index: number
  title: string
  last: string
  /** How many ids ended in zeros; rows of one order stand together and count once. */
  rounded: number
  isSound: boolean
}

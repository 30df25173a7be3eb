import { parseBeijingTime } from '../../../domain/time.ts'
import { unwrapCell } from '../cell-text.ts'
import type { Header } from '../header.ts'

/** The newest moment that the rows themselves speak of; never a promised or planned one. */
export class NewestTime {
  readonly #indexes: readonly number[]
  readonly #asOfPosition: number | null
  #newest: string | null = null
  /** The newest in the form most cells have, so that nearly all are passed over by one comparison. */
  #asCell = ''

  constructor({ columns, asOfPosition }: Header) {
    this.#indexes = columns.flatMap(({ known }, index) => (known?.dates ? [index] : []))
    this.#asOfPosition = asOfPosition
  }

  /** @param raw the row as the file has it, where dyshop's own exports have the "as of" of each row */
  see(cells: readonly string[], raw: readonly string[]): void {
    if (this.#asOfPosition !== null) this.#seeText(unwrapCell(raw[this.#asOfPosition] ?? ''))
    else for (const index of this.#indexes) this.#seeText(cells[index] as string)
  }

  get asOf(): string | null {
    return this.#newest
  }

  #seeText(text: string): void {
    if (text <= this.#asCell) return
    const time = parseBeijingTime(text)
    if (time === null || (this.#newest !== null && time <= this.#newest)) return
    this.#newest = time
    this.#asCell = time.slice(0, 19).replace('T', ' ')
  }
}

import { SeenTexts } from './seen-texts.ts'
import type { StoredCells } from './stored-cells.ts'

/** A longer text is hardly worth a look-up. */
const MAX_SHARED_BYTES = 768

/** A look at the cells of a column after which it is decided whether looking texts up is worth it. */
const SAMPLE_CELLS = 1024
const WORTHWHILE_HITS = SAMPLE_CELLS / 4

const NO_BYTES = new Uint8Array(0)

/** The texts of a column that were seen before, by their number among the shared strings. */
export class ColumnTexts {
  readonly #seen: SeenTexts
  /** The cell before with a known text, which is the most likely one to come next. */
  #lastBytes: Uint8Array = NO_BYTES
  #lastStart = 0
  #lastEnd = 0
  #lastIndex = -1
  #looksUp = true
  #lookUps = 0
  #hits = 0

  /** @param seen may be that of other columns with the same mask */
  constructor(seen = new SeenTexts()) {
    this.#seen = seen
  }

  /** Whether a text would be remembered; texts of a column that seldom come again, such as ids, are not. */
  remembers(cells: StoredCells, place: number): boolean {
    return this.#looksUp && cells.size(place) <= MAX_SHARED_BYTES
  }

  /** The number of a cell's text, or -1. */
  find(cells: StoredCells, place: number): number {
    const { bytes } = cells
    const start = cells.starts[place] as number
    const end = cells.ends[place] as number
    if (this.#isLast(bytes, start, end)) return this.#lastIndex
    if (!this.remembers(cells, place)) return -1
    const index = this.#seen.find(bytes, start, end)
    this.#judge(index >= 0)
    if (index >= 0) this.#makeLast(bytes, start, end, index)
    return index
  }

  remember(cells: StoredCells, place: number, index: number): void {
    const start = cells.starts[place] as number
    const end = cells.ends[place] as number
    this.#seen.add(cells.bytes, start, end, index)
    this.#makeLast(cells.bytes, start, end, index)
  }

  #isLast(bytes: Uint8Array, start: number, end: number): boolean {
    const last = this.#lastBytes
    const from = this.#lastStart
    if (end - start !== this.#lastEnd - from) return false
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== last[j]) return false
    return true
  }

  #makeLast(bytes: Uint8Array, start: number, end: number, index: number): void {
    this.#lastBytes = bytes
    this.#lastStart = start
    this.#lastEnd = end
    this.#lastIndex = index
  }

  #judge(isHit: boolean): void {
    this.#lookUps++
    if (isHit) this.#hits++
    if (this.#lookUps < SAMPLE_CELLS) return
    this.#looksUp = this.#hits >= WORTHWHILE_HITS
    this.#lookUps = 0
    this.#hits = 0
  }
}

import { numberedKey } from '../database/tables.ts'

/**
 * Tells the rows of one import apart that are equal in every telling value: the first has their key as
 * it is, the others are numbered. What was seen is remembered by the row it stands in, one bit for
 * each, because a bill can have millions of rows, and almost none of them is there twice.
 */
export class EqualRows {
  #seen = new Uint8Array(1024)
  readonly #counts = new Map<string, number>()

  /** Takes note that a row of this import stands in a row of the table. @returns false when one did before */
  isFirst(rowId: number): boolean {
    const byte = rowId >>> 3
    if (byte >= this.#seen.length) this.#grow(byte + 1)
    const bit = 1 << (rowId & 7)
    const before = this.#seen[byte] as number
    this.#seen[byte] = before | bit
    return (before & bit) === 0
  }

  /** The key of the next row of this import that is equal to an earlier one. */
  nextKey(key: string): string {
    const count = (this.#counts.get(key) ?? 1) + 1
    this.#counts.set(key, count)
    return numberedKey(key, count)
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.#seen.length * 2))
    grown.set(this.#seen)
    this.#seen = grown
  }
}

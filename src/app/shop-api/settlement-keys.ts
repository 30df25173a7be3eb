import { numberedKey, settlementKey } from '../../archive/database/tables.ts'
import type { Value } from '../../domain/records.ts'

/**
 * Keys for rows of the settlement bill as the Open API pages through it. Rows that are equal in every
 * telling value are numbered within a pass, as in a file; the very same row again, on another page or
 * at the border of two windows, is the same row.
 */
export class SettlementKeys {
  readonly #rows = new Map<string, string[]>()

  startPass(): void {
    this.#rows.clear()
  }

  /** @param row all that the platform said of it */
  keyOf(values: readonly Value[], row: string): string {
    const key = settlementKey(values)
    const same = this.#rows.get(key) ?? []
    if (same.length === 0) this.#rows.set(key, same)
    if (!same.includes(row)) same.push(row)
    return numberedKey(key, same.indexOf(row) + 1)
  }
}

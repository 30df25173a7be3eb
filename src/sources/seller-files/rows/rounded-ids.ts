import type { Header } from '../header.ts'

/** The ids of the platform, which have 18 or 19 digits, by the names of their fields. */
const PLATFORM_IDS = new Set(['orderId', 'lineId', 'afterSaleId'])

/**
 * A way in which a program that takes ids for numbers rounds them. One id may look so by chance, so
 * each that does counts for as much as it is unlikely.
 */
interface Rounding {
  /** In how many bits an id gives this away; 0 when it cannot have been rounded so. */
  bitsIn: (id: string) => number
  /** So many bits together are no chance. */
  proof: number
}

/** A spreadsheet keeps 15 digits of a number and writes zeros for the others. */
const SPREADSHEET: Rounding = {
  bitsIn: (id) => (id.length >= 16 && id.endsWith('000') ? 10 : 0),
  proof: 20,
}

/**
 * A number of 64 bits in IEEE 754 has 53 of its own; the digits that come out are a multiple of
 * what the others are worth. The likelier chance of it asks for more ids than zeros do.
 */
const BINARY: Rounding = {
  bitsIn: (id) => {
    if (!/^\d{16,19}$/.test(id)) return 0
    const value = BigInt(id)
    const lost = value.toString(2).length - 53
    return lost > 0 && BigInt.asUintN(lost, value) === 0n ? lost : 0
  },
  proof: 40,
}

/**
 * Finds out whether a program has rounded the ids of a report and written them out again: then all ids
 * of a column look rounded, which different ids hardly ever do by chance.
 */
export class RoundedIds {
  readonly #columns: IdColumn[]

  constructor({ columns }: Header) {
    this.#columns = columns.flatMap(({ known, title }, index) =>
      PLATFORM_IDS.has(known?.field ?? '')
        ? [{ index, title, last: '', suspicions: [SPREADSHEET, BINARY].map(suspect) }]
        : [],
    )
  }

  /** @param cells of a row, in the order of the header's columns */
  see(cells: readonly string[]): void {
    for (const column of this.#columns) {
      if (column.suspicions.length === 0) continue
      const id = cells[column.index] ?? ''
      if (id === '' || id === column.last) continue
      column.last = id
      column.suspicions = column.suspicions.filter((suspicion) => {
        const bits = suspicion.rounding.bitsIn(id)
        suspicion.bits += bits
        return bits > 0
      })
    }
  }

  /** The header of a column whose ids are all rounded; null when there is none. */
  get damagedColumn(): string | null {
    const isProven = ({ bits, rounding }: Suspicion) => bits >= rounding.proof
    return this.#columns.find(({ suspicions }) => suspicions.some(isProven))?.title ?? null
  }
}

interface IdColumn {
  index: number
  title: string
  last: string
  /** Roundings that no id has disproved; rows of one order stand together and count once. */
  suspicions: Suspicion[]
}

interface Suspicion {
  rounding: Rounding
  bits: number
}

function suspect(rounding: Rounding): Suspicion {
  return { rounding, bits: 0 }
}

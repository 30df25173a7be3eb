/** The longest name a sheet can have, in UTF-16 units. */
const MAX_NAME_UNITS = 31
const FORBIDDEN = /[[\]:*?/\\\0-\x1f\x7f\ufffe\uffff\p{Cs}]/gu
const EDGE_APOSTROPHES = /^'+|'+$/g
/** Excel keeps this one for itself. */
const RESERVED = 'history'

/**
 * Names of the sheets of one workbook: valid in Excel, and different from each other whatever the case
 * of their letters.
 * @see https://support.microsoft.com/office/3f1f7148-ee83-404d-8ef0-9ff99fbad1f9 (rename a worksheet)
 */
export class SheetNames {
  readonly #taken = new Set<string>([RESERVED])

  /** The name itself where it may be used, else the nearest that may. */
  claim(wanted: string): string {
    const base = validName(wanted)
    return this.#isFree(base) ? this.#take(base) : this.continued(base, 2)
  }

  /** The name of the `number`th sheet of a set: `订单 (2)`, or a higher number when that is taken. */
  continued(name: string, number: number): string {
    for (let n = number; ; n++) {
      const suffix = ` (${n})`
      const candidate = shorten(name, MAX_NAME_UNITS - suffix.length) + suffix
      if (this.#isFree(candidate)) return this.#take(candidate)
    }
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(name.toLowerCase())
  }

  #take(name: string): string {
    this.#taken.add(name.toLowerCase())
    return name
  }
}

function validName(wanted: string): string {
  const plain = wanted.replace(FORBIDDEN, '_').replace(EDGE_APOSTROPHES, '').trim()
  return shorten(plain, MAX_NAME_UNITS).replace(EDGE_APOSTROPHES, '') || 'Sheet'
}

function shorten(name: string, units: number): string {
  if (name.length <= units) return name
  const isInsidePair = /[\ud800-\udbff]/.test(name.charAt(units - 1))
  return name.slice(0, isInsidePair ? units - 1 : units)
}

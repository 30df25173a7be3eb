import { Buffer } from 'node:buffer'
import { type CellText, textElement, type XmlText, xml } from './cell-text.ts'
import { XML_DECLARATION } from './xml.ts'

/** Enough for every status, product and shop name; little enough to keep in memory. */
const MAX_STRINGS = 65_536
const MAX_UNITS = 8 << 20
const LATIN1 = /^[\0-\xff]*$/

/**
 * The shared string table (ECMA-376 part 1, 18.4.9): texts that come again and again are written once
 * and referred to by number. It is bounded; what finds no place is written inline, in the cell.
 */
export class SharedStrings {
  readonly #indexes = new Map<CellText, number>()
  readonly #maxStrings: number
  #units = 0
  #references = 0

  constructor(maxStrings = MAX_STRINGS) {
    this.#maxStrings = maxStrings
  }

  get size(): number {
    return this.#indexes.size
  }

  /** Counts one more cell with a text whose number is known. */
  refer(): void {
    this.#references++
  }

  /** The number of a text that is in the table already, else -1. */
  find(text: string): number {
    // What is no clean text is not in the table.
    const index = this.#indexes.get(text as CellText)
    if (index === undefined) return -1
    this.#references++
    return index
  }

  /** The number of a clean text that was not found; -1 when the table is full. */
  add(text: CellText): number {
    const index = this.#indexes.size
    if (index >= this.#maxStrings || this.#units + text.length > MAX_UNITS) return -1
    this.#indexes.set(detached(text), index)
    this.#units += text.length
    this.#references++
    return index
  }

  findOrAdd(text: CellText): number {
    const index = this.find(text)
    return index >= 0 ? index : this.add(text)
  }

  /** The part in pieces, ready for the package. */
  *xml(): Iterable<XmlText> {
    yield xml`${XML_DECLARATION}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#references}" uniqueCount="${this.#indexes.size}">`
    for (const text of this.#indexes.keys()) yield xml`<si>${textElement(text)}</si>`
    yield xml`</sst>`
  }
}

// A text cut out of a reader's chunk keeps the whole chunk alive; the table must not.
function detached(text: CellText): CellText {
  const encoding = LATIN1.test(text) ? 'latin1' : 'utf16le'
  return Buffer.from(text, encoding).toString(encoding) as CellText
}

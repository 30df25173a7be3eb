import type { Buffer } from 'node:buffer'
import { DOUBLE_QUOTE, EQUALS, GREATER, LESS, SINGLE_QUOTE, SPACE } from './xml-bytes.ts'
import { MalformedXml } from './xml-text.ts'

const MAX_ATTRIBUTES = 256

/** The attributes of one tag, as positions in the scanned bytes. */
export class AttributeList {
  /** Of the attribute that `select` found. */
  valueStart = 0
  valueEnd = 0
  #count = 0
  /** Of every attribute: the code of its name, and where its value starts and ends. */
  readonly #places = new Int32Array(3 * MAX_ATTRIBUTES)

  clear(): void {
    this.#count = 0
  }

  /** Finds an attribute by its `nameCode`; one with a prefix has another code. */
  select(name: number): boolean {
    const end = 3 * this.#count
    for (let i = 0; i < end; i += 3) {
      if (this.#places[i] === name) {
        this.valueStart = this.#places[i + 1] as number
        this.valueEnd = this.#places[i + 2] as number
        return true
      }
    }
    return false
  }

  /**
   * Reads and keeps the attribute at `start`; returns the place behind it, or -1 when the bytes end
   * first.
   */
  read(bytes: Buffer, start: number): number {
    const length = bytes.length
    let name = 0
    let position = start
    for (; position < length; position++) {
      const byte = bytes[position] as number
      if (byte === EQUALS || byte <= SPACE) break
      if (byte === GREATER || byte === LESS) throw new MalformedXml('an attribute without a value')
      name = (name << 8) | byte
    }
    while (position < length && (bytes[position] as number) <= SPACE) position++
    if (position === length) return -1
    if (bytes[position++] !== EQUALS) throw new MalformedXml('an attribute without a value')
    while (position < length && (bytes[position] as number) <= SPACE) position++
    if (position === length) return -1
    const quote = bytes[position++]
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw new MalformedXml('a missing quote')
    const valueStart = position
    for (; position < length; position++) {
      const byte = bytes[position]
      if (byte === quote) {
        this.#add(name, valueStart, position)
        return position + 1
      }
      if (byte === LESS) throw new MalformedXml('a tag inside an attribute')
    }
    return -1
  }

  #add(name: number, valueStart: number, valueEnd: number): void {
    if (this.#count === MAX_ATTRIBUTES) throw new MalformedXml('too many attributes')
    const at = 3 * this.#count++
    this.#places[at] = name
    this.#places[at + 1] = valueStart
    this.#places[at + 2] = valueEnd
  }
}

import type { Buffer } from 'node:buffer'

const SLOTS = 1 << 12
const LONGEST_TEXT = 64

/**
 * Remembers the strings of short texts by their bytes. In an export most Chinese texts are one of a
 * few, such as a status or a product, and comparing bytes takes a third of the time of decoding.
 */
export class RepeatedTexts {
  readonly #texts: string[] = new Array(SLOTS).fill('')
  readonly #lengths = new Uint8Array(SLOTS)
  readonly #bytes = new Uint8Array(SLOTS * LONGEST_TEXT)

  /** The text of UTF-8 bytes, decoded when it is not remembered. */
  get(bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (length > LONGEST_TEXT) return bytes.toString('utf8', start, end)
    let hash = length
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    if (!this.#holds(slot, bytes, start, length)) this.#remember(slot, bytes, start, end)
    return this.#texts[slot] as string
  }

  #holds(slot: number, bytes: Buffer, start: number, length: number): boolean {
    if (this.#lengths[slot] !== length) return false
    const place = slot * LONGEST_TEXT
    for (let i = 0; i < length; i++) {
      if (this.#bytes[place + i] !== bytes[start + i]) return false
    }
    return true
  }

  #remember(slot: number, bytes: Buffer, start: number, end: number): void {
    const place = slot * LONGEST_TEXT
    this.#lengths[slot] = end - start
    for (let i = start; i < end; i++) this.#bytes[place + i - start] = bytes[i] as number
    this.#texts[slot] = bytes.toString('utf8', start, end)
  }
}

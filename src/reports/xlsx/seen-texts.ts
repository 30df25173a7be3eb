const FIRST_SLOTS = 1 << 10
const MOST_TEXTS = 65_536
const MOST_BYTES = 8 << 20

/**
 * Finds the number that was remembered for a text, by its bytes: a text that comes again is neither
 * made a string nor looked at again. A hash table with open addressing; it is bounded, and forgets nothing.
 */
export class SeenTexts {
  /** The number of a text + 1; 0 in a slot that is free. A power of two, at most half of them taken. */
  #slots = new Int32Array(FIRST_SLOTS)
  #count = 0
  #starts = new Int32Array(FIRST_SLOTS)
  #hashes = new Int32Array(FIRST_SLOTS)
  #values = new Int32Array(FIRST_SLOTS)
  #bytes = new Uint8Array(FIRST_SLOTS << 4)

  /** @returns -1 for a text that was not remembered */
  find(bytes: Uint8Array, start: number, end: number): number {
    const slot = this.#slotOf(bytes, start, end, hashOf(bytes, start, end))
    const text = (this.#slots[slot] as number) - 1
    return text < 0 ? -1 : (this.#values[text] as number)
  }

  /** Remembers a number of 0 or more for a text that was not found, if there is still room. */
  add(bytes: Uint8Array, start: number, end: number, value: number): void {
    const from = this.#starts[this.#count] as number
    const to = from + end - start
    if (this.#count === MOST_TEXTS || to > MOST_BYTES) return
    this.#makeRoom(to)
    const hash = hashOf(bytes, start, end)
    this.#bytes.set(bytes.subarray(start, end), from)
    this.#hashes[this.#count] = hash
    this.#values[this.#count] = value
    this.#slots[this.#slotOf(bytes, start, end, hash)] = ++this.#count
    this.#starts[this.#count] = to
  }

  /** The slot that holds the text, or the free one where it belongs. */
  #slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const text = (this.#slots[slot] as number) - 1
      if (text < 0 || (this.#hashes[text] === hash && this.#is(text, bytes, start, end)))
        return slot
      slot = (slot + 1) & mask
    }
  }

  #is(text: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[text] as number
    if ((this.#starts[text + 1] as number) - from !== end - start) return false
    const own = this.#bytes
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== own[j]) return false
    return true
  }

  #makeRoom(bytes: number): void {
    if (bytes > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, Math.max(bytes, this.#bytes.length * 2))
    }
    // One more start than texts: that of the next.
    if (this.#count + 2 > this.#starts.length) {
      const length = this.#starts.length * 2
      this.#starts = grown(this.#starts, length)
      this.#hashes = grown(this.#hashes, length)
      this.#values = grown(this.#values, length)
    }
    if ((this.#count + 1) * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2)
  }

  #rehash(size: number): void {
    const slots = new Int32Array(size)
    for (let text = 0; text < this.#count; text++) {
      let slot = (this.#hashes[text] as number) & (size - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
      slots[slot] = text + 1
    }
    this.#slots = slots
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  // The low bits choose the slot, and the high ones know more.
  return hash ^ (hash >>> 15)
}

function grown<T extends Int32Array | Uint8Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length)
  larger.set(array)
  return larger
}

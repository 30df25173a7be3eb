/**
 * A small seeded generator (sfc32), so that a shop depends on its seed and on nothing else.
 * Each part of the shop draws from its own fork: a change in one part leaves the others alone.
 */
export class Random {
  readonly #seed: string
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    this.#seed = seed
    this.#a = hash(seed, 1)
    this.#b = hash(seed, 2)
    this.#c = hash(seed, 3)
    for (let i = 0; i < 12; i++) this.#uint32()
  }

  /** An independent generator for one part of the shop. */
  fork(part: string): Random {
    return new Random(`${this.#seed}/${part}`)
  }

  /** A number in [0, 1). */
  fraction(): number {
    return this.#uint32() / 2 ** 32
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.fraction() * choices.length)]
    if (choice === undefined) throw new RangeError('nothing to pick from')
    return choice
  }

  /** Picks by weight; the weights need not add up to anything. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of choices) total += weight
    let left = this.fraction() * total
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    throw new RangeError('nothing to pick from')
  }

  digits(count: number): string {
    return this.#characters('0123456789', count)
  }

  hex(count: number): string {
    return this.#characters('0123456789abcdef', count)
  }

  base64(count: number): string {
    return this.#characters(BASE64, count)
  }

  /** `count` different indices below `size`, in ascending order. */
  sample(size: number, count: number): number[] {
    const chosen = new Set<number>()
    while (chosen.size < count) chosen.add(this.int(0, size - 1))
    return [...chosen].sort((left, right) => left - right)
  }

  #characters(alphabet: string, count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += alphabet[Math.floor(this.fraction() * alphabet.length)]
    return text
  }

  #uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** FNV-1a, started differently for each word of the state. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1)
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return value >>> 0
}

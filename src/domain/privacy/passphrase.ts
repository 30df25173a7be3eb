/** `refused` is so little that nobody should rely on it; `weak` is told, and left to the merchant. */
export type Strength = 'refused' | 'weak' | 'fine'

const SHORTEST = 8
const REFUSED_BELOW_BITS = 30
/** Five words from a list of a few thousand, or thirteen random letters and digits. */
const FINE_FROM_BITS = 60

/**
 * How hard a passphrase is to guess, judged from outside: an upper bound, because words and dates are
 * guessed sooner than their characters. A sealed file can be attacked for years, at leisure.
 */
export function passphraseStrength(text: string): Strength {
  const characters = [...text]
  const bits = guessBits(characters)
  if (characters.length < SHORTEST || bits < REFUSED_BELOW_BITS) return 'refused'
  return bits < FINE_FROM_BITS ? 'weak' : 'fine'
}

/** A character that follows from the one before it (aaaa, 1234, dcba) adds next to nothing. */
function guessBits(characters: readonly string[]): number {
  const poolBits = Math.log2(CLASSES.reduce((sum, each) => sum + sizeOf(each, characters), 1))
  let bits = 0
  let before = Number.NaN
  for (const character of characters) {
    const code = character.codePointAt(0) ?? 0
    bits += Math.abs(code - before) <= 1 ? 1 : poolBits
    before = code
  }
  const distinct = new Set(characters).size
  return Math.min(bits, distinct * poolBits)
}

const CLASSES: readonly (readonly [pattern: RegExp, size: number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/, 33],
  // The characters that people really use.
  [/[^\x20-\x7e]/, 400],
]

function sizeOf([pattern, size]: readonly [RegExp, number], characters: readonly string[]): number {
  return characters.some((character) => pattern.test(character)) ? size : 0
}

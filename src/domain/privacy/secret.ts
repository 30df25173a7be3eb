const HIDDEN = '[secret]'
/** Node's `util.inspect.custom`, by its public name, because domain imports nothing of Node. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

const LONE_SURROGATE = /\p{Cs}/gu
/** A shorter value would be found inside of ordinary words. */
const SHORTEST_HIDDEN = 6

/**
 * The values of every secret of this process. A state of the module, against the custom of the house:
 * whoever makes a secret must not have to remember to tell those who write.
 */
const values = new Set<string>()

/**
 * An app secret, a token, a passphrase or an authorisation code. However it is printed, joined or serialised, it
 * shows nothing; only `reveal()` gives the value, so every use of one can be found.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    for (const form of formsOf(value)) values.add(form)
  }

  reveal(): string {
    return this.#value
  }

  isSame(other: Secret): boolean {
    return this.#value === other.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [INSPECT](): string {
    return HIDDEN
  }
}

/** A text that turned out to be a secret, such as a passphrase, and stays a text. */
export function keptSecret(value: string): string {
  return new Secret(value).reveal()
}

/** As it is, and as an address and JSON write it. */
function formsOf(value: string): string[] {
  if (value.length < SHORTEST_HIDDEN) return []
  const json = JSON.stringify(value).slice(1, -1)
  return [value, encodeURIComponent(value.replace(LONE_SURROGATE, '\ufffd')), json]
}

/**
 * The last step before a text leaves the process: whatever way a secret came into it, it goes no further.
 * The longest first, because one may be a part of another.
 */
export function withoutSecrets(text: string): string {
  const found = [...values].filter((value) => text.includes(value))
  return found
    .sort((a, b) => b.length - a.length)
    .reduce((rest, value) => rest.replaceAll(value, HIDDEN), text)
}

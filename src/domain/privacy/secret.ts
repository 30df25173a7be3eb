const HIDDEN = '[secret]'
/** Node's `util.inspect.custom`, by its public name, because domain imports nothing of Node. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/**
 * An app secret, a token or an authorisation code. However it is printed, joined or serialised, it
 * shows nothing; only `reveal()` gives the value, so every use of one can be found.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
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

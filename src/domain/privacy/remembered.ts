import { withPlainDigits } from './personal-numbers.ts'

/** The texts of a column repeat: products, remarks of the platform, thanks. */
const MAX_REMEMBERED = 4096

/** Remembers what a screen made of a text. */
export class Remembered {
  readonly #screen: (text: string) => string
  readonly #made = new Map<string, string>()

  constructor(screen: (text: string) => string) {
    this.#screen = screen
  }

  get(text: string): string {
    let made = this.#made.get(text)
    if (made === undefined) {
      const plain = withPlainDigits(text)
      const screened = this.#screen(plain)
      // Digits in full width stay as they were typed where there is nothing to hide.
      made = screened === plain ? text : screened
      if (this.#made.size >= MAX_REMEMBERED) this.#made.clear()
      this.#made.set(text, made)
    }
    return made
  }
}

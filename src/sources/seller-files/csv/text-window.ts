/**
 * The part of a text that is being read: pieces are added at its end, what is done with leaves it at
 * its start. Pieces that are too little to read on with only queue up, so that a long record that
 * comes in many small pieces is not started over for each of them.
 */
export class TextWindow {
  /** What can be read now; everything before `position` is done with. */
  text = ''
  position = 0
  isLast = false
  /** How many characters of the whole text lie before `text`. */
  #offset = 0
  #queue: string[] = []
  #queuedLength = 0
  #wanted: number

  constructor(wantedAtFirst: number) {
    this.#wanted = wantedAtFirst
  }

  /** How many characters of the whole text are done with. */
  get consumed(): number {
    return this.#offset + this.position
  }

  /** True while more text is wanted than has come. */
  get isStarved(): boolean {
    return this.#wanted > 0
  }

  /** Adds a piece; true when there is new text to read. */
  push(piece: string): boolean {
    this.#queue.push(piece)
    this.#queuedLength += piece.length
    if (this.#queuedLength < this.#wanted) return false
    this.#refill()
    return true
  }

  /** Ends the text with one more line end, so that the last record has one; a blank line is no row. */
  finish(): void {
    this.#refill()
    this.isLast = true
    this.text += '\n'
  }

  /** Says that it takes `length` more characters to read on. */
  want(length: number): void {
    this.#wanted = length
  }

  #refill(): void {
    this.#offset += this.position
    this.text = this.text.slice(this.position) + this.#queue.join('')
    this.position = 0
    this.#queue = []
    this.#queuedLength = 0
    this.#wanted = 0
  }
}

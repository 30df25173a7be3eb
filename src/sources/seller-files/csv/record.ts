/** The text ends before the record does. */
export const INCOMPLETE = -1
/** A closing quote is followed by something that is no delimiter and no line end. */
export const BROKEN = -2
/** The record goes on past the bound that it was given, or has more cells than a sheet has columns. */
export const TOO_LONG = -3

/** https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const MAX_CELLS = 16_384

const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Takes one record of a CSV text apart (RFC 4180). A quote that is not the first character of its
 * cell is ordinary text. Line ends may be LF, CRLF or CR, also mixed.
 */
export class RecordReader {
  /** The cells of the last record that was read whole. */
  cells: string[] = []
  /** Where the last record was given up that is BROKEN or TOO_LONG. */
  stoppedAt = 0
  readonly #delimiter: number
  #hasDoubledQuotes = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /**
   * Reads the record at `start`; a cell of it may not end past `bound`.
   *
   * Everything the reader does for speed is here: one loop over a quoteless cell's characters, one
   * search for a quoted cell's end, and slices of the text instead of new strings.
   *
   * @returns the index after its line end, or INCOMPLETE, BROKEN or TOO_LONG
   */
  read(text: string, start: number, bound: number): number {
    const delimiter = this.#delimiter
    const cells: string[] = []
    for (let position = start; ; position++) {
      let code = text.charCodeAt(position)
      if (cells.length === MAX_CELLS) return this.#stop(TOO_LONG, position - 1)
      if (code === QUOTE) {
        const close = this.#closingQuote(text, position, bound)
        if (close === TOO_LONG) return this.#stop(TOO_LONG, bound)
        if (close === INCOMPLETE) return INCOMPLETE
        const inside = text.slice(position + 1, close)
        cells.push(this.#hasDoubledQuotes ? withoutDoubledQuotes(inside) : inside)
        position = close + 1
        code = text.charCodeAt(position)
      } else {
        const from = position
        while (code !== delimiter && code !== LINE_FEED && code !== CARRIAGE_RETURN) {
          if (Number.isNaN(code)) return INCOMPLETE
          code = text.charCodeAt(++position)
        }
        cells.push(text.slice(from, position))
      }
      if (position > bound) return this.#stop(TOO_LONG, bound)
      if (code === delimiter) continue

      this.cells = cells
      if (code === LINE_FEED) return position + 1
      if (code === CARRIAGE_RETURN) return afterCarriageReturn(text, position)
      return this.#stop(BROKEN, position)
    }
  }

  /** The quote that closes the one at `open`; doubled quotes are part of the cell. */
  #closingQuote(text: string, open: number, bound: number): number {
    let close = text.indexOf('"', open + 1)
    this.#hasDoubledQuotes = false
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
      if (close > bound) return TOO_LONG
      this.#hasDoubledQuotes = true
      close = text.indexOf('"', close + 2)
    }
    const isKnown = close >= 0 && close + 1 < text.length
    return isKnown ? close : INCOMPLETE
  }

  #stop(outcome: number, position: number): number {
    this.stoppedAt = position
    return outcome
  }
}

/** The index of the first line end at or after `from`, or of the text's end. */
export function indexOfLineEnd(text: string, from: number): number {
  // Two searches would each run to the end of a text that has only the other kind of line end.
  for (let index = from; ; index++) {
    const code = text.charCodeAt(index)
    if (code === LINE_FEED || code === CARRIAGE_RETURN || Number.isNaN(code)) return index
  }
}

/** The index after the line end at `lineEnd`, INCOMPLETE when the rest of it is not there yet. */
export function afterLineEnd(text: string, lineEnd: number): number {
  if (lineEnd >= text.length) return INCOMPLETE
  return text.charCodeAt(lineEnd) === LINE_FEED ? lineEnd + 1 : afterCarriageReturn(text, lineEnd)
}

function afterCarriageReturn(text: string, index: number): number {
  if (index + 1 >= text.length) return INCOMPLETE
  return text.charCodeAt(index + 1) === LINE_FEED ? index + 2 : index + 1
}

function withoutDoubledQuotes(text: string): string {
  // A pattern, because replaceAll with a text takes 100 bytes for each of millions of matches.
  return text.replace(/""/g, '"')
}

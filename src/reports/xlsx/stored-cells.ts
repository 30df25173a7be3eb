import { Buffer } from 'node:buffer'

/** A text that can be copied into XML byte by byte. */
export const AS_IS = 0
/** It holds something to escape, to clean, or that may be mistaken for something escaped. */
const LOOK_TWICE = 1
/** It is written with escapes of JSON. */
const JSON_ESCAPED = 2
/** It may hold U+FFFE or U+FFFF, as may everything in full width. */
const MAY_BE_NO_CHARACTER = 4
/** The closing quotation mark. */
const END = 8

const BLANK = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN = 0x5b
const BACKSLASH = 0x5c
const CLOSE = 0x5d

/** What a byte says of the text it stands in. */
const SIGNS = new Uint8Array(0x100)
// `_` may be the start of an escaped character. JSON escapes all other control characters.
for (const char of '&<>_\x7f') SIGNS[char.charCodeAt(0)] = LOOK_TWICE
SIGNS[BACKSLASH] = JSON_ESCAPED
SIGNS[0xef] = MAY_BE_NO_CHARACTER
SIGNS[QUOTE] = END

const MOST_CELLS = 16_384

/**
 * Where the texts of a JSON array stand in its bytes, without making a string or an object of any. One
 * of these is used for row after row.
 */
export class StoredCells {
  bytes: Uint8Array = new Uint8Array(0)
  count = 0
  /** Behind the opening quotation mark, and at the closing one. */
  readonly starts = new Int32Array(MOST_CELLS)
  readonly ends = new Int32Array(MOST_CELLS)
  /** What each needs: `AS_IS`, or `LOOK_TWICE` and `JSON_ESCAPED`. */
  readonly needs = new Uint8Array(MOST_CELLS)

  /**
   * @param json an array of at most 16,384 texts in UTF-8, as `JSON.stringify` writes it: without blanks between them
   * @throws {SyntaxError} for anything else
   */
  read(json: Uint8Array): void {
    this.bytes = json
    this.count = 0
    if (json[0] !== OPEN) throw broken(0)
    if (json.length === 2 && json[1] === CLOSE) return
    let position = 0
    do position = this.#readText(json, position + 1)
    while (json[position] === COMMA)
    if (json[position] !== CLOSE || position !== json.length - 1) throw broken(position)
  }

  /** In bytes. */
  size(place: number): number {
    return (this.ends[place] as number) - (this.starts[place] as number)
  }

  /** Whether a text begins or ends with white space, which XML readers drop unless told otherwise. */
  isPadded(place: number): boolean {
    const first = this.bytes[this.starts[place] as number] as number
    const last = this.bytes[(this.ends[place] as number) - 1] as number
    return first <= BLANK || last <= BLANK
  }

  /** Copies the bytes of a text. @returns the position behind it */
  copy(place: number, into: Uint8Array, position: number): number {
    const { bytes } = this
    const end = this.ends[place] as number
    let p = position
    for (let i = this.starts[place] as number; i < end; i++) into[p++] = bytes[i] as number
    return p
  }

  text(place: number): string {
    const { buffer, byteOffset } = this.bytes
    const start = byteOffset + (this.starts[place] as number)
    const text = Buffer.from(buffer, start, this.size(place)).toString()
    const isEscaped = ((this.needs[place] as number) & JSON_ESCAPED) !== 0
    return isEscaped ? (JSON.parse(`"${text}"`) as string) : text
  }

  /** @returns the position behind the text that begins at `position` */
  #readText(json: Uint8Array, position: number): number {
    if (json[position] !== QUOTE || this.count === MOST_CELLS) throw broken(position)
    const start = position + 1
    let end = start
    let needs = 0
    for (;;) {
      const sign = SIGNS[json[end] as number]
      if (sign !== AS_IS) {
        if (sign === END) break
        // Nothing stands behind the last byte.
        if (sign === undefined) throw broken(end)
        needs |= sign
        if (sign === JSON_ESCAPED) end++
      }
      end++
    }
    if (needs >= MAY_BE_NO_CHARACTER) needs = withoutDoubt(needs, json, start, end)
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.needs[this.count] = needs
    this.count++
    return end + 1
  }
}

function withoutDoubt(needs: number, json: Uint8Array, start: number, end: number): number {
  const rest = needs & ~MAY_BE_NO_CHARACTER
  for (let i = start; i < end; i++) {
    if (json[i] === 0xef && json[i + 1] === 0xbf && (json[i + 2] as number) >= 0xbe) {
      return rest | LOOK_TWICE
    }
  }
  return rest
}

function broken(position: number): SyntaxError {
  return new SyntaxError(`no JSON array of texts, at byte ${position}`)
}

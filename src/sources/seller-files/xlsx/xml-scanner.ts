import { Buffer } from 'node:buffer'
import { AttributeList } from './xml-attributes.ts'
import { BANG, COLON, DASH, GREATER, LESS, QUESTION, SLASH, SPACE } from './xml-bytes.ts'
import { FLAG_OF_BYTE, MalformedXml, TextFlags, TextReader } from './xml-text.ts'
import { Token, type TokenKind } from './xml-tokens.ts'

const MAX_DEPTH = 256
const CDATA_OPENING = Buffer.from('<![CDATA[')

/**
 * Takes a document apart into tokens, over a window of its UTF-8 bytes. It makes no object and no
 * string per token: a name is a number, a text and an attribute value are positions in the bytes.
 * That is what makes it several times as fast as a general parser; it checks that tags match, but
 * leaves names and namespaces to its user, who compares names without their prefix.
 */
export class XmlScanner {
  bytes: Buffer = Buffer.alloc(0)
  /** How many elements are open. */
  depth = 0
  /** Of the last Start or End: its name without the prefix, as `nameCode` makes it. */
  name = 0
  /** Of the last Start. */
  readonly attributes = new AttributeList()

  #textStart = 0
  #textEnd = 0
  #textFlags = 0
  readonly #textReader = new TextReader()
  #isLast = false
  #position = 0
  #isEndPending = false
  #hasRoot = false
  #marked = { position: 0, depth: 0, hasRoot: false }
  readonly #openNames = new Int32Array(MAX_DEPTH)
  #nameHash = 0
  #nameStart = 0
  #nameEnd = 0

  /** Goes on with the bytes from the mark on, now with more behind them. */
  refill(bytes: Buffer, isLast: boolean): void {
    this.rewind()
    this.bytes = bytes
    this.#isLast = isLast
    this.#position = 0
    this.mark()
  }

  /**
   * Sets the place that `rewind` goes back to. A pending End needs no bytes, so it is never what a
   * piece lacked, and is not remembered.
   */
  mark(): void {
    this.#marked.position = this.#position
    this.#marked.depth = this.depth
    this.#marked.hasRoot = this.#hasRoot
  }

  /** Goes back to the mark, and tells how many bytes lie before it. */
  rewind(): number {
    this.#position = this.#marked.position
    this.depth = this.#marked.depth
    this.#hasRoot = this.#marked.hasRoot
    return this.#position
  }

  /** The name of the last Start without its prefix. */
  get localName(): string {
    return this.bytes.toString('latin1', this.#nameStart, this.#nameEnd)
  }

  /** The last Text. */
  text(): string {
    return this.#textReader.read(this.bytes, this.#textStart, this.#textEnd, this.#textFlags)
  }

  /** The digits of the last Text behind those of `number`, without a string; NaN for other text. */
  appendDigits(number: number): number {
    const bytes = this.bytes
    let result = number
    for (let i = this.#textStart; i < this.#textEnd; i++) {
      const digit = (bytes[i] as number) - 0x30
      result = digit >= 0 && digit <= 9 ? result * 10 + digit : Number.NaN
    }
    return result
  }

  /** The next token; comments and processing instructions are passed over. */
  next(): TokenKind {
    if (this.#isEndPending) {
      this.#isEndPending = false
      this.depth--
      return Token.End
    }
    const bytes = this.bytes
    for (;;) {
      const start = this.#position
      if (start + 1 >= bytes.length) return this.#atEndOfBytes()
      if (bytes[start] !== LESS) return this.#text(start)
      const second = bytes[start + 1]
      if (second === SLASH) return this.#endTag(start + 2)
      if (second !== BANG && second !== QUESTION) return this.#startTag(start + 1)
      if (!this.#isLast && bytes.length - start < CDATA_OPENING.length) return this.#atEndOfBytes()
      if (second === BANG && bytes[start + 2] !== DASH) return this.#cdata(start)
      if (!this.#skip(second === QUESTION ? '?>' : '-->', start)) return this.#atEndOfBytes()
    }
  }

  #atEndOfBytes(): TokenKind {
    if (!this.#isLast) return Token.Incomplete
    const isComplete = this.depth === 0 && this.#hasRoot
    if (!isComplete || this.bytes.indexOf('<', this.#position) !== -1) {
      throw new MalformedXml('the document ends early')
    }
    return Token.Done
  }

  #text(start: number): TokenKind {
    const bytes = this.bytes
    const length = bytes.length
    let position = start
    let flags = 0
    for (; position < length; position++) {
      const byte = bytes[position] as number
      if (byte === LESS) break
      flags |= FLAG_OF_BYTE[byte] as number
    }
    if (position === length) return this.#atEndOfBytes()
    return this.#foundText(start, position, flags, position)
  }

  #cdata(start: number): TokenKind {
    const bytes = this.bytes
    const textStart = start + CDATA_OPENING.length
    if (!bytes.subarray(start, textStart).equals(CDATA_OPENING) || this.depth === 0) {
      throw new MalformedXml('a document type or an unknown declaration')
    }
    const textEnd = bytes.indexOf(']]>', textStart)
    if (textEnd === -1) return this.#atEndOfBytes()
    let flags = 0
    for (let i = textStart; i < textEnd; i++) flags |= FLAG_OF_BYTE[bytes[i] as number] as number
    return this.#foundText(textStart, textEnd, flags & ~TextFlags.Reference, textEnd + 3)
  }

  #foundText(start: number, end: number, flags: number, position: number): TokenKind {
    this.#textStart = start
    this.#textEnd = end
    this.#textFlags = flags
    this.#position = position
    return Token.Text
  }

  #skip(closing: string, start: number): boolean {
    const end = this.bytes.indexOf(closing, start + closing.length + 1)
    if (end !== -1) this.#position = end + closing.length
    return end !== -1
  }

  #startTag(start: number): TokenKind {
    const afterName = this.#readName(start)
    const nameHash = this.#nameHash
    const position = afterName < 0 ? -1 : this.#readAttributes(afterName)
    if (position < 0) return this.#atEndOfBytes()
    if (this.depth === 0 && this.#hasRoot) throw new MalformedXml('a second root element')
    if (this.depth === MAX_DEPTH) throw new MalformedXml('elements nested too deep')
    this.#openNames[this.depth++] = nameHash
    this.#hasRoot = true
    this.#position = position
    return Token.Start
  }

  #endTag(start: number): TokenKind {
    const bytes = this.bytes
    let position = this.#readName(start)
    if (position < 0) return this.#atEndOfBytes()
    while (position < bytes.length && (bytes[position] as number) <= SPACE) position++
    if (position === bytes.length) return this.#atEndOfBytes()
    const isOpen = this.depth > 0 && this.#openNames[this.depth - 1] === this.#nameHash
    if (!isOpen || bytes[position] !== GREATER) throw new MalformedXml('tags do not match')
    this.depth--
    this.#position = position + 1
    return Token.End
  }

  /** Reads a tag's name; returns where it ends, or -1 when the bytes end first. */
  #readName(start: number): number {
    const bytes = this.bytes
    const length = bytes.length
    let hash = 0
    let local = 0
    let localStart = start
    for (let position = start; position < length; position++) {
      const byte = bytes[position] as number
      if (byte <= SPACE || byte === GREATER || byte === SLASH) {
        if (position === localStart) throw new MalformedXml('a tag without a name')
        this.name = local
        this.#nameHash = hash
        this.#nameStart = localStart
        this.#nameEnd = position
        return position
      }
      hash = (Math.imul(hash, 31) + byte) | 0
      if (byte === COLON) {
        local = 0
        localStart = position + 1
      } else {
        local = (local << 8) | byte
      }
    }
    return -1
  }

  /** Reads up to the end of a start tag; returns the place behind it, or -1 as `#readName`. */
  #readAttributes(start: number): number {
    const bytes = this.bytes
    const length = bytes.length
    this.attributes.clear()
    let position = start
    for (;;) {
      while (position < length && (bytes[position] as number) <= SPACE) position++
      if (position + 1 >= length && bytes[position] !== GREATER) return -1
      const byte = bytes[position]
      if (byte === GREATER) return position + 1
      if (byte === SLASH) {
        if (bytes[position + 1] !== GREATER) throw new MalformedXml('a stray slash in a tag')
        this.#isEndPending = true
        return position + 2
      }
      position = this.attributes.read(bytes, position)
      if (position < 0) return -1
    }
  }
}

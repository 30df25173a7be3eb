import { Buffer, isUtf8 } from 'node:buffer'

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** What the bytes of a whole file say about the text in them. */
export interface ProbedText {
  encoding: TextEncoding
  hasBom: boolean
  /** NUL bytes in a file that is not UTF-16 (where they are half of every ASCII character). */
  hasNul: boolean
  /** So many control characters that it is no text, whatever its name ends in. */
  isBinary: boolean
}

const BYTE_ORDER_MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

/** The start of a file, which decides between UTF-16, other text, and no text. */
const SAMPLE_BYTES = 1 << 16
/**
 * Chinese text in GB18030 hits a valid UTF-8 sequence about once in ten characters. A text in which
 * ten times as many sequences are valid as not is UTF-8 with damage, and read as anything else all
 * of it would be wrong.
 */
const GOOD_PER_BAD_SEQUENCE = 10
/** Decoding in pieces of this size keeps a piece and its cells in the processor's cache. */
const PIECE_BYTES = 1 << 16

/**
 * Finds the encoding of a text file from all its bytes, in the same pass in which the caller hashes
 * or copies them: a byte order mark, else the NUL pattern of UTF-16, else UTF-8 when it is valid or
 * nearly so, else GB18030. Chunks may be cut anywhere.
 */
export class EncodingProbe {
  readonly #sample = new Uint8Array(SAMPLE_BYTES)
  #sampleLength = 0
  #hasNul = false
  readonly #utf8 = new Utf8Tally()

  push(chunk: Uint8Array): void {
    if (this.#sampleLength < SAMPLE_BYTES) {
      const head = chunk.subarray(0, SAMPLE_BYTES - this.#sampleLength)
      this.#sample.set(head, this.#sampleLength)
      this.#sampleLength += head.length
    }
    this.#hasNul ||= chunk.includes(0)
    this.#utf8.push(chunk)
  }

  finish(): ProbedText {
    this.#utf8.finish()
    const sample = this.#sample.subarray(0, this.#sampleLength)
    const marked = encodingOfMark(sample)
    const encoding = marked ?? this.#utf16WithoutMark(sample) ?? this.#utf8OrGb()
    const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be'
    return {
      encoding,
      hasBom: marked !== null,
      hasNul: this.#hasNul && !isUtf16,
      isBinary: !isUtf16 && isMostlyControls(sample),
    }
  }

  #utf16WithoutMark(sample: Uint8Array): TextEncoding | null {
    return this.#hasNul ? utf16WithoutMark(sample, this.#utf8.bad === 0) : null
  }

  #utf8OrGb(): TextEncoding {
    const { good, bad } = this.#utf8
    return bad === 0 || bad * GOOD_PER_BAD_SEQUENCE < good ? 'utf-8' : 'gb18030'
  }
}

/**
 * Decodes chunks that may be cut inside a character, without the byte order mark. What cannot be
 * decoded becomes U+FFFD.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<string, void, undefined> {
  const texts = encoding === 'gb18030' ? decodeGb18030(chunks) : decodeStream(chunks, encoding)
  let isStart = true
  for await (const text of texts) {
    if (text === '') continue
    yield isStart ? withoutMark(text) : text
    isStart = false
  }
}

async function* decodeStream(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length; offset += PIECE_BYTES) {
      yield decoder.decode(chunk.subarray(offset, offset + PIECE_BYTES), { stream: true })
    }
  }
  yield decoder.decode()
}

/**
 * Node's decoder throws on GB18030 when a damaged character of four bytes is cut between two calls
 * (seen in 20.20), so it only ever gets whole characters.
 */
async function* decodeGb18030(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true })
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length; offset += PIECE_BYTES) {
      const piece = Buffer.concat([rest, chunk.subarray(offset, offset + PIECE_BYTES)])
      const cut = endOfWholeCharacters(piece)
      yield decoder.decode(piece.subarray(0, cut))
      rest = piece.subarray(cut)
    }
  }
  yield decoder.decode(rest)
}

/** Bytes below this are characters of their own wherever they stand in GB18030: commas, line ends. */
const NEVER_IN_A_CHARACTER = 0x30

/** Where the last character that is surely whole ends, in bytes that start with a character. */
function endOfWholeCharacters(bytes: Uint8Array): number {
  const plain = bytes.findLastIndex((byte) => byte < NEVER_IN_A_CHARACTER)
  let end = plain + 1
  for (;;) {
    const length = gbCharacterLength(bytes, end)
    if (length === 0 || end + length > bytes.length) return end
    end += length
  }
}

/**
 * 1, 2 or 4; 0 when the bytes end before it is known. GB 18030-2022, 4.1; of what only begins like a
 * character of four bytes, the first one stands alone (https://encoding.spec.whatwg.org/#gb18030-decoder).
 */
function gbCharacterLength(bytes: Uint8Array, at: number): number {
  const [first, second, third, fourth] = bytes.subarray(at, at + 4)
  if (first === undefined) return 0
  if (first < 0x81 || first === 0xff) return 1
  if (second === undefined) return 0
  if (!isGbDigit(second)) return 2
  if (third === undefined) return 0
  if (third < 0x81 || third === 0xff) return 1
  if (fourth === undefined) return 0
  return isGbDigit(fourth) ? 4 : 1
}

function isGbDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function encodingOfMark(sample: Uint8Array): TextEncoding | null {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => sample[index] === byte)) return encoding
  }
  return null
}

/**
 * In UTF-16 every comma, digit and line end has a NUL on the same side. Chinese headers have few of
 * them; but then the text is no valid UTF-8, where a few NULs are only damage.
 */
function utf16WithoutMark(sample: Uint8Array, isValidUtf8: boolean): TextEncoding | null {
  const nuls: [even: number, odd: number] = [0, 0]
  for (let index = 0; index < sample.length; index++)
    if (sample[index] === 0) nuls[index & 1 ? 1 : 0]++
  const [even, odd] = nuls
  const expected = Math.max(4, (sample.length / 2) * (isValidUtf8 ? 0.25 : 0.05))
  if (odd >= expected && even * 10 < odd) return 'utf-16le'
  if (even >= expected && odd * 10 < even) return 'utf-16be'
  return null
}

/** Text has line ends and TABs; of random bytes, one in nine is another control character. */
function isMostlyControls(sample: Uint8Array): boolean {
  let controls = 0
  // An index, because going through a typed array by `of` takes five times as long.
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] as number
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++
  }
  return controls * 20 > sample.length
}

/** Counts valid multi-byte sequences of UTF-8, and the places where there is none. */
class Utf8Tally {
  good = 0
  bad = 0
  /** A sequence that the end of a chunk cut. */
  #pending: Uint8Array = new Uint8Array(0)

  push(chunk: Uint8Array): void {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    const cut = endOfWholeSequences(bytes)
    this.#pending = Uint8Array.prototype.slice.call(bytes, cut)
    this.#count(bytes.subarray(0, cut))
  }

  finish(): void {
    if (this.#pending.length > 0) this.bad++
    this.#pending = new Uint8Array(0)
  }

  #count(bytes: Uint8Array): void {
    if (isUtf8(bytes)) this.good += countLeadBytes(bytes)
    else this.#countOneByOne(bytes)
  }

  #countOneByOne(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; ) {
      if ((bytes[index] ?? 0) < 0x80) {
        index++
        continue
      }
      const length = sequenceLength(bytes, index)
      if (length === 0) this.bad++
      else this.good++
      index += length || 1
    }
  }
}

/** Lead bytes of valid UTF-8, four bytes at a time, because all bytes of all files go through it. */
function countLeadBytes(bytes: Uint8Array): number {
  const { buffer, byteOffset, length } = bytes
  const start = -byteOffset & 3
  if (length < start) return countOneByOne(bytes)
  const words = new Uint32Array(buffer, byteOffset + start, (length - start) >> 2)
  let count = countOneByOne(bytes.subarray(0, start))
  // An index, because going through a typed array by `of` takes four times as long.
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as number
    // Of the bytes of UTF-8, only the first of a sequence has both of its upper bits set.
    const leads = (word & (word << 1) & 0x80808080) >>> 7
    count += Math.imul(leads, 0x01010101) >>> 24
  }
  return count + countOneByOne(bytes.subarray(start + words.byteLength))
}

function countOneByOne(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0xc0) count++
  return count
}

/** Where a last sequence starts whose end is not there yet; else the length of all bytes. */
function endOfWholeSequences(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (isContinuation(byte)) continue
    return expectedLength(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

function expectedLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

/** The length of the valid sequence at `index`, 0 when there is none (Unicode standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0
  const length = expectedLength(lead)
  if (length === 1) return 0
  const second = bytes[index + 1] ?? 0
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let next = 2; next < length; next++) {
    if (!isContinuation(bytes[index + next] ?? 0)) return 0
  }
  return length
}

import { Buffer } from 'node:buffer'
import { UnreadableFile } from '../table.ts'
import { readStringItem } from './string-item.ts'
import type { XmlScanner } from './xml-scanner.ts'
import { inSteps, type StepResult } from './xml-steps.ts'
import { nameCode, Token } from './xml-tokens.ts'

/** The texts that cells refer to by number. A table on disk could stand behind it as well. */
export interface SharedStrings {
  /** Undefined when the workbook has no such string. */
  get(index: number): string | undefined
}

const SEGMENT_BYTES = 1 << 22
/** The first strings are kept ready: a status or a unit comes up early, and in every row. */
const READY_STRINGS = 1 << 16
const SI = nameCode('si')

/**
 * Reads the shared strings part (ECMA-376 part 1, 18.4.9) into memory, as UTF-8 outside the
 * JavaScript heap, where a million strings cost their bytes and nothing for the garbage collector.
 * @throws {UnreadableFile} `member-too-large` when the strings take more than `maxBytes`
 */
export async function readSharedStrings(
  part: AsyncIterable<Buffer>,
  { maxBytes, member }: { maxBytes: number; member: string },
): Promise<SharedStrings> {
  const strings = new PackedStrings()
  const step = (xml: XmlScanner): StepResult => {
    const result = readEntry(xml, strings)
    if (strings.bytes > maxBytes) throw new UnreadableFile('member-too-large', { member })
    return result
  }
  for await (const _ of inSteps(part, step));
  return strings
}

function readEntry(xml: XmlScanner, strings: PackedStrings): StepResult {
  const token = xml.next()
  if (token === Token.Incomplete) return 'incomplete'
  if (token === Token.Done) return 'done'
  if (token !== Token.Start || xml.name !== SI || xml.depth !== 2) return 'more'
  const text = readStringItem(xml)
  if (text === undefined) return 'incomplete'
  strings.add(text)
  return 'more'
}

/** Numbers kept per string: its segment, where it starts there, its bytes, and if they are ASCII. */
const PLACE_SIZE = 4
const UNPAIRED_SURROGATE = /\p{Surrogate}/u

class PackedStrings implements SharedStrings {
  /** What all strings take, with their places. */
  bytes = 0
  #count = 0
  readonly #segments: Buffer[] = []
  #segmentUsed = 0
  #places = new Uint32Array(1024 * PLACE_SIZE)
  readonly #ready: string[] = []
  /** Texts with half a surrogate pair, which UTF-8 cannot hold. */
  readonly #unpaired = new Map<number, string>()

  add(text: string): void {
    const length = Buffer.byteLength(text)
    const isAscii = length === text.length
    if (!isAscii && UNPAIRED_SURROGATE.test(text)) this.#unpaired.set(this.#count, text)
    const segment = this.#segmentWithRoom(length)
    this.#places = withRoom(this.#places, (this.#count + 1) * PLACE_SIZE)
    const place = [this.#segments.length - 1, this.#segmentUsed, length, isAscii ? 1 : 0]
    this.#places.set(place, this.#count * PLACE_SIZE)
    this.#segmentUsed += segment.write(text, this.#segmentUsed)
    this.#count++
    this.bytes += length + PLACE_SIZE * Uint32Array.BYTES_PER_ELEMENT
  }

  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    if (index >= READY_STRINGS) return this.#unpack(index)
    const ready = this.#ready[index]
    if (ready !== undefined) return ready
    const text = this.#unpack(index)
    this.#ready[index] = text
    return text
  }

  #unpack(index: number): string {
    const place = index * PLACE_SIZE
    const segment = this.#segments[this.#places[place] as number] as Buffer
    const start = this.#places[place + 1] as number
    const end = start + (this.#places[place + 2] as number)
    if (this.#places[place + 3] === 1) return segment.toString('latin1', start, end)
    return this.#unpaired.get(index) ?? segment.toString('utf8', start, end)
  }

  #segmentWithRoom(length: number): Buffer {
    const last = this.#segments.at(-1)
    if (last && this.#segmentUsed + length <= last.length) return last
    const segment = Buffer.allocUnsafe(Math.max(SEGMENT_BYTES, length))
    this.#segments.push(segment)
    this.#segmentUsed = 0
    return segment
  }
}

function withRoom(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers
  const grown = new Uint32Array(numbers.length * 2)
  grown.set(numbers)
  return grown
}

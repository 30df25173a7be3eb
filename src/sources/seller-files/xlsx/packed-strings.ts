import { Buffer } from 'node:buffer'
import type { ScratchFile } from '../../../app/ports.ts'

/** How much is kept where. */
export interface PackedSizes {
  /** What a block holds, of texts and of their places, before it is closed and another one begun. */
  blockBytes: number
  blockStrings: number
  /** Blocks held in memory before the others go to disk. */
  blocksInMemory: number
  /** The first strings are kept ready: a status or a unit comes up early, and in every row. */
  readyStrings: number
}

/** Some forty megabytes in memory. */
const SIZES: PackedSizes = {
  blockBytes: 1 << 20,
  blockStrings: 1 << 16,
  blocksInMemory: 32,
  readyStrings: 1 << 16,
}
/** Of longer texts so many kept ready would take too much. */
const READY_CHARACTERS = 64

/** How a text is kept; UTF-8 cannot hold half a surrogate pair. */
const ENCODINGS = ['latin1', 'utf8', 'utf16le'] as const
const [ASCII, UTF8, UTF16] = [0, 1, 2]
const UNPAIRED_SURROGATE = /\p{Surrogate}/u

/** Strings in a row, closed: which they are, and where they stand on disk once they do. */
interface Block {
  first: number
  count: number
  textBytes: number
  position: number | null
}

/** A block in memory. */
interface LoadedBlock {
  text: Buffer
  /** For each string: where it ends × 4 + its encoding. */
  ends: Uint32Array
}

/**
 * Any number of strings by their number, as bytes outside the JavaScript heap, where a million of them
 * cost their bytes and nothing for the garbage collector. Beyond some forty megabytes they go to disk;
 * cells refer to strings about in the order of their numbers, so that a block is rarely read twice.
 */
export class PackedStrings {
  /** What all strings take, with their places, in memory or on disk. */
  bytes = 0
  #count = 0
  #text: Buffer
  readonly #ends: Uint32Array
  #used = 0
  #first = 0
  readonly #blocks: Block[] = []
  /** The one used last comes last. */
  readonly #loaded = new Map<Block, LoadedBlock>()
  readonly #ready: string[] = []
  readonly #scratch: ScratchFile | null
  readonly #sizes: PackedSizes

  /** @param scratch where strings go that are too many; null keeps all of them in memory */
  constructor(scratch: ScratchFile | null, sizes: PackedSizes = SIZES) {
    this.#scratch = scratch
    this.#sizes = sizes
    this.#text = Buffer.allocUnsafeSlow(sizes.blockBytes)
    this.#ends = new Uint32Array(sizes.blockStrings)
  }

  add(text: string): void {
    const encoding = encodingOf(text)
    const length = Buffer.byteLength(text, ENCODINGS[encoding])
    if (this.#isFullFor(length)) this.#closeBlock()
    if (length > this.#text.length) this.#text = Buffer.allocUnsafeSlow(length)
    this.#used += this.#text.write(text, this.#used, ENCODINGS[encoding])
    this.#ends[this.#count - this.#first] = this.#used * 4 + encoding
    this.#count++
    this.bytes += length + Uint32Array.BYTES_PER_ELEMENT
  }

  /** Undefined when there is no such string. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    if (index >= this.#sizes.readyStrings) return this.#unpack(index)
    const ready = this.#ready[index]
    if (ready !== undefined) return ready
    const text = this.#unpack(index)
    if (text.length <= READY_CHARACTERS) this.#ready[index] = text
    return text
  }

  #unpack(index: number): string {
    if (index >= this.#first)
      return textOf({ text: this.#text, ends: this.#ends }, index - this.#first)
    const block = this.#blockOf(index)
    return textOf(this.#load(block), index - block.first)
  }

  #isFullFor(length: number): boolean {
    const count = this.#count - this.#first
    return count > 0 && (count === this.#ends.length || this.#used + length > this.#text.length)
  }

  #closeBlock(): void {
    const [first, count] = [this.#first, this.#count - this.#first]
    const block: Block = { first, count, textBytes: this.#used, position: null }
    this.#blocks.push(block)
    const text = Buffer.from(this.#text.subarray(0, this.#used))
    this.#keep(block, { text, ends: this.#ends.slice(0, count) })
    this.#first = this.#count
    this.#used = 0
  }

  #keep(block: Block, loaded: LoadedBlock): void {
    this.#loaded.set(block, loaded)
    if (!this.#scratch || this.#loaded.size <= this.#sizes.blocksInMemory) return
    const [oldest] = this.#loaded as Iterable<[Block, LoadedBlock]>
    if (!oldest) return
    const [out, { text, ends }] = oldest
    out.position ??= this.#scratch.append(text, bytesOf(ends))
    this.#loaded.delete(out)
  }

  /** By halving: the last block that starts at or before the string. */
  #blockOf(index: number): Block {
    let [low, high] = [0, this.#blocks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#blocks[middle] as Block).first <= index) low = middle
      else high = middle - 1
    }
    return this.#blocks[low] as Block
  }

  #load(block: Block): LoadedBlock {
    const here = this.#loaded.get(block)
    if (here) {
      this.#loaded.delete(block)
      this.#loaded.set(block, here)
      return here
    }
    if (!this.#scratch || block.position === null) throw new Error('a block of strings is lost')
    const ends = new Uint32Array(block.count)
    const text = this.#scratch.read(block.position, block.textBytes)
    bytesOf(ends).set(this.#scratch.read(block.position + block.textBytes, ends.byteLength))
    const loaded = { text, ends }
    this.#keep(block, loaded)
    return loaded
  }
}

function encodingOf(text: string): number {
  if (Buffer.byteLength(text) === text.length) return ASCII as number
  return (UNPAIRED_SURROGATE.test(text) ? UTF16 : UTF8) as number
}

function textOf({ text, ends }: LoadedBlock, index: number): string {
  const end = ends[index] as number
  const start = index === 0 ? 0 : (ends[index - 1] as number) >>> 2
  return text.toString(ENCODINGS[end & 3], start, end >>> 2)
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

import type { Value } from '../../../domain/records.ts'
import type { PreparedRow, PreparedRows, ReturnAddress } from './prepared-row.ts'
import type { RowFault } from './row-cleaner.ts'

/**
 * Prepared rows on their way from one thread to another. What is copied between threads costs by the
 * piece and not by its size, so the values of all rows stand in one text, and only rows that are out of
 * the ordinary have an object of their own.
 */
export interface PackedRows {
  numbers: readonly number[]
  texts: readonly string[]
  values: PackedValues
  /** What is not as usual about a row, by its place among the rows. */
  odd: readonly (readonly [index: number, row: OddRow])[]
  addresses: readonly ReturnAddress[]
  seen: number
}

/** The values of kept rows, one after the other. */
interface PackedValues {
  /** How many values each kept row has. */
  counts: readonly number[]
  /** What each value is: a length of text, or one of the marks below. */
  shapes: Int32Array
  numbers: Float64Array
  /** Texts whose characters take one byte, all in one; those that take two would make them take two as well. */
  narrow: string
  wide: string
}

const NULL = -1
const NUMBER = -2
/** Below it, the length of a wide text is `WIDE - shape`. */
const WIDE = -3

/** Usual is a row that is kept without a fault, and is no joined one. */
type OddRow = { outcome: PreparedRow['outcome']; faults: readonly RowFault[]; isJoined: boolean }

const USUAL: OddRow = { outcome: 'kept', faults: [], isJoined: false }

export function packRows({ rows, addresses, seen }: PreparedRows): PackedRows {
  const odd: [number, OddRow][] = []
  const texts: string[] = []
  const kept: (readonly Value[])[] = []
  for (const [index, row] of rows.entries()) {
    const isKept = row.outcome === 'kept'
    const faults = row.outcome === 'header' ? [] : row.faults
    const isJoined = isKept && row.isJoined
    if (!isKept || isJoined || faults.length > 0) {
      odd.push([index, { outcome: row.outcome, faults, isJoined }])
    }
    if (!isKept) continue
    texts.push(row.text)
    kept.push(row.values)
  }
  const numbers = rows.map(({ number }) => number)
  return { numbers, texts, values: packValues(kept), odd, addresses, seen }
}

function packValues(rows: readonly (readonly Value[])[]): PackedValues {
  const shapes: number[] = []
  const numbers: number[] = []
  const narrow: string[] = []
  const wide: string[] = []
  for (const values of rows) {
    for (const value of values) {
      if (value === null) shapes.push(NULL)
      else if (typeof value === 'number') {
        shapes.push(NUMBER)
        numbers.push(value)
      } else if (isNarrow(value)) {
        shapes.push(value.length)
        narrow.push(value)
      } else {
        shapes.push(WIDE - value.length)
        wide.push(value)
      }
    }
  }
  return {
    counts: rows.map(({ length }) => length),
    shapes: Int32Array.from(shapes),
    numbers: Float64Array.from(numbers),
    narrow: narrow.join(''),
    wide: wide.join(''),
  }
}

function isNarrow(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return false
  return true
}

export function unpackRows({
  numbers,
  texts,
  values,
  odd,
  addresses,
  seen,
}: PackedRows): PreparedRows {
  const oddRows = new Map(odd)
  const unpacker = new ValueUnpacker(values)
  let kept = 0
  const rows = numbers.map((number, index): PreparedRow => {
    const { outcome, faults, isJoined } = oddRows.get(index) ?? USUAL
    if (outcome === 'header') return { outcome, number }
    if (outcome === 'dropped') return { outcome, number, faults }
    const text = texts[kept] as string
    const row = unpacker.next(values.counts[kept] as number)
    kept++
    return { outcome, number, faults, isJoined, values: row, text }
  })
  return { rows, addresses, seen }
}

/** Takes values off in the order in which they were packed. */
class ValueUnpacker {
  readonly #shapes: Int32Array
  readonly #numbers: Float64Array
  readonly #narrow: TextCursor
  readonly #wide: TextCursor
  #shape = 0
  #number = 0

  constructor({ shapes, numbers, narrow, wide }: PackedValues) {
    this.#shapes = shapes
    this.#numbers = numbers
    this.#narrow = new TextCursor(narrow)
    this.#wide = new TextCursor(wide)
  }

  next(count: number): Value[] {
    const values = new Array<Value>(count)
    for (let index = 0; index < count; index++) values[index] = this.#nextValue()
    return values
  }

  #nextValue(): Value {
    const shape = this.#shapes[this.#shape++] as number
    if (shape === NULL) return null
    if (shape === NUMBER) return this.#numbers[this.#number++] as number
    return shape >= 0 ? this.#narrow.next(shape) : this.#wide.next(WIDE - shape)
  }
}

class TextCursor {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  next(length: number): string {
    const start = this.#position
    this.#position += length
    return this.#text.slice(start, this.#position)
  }
}

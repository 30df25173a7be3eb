import type { Value } from '../../../domain/records.ts'
import type { PreparedRow, PreparedRows, ReturnAddress } from './prepared-row.ts'
import type { RowFault } from './row-cleaner.ts'

/**
 * Prepared rows on their way from one thread to another. What is copied between threads costs by the
 * piece, so the values of all rows stand in one list, and only rows that are out of the ordinary have
 * an object of their own.
 */
export interface PackedRows {
  numbers: readonly number[]
  texts: readonly string[]
  values: readonly Value[]
  /** What is not as usual about a row, by its place among the rows. */
  odd: readonly (readonly [index: number, row: OddRow])[]
  addresses: readonly ReturnAddress[]
  seen: number
}

/** Usual is a row that is kept without a fault, and is no joined one. */
type OddRow = { outcome: PreparedRow['outcome']; faults: readonly RowFault[]; isJoined: boolean }

const USUAL: OddRow = { outcome: 'kept', faults: [], isJoined: false }

export function packRows({ rows, addresses, seen }: PreparedRows): PackedRows {
  const odd: [number, OddRow][] = []
  const texts: string[] = []
  const values: Value[] = []
  for (const [index, row] of rows.entries()) {
    const isKept = row.outcome === 'kept'
    const faults = row.outcome === 'header' ? [] : row.faults
    const isJoined = isKept && row.isJoined
    if (!isKept || isJoined || faults.length > 0) {
      odd.push([index, { outcome: row.outcome, faults, isJoined }])
    }
    if (!isKept) continue
    texts.push(row.text)
    values.push(row.values.length, ...row.values)
  }
  return { numbers: rows.map(({ number }) => number), texts, values, odd, addresses, seen }
}

export function unpackRows(packed: PackedRows): PreparedRows {
  const { numbers, texts, values, addresses, seen } = packed
  const odd = new Map(packed.odd)
  let kept = 0
  let position = 0
  const rows = numbers.map((number, index): PreparedRow => {
    const { outcome, faults, isJoined } = odd.get(index) ?? USUAL
    if (outcome === 'header') return { outcome, number }
    if (outcome === 'dropped') return { outcome, number, faults }
    const start = position + 1
    position = start + (values[position] as number)
    const text = texts[kept++] as string
    return { outcome, number, faults, isJoined, values: values.slice(start, position), text }
  })
  return { rows, addresses, seen }
}

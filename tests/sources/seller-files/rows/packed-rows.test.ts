import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows, unpackRows } from '../../../../src/sources/seller-files/rows/packed-rows.ts'
import type {
  PreparedRow,
  PreparedRows,
} from '../../../../src/sources/seller-files/rows/prepared-row.ts'

const faults = fc.array(
  fc.record({
    code: fc.constantFrom('unknown-status' as const, 'value-as-text' as const),
    column: fc.option(fc.string()),
    args: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
  }),
  { maxLength: 2 },
)
const number = fc.integer({ min: 2 })
const row: fc.Arbitrary<PreparedRow> = fc.oneof(
  fc.record({ outcome: fc.constant('header' as const), number }),
  fc.record({ outcome: fc.constant('dropped' as const), number, faults }),
  fc.record({
    outcome: fc.constant('kept' as const),
    number,
    faults,
    isJoined: fc.boolean(),
    values: fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
    text: fc.string(),
  }),
)
const prepared: fc.Arbitrary<PreparedRows> = fc.record({
  rows: fc.array(row),
  addresses: fc.array(fc.tuple(fc.string(), fc.string(), fc.string())),
  seen: fc.nat(),
})

test('rows come out of their package as they went in, also through the copy between threads', () => {
  fc.assert(
    fc.property(prepared, (rows) => {
      expect(unpackRows(structuredClone(packRows(rows)))).toEqual(rows)
    }),
  )
})

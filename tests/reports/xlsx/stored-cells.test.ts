import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AS_IS, StoredCells } from '../../../src/reports/xlsx/stored-cells.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\\"',
    '"]',
    '","',
    '，',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '订单 ',
    '_x',
  ),
)
const stored = (texts: readonly string[]) => Buffer.from(JSON.stringify(texts))

function read(json: Uint8Array): string[] {
  const cells = new StoredCells()
  cells.read(json)
  return Array.from({ length: cells.count }, (_, place) => cells.text(place))
}

describe('texts of a stored row', () => {
  test('are found where they stand, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 30 }), (texts) => {
        expect(read(stored(texts))).toEqual(texts)
      }),
      { numRuns: 1000 },
    )
  })

  test('can be copied as they are when there is nothing in them to escape or to clean', () => {
    const cells = new StoredCells()
    fc.assert(
      fc.property(anyText, (text) => {
        cells.read(stored(['before', text]))
        const isPlain = !/[&<>_"\\\0-\x1f\x7f\ufffe\uffff\p{Cs}]/u.test(text)
        expect(cells.needs[1] === AS_IS).toBe(isPlain)
      }),
      { numRuns: 1000 },
    )
  })

  test('are those of the row that was read last', () => {
    const cells = new StoredCells()
    cells.read(stored(['a', 'b', 'c']))
    cells.read(stored(['d']))
    expect([cells.count, cells.text(0)]).toEqual([1, 'd'])
    cells.read(stored([]))
    expect(cells.count).toBe(0)
  })

  test('are refused when the row is cut anywhere', () => {
    const whole = stored(['订单', 'a"b', '\\', ''])
    for (let length = 0; length < whole.length; length++) {
      expect(() => read(whole.subarray(0, length)), `${length} bytes`).toThrow(SyntaxError)
    }
  })

  test.each(['{}', '[1]', '["a" ,"b"]', '["a"]["b"]', '["a",]', '["a"', 'null', '["a"b]'])(
    'are refused where there are none: %s',
    (json) => {
      expect(() => read(Buffer.from(json))).toThrow('no JSON array of texts')
    },
  )
})

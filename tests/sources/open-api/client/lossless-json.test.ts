import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLossless } from '../../../../src/sources/open-api/client/lossless-json.ts'

describe('reading JSON without loss', () => {
  test.each<[string, unknown]>([
    ['{"id":3473196049974326153}', { id: '3473196049974326153' }],
    ['[-9223372036854775808,1,-2]', ['-9223372036854775808', 1, -2]],
    ['{"a":"id 3473196049974326153, \\"x\\\\"}', { a: 'id 3473196049974326153, "x\\' }],
    [
      '{"3473196049974326153":3473196049974326153}',
      { '3473196049974326153': '3473196049974326153' },
    ],
    ['[0.0000000000000000125,1.5e3,9007199254740993]', [1.25e-17, 1500, '9007199254740993']],
    // Only whole numbers are ids: the digits of a fraction are never taken alone.
    ['[0.1234567890123456789]', [0.12345678901234568]],
    ['[1000000000000000000.25]', [1e18]],
    ['[1000000000000000000e2,1000000000000000000E+2,1000000000000000000E-16]', [1e20, 1e20, 100]],
    ['"1234567890123456789"', '1234567890123456789'],
    ['["\\\\",1234567890123456789,"\\\\\\""]', ['\\', '1234567890123456789', '\\"']],
    ['[999999999999999,1000000000000000]', [999999999999999, '1000000000000000']],
    ['{"a":null,"b":[],"c":{}}', { a: null, b: [], c: {} }],
    ['3473196049974326153', '3473196049974326153'],
    ['null', null],
  ])('%s', (text, value) => {
    expect(parseLossless(text)).toEqual(value)
  })

  test.each([
    '',
    '{',
    '<html>1234567890123456789</html>',
    '{"token":"abc',
    '[1234567890123456789',
    '{"id":1234567890123456789,"name":"it never ends',
    '{"id":1234567890123456789,"name":"it never ends\\"',
    '[0000000000000000001]',
    '{"a"1234567890123456789}',
    '1234567890123456789x',
  ])('refuses %j without quoting it', (text) => {
    expect(() => parseLossless(text)).toThrow(/^not JSON$/)
  })

  test('reads every int64 exactly, however it stands in the text', () => {
    const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(fc.array(int64), fc.string(), (ids, key) => {
        const text = `{${JSON.stringify(key)}:[${ids.join(' , ')}]}`
        const read = parseLossless(text) as Record<string, (string | number)[]>
        expect(read[key]?.map(BigInt)).toEqual(ids)
      }),
    )
  })

  test('reads all other JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        if (/\d{16}/.test(text)) return
        expect(parseLossless(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

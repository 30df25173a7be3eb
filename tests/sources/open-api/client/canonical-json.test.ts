import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  type Param,
} from '../../../../src/sources/open-api/client/canonical-json.ts'
import { VECTORS } from '../vectors.ts'

describe('the canonical JSON', () => {
  test.each(VECTORS)('of $id is the one that official clients sign', ({ params, canonical }) => {
    expect(canonicalJson(params)).toBe(canonical)
  })

  test('sorts keys at every level, also inside arrays, and keeps the order of arrays', () => {
    const params = { b: [{ d: 1, c: [{ z: 1, y: 2 }] }, 'a'], a: { f: 1, e: 2 } }
    expect(canonicalJson(params)).toBe('{"a":{"e":2,"f":1},"b":[{"c":[{"y":2,"z":1}],"d":1},"a"]}')
  })

  test('escapes nothing but the quote and the backslash', () => {
    expect(canonicalJson({ a: '&<>=\'/ô汉😀"\\' })).toBe('{"a":"&<>=\'/ô汉😀\\"\\\\"}')
  })

  test('strips the two line separators that Go and PHP escape', () => {
    expect(canonicalJson({ a: '甲\u2028乙\u2029丙' })).toBe('{"a":"甲乙丙"}')
  })

  test('writes both ends of int64 exactly', () => {
    const params = { a: 2n ** 63n - 1n, b: -(2n ** 63n) }
    expect(canonicalJson(params)).toBe('{"a":9223372036854775807,"b":-9223372036854775808}')
  })

  test('is not what JSON.stringify makes of a JavaScript number', () => {
    const naive = JSON.stringify({ product_id: Number('3473196049974326153') })
    expect(naive).toBe('{"product_id":3473196049974326300}')
    expect(canonicalJson({ product_id: 3473196049974326153n })).not.toBe(naive)
  })

  test.each<[string, Param]>([
    ['a fraction', 1.5],
    ['an unsafe number', 2 ** 53],
    ['not a number', Number.NaN],
    ['more than int64', 2n ** 63n],
    ['less than int64', -(2n ** 63n) - 1n],
    ['an empty object', {}],
    ['an object of nothing but undefined', { a: undefined }],
    ['an integer-like key', { '10': 1 }],
    ['a longer one', { '20261123': 1 }],
    ['a nought as a key', { '0': 1 }],
    ['a key beyond the basic plane', { '😀': 1 }],
    ['a tab', 'a\tb'],
    ['a NUL', '\0'],
    ['half a character', '\ud83d'],
  ])('refuses %s, on which the official clients differ', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError)
  })

  test('takes keys that only hold digits among other characters', () => {
    const params = { a1: 1, '1a': 2, '01': 3, b20: 4 }
    expect(canonicalJson(params)).toBe('{"01":3,"1a":2,"a1":1,"b20":4}')
  })

  test.each(['0', '7', '-7', '10', '-9223372036854775808', '9223372036854775807'])(
    'writes the int64 %s to the last digit',
    (text) => {
      expect(canonicalJson({ id: BigInt(text) })).toBe(`{"id":${text}}`)
    },
  )

  test('does not depend on the order in which keys were put in', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.integer(), { minKeys: 1 }),
        (params) => {
          const reversed = Object.fromEntries(Object.entries(params).reverse())
          expect(canonicalJson(reversed)).toBe(canonicalJson(params))
        },
      ),
    )
  })
})

describe('the negative vector', () => {
  test('of Gson-style escaping is not what we sign', () => {
    const [v3] = VECTORS.filter(({ id }) => id === 'V3')
    if (!v3) throw new Error('no V3')
    const escaped = v3.canonical.replace(
      /[<>&=']/g,
      (found) => `\\u00${found.charCodeAt(0).toString(16)}`,
    )
    const text = `${v3.secret}app_key${v3.appKey}method${v3.method}param_json${escaped}timestamp${v3.timestamp}v2${v3.secret}`
    expect(createHash('md5').update(text).digest('hex')).toBe('3799b76b9607970b786cfa61b936dc1c')
    expect(canonicalJson(v3.params)).not.toBe(escaped)
  })
})

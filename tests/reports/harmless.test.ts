import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { harmless, harmlessJson } from '../../src/reports/harmless.ts'
import { harmlessWords } from '../../src/reports/harmless-words.ts'

const HOSTILE: [string, string, string][] = [
  ['clears the screen', '\u001b[2J', '\\u{1b}[2J'],
  ['is the same in one character', '\u009b2J', '\\u{9b}2J'],
  ['writes to the clipboard', '\u001b]52;c;eA==\u0007', '\\u{1b}]52;c;eA==\\u{7}'],
  ['begins another line', 'a\nb', 'a\\u{a}b'],
  ['writes over the line', 'a\rb', 'a\\u{d}b'],
  ['goes on to the next stop', 'a\tb', 'a\\u{9}b'],
  ['takes a character back', 'a\bb', 'a\\u{8}b'],
  ['is nothing', '\0', '\\u{0}'],
  ['deletes', '\u007f', '\\u{7f}'],
  ['turns the writing', '\u202egnp.exe', '\\u{202e}gnp.exe'],
  ['isolates it', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['has no width', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
  ['separates lines', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
  ['hides as a note', '\ufff9a\ufffab\ufffb', '\\u{fff9}a\\u{fffa}b\\u{fffb}'],
  ['hides as a tag beyond the basic plane', 'a\u{e0041}b', 'a\\u{e0041}b'],
]

describe('on a terminal', () => {
  test.each(HOSTILE)('what %s is shown as its code', (_, text, shown) => {
    expect(harmless(text)).toBe(shown)
  })

  test('any other text is shown as it is', () => {
    const plain = '张三 的 订单 6917912345678901234 – ¥28.90 (é, 😀, ａ)  "x"'
    expect(harmless(plain)).toBe(plain)
  })

  test('no text keeps a character that steers, hides or turns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})

test('the words of a sentence are made harmless, its numbers stay', () => {
  expect(harmlessWords({ file: 'a\u001b[2J.csv', rows: 12 })).toEqual({
    file: 'a\\u{1b}[2J.csv',
    rows: 12,
  })
})

describe('in JSON', () => {
  test.each([
    '\u007f',
    '\u009b2J',
    'a\u00adb',
    '\u061c',
    'a\u200bb',
    '\u200f',
    '\u202e',
    '\u2028',
    '\u2060',
    '\u2066x\u2069',
    '\u206f',
    '\ufeff',
    '\ufff9\ufffb',
  ])('%j means the same and shows none of it', (text) => {
    const shown = harmlessJson(JSON.stringify({ text }))
    expect(JSON.parse(shown)).toEqual({ text })
    expect(shown).toMatch(/^[\x20-\x7e]*$/)
  })

  test('escapes have the four digits that JSON asks for', () => {
    expect(harmlessJson('"\u007f\u202e"')).toBe('"\\u007f\\u202e"')
  })

  test('any other text stays as it is', () => {
    const plain = JSON.stringify({ 商品: '张三 – ¥28.90 \u00a0\u2027\u202f\u2070😀' })
    expect(harmlessJson(plain)).toBe(plain)
  })
})

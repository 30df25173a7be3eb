import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeenTexts } from '../../../src/reports/xlsx/seen-texts.ts'

/** Bytes within others, as cells stand in their row. */
function within(text: string): [bytes: Uint8Array, start: number, end: number] {
  const bytes = Buffer.from(`["${text}"]`)
  return [bytes, 2, bytes.length - 2]
}

test('texts that were seen are found again, and no others', () => {
  const alike = fc.string({ unit: fc.constantFrom('a', 'b', '单'), maxLength: 6 })
  fc.assert(
    fc.property(fc.array(fc.oneof(alike, fc.string()), { maxLength: 200 }), (texts) => {
      const seen = new SeenTexts()
      const known = new Map<string, number>()
      for (const text of texts) {
        expect(seen.find(...within(text))).toBe(known.get(text) ?? -1)
        if (known.has(text)) continue
        seen.add(...within(text), known.size * 7)
        known.set(text, known.size * 7)
      }
      for (const [text, value] of known) expect(seen.find(...within(text))).toBe(value)
    }),
  )
})

test('more texts than there is room for are not remembered, and none is forgotten', () => {
  const seen = new SeenTexts()
  const texts = Array.from({ length: 70_000 }, (_, i) => `text ${i}`)
  for (const [i, text] of texts.entries()) seen.add(...within(text), i)
  const found = texts.map((text) => seen.find(...within(text)))
  const first = found.indexOf(-1)
  expect(first).toBe(65_536)
  expect(found.slice(0, first)).toEqual(Array.from({ length: first }, (_, i) => i))
  expect(found.slice(first).every((value) => value === -1)).toBe(true)
})

test('long texts take no more than their share of memory', () => {
  const seen = new SeenTexts()
  const long = (i: number) => `${i} `.padEnd(1 << 20, 'x')
  for (let i = 0; i < 12; i++) seen.add(...within(long(i)), i)
  const found = Array.from({ length: 12 }, (_, i) => seen.find(...within(long(i))))
  expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7, -1, -1, -1, -1])
})

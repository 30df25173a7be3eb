import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openScratchFile } from '../../../src/platform/scratch-file.ts'
import { PackedStrings } from '../../../src/sources/seller-files/xlsx/packed-strings.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()

const text = fc.string({ unit: fc.constantFrom('a', '1', '中', 'é', '😀', '\ud800', '\udc00', '') })

test('every string comes back as it went in, half a surrogate pair too', () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const strings = new PackedStrings(null)
      for (const each of texts) strings.add(each)
      expect(texts.map((_, index) => strings.get(index))).toEqual(texts)
      expect([strings.get(-1), strings.get(0.5), strings.get(texts.length)]).toEqual(
        Array(3).fill(undefined),
      )
    }),
  )
})

test('strings that are too many for the memory come back from disk, in any order', () => {
  const scratch = openScratchFile(folder.at('.'))
  const strings = new PackedStrings(scratch)
  // Some eighty megabytes; long ones among short ones, so that blocks hold few and many of them.
  const count = 60_000
  const at = (index: number) =>
    `${index} `.repeat(1 + (index % 400)) + (index % 7 === 0 ? '号' : '')
  for (let index = 0; index < count; index++) strings.add(at(index))
  expect(strings.bytes).toBeGreaterThan(48 << 20)
  for (let index = 0; index < count; index += 97) expect(strings.get(index)).toBe(at(index))
  for (const index of [count - 1, 0, 30_000, 1, count - 2])
    expect(strings.get(index)).toBe(at(index))
  scratch.close()
})

test('a string longer than a block has one of its own', () => {
  const scratch = openScratchFile(folder.at('.'))
  const strings = new PackedStrings(scratch)
  const long = (index: number) => String(index % 10).repeat((3 << 20) + index)
  for (let index = 0; index < 40; index++) strings.add(long(index))
  for (let index = 0; index < 40; index++) expect(strings.get(index) === long(index)).toBe(true)
  scratch.close()
})

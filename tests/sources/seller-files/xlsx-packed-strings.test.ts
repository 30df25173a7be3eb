import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScratchFile } from '../../../src/app/ports.ts'
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

/** A disk that remembers how often it was read and written. */
function countingScratch() {
  const pieces: Buffer[] = []
  const counts = { appended: 0, read: 0 }
  let size = 0
  const scratch: ScratchFile = {
    append: (...added) => {
      const position = size
      counts.appended++
      pieces.push(...added.map((each) => Buffer.from(each)))
      size += added.reduce((sum, each) => sum + each.length, 0)
      return position
    },
    read: (position, length) => {
      counts.read++
      return Buffer.from(Buffer.concat(pieces).subarray(position, position + length))
    },
    close: () => {},
  }
  return { scratch, counts }
}

const TINY = { blockBytes: 16, blockStrings: 4, blocksInMemory: 2, readyStrings: 3 }

test('whatever blocks hold, and in whatever order strings are asked for, they come back', () => {
  const size = fc.integer({ min: 1, max: 20 })
  const sizes = fc.record({
    ...{ blockBytes: size, blockStrings: size, blocksInMemory: size },
    readyStrings: fc.nat(10),
  })
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 80 }),
      fc.array(fc.nat(79)),
      sizes,
      (texts, asked, some) => {
        const strings = new PackedStrings(countingScratch().scratch, some)
        texts.forEach((each, index) => {
          strings.add(each)
          expect(strings.get(index >> 1)).toBe(texts[index >> 1])
        })
        for (const index of asked) expect(strings.get(index)).toBe(texts[index])
      },
    ),
    { numRuns: 300 },
  )
})

test('only what is not used goes to disk, once, and is read when it is asked for', () => {
  const { scratch, counts } = countingScratch()
  const strings = new PackedStrings(scratch, TINY)
  // Four to a block: five blocks closed, the sixth open.
  for (let index = 0; index < 21; index++) strings.add(String(index))
  expect(strings.bytes).toBe(10 + 11 * 2 + 21 * 4)
  expect(counts).toEqual({ appended: 3, read: 0 })
  const read = (index: number) => {
    const before = counts.read
    expect(strings.get(index)).toBe(String(index))
    return counts.read > before
  }
  expect([20, 19, 12].map(read)).toEqual([false, false, false])
  // The first block comes back, and the one that was used longest ago goes out.
  expect([3, 3, 12, 15, 16].map(read)).toEqual([true, false, false, false, true])
  // The first three strings are kept ready once they were asked for.
  expect([0, 4, 8, 0, 3].map(read)).toEqual([true, true, true, false, true])
  expect(counts.appended).toBe(5)
})

test('without a disk all of them stay in memory', () => {
  const strings = new PackedStrings(null, TINY)
  for (let index = 0; index < 50; index++) strings.add(String(index))
  expect(Array.from({ length: 50 }, (_, index) => strings.get(index))).toEqual(
    Array.from({ length: 50 }, (_, index) => String(index)),
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

import { Buffer } from 'node:buffer'
import { truncate, writeFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ByteSource, FileBytes, MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { useFolder } from '../../support/folder.ts'

const MEBIBYTE = 1 << 20
const CONTENT = Buffer.from(Array.from({ length: 2.5 * MEBIBYTE }, (_, index) => index % 251))

const folder = useFolder()

async function onDisk(content: Buffer, path = folder.free()): Promise<FileBytes> {
  await writeFile(path, content)
  const file = await FileBytes.open(path)
  onTestFinished(() => file.close())
  return file
}

const sources: [name: string, open: (content: Buffer) => Promise<ByteSource>][] = [
  ['a file', onDisk],
  ['memory', async (content) => new MemoryBytes(content)],
]

async function chunksOf(source: ByteSource): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of source.chunks()) chunks.push(Buffer.from(chunk))
  return chunks
}

describe.each(sources)('the bytes of %s', (_, open) => {
  test('come from the start in chunks of 1 MiB at most, as often as they are asked for', async () => {
    const source = await open(CONTENT)
    expect(source.size).toBe(CONTENT.length)
    for (let time = 0; time < 2; time++) {
      const chunks = await chunksOf(source)
      expect(chunks.map((chunk) => chunk.length)).toEqual([MEBIBYTE, MEBIBYTE, MEBIBYTE / 2])
      expect(Buffer.concat(chunks).equals(CONTENT)).toBe(true)
    }
  })

  test('come in no chunk at all when there are none', async () => {
    expect(await chunksOf(await open(Buffer.alloc(0)))).toEqual([])
    expect(await chunksOf(await open(CONTENT.subarray(0, MEBIBYTE)))).toHaveLength(1)
  })

  test('can be read anywhere, and end where the last one is', async () => {
    const source = await open(CONTENT)
    for (const [offset, length] of [
      [0, 3],
      [1_000_000, 500_000],
      [CONTENT.length - 2, 10],
      [CONTENT.length, 10],
      [CONTENT.length + 5, 10],
      [7, 0],
    ] as const) {
      const piece = await source.read(offset, length)
      expect(piece.equals(CONTENT.subarray(offset, offset + length))).toBe(true)
    }
  })
})

test('a file that is cut meanwhile ends where it ends now', async () => {
  const path = folder.free()
  const file = await onDisk(CONTENT, path)
  await truncate(path, 10)
  expect(await file.read(8, 100)).toHaveLength(2)
  expect(Buffer.concat(await chunksOf(file)).equals(CONTENT.subarray(0, 10))).toBe(true)
})

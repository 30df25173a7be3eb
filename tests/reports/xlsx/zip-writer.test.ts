import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { xml } from '../../../src/reports/xlsx/cell-text.ts'
import { writeWorkbook } from '../../../src/reports/xlsx/workbook.ts'
import { PAGE_BYTES } from '../../../src/reports/xlsx/xml-pages.ts'
import { endRecords } from '../../../src/reports/xlsx/zip-records.ts'
import { type OpenPart, ZipWriter } from '../../../src/reports/xlsx/zip-writer.ts'
import { MemorySink, orders, textColumns, written } from './written-workbook.ts'

interface Checked {
  entry: Entry
  size: number
  crc: number
}

/** Reads every entry to its end with a reader that shares no code with the writer. */
async function checkedEntries(bytes: Buffer): Promise<Checked[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false })
  const checked: Checked[] = []
  for await (const entry of zip.eachEntry()) checked.push(await check(zip, entry))
  return checked
}

async function check(zip: ZipFile, entry: Entry): Promise<Checked> {
  let size = 0
  let crc = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length
    crc = crc32(chunk as Buffer, crc)
  }
  return { entry, size, crc }
}

function expectSound(checked: readonly Checked[]): void {
  for (const { entry, size, crc } of checked) {
    expect(size, entry.fileName).toBe(entry.uncompressedSize)
    expect(crc, entry.fileName).toBe(entry.crc32)
  }
}

describe('the ZIP file of a workbook', () => {
  test('has whole entries with right sizes and CRCs, also when a sheet takes many pages', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [
      `第${i}行 ${Math.sin(i)}`,
      'x'.repeat(i % 90),
    ])
    const { bytes, stats } = await written(orders(textColumns(2), rows))
    const checked = await checkedEntries(bytes)
    expectSound(checked)
    const sheet = checked.find(({ entry }) => entry.fileName === 'xl/worksheets/sheet2.xml')
    expect(sheet?.size).toBeGreaterThan(3 * PAGE_BYTES)
    expect(stats.bytes).toBe(bytes.length)
  })

  test('is the same, byte for byte, for the same rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`订单 ${i}`, `${i % 7}`])
    const first = await written(orders(textColumns(2), rows))
    const second = await written(orders(textColumns(2), rows))
    expect(second.bytes.equals(first.bytes)).toBe(true)
  })

  test('says in ZIP64 fields what is larger than 4 GiB', async () => {
    const sink = new MemorySink()
    const zip = new ZipWriter(sink)
    const part: OpenPart = await zip.open('big.xml')
    const pages = 4097
    for (let i = 0; i < pages; i++) {
      part.xml.reserve(PAGE_BYTES)
      part.xml.bytes.fill(0)
      part.xml.length = PAGE_BYTES
      if (part.isFull) await part.room()
    }
    await part.close()
    await zip.add('small.xml', xml`<a/>`)
    await zip.finish()

    const zipFile = await fromBufferPromise(sink.bytes, { autoClose: false })
    const entries: Entry[] = []
    for await (const entry of zipFile.eachEntry()) entries.push(entry)
    const [big, small] = entries as [Entry, Entry]
    expect(big.uncompressedSize).toBe(pages * PAGE_BYTES)
    expect(big.versionNeededToExtract).toBe(45)
    expectSound([await check(zipFile, small)])
    // Excel goes by the version in the local header.
    expect(sink.bytes.readUInt16LE(4)).toBe(45)
    const descriptor = sink.bytes.indexOf(Buffer.from([0x50, 0x4b, 0x07, 0x08]))
    expect(sink.bytes.readBigUInt64LE(descriptor + 16)).toBe(BigInt(pages * PAGE_BYTES))
  })

  test('has an end that leads to a central directory past 4 GiB', () => {
    const offset = 5 * 2 ** 30
    const end = endRecords(3, offset, 200)
    expect(end.readBigUInt64LE(48)).toBe(BigInt(offset))
    expect(end.readBigUInt64LE(56 + 8)).toBe(BigInt(offset + 200))
    expect(end.readUInt32LE(56 + 20 + 16)).toBe(0xffff_ffff)
    expect(endRecords(3, 100, 200)).toHaveLength(22)
  })
})

describe('a failure', () => {
  const manyRows = Array.from({ length: 100_000 }, (_, i) => [`${Math.sin(i)} ${Math.cos(i)}`])

  test.each([1, 2, 5, 9, 12])('of the sink at write %i rejects', async (failing) => {
    let writes = 0
    const sink = {
      write: async () => {
        if (++writes >= failing) throw new Error('ENOSPC')
      },
    }
    await expect(writeWorkbook(sink, orders(textColumns(1), manyRows))).rejects.toThrow('ENOSPC')
    expect(writes).toBe(failing)
  })

  test('of the rows rejects, and nothing is written after that', async () => {
    let writes = 0
    const sink = {
      write: async () => {
        writes++
      },
    }
    function* rows() {
      yield* manyRows
      throw new Error('database is locked')
    }
    const attempt = writeWorkbook(sink, orders(textColumns(1), rows()))
    await expect(attempt).rejects.toThrow('database is locked')
    const writesThen = writes
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(writes).toBe(writesThen)
  })
})

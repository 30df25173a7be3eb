import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { csvTable } from '../../../src/sources/seller-files/csv/csv-table.ts'
import type { TextEncoding } from '../../../src/sources/seller-files/encoding.ts'
import type { Table, TableRow, TextSource } from '../../../src/sources/seller-files/table.ts'
import { ChunkedBytes } from './chunked-bytes.ts'

async function readAll(table: Table): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const batch of table.batches()) rows.push(...batch)
  return rows
}

type CsvOptions = Omit<TextSource, 'bytes'>

const readBytes = (bytes: Uint8Array, chunkSize: number, options: CsvOptions) =>
  readAll(csvTable(new ChunkedBytes(bytes, chunkSize), options))

const ENCODERS: Record<string, [TextEncoding, (text: string) => Buffer]> = {
  'UTF-8': ['utf-8', (text) => Buffer.from(text)],
  'UTF-8 with a mark': ['utf-8', (text) => Buffer.from(`\uFEFF${text}`)],
  GB18030: ['gb18030', (text) => iconv.encode(text, 'gb18030')],
  'UTF-16LE': ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  'UTF-16BE': ['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
}

const needsQuotes = /[",;\t\r\n]/
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`

function encodeCsv(table: string[][], delimiter: string, lineEnd: string): string {
  const encodeRow = (row: string[]) =>
    row.map((cell) => (needsQuotes.test(cell) ? quote(cell) : cell)).join(delimiter)
  return table.map((row) => encodeRow(row) + lineEnd).join('')
}

const isBlank = (row: string[]) => row.every((cell) => cell.trim() === '')
const numbered = (table: string[][]) =>
  table
    .map((row, index) => ({ number: index + 1, cells: row }))
    .filter((row) => !isBlank(row.cells))

const pieces = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\u3000',
  '\0',
  '=',
  "'",
  '##',
  '$$',
]
const character = fc.constantFrom(...pieces, '中', '抖', '店', 'é', '😀', '𠮷', 'a', '1', '/+b64=*')
const cell = fc.oneof(
  fc.string({ unit: character, maxLength: 12 }),
  fc.constant('\t6917926768823643751'),
)
const anyTable = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 })
const chunkSize = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 500 }))

describe.each(Object.entries(ENCODERS))('a table in %s', (_name, [encoding, encode]) => {
  it('is read back as it was written, wherever chunks are cut', async () => {
    const delimiters = fc.constantFrom(',', '\t', ';')
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(
        anyTable,
        delimiters,
        lineEnds,
        chunkSize,
        async (table, delimiter, lineEnd, size) => {
          const bytes = encode(encodeCsv(table, delimiter, lineEnd))
          expect(await readBytes(bytes, size, { encoding, delimiter })).toEqual(numbered(table))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is read back when it is longer than a piece of text, with the delimiter it has', async () => {
    const header = ['主订单编号', '选购商品', '商家备注']
    const row = (index: number) => [
      `\t69179267688${index}`,
      `辣丝丝"${index}"😀`,
      `一\r\n二, ${index}`,
    ]
    const table = [header, ...Array.from({ length: 6000 }, (_, index) => row(index))]
    for (const size of [1000, 65_537, 1 << 20]) {
      const bytes = encode(encodeCsv(table, ';', '\r\n'))
      expect(await readBytes(bytes, size, { encoding })).toEqual(numbered(table))
    }
  })
})

describe('csvTable', () => {
  it('is no sheet, and starts again each time it is read', async () => {
    const table = csvTable(new MemoryBytes(Buffer.from('a,b\n1,2\n')), { encoding: 'utf-8' })
    expect(table.sheet).toBeNull()
    expect(await readAll(table)).toEqual(await readAll(table))
    expect(await readAll(table)).toHaveLength(2)
  })

  it('gives rows in batches of a hundred', async () => {
    const bytes = new MemoryBytes(Buffer.from('a,b\n'.repeat(1250)))
    const sizes: number[] = []
    for await (const batch of csvTable(bytes, { encoding: 'utf-8' }).batches())
      sizes.push(batch.length)
    expect(sizes).toEqual([...Array(12).fill(100), 50])
  })

  it('gives no batch for an empty file', async () => {
    const batches = csvTable(new MemoryBytes(Buffer.alloc(0)), { encoding: 'utf-8' }).batches()
    for await (const batch of batches) expect.unreachable(`${batch.length} rows`)
  })

  it('stops reading and lets the file go when its reader stops early', async () => {
    const bytes = new ChunkedBytes(Buffer.from('a,b\n'.repeat(100_000)), 100_000)
    for await (const batch of csvTable(bytes, { encoding: 'utf-8' }).batches()) {
      expect(batch).toHaveLength(100)
      break
    }
    expect(bytes.isReleased).toBe(true)
    expect(bytes.chunksRead).toBe(1)
  })

  it('passes on what goes wrong with the file', async () => {
    const failing = new ChunkedBytes(Buffer.alloc(0), 1)
    failing.chunks = async function* () {
      yield Buffer.from('a,b\n')
      throw new Error('EIO')
    }
    await expect(readAll(csvTable(failing, { encoding: 'utf-8' }))).rejects.toThrow('EIO')
  })

  it('marks cells with bytes that could not be decoded', async () => {
    const utf8 = Buffer.from([0x61, 0x2c, 0xff, 0x0a, 0x62, 0x2c, 0x63])
    expect(await readBytes(utf8, 1, { encoding: 'utf-8' })).toEqual([
      { number: 1, cells: ['a', '\uFFFD'], undecodable: [1] },
      { number: 2, cells: ['b', 'c'], isUnended: true },
    ])
    const gb = Buffer.concat([iconv.encode('订单,', 'gb18030'), Buffer.from([0xb0, 0x0a])])
    expect(await readBytes(gb, 1, { encoding: 'gb18030' })).toEqual([
      { number: 1, cells: ['订单', '\uFFFD'], undecodable: [1] },
    ])
  })
})

describe('damage', () => {
  it('shows what breaks off in GB18030 alike, wherever the chunks are cut', async () => {
    const broken = Buffer.from([0x81, 0x30, 0x30, 0x81, 0x30])
    for (let size = 1; size <= broken.length; size++) {
      const [row] = await readBytes(broken, size, { encoding: 'gb18030' })
      expect(row?.cells).toEqual(['\uFFFD00\uFFFD'])
    }
  })

  it('never makes reading fail, whatever the bytes', async () => {
    const options = fc.record({
      encoding: fc.constantFrom<TextEncoding>('utf-8', 'gb18030', 'utf-16le', 'utf-16be'),
      delimiter: fc.constantFrom(',', ';', '\t'),
    })
    const bytes = fc.uint8Array({ maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(bytes, options, chunkSize, async (random, option, size) => {
        const rows = await readBytes(random, size, option)
        expect(rows).toEqual(await readBytes(random, 1 << 20, option))
      }),
      { numRuns: 500 },
    )
  })

  /**
   * A byte that is missing can break the record it is in, and join it with the next one. It can do no
   * more as long as no quoted cell has a line end in it, or starts with a quote or a delimiter: then
   * the first quote of the next line cannot pass for a closing one.
   */
  it.each(['UTF-8', 'GB18030'])(
    'of one missing byte in %s leaves all rows but the touched and the next one as they were',
    async (name) => {
      const [encoding, encode] = ENCODERS[name] ?? expect.unreachable()
      const calm = fc.string({
        unit: fc.constantFrom('a', '1', '中', '店', '😀', ',', '"', ' '),
        maxLength: 8,
      })
      const tables = fc.array(fc.tuple(calm, calm), { minLength: 1, maxLength: 8 })
      const position = fc.nat()
      await fc.assert(
        fc.asyncProperty(tables, fc.boolean(), position, async (texts, isAllQuoted, at) => {
          const rows = texts.map(([one, two], index) => [`\t${index}`, `x${one}`, '', `y${two}`])
          const csvRow = (row: string[]) =>
            row
              .map((text) => (isAllQuoted || needsQuotes.test(text) ? quote(text) : text))
              .join(',')
          const encoded = rows.map((row) => encode(`${csvRow(row)}\n`))
          const bytes = Buffer.concat(encoded)
          const removed = at % bytes.length
          const damaged = Buffer.concat([bytes.subarray(0, removed), bytes.subarray(removed + 1)])

          let touched = 0
          for (let end = 0; touched < encoded.length; touched++) {
            end += encoded[touched]?.length ?? 0
            if (removed < end) break
          }
          const found = (await readBytes(damaged, 64, { encoding, delimiter: ',' })).map(
            (row) => row.cells,
          )
          for (const [index, row] of rows.entries()) {
            if (index !== touched && index !== touched + 1) expect(found).toContainEqual(row)
          }
        }),
        { numRuns: 500 },
      )
    },
  )
})

import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { expect, onTestFinished, test } from 'vitest'
import { openScratchFile } from '../../../src/platform/scratch-file.ts'
import { type ByteSource, FileBytes, MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import type { TableRow } from '../../../src/sources/seller-files/table.ts'
import { openWorkbook } from '../../../src/sources/seller-files/xlsx/open-workbook.ts'
import { refusal } from '../../support/unreadable.ts'
import {
  buildXlsx,
  readCells,
  readRows,
  relationship,
  relationshipPart,
  workbookXml,
  worksheet,
} from '../../support/xlsx-builder.ts'
import { buildZip, type MemberInput } from '../../support/zip-builder.ts'

const textRow = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`

/** Rows that deflate badly, so that they come in many windows and no ratio is suspicious. */
function noisyRows(count: number): string {
  return Array.from({ length: count }, () => textRow(randomBytes(60).toString('base64'))).join('')
}

function changed(name: string, change: (member: MemberInput) => Partial<MemberInput>) {
  return (members: MemberInput[]) =>
    members.map((member) => (member.name === name ? { ...member, ...change(member) } : member))
}

/** The rows that come before a table is refused, and what it is refused with. */
async function rowsUntilRefused(bytes: Buffer) {
  const workbook = await openWorkbook(new MemoryBytes(bytes))
  const rows: TableRow[] = []
  const refused = await refusal(async () => {
    for (const table of workbook.tables) {
      for await (const batch of table.batches()) rows.push(...batch)
    }
  })
  return { rows: rows.length, refused }
}

test('sheets come in the order of their tabs, hidden ones too, and charts have no table', async () => {
  const second = { name: 'xl/other/second.xml', data: worksheet(textRow('second')) }
  const bytes = buildXlsx({
    rows: textRow('first'),
    workbook: workbookXml(
      '<sheet name="乙 &amp; 2" sheetId="7" state="veryHidden" r:id="x2"/><sheet name="图" sheetId="2" r:id="x3"/><sheet name="甲" sheetId="1" r:id="s1"/>',
    ),
    relationships:
      relationship('x2', 'worksheet', '/xl/other/second.xml') +
      relationship('x3', 'chartsheet', 'chartsheets/sheet1.xml'),
    change: (members) => [...members, second],
  })
  const workbook = await openWorkbook(new MemoryBytes(bytes))
  expect(workbook.tables.map((table) => table.sheet)).toEqual(['乙 & 2', '甲'])
  expect((await readRows(bytes)).map((row) => row.cells)).toEqual([['second'], ['first']])
})

test('a strict workbook is read', async () => {
  const strict = (text: string) =>
    text
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
        'http://purl.oclc.org/ooxml/officeDocument/relationships',
      )
      .replaceAll(
        'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        'http://purl.oclc.org/ooxml/spreadsheetml/main',
      )
  const cells = await readCells({
    rows: '<row><c t="s"><v>0</v></c><c s="0"><v>46287</v></c></row>',
    strings: '<si><t>一</t></si>',
    styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
    change: (members) =>
      members.map((member) => ({ ...member, data: strict(String(member.data)) })),
  })
  expect(cells).toEqual([['一', '2026-09-22']])
})

test('names of parts may differ in case, start with a slash, or have backslashes', async () => {
  const rename = (from: string, to: string) => changed(from, () => ({ name: to }))
  const renamed = [
    rename('xl/worksheets/sheet1.xml', 'XL/Worksheets/Sheet1.XML'),
    rename('xl/worksheets/sheet1.xml', '/xl/worksheets/sheet1.xml'),
    rename('xl/worksheets/sheet1.xml', 'xl\\worksheets\\sheet1.xml'),
  ]
  for (const change of renamed)
    expect(await readCells({ rows: textRow('a'), change })).toEqual([['a']])
})

test('a workbook without package relationships is found at its usual place', async () => {
  const change = (members: MemberInput[]) => members.filter(({ name }) => name !== '_rels/.rels')
  expect(await readCells({ rows: textRow('a'), change })).toEqual([['a']])
})

test('worksheets that the workbook does not name are told', async () => {
  const sheet = { data: worksheet(textRow('b')) }
  const more: MemberInput[] = [
    { name: 'xl/worksheets/sheet2.xml', ...sheet },
    { name: 'xl/worksheets/_rels/sheet2.xml.rels', data: '' },
    { name: 'xl/chartsheets/sheet3.xml', data: '' },
  ]
  const unlistedIn = async (input: Parameters<typeof buildXlsx>[0]) => {
    const change = (members: MemberInput[]) => [...members, ...more]
    const bytes = buildXlsx({ rows: textRow('a'), change, ...input })
    const workbook = await openWorkbook(new MemoryBytes(bytes))
    workbook.close()
    return [workbook.tables.map((table) => table.sheet), workbook.unlisted]
  }
  const second = relationship('s9', 'worksheet', 'worksheets/Sheet2.xml')
  expect(await unlistedIn({})).toEqual([['订单'], ['xl/worksheets/sheet2.xml']])
  expect(await unlistedIn({ relationships: second })).toEqual([
    ['订单'],
    ['xl/worksheets/sheet2.xml'],
  ])
  const workbook = workbookXml(
    '<sheet name="a" sheetId="1" r:id="s1"/><sheet name="b" sheetId="2" r:id="s9"/>',
  )
  expect(await unlistedIn({ relationships: second, workbook })).toEqual([['a', 'b'], []])
})

test('shared strings may stand anywhere in the file', async () => {
  const input = { rows: '<row><c t="s"><v>0</v></c></row>', strings: '<si><t>late</t></si>' }
  expect(await readCells(input)).toEqual([['late']])
  const reversed = { ...input, change: (members: MemberInput[]) => members.toReversed() }
  expect(await readCells(reversed)).toEqual([['late']])
})

test.each([
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/worksheets/sheet1.xml',
  'xl/styles.xml',
  'xl/sharedStrings.xml',
])('a workbook that lacks %s is damaged', async (missing) => {
  const change = (members: MemberInput[]) => members.filter(({ name }) => name !== missing)
  const read = () => readCells({ rows: textRow('a'), strings: '', styles: '', change })
  expect(await refusal(read)).toEqual({ code: 'damaged-xlsx', args: { part: missing } })
})

test('a part that is there twice is damage', async () => {
  const change = (members: MemberInput[]) => [...members, ...members.slice(-1)]
  expect(await refusal(() => readCells({ rows: textRow('a'), change }))).toMatchObject({
    code: 'damaged-xlsx',
  })
})

test('a cell that refers to a string of no table is damage, told with sheet and row', async () => {
  const rows = `${textRow('a')}<row r="7"><c t="s"><v>0</v></c></row>`
  expect(await rowsUntilRefused(buildXlsx({ rows }))).toEqual({
    rows: 1,
    refused: { code: 'damaged-xlsx', args: { sheet: '订单', row: 7 } },
  })
})

test('a sheet cut in its XML gives the rows before the cut, and then the damage', async () => {
  const whole = worksheet(noisyRows(20_000))
  for (const keep of [0.3, 0.9, 0.999999]) {
    const sheet = whole.slice(0, Math.floor(whole.length * keep))
    const { rows, refused } = await rowsUntilRefused(buildXlsx({ sheet }))
    expect(refused?.code).toBe('damaged-xlsx')
    expect(rows).toBeGreaterThan(20_000 * keep - 10)
  }
})

test('no cut of a small sheet is taken for the whole', async () => {
  const whole = worksheet('<row r="1"><c t="str"><v><![CDATA[a]]></v></c><c/></row><!-- c -->')
  for (let length = 0; length < whole.length; length++) {
    const sheet = whole.slice(0, length)
    expect((await refusal(() => readCells({ sheet })))?.code).toBe('damaged-xlsx')
  }
})

test.each([
  ['a sheet without data', '<worksheet/>'],
  ['a part of another kind', '<chartsheet><sheetData/></chartsheet>'],
  ['a second root', `${worksheet('')}<worksheet/>`],
  ['an end without a start', `${worksheet('')}</worksheet>`],
  ['elements nested without end', worksheet('<a>'.repeat(100_000))],
  ['too many attributes', worksheet(`<row ${'a="" '.repeat(100_000)}/>`)],
])('%s is damage', async (_, sheet) => {
  const limits = { maxRatio: 1e9, ratioFloorBytes: 0, maxInflatedBytes: 1e9 }
  const read = () => readRows(buildXlsx({ sheet }), { limits })
  expect((await refusal(read))?.code).toBe('damaged-xlsx')
})

test('a wrong checksum of a sheet is told after its rows', async () => {
  const change = changed('xl/worksheets/sheet1.xml', () => ({ crc: 1 }))
  expect(await rowsUntilRefused(buildXlsx({ rows: noisyRows(3000), change }))).toEqual({
    rows: 3000,
    refused: { code: 'damaged-xlsx', args: { sheet: '订单', row: 3000 } },
  })
})

test.each(['xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml', '_rels/.rels'])(
  'a wrong checksum of %s is damage',
  async (name) => {
    const change = changed(name, () => ({ crc: 1 }))
    const read = () => readCells({ rows: textRow('a'), strings: '', styles: '', change })
    expect(await refusal(read)).toEqual({ code: 'damaged-xlsx', args: { member: name } })
  },
)

test('a document type in any part is refused', async () => {
  for (const name of ['xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml']) {
    const change = changed(name, ({ data }) => ({ data: `<!DOCTYPE a>${data}` }))
    const read = () => readCells({ rows: textRow('a'), strings: '', styles: '', change })
    expect((await refusal(read))?.code).toBe('damaged-xlsx')
  }
})

test('a bomb is refused before any row', async () => {
  const sheet = worksheet(' '.repeat(4 << 20))
  expect((await refusal(() => readCells({ sheet })))?.code).toBe('zip-bomb')
})

test('shared strings that are too many for the memory go through a file, which is closed', async () => {
  const texts = Array.from({ length: 2_000 }, () => randomBytes(15_000).toString('base64'))
  const bytes = buildXlsx({
    rows: texts.map((_, index) => `<row><c t="s"><v>${index}</v></c></row>`).join(''),
    strings: texts.map((text) => `<si><t>${text}</t></si>`).join(''),
  })
  const parent = await mkdtemp(join(tmpdir(), 'dyshop-test-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  let [appended, closed] = [0, 0]
  const openScratch = () => {
    const file = openScratchFile(parent)
    return {
      ...file,
      append: (...pieces: readonly Uint8Array[]) => {
        appended++
        return file.append(...pieces)
      },
      close: () => {
        closed++
        file.close()
      },
    }
  }
  const rows = await readRows(bytes, { openScratch, maxSharedStringBytes: 1 })
  expect(rows.map(({ cells }) => cells[0])).toEqual(texts)
  expect([appended > 0, closed]).toEqual([true, 1])
  expect(await readdir(parent)).toEqual([])
})

test('shared strings over their limit are refused', async () => {
  const strings = '<si><t>12345</t></si>'.repeat(2)
  const bytes = buildXlsx({ rows: textRow('a'), strings })
  expect(await refusal(() => readRows(bytes, { maxSharedStringBytes: 17 }))).toEqual({
    code: 'member-too-large',
    args: { member: 'xl/sharedStrings.xml' },
  })
  expect(await readRows(bytes, { maxSharedStringBytes: 18 })).toHaveLength(1)
})

test('a part that should be small is refused when it is not', async () => {
  const limits = { maxRatio: 1e9, ratioFloorBytes: 0, maxInflatedBytes: 1e9 }
  for (const name of ['_rels/.rels', 'xl/workbook.xml', 'xl/styles.xml']) {
    const change = changed(name, () => ({ size: 1 << 27 }))
    const read = () => readRows(buildXlsx({ styles: '', change }), { limits })
    expect(await refusal(read)).toEqual({ code: 'member-too-large', args: { member: name } })
  }
})

test('a binary workbook is told by its name', async () => {
  const rels = relationshipPart(relationship('r1', 'officeDocument', 'xl/workbook.bin'))
  const bytes = buildZip([
    { name: '_rels/.rels', data: rels },
    { name: 'xl/workbook.bin', data: 'x' },
  ])
  expect(await refusal(() => readRows(bytes))).toEqual({
    code: 'unsupported-sheet',
    args: {},
  })
})

test('an old .xls is told from a workbook with a password, and both from damage', async () => {
  const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const filler = Buffer.alloc((1 << 20) - 8 - 7)
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le')
  const code = async (...bytes: Buffer[]) =>
    (await refusal(() => readRows(Buffer.concat(bytes))))?.code
  expect(await code(signature, filler)).toBe('old-xls')
  expect(await code(signature, filler, encrypted, filler)).toBe('encrypted-workbook')
  expect(await code(filler)).toBe('damaged-xlsx')
  expect(await code()).toBe('damaged-xlsx')
  expect(await code(Buffer.from('订单编号,商品\n'))).toBe('damaged-xlsx')
  expect(await code(buildZip([{ name: 'a.csv', data: 'a' }]))).toBe('damaged-xlsx')
})

test('a table can be read twice, and left in the middle', async () => {
  const workbook = await openWorkbook(new MemoryBytes(buildXlsx({ rows: noisyRows(5000) })))
  const [table] = workbook.tables
  if (!table) throw new Error('the workbook has no table')
  for await (const batch of table.batches()) {
    expect(batch[0]?.number).toBe(1)
    break
  }
  const sizes: number[] = []
  for await (const batch of table.batches()) sizes.push(batch.length)
  expect(sizes).toEqual(Array(50).fill(100))
  workbook.close()
})

test('an error of the disk stays what it is, after the rows before it', async () => {
  const whole = new MemoryBytes(buildXlsx({ rows: noisyRows(20_000) }))
  const diskError = new Error('EIO')
  let reads = Number.POSITIVE_INFINITY
  const failing: ByteSource = {
    size: whole.size,
    chunks: () => whole.chunks(),
    read: async (offset, length) => {
      if (reads-- <= 0) throw diskError
      return whole.read(offset, length)
    },
  }
  const workbook = await openWorkbook(failing)
  reads = 3
  let rows = 0
  const read = async () => {
    for await (const batch of workbook.tables[0]?.batches() ?? []) rows += batch.length
  }
  await expect(read()).rejects.toBe(diskError)
  expect(rows).toBeGreaterThan(0)
})

test('what exceljs writes is read back, from a file on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-xlsx-'))
  const path = join(folder, 'a.xlsx')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('订单')
  sheet.addRow(['子订单编号', '金额', '时间', '日期', '已付', '备注'])
  sheet.addRow(['6917926768823643751', 28.9, new Date('2026-09-22T10:11:12Z'), null, true, null])
  sheet.addRow([
    null,
    0.1,
    null,
    new Date('2026-09-22T00:00:00Z'),
    { error: '#N/A' },
    { formula: 'B2', result: 'f' },
  ])
  sheet.addRow([])
  sheet.addRow([{ richText: [{ text: '甲' }, { font: { bold: true }, text: ' 乙' }] }, '=a<&>"'])
  sheet.getColumn(3).numFmt = 'yyyy-mm-dd hh:mm:ss'
  sheet.getColumn(4).numFmt = 'yyyy/m/d'
  await workbook.xlsx.writeFile(path)
  const file = await FileBytes.open(path)
  onTestFinished(async () => {
    await file.close()
    await rm(folder, { recursive: true })
  })
  const opened = await openWorkbook(file)
  const rows: TableRow[] = []
  for await (const batch of opened.tables[0]?.batches() ?? []) rows.push(...batch)
  expect(opened.tables[0]?.sheet).toBe('订单')
  expect(rows).toEqual([
    { number: 1, cells: ['子订单编号', '金额', '时间', '日期', '已付', '备注'] },
    { number: 2, cells: ['6917926768823643751', '28.9', '2026-09-22 10:11:12', '', 'TRUE'] },
    { number: 3, cells: ['', '0.1', '', '2026-09-22', '#N/A', 'f'] },
    { number: 5, cells: ['甲 乙', '=a<&>"'] },
  ])
  opened.close()
})

test('rows of all columns come in small batches', async () => {
  const rows = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(2000)
  const limits = { maxRatio: 1e9, ratioFloorBytes: 0, maxInflatedBytes: 1e9 }
  const workbook = await openWorkbook(new MemoryBytes(buildXlsx({ rows })), { limits })
  let count = 0
  for await (const batch of workbook.tables[0]?.batches() ?? []) {
    expect(batch.length).toBeLessThan(100)
    count += batch.length
  }
  expect(count).toBe(2000)
})

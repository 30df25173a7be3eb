import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import {
  buildXlsx,
  relationship,
  type WorkbookInput,
  workbookXml,
  worksheet,
} from '../support/xlsx-builder.ts'
import { buildZip, type MemberInput } from '../support/zip-builder.ts'
import { backUp, keptIn } from './backed-up.ts'
import { A, B, C, cellsOf, HEADER, inlineRow, orderLine, ordersText } from './small-orders.ts'

const folder = useFolder()
const GOOD = exportText('orders', [orderLine(C)])
const ROWS = inlineRow(1, HEADER) + inlineRow(2, cellsOf(A)) + inlineRow(3, cellsOf(B))
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const oleWith = (stream: string) =>
  Buffer.concat([OLE, Buffer.alloc(1016), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])

/** A workbook of exports has its list of content types first. */
function xlsx(input: WorkbookInput): Buffer {
  const { change = (members) => members } = input
  const types: MemberInput = { name: '[Content_Types].xml', data: '<Types/>' }
  return buildXlsx({ ...input, change: (members) => change([types, ...members]) })
}

function changed(name: string, change: Partial<MemberInput>) {
  return (members: MemberInput[]) =>
    members.map((member) => (member.name === name ? { ...member, ...change } : member))
}

const SHEET = 'xl/worksheets/sheet1.xml'

describe('workbooks that are read', () => {
  const numbered = (rows: string) => ({
    sheet: worksheet(rows).replace('<sheetData>', '<dimension ref="A1:A1"/><sheetData>'),
  })
  const shared = [...HEADER, ...cellsOf(A), ...cellsOf(B)]
  const row = (number: number, from: number) =>
    `<row r="${number}">${HEADER.map((_, at) => `<c t="s"><v>${from + at}</v></c>`).join('')}</row>`
  const inSharedStrings = {
    rows: row(1, 0) + row(2, HEADER.length) + row(3, 2 * HEADER.length),
    strings: shared.map((text) => `<si><t>${text}</t></si>`).join(''),
  }
  test.each([
    ['inline strings', { rows: ROWS }],
    ['shared strings', inSharedStrings],
    ['a dimension that says A1:A1', numbered(ROWS)],
    [
      'blank rows between',
      {
        rows: ROWS.replace(
          '<row r="3">',
          '<row r="3"/><row r="4"><c r="A4" t="inlineStr"><is><t>-</t></is></c></row><row r="9">',
        ),
      },
    ],
    [
      'a title above the header',
      {
        rows:
          inlineRow(1, ['店铺订单']) +
          ROWS.replace(/r="(\d)"/g, (_, at) => `r="${Number(at) + 1}"`),
      },
    ],
    ['empty cells left out at the end', { rows: `${ROWS}<row r="4"></row>` }],
  ] as const)('with %s', async (_name, input: WorkbookInput) => {
    const run = await backUp(folder, { 'orders.xlsx': xlsx(input) })
    expect(run.only).toMatchObject({
      kind: 'orders',
      sheet: '订单',
      rows: 2,
      added: 2,
      rejected: 0,
    })
    expect([...run.told(), ...run.told('warning')]).toEqual([])
    expect((await keptIn(run))[B]).toMatchObject({ payableFen: 2890, product: '辣丝丝' })
  })

  test('with shared strings that come after the sheet', async () => {
    const change: WorkbookInput['change'] = (members) => members.toReversed()
    const run = await backUp(folder, { 'o.xlsx': xlsx({ ...inSharedStrings, change }) })
    expect(run.only).toMatchObject({ rows: 2, added: 2 })
  })

  test.each([
    [false, 46287.5],
    [true, 46287.5 - 1462],
  ])('with dates counted from 1904: %s', async (is1904, serial) => {
    const dated = inlineRow(2, cellsOf(A)).replace(
      '<c t="inlineStr"><is><t>2026-09-22 00:54:10</t></is></c>',
      `<c s="1"><v>${serial}</v></c>`,
    )
    const sheets = '<sheet name="订单" sheetId="1" r:id="s1"/>'
    const run = await backUp(folder, {
      'o.xlsx': xlsx({
        rows: inlineRow(1, HEADER) + dated,
        styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
        workbook: workbookXml(sheets, is1904 ? '<workbookPr date1904="1"/>' : ''),
      }),
    })
    expect(run.told()).toEqual([])
    expect((await keptIn(run))[A]?.createdAt).toBe('2026-09-22T12:00:00+08:00')
  })

  test.each(['6.91793E+18', '6917926768823643000', '6917926768823643751'])(
    'an id that is a number, %s, is damaged, and its row told with sheet and column',
    async (number) => {
      const cell = `<c><v>${number}</v></c>`
      const damaged = inlineRow(2, cellsOf(A)).replace(
        `<c t="inlineStr"><is><t>${A}</t></is></c>`.repeat(2),
        `<c t="inlineStr"><is><t>${A}</t></is></c>${cell}`,
      )
      const rows = inlineRow(1, HEADER) + damaged + inlineRow(3, cellsOf(B))
      const run = await backUp(folder, { 'o.xlsx': xlsx({ rows }) })
      expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
      expect(run.told()).toEqual(['damaged-id o.xlsx[订单]:2 子订单编号'])
    },
  )

  test('a row shorter than its header is whole, a longer one is not', async () => {
    const short = cellsOf(A).slice(0, 7)
    const rows =
      inlineRow(1, [...HEADER, '商家备注']) +
      inlineRow(2, short) +
      inlineRow(3, [...cellsOf(B), '', 'x'])
    const run = await backUp(folder, { 'o.xlsx': xlsx({ rows }) })
    expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    expect(run.told()).toEqual(['ragged-row o.xlsx[订单]:3'])
  })

  test('several sheets, one of them unknown and one empty', async () => {
    const part = (name: string, rows: string) => ({
      name: `xl/worksheets/${name}.xml`,
      data: worksheet(rows),
    })
    const run = await backUp(folder, {
      'o.xlsx': xlsx({
        rows: ROWS,
        workbook: workbookXml(
          ['订单', '说明', '空', '再来']
            .map(
              (name, at) =>
                `<sheet name="${name}" sheetId="${at + 1}" r:id="${at === 0 ? 's1' : `x${at}`}"/>`,
            )
            .join(''),
        ),
        relationships: [1, 2, 3]
          .map((at) => relationship(`x${at}`, 'worksheet', `worksheets/more${at}.xml`))
          .join(''),
        change: (members) => [
          ...members,
          part('more1', inlineRow(1, ['本表', '怎么看'])),
          part('more2', ''),
          part('more3', inlineRow(1, HEADER) + inlineRow(2, cellsOf(C))),
        ],
      }),
    })
    expect(run.told()).toEqual(['unknown-report o.xlsx[说明]'])
    expect(run.data.imports.map(({ sheet, kind, rows }) => [sheet, kind, rows])).toEqual([
      ['订单', 'orders', 2],
      ['说明', 'unknown', 0],
      ['再来', 'orders', 1],
    ])
    expect(run.complete).toBe(false)
    expect(Object.keys(await keptIn(run))).toEqual([A, B, C])
  })
})

describe('workbooks that are refused as a whole, and told', () => {
  const whole = xlsx({ rows: ROWS })
  const missing = '<row r="2"><c t="s"><v>7</v></c></row>'
  test.each([
    ['cut in the middle', whole.subarray(0, whole.length / 2), 'damaged-zip'],
    ['without its last bytes', whole.subarray(0, -10), 'damaged-zip'],
    ['no zip at all', Buffer.from('PK\x03\x04 and then nothing like it'), 'damaged-zip'],
    ['an old .xls', oleWith('Workbook'), 'old-xls'],
    ['encrypted', oleWith('EncryptedPackage'), 'encrypted-workbook'],
    [
      'with a wrong CRC',
      xlsx({ rows: ROWS, change: changed(SHEET, { crc: 1 }) }),
      'damaged-xlsx [订单]:3',
    ],
    [
      'without its shared strings',
      xlsx({ rows: inlineRow(1, HEADER) + missing }),
      'damaged-xlsx [订单]:2',
    ],
    [
      'without its sheet',
      xlsx({ change: (members) => members.filter(({ name }) => name !== SHEET) }),
      'damaged-xlsx',
    ],
    [
      'with a sheet that stops',
      xlsx({ sheet: worksheet(ROWS).slice(0, -60) }),
      'damaged-xlsx [订单]:3',
    ],
    ['empty', Buffer.alloc(0), 'empty-file'],
    ['with an empty sheet', xlsx({ rows: '' }), 'empty-file [订单]'],
    ['a bomb', xlsx({ rows: ROWS, change: changed(SHEET, { size: 2 ** 31 }) }), 'zip-bomb'],
  ] as const)('%s', async (_name, bytes, told) => {
    const run = await backUp(folder, { 'bad.xlsx': bytes, 'good.csv': GOOD })
    const [code, sheet = ''] = told.split(' ')
    expect(run.told()).toEqual([`${code} bad.xlsx${sheet}`])
    expect(run.complete).toBe(false)
    expect(run.data.imports[0]).toMatchObject({ file: 'bad.xlsx', kind: 'unknown', rows: 0 })
    expect(Object.keys(await keptIn(run))).toEqual([C])
  })
})

describe('formulas', () => {
  const formulaRow = (cells: readonly string[], at: number, cell: string) => {
    const row = inlineRow(2, cells)
    const parts = row.split('<c ')
    parts[at + 1] = `s="0">${cell.slice('<c>'.length)}`
    return parts.join('<c ')
  }
  const amount = HEADER.indexOf('订单应付金额')

  test.each([['<c><f>1+2</f></c>'], ['<c><f>1+2</f><v/></c>'], ['<c><f>1+2</f><v></v></c>']])(
    'an amount %s was never computed: the row is not read',
    async (cell) => {
      const rows =
        inlineRow(1, HEADER) + formulaRow(cellsOf(A), amount, cell) + inlineRow(3, cellsOf(B))
      const run = await backUp(folder, { 'o.xlsx': xlsx({ rows }) })
      expect(run.told()).toEqual(['uncomputed-formula o.xlsx[订单]:2 订单应付金额'])
      expect(run.only).toMatchObject({ rows: 2, added: 1, rejected: 1 })
    },
  )

  test('one with its result in the file is read', async () => {
    const cell = '<c><f>27+1.9</f><v>28.9</v></c>'
    const rows = inlineRow(1, HEADER) + formulaRow(cellsOf(A), amount, cell)
    const run = await backUp(folder, { 'o.xlsx': xlsx({ rows }) })
    expect(run.told()).toEqual([])
    expect((await keptIn(run))[A]?.payableFen).toBe(2890)
  })

  test('a row of nothing but formulas without results is not blank', async () => {
    const cells = HEADER.map(() => '<c><f>A9</f></c>').join('')
    const rows = `${inlineRow(1, HEADER)}<row r="2">${cells}</row>`
    const run = await backUp(folder, { 'o.xlsx': xlsx({ rows }) })
    expect(run.told()).toEqual(['uncomputed-formula o.xlsx[订单]:2'])
    expect(run.only).toMatchObject({ rows: 1, rejected: 1 })
  })
})

describe('ZIPs', () => {
  const member = (name: string | Buffer, id: string): MemberInput => ({
    name,
    data: ordersText(cellsOf(id)),
  })

  test('names in GBK are read as such', async () => {
    const run = await backUp(folder, {
      'z.zip': buildZip([member(iconv.encode('订单/九月.csv', 'gbk'), A)]),
    })
    expect(run.only).toMatchObject({ file: 'z.zip/订单/九月.csv', added: 1 })
    expect(run.told()).toEqual([])
  })

  test('the name of a ZIP dates its members, and a member’s own name comes first', async () => {
    const zip = buildZip([member('a.csv', A), member('1790000000_b.csv', B)])
    const run = await backUp(folder, { '1790800000_z.zip': zip })
    expect(run.data.imports.map(({ asOf }) => asOf)).toEqual([
      '2026-10-01T04:26:40+08:00',
      '2026-09-21T22:13:20+08:00',
    ])
  })

  test('a name that leads out of the folder is only a name', async () => {
    const run = await backUp(folder, { 'z.zip': buildZip([member('../../etc/o.csv', A)]) })
    expect(run.only).toMatchObject({ file: 'z.zip/etc/o.csv', added: 1 })
    expect(run.complete).toBe(true)
    expect(run.told('warning')).toEqual(['unsafe-name z.zip/etc/o.csv'])
  })

  test('a ZIP in a ZIP is read, one more level is told', async () => {
    const inner = buildZip([member('a.csv', A)])
    const deeper = buildZip([{ name: 'deep.zip', data: inner }, member('b.csv', B)])
    const zip = buildZip([
      { name: 'one.zip', data: inner },
      { name: 'two.zip', data: deeper },
      member('c.csv', C),
    ])
    const run = await backUp(folder, { 'z.zip': zip })
    expect(run.told()).toEqual(['nested-too-deep z.zip/two.zip/deep.zip'])
    expect(Object.keys(await keptIn(run))).toEqual([A, B, C])
  })

  test('a workbook in a ZIP is read', async () => {
    const run = await backUp(folder, {
      'z.zip': buildZip([{ name: 'o.xlsx', data: xlsx({ rows: ROWS }) }]),
    })
    expect(run.only).toMatchObject({ file: 'z.zip/o.xlsx', sheet: '订单', added: 2 })
  })

  test.each([
    ['with a wrong CRC', { ...member('bad.csv', A), crc: 1 }, 'damaged-zip'],
    [
      'whose packed bytes are broken',
      { ...member('bad.csv', A), packed: Buffer.from('ffffffff', 'hex') },
      'damaged-zip',
    ],
    ['with a password', { ...member('bad.csv', A), flags: 1 }, 'encrypted-zip'],
    ['packed in a way nobody knows', { ...member('bad.csv', A), method: 99 }, 'damaged-zip'],
    ['that is empty', { name: 'bad.csv', data: '' }, 'empty-file'],
    ['that is a web page', { name: 'bad.csv', data: '<!DOCTYPE html>' }, 'web-page'],
    ['that is an old workbook', { name: 'bad.csv', data: oleWith('Workbook') }, 'old-xls'],
    [
      'that is a broken ZIP',
      { name: 'bad.csv', data: buildZip([member('a.csv', A)]).subarray(0, 60) },
      'damaged-zip',
    ],
  ] as const)('a member %s does not take the others along', async (_name, bad, code) => {
    const run = await backUp(folder, {
      'z.zip': buildZip([member('a.csv', B), bad, member('c.csv', C)]),
    })
    expect(run.told()).toEqual([`${code} z.zip/bad.csv`])
    expect(run.complete).toBe(false)
    expect(run.data.imports).toHaveLength(3)
    expect(Object.keys(await keptIn(run))).toEqual([B, C])
  })

  const large = { name: 'bomb.csv', data: 'a'.repeat(3 << 20) }
  test.each([
    ['a bomb', buildZip([large, member('a.csv', A)]), 'zip-bomb'],
    [
      'that tells of more than 4 GB',
      buildZip([
        { ...member('a.csv', A), size: 2 ** 32 - 2 },
        { ...member('b.csv', A), size: 2 ** 31 },
      ]),
      'zip-bomb',
    ],
    ['cut short', buildZip([member('a.csv', A)]).subarray(0, 100), 'damaged-zip'],
    ['with nothing in it', buildZip([]), 'empty-file'],
    ['with nothing but folders in it', buildZip([{ name: 'a/', data: '' }]), 'empty-file'],
  ] as const)('a ZIP %s is told and nothing of it read', async (_name, bytes, code) => {
    const run = await backUp(folder, { 'bad.zip': bytes, 'good.csv': GOOD })
    expect(run.told()).toEqual([`${code} bad.zip`])
    expect(run.complete).toBe(false)
    expect(Object.keys(await keptIn(run))).toEqual([C])
  })

  test('a readme and a photo among the members do not make the ZIP incomplete', async () => {
    const photo = {
      name: 'photo.jpg',
      data: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    }
    const zip = buildZip([member('a.csv', A), { name: '说明.txt', data: '请看订单。\n' }, photo])
    const run = await backUp(folder, { 'z.zip': zip })
    expect(run.only.file).toBe('z.zip/a.csv')
    expect(run.complete).toBe(true)
    expect(run.told('info')).toEqual([
      'skipped-file z.zip/说明.txt',
      'skipped-file z.zip/photo.jpg',
    ])
  })

  test('a member without its extension is read', async () => {
    const run = await backUp(folder, { 'z.zip': buildZip([member('订单', A), member('b.txt', B)]) })
    expect(run.data.totals.lines).toBe(2)
    expect(run.told()).toEqual([])
  })
})

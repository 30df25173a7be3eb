import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { refusal } from '../../support/unreadable.ts'
import { buildXlsx, MAIN, readCells, readRows, worksheet } from '../../support/xlsx-builder.ts'

/** The text of one cell in a workbook of its own. */
async function cell(xml: string, rest: { strings?: string; styles?: string } = {}) {
  const [cells] = await readCells({ rows: `<row r="1">${xml}</row>`, ...rest })
  return cells?.[0]
}

async function isDamaged(rows: string): Promise<boolean> {
  const refused = await refusal(() => readCells({ rows }))
  return refused?.code === 'damaged-xlsx'
}

test.each([
  ['<c t="s"><v>1</v></c>', '二'],
  ['<c t="str"><f>A1&amp;B1</f><v>formula</v></c>', 'formula'],
  ['<c t="inlineStr"><is><t>inline</t></is></c>', 'inline'],
  ['<c t="b"><v>1</v></c>', 'TRUE'],
  ['<c t="b"><v>0</v></c>', 'FALSE'],
  ['<c t="b"><v>true</v></c>', 'TRUE'],
  ['<c t="b"><v>false</v></c>', 'FALSE'],
  ['<c t="e"><v>#N/A</v></c>', '#N/A'],
  ['<c t="n"><v>5</v></c>', '5'],
  ['<c><v>5</v></c>', '5'],
  ['<c t="d"><v>2026-09-22T10:11:12</v></c>', '2026-09-22 10:11:12'],
  ['<c t="d"><v>2026-09-22T23:59:59.700Z</v></c>', '2026-09-23 00:00:00'],
  ['<c t="d"><v>2026-09-22</v></c>', '2026-09-22 00:00:00'],
])('%s reads as %j', async (xml, text) => {
  expect(await cell(xml, { strings: '<si><t>一</t></si><si><t>二</t></si>' })).toBe(text)
})

test.each([
  ['28.9', '28.9'],
  ['28.899999999999999', '28.9'],
  ['1', '1'],
  ['1.0', '1'],
  ['-0', '0'],
  ['-0.50', '-0.5'],
  ['007', '7'],
  ['1E3', '1000'],
  ['1.5e-7', '0.00000015'],
  ['123456789012345', '123456789012345'],
  ['0.1234567890123456', '0.1234567890123456'],
  ['1E+21', '1e+21'],
  ['not a number', 'not a number'],
])('the number %s reads as %s', async (value, text) => {
  expect(await cell(`<c><v>${value}</v></c>`)).toBe(text)
})

test('a number of 16 and more digits keeps every digit of the file, and its column is told', async () => {
  const rows = `<row r="1">
    <c><v>6917926768823643751</v></c><c><v>123456789012345</v></c><c><v>6.9179267688236401E+18</v></c>
    <c><v>-1234567890123456</v></c><c><v>1234567890123456.5</v></c><c><v>0.1234567890123</v></c></row>`
  const [row] = await readRows(buildXlsx({ rows }))
  expect(row?.cells).toEqual([
    '6917926768823643751',
    '123456789012345',
    '6917926768823640100',
    '-1234567890123456',
    '1234567890123456',
    '0.1234567890123',
  ])
  expect(row?.imprecise).toEqual([0, 2, 3, 4])
})

test('a row without such numbers tells of no columns', async () => {
  const [row] = await readRows(buildXlsx({ rows: '<row><c><v>1</v></c></row>' }))
  expect(row).toEqual({ number: 1, cells: ['1'] })
})

test('rich text is joined, and phonetic hints are left out', async () => {
  const rich =
    '<r><rPr><b/></rPr><t>东</t></r><r><t xml:space="preserve"> 京</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><phoneticPr fontId="1"/>'
  expect(await cell(`<c t="inlineStr"><is>${rich}</is></c>`)).toBe('东 京')
  expect(await cell('<c t="s"><v>0</v></c>', { strings: `<si>${rich}</si>` })).toBe('东 京')
})

test('white space inside a text is kept, between elements it is not text', async () => {
  expect(await cell('<c t="inlineStr">\n <is>\n  <t>\t6917 </t>\n </is>\n</c>')).toBe('\t6917 ')
})

test.each([
  ['a&amp;b &lt;c&gt; &quot;d&quot; &apos;e&apos;', 'a&b <c> "d" \'e\''],
  ['&#35746;&#x5355;&#x20BB7;', '订单𠮷'],
  ['&amp;lt;', '&lt;'],
  ['<![CDATA[a<b>&amp;c]]>', 'a<b>&amp;c'],
  ['a<![CDATA[b]]>c<!-- not <t> this -->d<?nor this?>e', 'abcde'],
  ['a_x000D_b_x000A_c', 'a\rb\nc'],
  ['_x005F_x000D_', '_x000D_'],
  ['_x00zz_ a_b', '_x00zz_ a_b'],
  ['_xD842__xDFB7_', '𠮷'],
  ['a\r\nb\rc&#13;d', 'a\nb\nc\rd'],
])('the text %j reads as %j, inline and shared', async (xml, text) => {
  expect(await cell(`<c t="inlineStr"><is><t>${xml}</t></is></c>`)).toBe(text)
  expect(await cell('<c t="s"><v>0</v></c>', { strings: `<si><t>${xml}</t></si>` })).toBe(text)
})

test('half a surrogate pair is kept as it is', async () => {
  const strings = '<si><t>_xD842_</t></si>'
  expect(await cell('<c t="s"><v>0</v></c>', { strings })).toBe('\uD842')
})

test('many different texts come out right, whatever was read before', async () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `商品${(i * 7919) % 5003}`)
  const rows = texts.map((text) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`)
  expect((await readCells({ rows: rows.join('') })).flat()).toEqual(texts)
})

test('more shared strings than are kept ready, and long ones, come out right', async () => {
  const texts = Array.from({ length: 70_000 }, (_, i) => `${i}${i % 3 === 0 ? '单' : ''}`)
  texts[69_999] = '长'.repeat(2 << 20)
  const strings = texts.map((text) => `<si><t>${text}</t></si>`).join('')
  const rows = texts.map((_, i) => `<row><c t="s"><v>${i}</v></c></row>`).join('')
  const bytes = buildXlsx({ rows, strings })
  const limits = { maxRatio: 1e9, ratioFloorBytes: 0, maxInflatedBytes: 1e9 }
  const read = (await readRows(bytes, { limits })).map((row) => row.cells[0])
  expect(read.every((text, i) => text === texts[i])).toBe(true)
  expect(read).toHaveLength(70_000)
})

test('cells stand at their columns: without a place, with gaps, in any order', async () => {
  const rows = `
    <row><c><v>1</v></c><c><v>2</v></c></row>
    <row><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AA2"><v>3</v></c></row>
    <row><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c></row>`
  const [first, second, third] = await readCells({ rows })
  expect(first).toEqual(['1', '2'])
  expect(second).toEqual(['', '1', '2', ...Array(23).fill(''), '3'])
  expect(third).toEqual(['1', '', '3'])
})

test('the last column of a sheet can be read, and a cell behind it is damage', async () => {
  const [cells] = await readCells({ rows: '<row><c r="XFD1"><v>1</v></c></row>' })
  expect(cells).toHaveLength(16_384)
  expect(await isDamaged('<row><c r="XFE1"><v>1</v></c></row>')).toBe(true)
  expect(await isDamaged('<row><c r="ZZZZ1"><v>1</v></c></row>')).toBe(true)
  expect(await isDamaged(`<row><c r="${'Z'.repeat(1000)}1"><v>1</v></c></row>`)).toBe(true)
})

test.each([
  ['two values at one place', '<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
  ['a place without a column', '<row><c r="1"><v>1</v></c></row>'],
  ['a row number that is none', '<row r="one"><c><v>1</v></c></row>'],
  ['a row in front of the first', '<row r="0"><c><v>1</v></c></row>'],
  ['a row number with a colon', '<row r="1:"><c><v>1</v></c></row>'],
  ['a row behind the last', '<row r="1048577"><c><v>1</v></c></row>'],
  ['a style that is no number', '<row><c s="x"><v>1</v></c></row>'],
  ['an unknown type of cell', '<row><c t="q"><v>1</v></c></row>'],
  ['an unknown truth value', '<row><c t="b"><v>maybe</v></c></row>'],
  ['a shared string that is not there', '<row><c t="s"><v>0</v></c></row>'],
  ['an unknown entity', '<row><c t="str"><v>&nbsp;</v></c></row>'],
  ['a reference without its end', '<row><c t="str"><v>a &amp b</v></c></row>'],
  ['a character outside Unicode', '<row><c t="str"><v>&#x110000;</v></c></row>'],
  ['tags that do not match', '<row><c><v>1</c></v></row>'],
  ['a tag that is not closed', '<row><c><v>1</v></row>'],
  ['an attribute without quotes', '<row r=1><c><v>1</v></c></row>'],
  ['an attribute without a value', '<row r><c><v>1</v></c></row>'],
  ['a tag without a name', '<row>< c/></row>'],
])('%s is damage', async (_, rows) => {
  expect(await isDamaged(rows)).toBe(true)
})

test('numbers of rows come from the file, and are counted where it has none', async () => {
  const rows =
    '<row r="3"><c><v>1</v></c></row><row><c><v>2</v></c></row><row r="9"><c><v>3</v></c></row>'
  expect((await readRows(buildXlsx({ rows }))).map((row) => row.number)).toEqual([3, 4, 9])
})

test('the last row of a sheet can be read', async () => {
  const [row] = await readRows(buildXlsx({ rows: '<row r="1048576"><c><v>1</v></c></row>' }))
  expect(row).toEqual({ number: 1_048_576, cells: ['1'] })
})

test('columns are counted from A to Z, and on from AA', async () => {
  const rows = `<row>${['A1', 'Z1', 'AA1', 'AZ1', 'BA1'].map((r) => `<c r="${r}"><v>1</v></c>`).join('')}</row>`
  const [cells = []] = await readCells({ rows })
  expect(cells.flatMap((text, column) => (text === '' ? [] : [column]))).toEqual([
    0, 25, 26, 51, 52,
  ])
})

test('what stands in a row or a cell and is neither is passed over with all that is in it', async () => {
  const rows = `<row><ext><c><v>9</v></c></ext><c><v>1</v></c><ext/></row>
    <row><c><ext><v>9</v></ext><v>2</v></c></row>`
  expect(await readCells({ rows })).toEqual([['1'], ['2']])
})

test('only a formula without a value, whose value is no text, counts as never computed', async () => {
  const rows = `<row><c><f>A1</f></c><c><f>A1</f><v>2</v></c><c t="str"><f>A1</f><v/></c><c t="b"><f>A1</f></c><c t="b"/></row>`
  const [row] = await readRows(buildXlsx({ rows }))
  expect(row).toEqual({ number: 1, cells: ['', '2'], uncomputed: [0, 3] })
})

test('blank rows and blank cells at the end of a row are left out', async () => {
  const rows = `<row r="1"/><row r="2"><c s="0"/><c t="s"/><c t="s"><v/></c></row>
    <row r="3"><c/><c><v>1</v></c><c/><c><f>A1</f></c><c t="inlineStr"><is><t/></is></c></row>`
  expect(await readRows(buildXlsx({ rows }))).toEqual([
    { number: 3, cells: ['', '1'], uncomputed: [3] },
  ])
})

test('a merged area has its value in its first cell', async () => {
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData><row><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`
  expect(await readCells({ sheet })).toEqual([['1', '', '3']])
})

test('rows are what stands in the sheet data, and nowhere else', async () => {
  const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`
  const sheet = `<worksheet xmlns="${MAIN}"><extLst>${row('before')}</extLst>
    <sheetData><ext>${row('deeper')}</ext>${row('this')}</sheetData>
    <extLst>${row('behind')}<sheetData>${row('deeper')}</sheetData></extLst>${row('outside')}</worksheet>`
  expect(await readCells({ sheet })).toEqual([['this']])
  const empty = `<worksheet xmlns="${MAIN}"><sheetData/><extLst>${row('behind')}</extLst></worksheet>`
  expect(await readCells({ sheet: empty })).toEqual([])
})

test('a wrong dimension changes nothing', async () => {
  const sheet = worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>').replace(
    '<sheetData>',
    '<dimension ref="A1:A1"/><sheetData>',
  )
  expect(await readCells({ sheet })).toEqual([['1', '2']])
})

test('prefixes, quotes, order of attributes, white space and comments do not matter', async () => {
  const sheet = `\uFEFF<?xml version='1.0' encoding="UTF-8" standalone='yes' ?>
    <!-- <row><c><v>not this</v></c></row> -->
    <x:worksheet xmlns:x="${MAIN}" xmlns:y='urn:y'
      ><x:sheetData
    ><x:row y:r='9' spans="1:2" r = '2' ><!-- --><x:c y:t="b" t='inlineStr' r="B2" s='0'
      ><x:is><x:t y:a=">">甲</x:t></x:is><x:extLst><x:v>not this</x:v></x:extLst></x:c
    ><x:c r='C2'/><x:c r='D2' ><x:v>4</x:v ></x:c></x:row ></x:sheetData>
    <x:row r="7"><x:c><x:v>not this</x:v></x:c></x:row></x:worksheet>
    <?end?>
    <!-- the end -->`
  expect(await readRows(buildXlsx({ sheet }))).toEqual([{ number: 2, cells: ['', '甲', '', '4'] }])
})

test('a sheet in UTF-16, or in another declared encoding, is read', async () => {
  const xml = worksheet('<row><c t="inlineStr"><is><t>订单𠮷</t></is></c></row>')
  const littleEndian = Buffer.from(`\uFEFF${xml}`, 'utf16le')
  expect(await readCells({ sheet: littleEndian })).toEqual([['订单𠮷']])
  expect(await readCells({ sheet: Buffer.from(littleEndian).swap16() })).toEqual([['订单𠮷']])
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-1"?>'.concat(
      worksheet('<row><c t="str"><v>caf\u00e9</v></c></row>'),
    ),
    'latin1',
  )
  expect(await readCells({ sheet: latin })).toEqual([['café']])
})

test('bytes that are not of the encoding are damage', async () => {
  const sheet = Buffer.from(worksheet('<row><c t="str"><v>\u00e9</v></c></row>'), 'latin1')
  expect(await refusal(() => readCells({ sheet }))).toMatchObject({ code: 'damaged-xlsx' })
  const genuine = worksheet('<row><c t="str"><v>\uFFFD</v></c></row>')
  expect(await readCells({ sheet: genuine })).toEqual([['\uFFFD']])
})

test('a document type is refused', async () => {
  const sheet = `<!DOCTYPE w [<!ENTITY a "b">]>${worksheet('<row><c><v>1</v></c></row>')}`
  expect(await refusal(() => readCells({ sheet }))).toMatchObject({ code: 'damaged-xlsx' })
})

test('a row larger than the window, and text at every place of its edges, is read whole', async () => {
  const texts = Array.from({ length: 16_000 }, (_, i) => `第${i}个<![CDATA[<]]>`.repeat(4))
  const cells = texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')
  const rows = `<row>${cells}</row>`.repeat(3)
  const expected = texts.map((text) => text.replaceAll('<![CDATA[<]]>', '<'))
  const limits = { maxRatio: 1e9, ratioFloorBytes: 0, maxInflatedBytes: 1e9 }
  const read = await readRows(buildXlsx({ rows }), { limits })
  expect(read.map((row) => row.cells)).toEqual([expected, expected, expected])
})

import { Buffer } from 'node:buffer'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { UnreadableFile } from '../../../src/sources/seller-files/table.ts'
import { openWorkbook } from '../../../src/sources/seller-files/xlsx/open-workbook.ts'
import { XmlScanner } from '../../../src/sources/seller-files/xlsx/xml-scanner.ts'
import { MalformedXml } from '../../../src/sources/seller-files/xlsx/xml-text.ts'
import { Token } from '../../../src/sources/seller-files/xlsx/xml-tokens.ts'
import { buildXlsx, readCells } from '../../support/xlsx-builder.ts'

const SMALL = buildXlsx({
  rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2" s="1"><v>46287.5</v></c><c r="B2"><v>6917926768823643751</v></c></row>
    <row r="3"><c r="A3" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="B3" t="b"><v>1</v></c></row>`,
  strings: '<si><t>订单</t></si><si><r><t>商</t></r><r><t>品</t></r></si>',
  styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
})

/** The sheets with their rows, or 'refused'. Any other error is thrown: it is a bug. */
async function readOrRefused(bytes: Buffer): Promise<string> {
  try {
    const workbook = await openWorkbook(new MemoryBytes(bytes))
    const sheets = []
    for (const table of workbook.tables) {
      const rows = []
      for await (const batch of table.batches()) rows.push(...batch)
      sheets.push({ sheet: table.sheet, rows })
    }
    workbook.close()
    return JSON.stringify(sheets)
  } catch (error) {
    if (error instanceof UnreadableFile) return 'refused'
    throw error
  }
}

test('a byte changed anywhere is refused, or changes no cell', async () => {
  const whole = await readOrRefused(SMALL)
  for (let place = 0; place < SMALL.length; place++) {
    const changed = Buffer.from(SMALL)
    changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8))
    expect(['refused', whole], `byte ${place}`).toContain(await readOrRefused(changed))
  }
})

test('a file cut anywhere is refused', async () => {
  for (let length = 0; length < SMALL.length; length++) {
    expect(await readOrRefused(SMALL.subarray(0, length))).toBe('refused')
  }
})

test('a workbook of exceljs with any changed byte is refused, or changes no cell', async () => {
  const workbook = new exceljs.Workbook()
  workbook.addWorksheet('订单').addRows([
    ['子订单编号', '金额'],
    ['6917926768823643751', 28.9],
  ])
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  const whole = await readOrRefused(bytes)
  const place = fc.integer({ min: 0, max: bytes.length - 1 })
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ mask
      expect(['refused', whole]).toContain(await readOrRefused(changed))
    }),
    { numRuns: 500 },
  )
})

test('any text comes out of a cell as it was put in', async () => {
  const escaped = (text: string) =>
    text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
  const texts = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !/[\r\0]|_x/.test(text)),
    { minLength: 1, maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const cells = values.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`)
      const shared = values.map((_, i) => `<c t="s"><v>${i}</v></c>`)
      const strings = values.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')
      const rows = `<row>${cells.join('')}</row><row>${shared.join('')}</row><row><c><v>9</v></c></row>`
      const blank = values.findLastIndex((text) => text !== '') + 1
      const expected = values.slice(0, blank)
      const filled = blank > 0 ? [expected, expected] : []
      expect(await readCells({ rows, strings })).toEqual([...filled, ['9']])
    }),
  )
})

/** All tokens of a document that comes in pieces, as text. */
function tokensInPieces(bytes: Buffer, piece: number): string {
  const xml = new XmlScanner()
  const tokens: string[] = []
  let start = 0
  try {
    for (let end = 0; ; end = Math.min(bytes.length, end + piece)) {
      start += xml.rewind()
      xml.refill(bytes.subarray(start, end), end === bytes.length)
      for (;;) {
        xml.mark()
        const token = xml.next()
        if (token === Token.Done) return tokens.join('|')
        if (token === Token.Incomplete) break
        tokens.push(`${token} ${xml.depth} ${token === Token.Text ? xml.text() : xml.name}`)
      }
    }
  } catch (error) {
    if (error instanceof MalformedXml) return 'malformed'
    throw error
  }
}

test('any mark-up, right or wrong, reads alike in one piece and in pieces of any size', () => {
  const scraps = fc.constantFrom(
    '<a>',
    '</a>',
    '<b x="1">',
    "<c y='>'/>",
    '</b>',
    '<!-- - -->',
    '<![CDATA[x]]>',
    '<?p ?>',
    'text',
    '&lt;',
    '<',
    '>',
    '/',
    ' ',
    '"',
    ']]>',
    '<!',
    '订',
    '=',
  )
  const documents = fc.array(scraps, { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      documents,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (inner, piece, isRooted) => {
        const bytes = Buffer.from(isRooted ? `<a>${inner}</a>` : inner)
        expect(tokensInPieces(bytes, piece)).toBe(tokensInPieces(bytes, bytes.length + 1))
      },
    ),
    { numRuns: 3000 },
  )
})

import { expect, test } from 'vitest'
import { builtinKind, formatKind } from '../../../src/sources/seller-files/xlsx/date-format.ts'
import { readCells, workbookXml } from '../../support/xlsx-builder.ts'

/** The text of a number in a cell with the given format code. */
async function shown(serial: string, code: string, properties = '') {
  const styles = `<numFmts count="1"><numFmt numFmtId="164" formatCode="${code}"/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`
  const workbook = workbookXml('<sheet name="a" sheetId="1" r:id="s1"/>', properties)
  const rows = `<row><c s="1"><v>${serial}</v></c></row>`
  return (await readCells({ rows, styles, workbook }))[0]?.[0]
}

test.each([
  ['46287', 'yyyy-mm-dd', '2026-09-22'],
  ['46287', 'yyyy-mm-dd hh:mm:ss', '2026-09-22 00:00:00'],
  ['46287.5', 'yyyy-mm-dd', '2026-09-22 12:00:00'],
  ['46287.424444444', 'yyyy-mm-dd hh:mm', '2026-09-22 10:11:12'],
  ['46287.999999', 'yyyy-mm-dd hh:mm', '2026-09-23 00:00:00'],
  ['1', 'yyyy-mm-dd', '1900-01-01'],
  ['59', 'yyyy-mm-dd', '1900-02-28'],
  ['60', 'yyyy-mm-dd', '1900-02-29'],
  ['61', 'yyyy-mm-dd', '1900-03-01'],
  ['0.5', 'hh:mm', '1899-12-31 12:00:00'],
  ['2958465', 'yyyy-mm-dd', '9999-12-31'],
  ['2958466', 'yyyy-mm-dd', '2958466'],
  ['-1', 'yyyy-mm-dd', '-1'],
  ['6917926768823643751', 'yyyy-mm-dd', '6917926768823643751'],
])('%s in a cell of format %s reads as %s', async (serial, code, text) => {
  expect(await shown(serial, code)).toBe(text)
})

test('a workbook can count its days from 1904', async () => {
  const from1904 = '<workbookPr date1904="1"/>'
  expect(await shown('44825', 'yyyy-mm-dd', from1904)).toBe('2026-09-22')
  expect(await shown('44825', 'yyyy-mm-dd', '<workbookPr date1904="true"/>')).toBe('2026-09-22')
  expect(await shown('0', 'yyyy-mm-dd', from1904)).toBe('1904-01-01')
  expect(await shown('44825', 'yyyy-mm-dd', '<workbookPr date1904="0"/>')).toBe('2022-09-21')
})

test('builtin formats tell dates from times and from numbers', () => {
  const kinds = Array.from({ length: 60 }, (_, id) => builtinKind(id))
  const idsOf = (wanted: string) => kinds.flatMap((kind, id) => (kind === wanted ? [id] : []))
  expect(idsOf('date')).toEqual([
    14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
  ])
  expect(idsOf('date-time')).toEqual([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56])
})

test.each([
  ['General', 'number'],
  ['0.00', 'number'],
  ['@', 'number'],
  ['0.00E+00', 'number'],
  ['#,##0.00_);[Red](#,##0.00)', 'number'],
  ['"day"0', 'number'],
  ['0\\d', 'number'],
  ['0_d', 'number'],
  ['0*s', 'number'],
  ['[$USD-804]0.00', 'number'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['[$-804]yyyy/mm/dd;@', 'date'],
  ['mmm-yy', 'date'],
  ['上午/下午h"时"mm"分"', 'date-time'],
  ['[h]:mm:ss', 'date-time'],
  ['YYYY-MM-DD HH:MM', 'date-time'],
])('the format %s shows a %s', (code, kind) => {
  expect(formatKind(code)).toBe(kind)
})

test('a date cell with an ISO date follows its format too', async () => {
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
  const rows = '<row><c t="d" s="0"><v>2026-09-22T00:00:00</v></c></row>'
  expect(await readCells({ rows, styles })).toEqual([['2026-09-22']])
})

test('dates do not depend on the zone of the machine', async () => {
  const before = process.env.TZ
  try {
    for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
      process.env.TZ = zone
      expect(await shown('46287.5', 'yyyy-mm-dd hh:mm')).toBe('2026-09-22 12:00:00')
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})

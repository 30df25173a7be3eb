import { expect, test } from 'vitest'
import {
  type CellText,
  cleanCellText,
  hasEscapedCharacter,
  isCleanText,
  textElement,
  type XmlText,
  xml,
  xmlText,
} from '../../../src/reports/xlsx/cell-text.ts'

const element = (raw: string) => textElement(cleanCellText(raw).text)

// The libraries that the other tests read with keep white space anyway; Excel does not.
test.each([' x', 'x ', '\nx', 'x\t'])(
  'white space at the edge of %j is marked as meant',
  (text) => {
    expect(element(text)).toBe(`<t xml:space="preserve">${text}</t>`)
  },
)

test.each([
  ['a b', 'a b'],
  ['<&>', '&lt;&amp;&gt;'],
  ['_x000D_', '_x005F_x000D_'],
  ['_x000d_x0041_', '_x005F_x000d_x005F_x0041_'],
  ['_x00_', '_x00_'],
])('%j is written as %s', (text, escaped) => {
  expect(element(text)).toBe(`<t>${escaped}</t>`)
})

test('plain text needs no mark at its edges', () => {
  expect(element('a b')).toBe('<t>a b</t>')
  expect(element('!a~')).toBe('<t>!a~</t>')
  expect(element('"quoted"')).toBe('<t>&quot;quoted&quot;</t>')
})

test.each<[string, string, string]>([
  ['control characters are removed', 'a\0b\u0008c\u000bd\u000ce\u001ff', 'abcdef'],
  ['what is no character in XML is removed', 'a\ufffeb\uffffc', 'abc'],
  ['line ends become those of a cell', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
  ['half a character becomes the sign for one', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
])('%s, and it is told', (_, raw, text) => {
  expect(cleanCellText(raw)).toEqual({ text, isCleaned: true, isCut: false })
  expect(isCleanText(raw)).toBe(raw === text)
})

test.each(['', 'a\tb\nc', '张三 😀 é', '\u007f\u0085', '\ufffd'])('%j stays as it is', (text) => {
  expect(cleanCellText(text)).toEqual({ text, isCleaned: false, isCut: false })
  expect(isCleanText(text)).toBe(true)
})

test('a text fills a cell to the last unit, and one that is longer is cut and told', () => {
  const full = 'x'.repeat(32_767)
  expect(cleanCellText(full)).toEqual({ text: full, isCleaned: false, isCut: false })
  expect(cleanCellText(`${full}y`)).toEqual({ text: full, isCleaned: false, isCut: true })
})

test('a cut never leaves half a character', () => {
  const before = 'x'.repeat(32_766)
  expect(cleanCellText(`${before}😀`).text).toBe(before)
  expect(cleanCellText(`${before.slice(1)}😀z`).text).toBe(`${before.slice(1)}😀`)
  // Neither the first nor the last of the lower halves ends a cut text early.
  for (const sign of ['\u{10000}', '\u{10ffff}']) {
    expect(cleanCellText(`${before.slice(1)}${sign}z`).text).toBe(`${before.slice(1)}${sign}`)
    expect(cleanCellText(`${before}${sign}`).text).toBe(before)
  }
  expect(cleanCellText(`${before}\ud7ff!`).text).toBe(`${before}\ud7ff`)
  expect(cleanCellText(`${before}\ue000!`).text).toBe(`${before}\ue000`)
})

test.each<[string, boolean]>([
  ['_x000D_', true],
  ['a_xABCd_b', true],
  ['_x00_ _x000D_', true],
  ['_x000G_', false],
  ['_x000D', false],
  ['x000D_', false],
  ['', false],
])('%j reads like an escaped character: %s', (text, does) => {
  expect(hasEscapedCharacter(text)).toBe(does)
})

test('a template of XML takes only what was cleaned and escaped', () => {
  expect(xml`<a b="${xmlText('"<&>\0')}">${[xml`<c/>`, xml`<d/>`]}${2}${undefined}</a>`).toBe(
    '<a b="&quot;&lt;&amp;&gt;"><c/><d/>2</a>',
  )
})

test('no text reaches a workbook by another way', () => {
  const raw: string = '<x>'
  // @ts-expect-error: a text that was not cleaned
  const cell: CellText = raw
  // @ts-expect-error: a text that was not escaped
  const part: XmlText = raw
  // @ts-expect-error: the same, within a template
  const inside = xml`<t>${raw}</t>`
  expect([cell, part, inside]).toHaveLength(3)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CsvSink,
  csvBytes,
  csvHeader,
  encodeCsvRow,
  joinCsv,
} from '../../src/reports/csv-writer.ts'

const cell = (text: string) => encodeCsvRow([text]).slice(0, -2)

describe('a CSV row', () => {
  test('is separated by commas and ends in CRLF', () => {
    expect(encodeCsvRow(['a', '', '中文'])).toBe('a,,中文\r\n')
  })

  test('begins, as a header, with the byte order mark that Excel needs', () => {
    expect(csvHeader(['主订单编号', '金额'])).toBe('\ufeff主订单编号,金额\r\n')
  })

  test.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' padded', '" padded"'],
  ])('quotes %j', (text, expected) => {
    expect(cell(text)).toBe(expected)
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+86 138', "'+86 138"],
    ['-1+cmd()', "'-1+cmd()"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\0=1', "'=1"],
    ['=a,b', `"'=a,b"`],
  ])('makes the formula %j harmless', (text, expected) => {
    expect(cell(text)).toBe(expected)
  })

  test.each(['-', '-3.50', '-3', '0.00', '28.90'])('leaves the number %s alone', (text) => {
    expect(cell(text)).toBe(text)
  })

  test('puts a tab before a long id, and only one', () => {
    expect(cell('691928374650')).toBe('"\t691928374650"')
    expect(cell('\t6919283746501928374')).toBe('"\t6919283746501928374"')
    expect(cell('13800000000')).toBe('13800000000')
  })

  test('drops NUL and replaces lone surrogates', () => {
    expect(cell('a\0b\ud83d')).toBe('ab\ufffd')
  })

  test('comes apart again into the cells it was made of', () => {
    const anyCell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', '中', '1') })
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 1 }), (cells) => {
        const expected = cells.map((text) => (text.startsWith('\r') ? `'${text}` : text))
        expect(parseRow(encodeCsvRow(cells))).toEqual(
          expected.map((text) => (/^\d{12,}$/.test(text) ? `\t${text}` : text)),
        )
      }),
    )
  })

  test('never begins a cell in a way that a spreadsheet runs', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '＝',
      '＋',
      '－',
      '＠',
      '1',
      '.',
      '\0',
      'a',
    )
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const [shown = ''] = parseRow(encodeCsvRow([text]))
        expect(shown).toMatch(/^(?![=+\-@\t\r＝＋－＠])|^-(\d+(\.\d+)?)?$|^\t\d{12,}$/)
      }),
    )
  })
})

test('no other text is written as CSV', () => {
  const written: string[] = []
  const sink: CsvSink = { write: async (bytes) => written.push(bytes.toString()) }
  void sink.write(csvBytes(joinCsv(csvHeader(['a']), encodeCsvRow(['=1']))))
  // @ts-expect-error: a text that was not encoded
  void sink.write(csvBytes('=1'))
  // @ts-expect-error: bytes of anything
  void sink.write(Buffer.from('=1'))
  expect(written[0]).toBe("\ufeffa\r\n'=1\r\n")
})

/** RFC 4180, for one row. */
function parseRow(row: string): string[] {
  const fields = `,${row.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)
  return [...fields].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain)
}

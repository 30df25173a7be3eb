import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvParser, type CsvParserOptions } from '../../../src/sources/seller-files/csv/parser.ts'
import type { TableRow } from '../../../src/sources/seller-files/table.ts'

function parse(text: string, options: CsvParserOptions = {}, cut = text.length || 1): TableRow[] {
  const parser = new CsvParser(options)
  const rows: TableRow[] = []
  const takeAll = () => {
    for (let row = parser.next(); row !== null; row = parser.next()) rows.push(row)
  }
  for (let start = 0; start < text.length; start += cut) {
    parser.push(text.slice(start, start + cut))
    takeAll()
  }
  parser.finish()
  takeAll()
  return rows
}

const cells = (text: string, options?: CsvParserOptions) =>
  parse(text, options).map((row) => row.cells)

const brokenAt = (rows: TableRow[]) =>
  rows.filter((row) => row.problem !== undefined).map((row) => [row.number, row.problem])

describe('cells', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain cells',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells',
      'a,,\n,b,\n',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    ['quoted cells', '"a","b"\n', [['a', 'b']]],
    ['empty quoted cells', '"","b",""\n', [['', 'b', '']]],
    ['delimiters in quotes', '"a,b",c\n', [['a,b', 'c']]],
    ['line ends in quotes', '"a\nb\r\nc\rd",e\n', [['a\nb\r\nc\rd', 'e']]],
    ['doubled quotes', '"a""b","""",""""""\n', [['a"b', '"', '""']]],
    ['a quote inside an unquoted cell', '5" 屏幕,a"b"\n', [['5" 屏幕', 'a"b"']]],
    ['a blank before a quote', 'a, "b"\n', [['a', ' "b"']]],
    ['a TAB before a quote', 'a,\t"b"\n', [['a', '\t"b"']]],
    [
      'the usual form of ids',
      '"\t6917926768823643751","\t辣丝丝"\n',
      [['\t6917926768823643751', '\t辣丝丝']],
    ],
    ['NUL characters', 'a\0b,"\0"\n', [['a\0b', '\0']]],
    [
      'no line end after the last row',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a quoted cell at the very end', 'a,"b"', [['a', 'b']]],
    ['a delimiter at the very end', 'a,', [['a', '']]],
    ['rows of different lengths', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['LF', 'a\nb\n', [['a'], ['b']]],
    ['CRLF', 'a\r\nb\r\n', [['a'], ['b']]],
    ['CR only', 'a\rb\r', [['a'], ['b']]],
    ['mixed line ends', 'a\rb\nc\r\nd', [['a'], ['b'], ['c'], ['d']]],
    ['CR only after quotes', '"a"\r"b"\r', [['a'], ['b']]],
  ])('reads %s', (_name, text, expected) => {
    expect(cells(text, { delimiter: ',' })).toEqual(expected)
    expect(cells(text)).toEqual(expected)
  })

  it('has no rows in an empty file, or one of blank lines', () => {
    expect(parse('')).toEqual([])
    expect(parse('\n')).toEqual([])
    expect(parse('\r\n \r\n\t\r\n,,,\r\n""\n')).toEqual([])
  })

  it('counts blank lines, and a record of many lines as one row', () => {
    const rows = parse('a,b\n\n"1\n2\n3",x\r\n\r\n,\n4,y')
    expect(rows.map((row) => row.number)).toEqual([1, 3, 6])
  })

  it('says which cells hold what could not be decoded', () => {
    const rows = parse('a,b,c\n1,\uFFFD,3\n1,2,3\n"\uFFFDx",2,"y\uFFFD"\n')
    expect(rows.map((row) => row.undecodable)).toEqual([undefined, [1], undefined, [0, 2]])
  })

  it('does not blame a row for what could not be decoded in a line given up before it', () => {
    const rows = parse('"a"\uFFFD,\n1,2\n')
    expect(rows.map((row) => row.undecodable)).toEqual([undefined, undefined])
  })
})

describe('the delimiter', () => {
  it.each([
    ['comma', 'a,b,c\n1,2,3\n'],
    ['TAB', 'a\tb\tc\n1\t2\t3\n'],
    ['semicolon', 'a;b;c\n1;2;3\n'],
  ])('is found: %s', (_name, text) => {
    expect(cells(text)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ])
  })

  it.each<[string, string, string[]]>([
    ['does not count inside quotes', '"a;;;;b",c,d\n', ['a;;;;b', 'c', 'd']],
    ['does not count inside quotes that were doubled', '"a"";;;"";b",c\n', ['a";;;";b', 'c']],
    ['does not count after the first record', 'a,b\n;;;;;;\n', ['a', 'b']],
    ['counts in a first record of several lines', '"a\n;;;",b,c\n', ['a\n;;;', 'b', 'c']],
    ['passes over blank lines', '\r\n  \r\n;;\r\na;b\n', ['a', 'b']],
    ['is no TAB that starts cells', '\ta,\tb\n', ['\ta', '\tb']],
    ['is no TAB that starts cells behind semicolons', '\ta;\tb\n', ['\ta', '\tb']],
    ['is a TAB behind other cells', '\ta\tb,\tc\td\n', ['', 'a', 'b,', 'c', 'd']],
    ['is a comma where there is none', 'abc\n', ['abc']],
    ['is a comma when others are as frequent', 'a,b;c\n', ['a', 'b;c']],
    ['counts behind a quote in the middle of a cell', '5"a;b;c",d\n', ['5"a', 'b', 'c",d']],
    ['is found when a quote opens in the middle of a cell', '5"a;b;c,d\n', ['5"a', 'b', 'c,d']],
  ])('%s', (_name, text, first) => {
    expect(cells(text)[0]).toEqual(first)
  })

  it('is found in a first line that is broken itself', () => {
    const rows = parse('a;"b;c\n1;2;3\n')
    expect(rows).toEqual([
      { number: 1, cells: [], problem: 'broken-quote' },
      { number: 2, cells: ['1', '2', '3'] },
    ])
  })

  it.each(['sep=;', 'SEP=;', '"sep=;"'])('is taken from %s, which counts as a row', (hint) => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const rows = parse(`${hint}${lineEnd}a;b,c,d\n`)
      expect(rows).toEqual([{ number: 2, cells: ['a', 'b,c,d'] }])
    }
  })

  it('may be given, which a hint line does not change', () => {
    expect(parse('sep=;\na,b;c\n', { delimiter: ',' })).toEqual([
      { number: 2, cells: ['a', 'b;c'] },
    ])
    expect(cells('a,b|c\n', { delimiter: '|' })).toEqual([['a,b', 'c']])
  })

  it('is the same wherever a header longer than one piece is cut', () => {
    const text = `${'列;'.repeat(50_000)}列\n1,2,3,4\n`
    const rows = parse(text, {}, 60_000)
    expect(rows.map((row) => row.problem)).toEqual(['row-too-long', undefined])
    expect(rows[1]?.cells).toEqual(['1,2,3,4'])
  })
})

describe('broken records', () => {
  it('gives up only the first line when text follows a closing quote', () => {
    const rows = parse('a,b\n"x"y,1\n2,3\n')
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: [], problem: 'broken-quote' },
      { number: 3, cells: ['2', '3'] },
    ])
  })

  it('gives up only the first line when a quote stays open', () => {
    const rows = parse('a,b\n"x,1\n2,3\n4,5')
    expect(brokenAt(rows)).toEqual([[2, 'broken-quote']])
    expect(rows.slice(2).map((row) => [row.number, row.cells])).toEqual([
      [3, ['2', '3']],
      [4, ['4', '5']],
    ])
  })

  it('numbers the lines of a broken record one by one', () => {
    const rows = parse('a\n"x\ny"z\n1\n')
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4])
    expect(rows[2]?.cells).toEqual(['y"z'])
  })

  it.each(['\n', '\r\n', '\r'])('goes on after the line end %j', (lineEnd) => {
    const rows = parse(['a', '"x"y', 'b', ''].join(lineEnd))
    expect(rows.map((row) => [row.number, row.cells])).toEqual([
      [1, ['a']],
      [2, []],
      [3, ['b']],
    ])
  })

  it('ends with a broken last line that has no line end', () => {
    expect(brokenAt(parse('a\n"x'))).toEqual([[2, 'broken-quote']])
    expect(brokenAt(parse('a\n"x"y'))).toEqual([[2, 'broken-quote']])
    expect(brokenAt(parse('"'))).toEqual([[1, 'broken-quote']])
  })

  it('reads a record of the greatest length, and gives up one that is longer', () => {
    const limits = { delimiter: ',', maxRecordCharacters: 10 }
    expect(parse('a\n1234567890\nb\n', limits).map((row) => row.cells)).toEqual([
      ['a'],
      ['1234567890'],
      ['b'],
    ])
    expect(brokenAt(parse('a\n12345678901\nb\n', limits))).toEqual([[2, 'row-too-long']])
    expect(brokenAt(parse('a\n12345,67890\nb\n', limits))).toEqual([[2, 'row-too-long']])
    expect(brokenAt(parse('a\n"12345678"\nb\n', limits))).toEqual([])
    expect(brokenAt(parse('a\n"123456789"\nb\n', limits))).toEqual([[2, 'row-too-long']])
    expect(brokenAt(parse('a\n"123456789\nx"\nb\n', limits))).toEqual([[2, 'broken-quote']])
    expect(brokenAt(parse('a\n"1\n2\n3\n4\n5\n6"\nb\n', limits))).toEqual([[2, 'broken-quote']])
  })

  it('gives up a record with more cells than a sheet has columns', () => {
    const widest = ','.repeat(16_382)
    expect(parse(`a${widest},b\n`)[0]?.cells).toHaveLength(16_384)
    expect(brokenAt(parse(`a${widest},,b\nc\n`))).toEqual([[1, 'row-too-long']])
    expect(brokenAt(parse(`a${widest},",",b\nc\n`, { delimiter: ',' }))).toEqual([
      [1, 'row-too-long'],
    ])
  })

  it('reads a quoted cell of ten million characters', () => {
    const long = '很长，"\n'.repeat(2_000_000)
    const rows = parse(`a,b\n1,"${long.replaceAll('"', '""')}"\n2,x\n`, {}, 65_536)
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3])
    expect(rows[1]?.cells[1] === long).toBe(true)
  })
})

// A parser that begins again for every line would run into the limit of any test.
describe('the time it takes', () => {
  const filler = '2026-01-01 10:00:00,'.repeat(10)
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n')

  it.each<[string, string]>([
    ['a stray quote in every line', lines(50_000, (i) => `${i},"stray,${filler}`)],
    ['a stray quote among quoted cells', lines(50_000, (i) => `"\t${i}","\t辣"丝,${filler}`)],
    ['quotes that carry every record into the next line', lines(50_000, () => `5",a,${filler}"z`)],
    [
      'an open quote and empty quoted cells behind it',
      `"a\n${lines(50_000, () => `"",${filler}`)}`,
    ],
    [
      'an open quote in every tenth line',
      lines(50_000, (i) => `${i % 10 ? '' : '"'}1,"",${filler}`),
    ],
    ['nothing but quotes', '"'.repeat(5_000_001)],
    ['nothing but delimiters', ','.repeat(5_000_000)],
    ['one endless line', 'x'.repeat(40_000_000)],
    ['one endless quoted line', `"${'x'.repeat(40_000_000)}`],
  ])('stays linear with %s', (_name, text) => {
    const rows = parse(text, {}, 65_536)
    expect(rows.some((row) => row.problem !== undefined)).toBe(true)
  })

  it('still reads records of several lines behind thousands of broken ones', () => {
    const text = `${lines(50_000, (i) => `${i},"stray,${filler}`)}\n"1\n2\n3\n4\n5",x\n`
    const rows = parse(text, {}, 65_536)
    expect(rows.at(-1)?.cells).toEqual(['1\n2\n3\n4\n5', 'x'])
  })

  it('earns what it may read in vain from the whole file, not from the last piece of it', () => {
    const text = `${lines(500, () => 'a,"b')}\n"1\n2\n3",x\n`
    const rows = parse(text, { delimiter: ',', maxRecordCharacters: 20 }, 7)
    expect(rows.at(-1)?.cells).toEqual(['1\n2\n3', 'x'])
  })
})

describe('any text', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('"', '"', ',', '\n', '\r', 'a', '中', '\uFFFD'),
  })
  const cut = fc.integer({ min: 1, max: 12 })

  it('gives the same rows wherever it is cut', () => {
    fc.assert(
      fc.property(hostile, cut, (text, size) => {
        expect(parse(text, { delimiter: ',' }, size)).toEqual(parse(text, { delimiter: ',' }))
      }),
      { numRuns: 3000 },
    )
  })

  it('gives the same rows wherever it is cut when the greatest length is small', () => {
    const length = fc.integer({ min: 1, max: 12 })
    const text = fc.string({
      unit: fc.constantFrom('"', '",', ',"', '\n', '\r', 'a'),
      maxLength: 80,
    })
    fc.assert(
      fc.property(text, cut, length, (value, size, maxRecordCharacters) => {
        const options = { delimiter: ',', maxRecordCharacters }
        expect(parse(value, options, size)).toEqual(parse(value, options))
      }),
      { numRuns: 5000 },
    )
  })

  it('has every line in a row, or left out as blank: the last row is no lower than the lines', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const rows = parse(text, { delimiter: ',' })
        const numbers = rows.map((row) => row.number)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        expect(numbers.at(-1) ?? 0).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length)
      }),
      { numRuns: 1000 },
    )
  })
})

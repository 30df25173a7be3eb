import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { XmlScanner } from '../../../src/sources/seller-files/xlsx/xml-scanner.ts'
import { MalformedXml } from '../../../src/sources/seller-files/xlsx/xml-text.ts'
import { nameCode, Token } from '../../../src/sources/seller-files/xlsx/xml-tokens.ts'

/** Names of attributes; one with a prefix is another attribute. */
const ATTRIBUTES = ['r', 's', 't', 'y:r']

/** Start and end tags with their depth, attributes, and texts joined; 'malformed' for what is refused. */
type Read = readonly unknown[] | 'malformed'

/** Notes what a document holds, whoever reads it. */
class Notes {
  readonly #all: unknown[] = []
  #text = ''
  #depth = 0

  start(name: string, attributes: Record<string, string>): void {
    this.#flush()
    this.#all.push(['<', name.replace(/^.*:/, ''), attributes, ++this.#depth])
  }

  end(): void {
    this.#flush()
    this.#all.push(['>', --this.#depth])
  }

  text(text: string): void {
    // Between elements and around the root there is nothing to read.
    if (this.#depth > 0) this.#text += text
  }

  done(): readonly unknown[] {
    this.#flush()
    return this.#all
  }

  #flush(): void {
    if (this.#text !== '') this.#all.push(this.#text)
    this.#text = ''
  }
}

/** What the scanner makes of a document that comes in pieces. */
function scanned(document: Buffer | string, piece = Number.POSITIVE_INFINITY): Read {
  const bytes = Buffer.from(document as string)
  const xml = new XmlScanner()
  const notes = new Notes()
  let start = 0
  try {
    for (let end = Math.min(bytes.length, piece); ; end = Math.min(bytes.length, end + piece)) {
      start += xml.rewind()
      xml.refill(bytes.subarray(start, end), end === bytes.length)
      for (;;) {
        xml.mark()
        const token = xml.next()
        if (token === Token.Done) return notes.done()
        if (token === Token.Incomplete) break
        if (token === Token.Text) notes.text(xml.text())
        if (token === Token.End) notes.end()
        if (token === Token.Start) notes.start(xml.localName, attributesOf(xml))
      }
    }
  } catch (error) {
    if (error instanceof MalformedXml) return 'malformed'
    throw error
  }
}

function attributesOf({ attributes, bytes }: XmlScanner): Record<string, string> {
  const found = ATTRIBUTES.filter((name) => attributes.select(nameCode(name)))
  return Object.fromEntries(
    found.map((name) => {
      attributes.select(nameCode(name))
      return [name, bytes.toString('utf8', attributes.valueStart, attributes.valueEnd)]
    }),
  )
}

/** What another parser makes of it. */
function parsed(document: string): Read {
  const notes = new Notes()
  const parser = new SaxesParser()
  let isMalformed = false
  parser.on('error', () => {
    isMalformed = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    const known = Object.entries(attributes).filter(([key]) => ATTRIBUTES.includes(key))
    notes.start(name, Object.fromEntries(known))
  })
  parser.on('closetag', () => notes.end())
  parser.on('text', (text) => notes.text(text))
  parser.on('cdata', (text) => notes.text(text))
  parser.write(document).close()
  return isMalformed ? 'malformed' : notes.done()
}

const textOf = (...units: string[]) => fc.string({ unit: fc.constantFrom(...units), maxLength: 12 })

const white = fc.constantFrom('', ' ', '\n', '\t \r\n')
const gap = fc.constantFrom(' ', '\n', '\t \r\n')
const prefix = fc.constantFrom('', 'x:')
const element = fc
  .tuple(prefix, fc.constantFrom('row', 'c', 'v', 'sheetData'))
  .map((n) => n.join(''))
const value = fc
  .tuple(fc.constantFrom('"', "'"), textOf('a', '1', '>', '/', '=', '订', ' '))
  .map(([quote, text]) => `${quote}${text}${quote}`)
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ATTRIBUTES, 'spans'), value, white, white, gap), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((all) =>
    all
      .map(
        ([name, text, before, behind, gapBefore]) =>
          `${gapBefore}${name}${before}=${behind}${text}`,
      )
      .join(''),
  )
const text = textOf(
  'a',
  '1',
  '订',
  '😀',
  ' ',
  '>',
  '_',
  '/',
  '&amp;',
  '&#35746;',
  '&#x1F600;',
  '\r\n',
  '\r',
  '\n',
)
const cdata = textOf('a', '<', '>', '&', ']', '订', '-').filter(
  (inner) => !inner.includes(']]>') && !inner.endsWith(']'),
)
const comment = textOf('a', '<', '>', '- ', '订', '?').map((inner) => `<!--${inner}-->`)
const instruction = textOf('a', '<', '>', '"', '订').map((inner) => `<?p ${inner}?>`)
const aside = fc.oneof(comment, instruction)

const { node } = fc.letrec<{ node: string; children: string }>((tie) => ({
  node: fc
    .tuple(element, attributes, white, white, fc.option(tie('children')))
    .map(([name, given, before, behind, children]) =>
      children === null
        ? `<${name}${given}${before}/>`
        : `<${name}${given}${before}>${children}</${name}${behind}>`,
    ),
  children: fc
    .array(
      fc.oneof(
        { depthSize: 'small' },
        text,
        cdata.map((inner) => `<![CDATA[${inner}]]>`),
        aside,
        tie('node'),
      ),
      { maxLength: 5 },
    )
    .map((all) => all.join('')),
}))

const documents = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'),
    fc.array(aside, { maxLength: 2 }),
    node,
    fc.array(aside, { maxLength: 2 }),
  )
  .map(
    ([declaration, before, root, after]) =>
      `${declaration}${before.join('\n')}${root}\n${after.join('')}`,
  )

test('reads a document as another parser does, in one piece and in pieces of any size', () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 12 }), (document, piece) => {
      const expected = parsed(document)
      expect(expected).not.toBe('malformed')
      expect(scanned(document)).toEqual(expected)
      expect(scanned(document, piece)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('a document that is cut anywhere before its root ends is refused', () => {
  fc.assert(
    fc.property(node, fc.integer({ min: 1, max: 12 }), (document, piece) => {
      const bytes = Buffer.from(document)
      for (let length = 0; length < bytes.length; length++) {
        expect(scanned(bytes.subarray(0, length), piece)).toBe('malformed')
      }
    }),
    { numRuns: 10 },
  )
})

describe('what is not well-formed is refused, as another parser does it:', () => {
  test.each([
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a></ab>',
    '<x:a></y:a>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a></a></a>',
    '<a></a b>',
    '<a></a',
    '<a></a ',
    '<a / >',
    '<a/ >',
    '< a/>',
    '<>',
    '</>',
    '<a b/>',
    '<a b >',
    '<a b c="1"/>',
    '<a b=1/>',
    '<a b="1/>',
    `<a b='1"/>`,
    '<a b="<"/>',
    '<a <b/>',
    '<a><!ELEMENT b></a>',
    '<![CDATA[x]]><a/>',
    '<a><![CDATA[x]]</a>',
    '<a><![cdata[x]]></a>',
    '<a><!-- </a>',
    '<a><!--></a>',
    '<a><?p </a>',
    '<a>&nope;</a>',
    '<a>a & b</a>',
    '<a>&#xzz;</a>',
    '<a>&#x110000;</a>',
    '<a/><!--',
  ])('%j', (document) => {
    expect(parsed(document)).toBe('malformed')
    for (const piece of [1, 2, 3, 5, 100]) expect(scanned(document, piece)).toBe('malformed')
  })
})

test.each(['<!DOCTYPE a><a/>', '<x:/>'])('what no workbook has is refused too: %j', (document) => {
  expect(scanned(document)).toBe('malformed')
})

test('bytes that are no UTF-8 are refused where they are read', () => {
  const bytes = Buffer.from('<a>b</a>', 'latin1')
  bytes[3] = 0xe4
  expect(scanned(bytes)).toBe('malformed')
})

test('256 elements may be open at once, and a tag may have 256 attributes', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
  expect(scanned(nested(256))).toHaveLength(512)
  expect(scanned(nested(257))).toBe('malformed')
  const tag = (count: number) =>
    `<a ${Array.from({ length: count }, (_, i) => `n${i}="${i}"`).join(' ')} r="7"/>`
  expect(scanned(tag(255))).toEqual([
    ['<', 'a', { r: '7' }, 1],
    ['>', 0],
  ])
  expect(scanned(tag(256))).toBe('malformed')
})

test('digits are read behind those that came before, and anything else is no number', () => {
  const digits = (inner: string, before: number) => {
    const xml = new XmlScanner()
    xml.refill(Buffer.from(`<v>${inner}</v>`), true)
    expect([xml.next(), xml.next()]).toEqual([Token.Start, Token.Text])
    return xml.appendDigits(before)
  }
  expect(digits('0123456789', 0)).toBe(123456789)
  expect(digits('5', 12)).toBe(125)
  for (const inner of ['1/', ':1', '1 ', '-1', '1.0', '一']) expect(digits(inner, 0)).toBeNaN()
})

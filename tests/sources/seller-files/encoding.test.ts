import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import {
  decodeText,
  EncodingProbe,
  type ProbedText,
  type TextEncoding,
} from '../../../src/sources/seller-files/encoding.ts'
import { ChunkedBytes } from './chunked-bytes.ts'

const HEADER = '主订单编号,子订单编号,选购商品,订单状态,订单提交时间\r\n'
const ROW =
  '"\t6917926768823643751","\t6917926768823643751","\t辣丝丝",已完成,2026-09-22 00:54:10\r\n'
const TEXT = HEADER + ROW.repeat(20)
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])

function probe(bytes: Uint8Array, chunkSize = 1 << 20): ProbedText {
  const encodingProbe = new EncodingProbe()
  for (let offset = 0; offset < bytes.length; offset += chunkSize) {
    encodingProbe.push(bytes.subarray(offset, offset + chunkSize))
  }
  return encodingProbe.finish()
}

async function decode(bytes: Uint8Array, encoding: TextEncoding, chunkSize: number) {
  let text = ''
  for await (const piece of decodeText(new ChunkedBytes(bytes, chunkSize).chunks(), encoding)) {
    text += piece
  }
  return text
}

const encodeUtf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

/** The same text as bytes, and the encoding that has to be found. */
const FILES: [name: string, encoding: TextEncoding, hasBom: boolean, bytes: Buffer][] = [
  ['UTF-8', 'utf-8', false, Buffer.from(TEXT)],
  ['UTF-8 with a mark', 'utf-8', true, Buffer.concat([UTF8_MARK, Buffer.from(TEXT)])],
  ['GB18030', 'gb18030', false, iconv.encode(TEXT, 'gb18030')],
  ['GBK', 'gb18030', false, iconv.encode(TEXT, 'gbk')],
  [
    'GB18030 with a mark',
    'gb18030',
    true,
    iconv.encode(`\uFEFF${TEXT}`, 'gb18030', { addBOM: false }),
  ],
  ['UTF-16LE', 'utf-16le', false, Buffer.from(TEXT, 'utf16le')],
  ['UTF-16LE with a mark', 'utf-16le', true, Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16BE', 'utf-16be', false, encodeUtf16be(TEXT)],
  ['UTF-16BE with a mark', 'utf-16be', true, encodeUtf16be(`\uFEFF${TEXT}`)],
]

describe('EncodingProbe', () => {
  it.each(FILES)('knows %s, wherever chunks are cut', (_name, encoding, hasBom, bytes) => {
    for (const chunkSize of [1, 2, 3, 5, 7, 1000, 1 << 20]) {
      const expected = { encoding, hasBom, hasNul: false, isBinary: false }
      expect(probe(bytes, chunkSize)).toEqual(expected)
    }
  })

  it('takes an empty file and plain ASCII for UTF-8', () => {
    expect(probe(Buffer.alloc(0)).encoding).toBe('utf-8')
    expect(probe(Buffer.from('a,b\n1,2\n')).encoding).toBe('utf-8')
  })

  it('knows GB18030 when the first character that is not ASCII comes megabytes into the file', () => {
    const ascii = Buffer.alloc(3_000_000, 'a,b,c\n')
    expect(probe(Buffer.concat([ascii, iconv.encode('辣丝丝', 'gb18030')])).encoding).toBe(
      'gb18030',
    )
    expect(probe(Buffer.concat([ascii, Buffer.from('辣丝丝')])).encoding).toBe('utf-8')
  })

  it('knows UTF-16 without a mark from a header alone', () => {
    expect(probe(Buffer.from(HEADER, 'utf16le')).encoding).toBe('utf-16le')
    expect(probe(encodeUtf16be(HEADER)).encoding).toBe('utf-16be')
  })

  it('keeps a text with a UTF-8 mark as UTF-8 whatever follows', () => {
    const bytes = Buffer.concat([UTF8_MARK, iconv.encode(TEXT, 'gb18030')])
    expect(probe(bytes)).toMatchObject({ encoding: 'utf-8', hasBom: true })
  })

  it('keeps a text with a few damaged bytes as UTF-8', () => {
    const bytes = Buffer.from(TEXT)
    bytes[1] = 0xff
    bytes[bytes.length - 1] = 0xe8
    expect(probe(bytes).encoding).toBe('utf-8')
  })

  it('keeps a text cut in the middle of its last character as UTF-8', () => {
    expect(probe(Buffer.from(`${TEXT}单`).subarray(0, -1)).encoding).toBe('utf-8')
  })

  it.each([
    ['an overlong form', [0xc0, 0xaf]],
    ['an overlong form of three bytes', [0xe0, 0x9f, 0xbf]],
    ['an overlong form of four bytes', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character past the last one', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte that UTF-8 never has', [0xff]],
    ['a lonely continuation', [0x80]],
    ['a cut sequence', [0xe4, 0xb8]],
  ])('does not take %s for UTF-8', (_name, bytes) => {
    for (const chunkSize of [1, 2, 3, 100]) {
      expect(probe(Buffer.from([0x61, ...bytes, 0x61]), chunkSize).encoding).toBe('gb18030')
    }
  })

  // A file with one bad byte in it is told from GB18030 by how many of its sequences are valid.
  it('counts as valid what the decoder takes, for every first byte and at every border', () => {
    const seconds = [0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]
    for (let first = 0x80; first <= 0xff; first++) {
      for (const second of seconds) {
        for (const length of [2, 3, 4]) {
          const sequence = [first, second, 0x80, 0xbf].slice(0, length)
          const bytes = Buffer.concat([
            Buffer.from([0xff, 0x0a]),
            ...Array.from({ length: 11 }, () => Buffer.from([...sequence, 0x0a])),
          ])
          const isValid = isWholeUtf8(Buffer.from(sequence))
          expect([sequence, probe(bytes).encoding]).toEqual([
            sequence,
            isValid ? 'utf-8' : 'gb18030',
          ])
        }
      }
    }
  })

  it('counts every sequence once wherever in the memory a chunk begins and ends', () => {
    for (let start = 0; start < 8; start++) {
      for (const ascii of ['', 'a', 'ab', 'abc']) {
        for (const [sequences, encoding] of [
          [10, 'gb18030'],
          [11, 'utf-8'],
        ] as const) {
          const text = Buffer.from('é'.repeat(sequences) + ascii)
          const memory = Buffer.alloc(8 + text.length)
          text.copy(memory, start)
          const encodingProbe = new EncodingProbe()
          encodingProbe.push(Buffer.from([0xff]))
          encodingProbe.push(memory.subarray(start, start + text.length))
          expect([start, ascii, encodingProbe.finish().encoding]).toEqual([start, ascii, encoding])
        }
      }
    }
  })

  it('does not take a sequence that the end of the file cuts for UTF-8 by itself', () => {
    expect(probe(Buffer.from([0x61, 0xe4])).encoding).toBe('gb18030')
  })

  it('counts valid and bad sequences the same way wherever chunks are cut', () => {
    const parts = fc.constantFrom('a', '中', '😀', 'é', 'BAD', 'CUT')
    const bytesOf = { BAD: Buffer.from([0xff]), CUT: Buffer.from([0xe4, 0xb8]) }
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (list, size) => {
          const bytes = Buffer.concat(
            list.map((part) =>
              part === 'BAD' || part === 'CUT' ? bytesOf[part] : Buffer.from(part),
            ),
          )
          expect(probe(bytes, size)).toEqual(probe(bytes))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('reports NUL bytes, but not those of UTF-16', () => {
    expect(probe(Buffer.from(`${TEXT}\0`))).toMatchObject({ encoding: 'utf-8', hasNul: true })
    expect(probe(Buffer.from(TEXT, 'utf16le')).hasNul).toBe(false)
  })

  it('does not take a few NUL bytes in one place for UTF-16', () => {
    expect(probe(Buffer.from('a,b\0\n')).encoding).toBe('utf-8')
    expect(probe(Buffer.from('a,b\0,c\0,d\n')).encoding).toBe('utf-8')
    expect(probe(Buffer.from(`${TEXT}a\0b\0c\0d\0e\0f\0`)).encoding).toBe('utf-8')
  })

  it('sees that random bytes and a file of NULs are no text', () => {
    const random = Buffer.from(
      Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3) * 31) & 0xff),
    )
    expect(probe(random).isBinary).toBe(true)
    expect(probe(Buffer.alloc(5000))).toMatchObject({ isBinary: true })
  })

  it('never fails on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (bytes, size) => {
          expect(probe(bytes, size)).toEqual(probe(bytes))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('decodeText', () => {
  it.each(FILES)('decodes %s without the mark, wherever chunks are cut', async (...file) => {
    const [, encoding, , bytes] = file
    for (const chunkSize of [1, 2, 3, 5, 1000, 1 << 20]) {
      expect(await decode(bytes, encoding, chunkSize)).toBe(TEXT)
    }
  })

  it('decodes characters of four bytes in GB18030 cut anywhere', async () => {
    const text = '𠮷野家😀,é,ā\n'
    const bytes = iconv.encode(text, 'gb18030')
    for (const chunkSize of [1, 2, 3, 4]) {
      expect(await decode(bytes, 'gb18030', chunkSize)).toBe(text)
    }
  })

  it('keeps a second mark, which is text', async () => {
    expect(await decode(Buffer.from('\uFEFF\uFEFFa\uFEFF'), 'utf-8', 2)).toBe('\uFEFFa\uFEFF')
  })

  it.each<[TextEncoding, number[]]>([
    ['utf-8', [0xe4, 0xb8]],
    ['gb18030', [0xc0]],
    ['utf-16le', [0x61]],
  ])('marks a character of %s that the end of the file cuts', async (encoding, bytes) => {
    expect(await decode(Buffer.from(bytes), encoding, 1)).toBe('\uFFFD')
  })

  it.each<TextEncoding>(['utf-8', 'gb18030'])(
    'never swallows a delimiter, a quote or a line end after a cut character of %s',
    async (encoding) => {
      for (const lead of [0x81, 0xb0, 0xc4, 0xe4, 0xf0, 0xfe]) {
        const bytes = Buffer.from([
          lead,
          0x2c,
          lead,
          0x22,
          lead,
          0x0a,
          lead,
          0x0d,
          lead,
          0x09,
          lead,
          0x3b,
        ])
        const text = await decode(bytes, encoding, 3)
        expect(text.replaceAll('\uFFFD', '')).toBe(',"\n\r\t;')
      }
    },
  )
})

describe('damaged GB18030', () => {
  it('reads alike in one piece and in pieces of any size', async () => {
    const part = fc.constantFrom(
      0x0a,
      0x2c,
      0x30,
      0x39,
      0x3a,
      0x40,
      0x7f,
      0x80,
      0x81,
      0xc4,
      0xfe,
      0xff,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(part, fc.nat(255)), { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, size) => {
          const bytes = Buffer.from(list)
          expect(await decode(bytes, 'gb18030', size)).toBe(
            new TextDecoder('gb18030', { ignoreBOM: true }).decode(bytes).replace(/^\uFEFF/, ''),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('is read on when a broken character of four bytes is cut between two chunks', async () => {
    const chunks = ['8556187a', '678632', '23'].map((hex) => Buffer.from(hex, 'hex'))
    let text = ''
    for await (const piece of decodeText(inTurn(chunks), 'gb18030')) text += piece
    expect(text.endsWith('#')).toBe(true)
    expect(text).toContain('\uFFFD')
  })
})

/** Whether the bytes are valid from the first to the last. */
function isWholeUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

async function* inTurn(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}

import { Buffer } from 'node:buffer'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { asUtf8 } from '../../../src/sources/seller-files/xlsx/xml-encoding.ts'
import { MalformedXml } from '../../../src/sources/seller-files/xlsx/xml-text.ts'

const BODY = '<a>订单 😀 é</a>'
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const declared = (encoding: string, quote = '"') =>
  `<?xml version="1.0" encoding=${quote}${encoding}${quote}?>${BODY}`

/** The part as UTF-8, whose first piece is long enough to tell the encoding. */
async function utf8Of(bytes: Buffer, piece = 1000): Promise<string> {
  async function* part() {
    const head = Math.max(piece, 100)
    yield bytes.subarray(0, head)
    for (let at = head; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const pieces: Buffer[] = []
  for await (const each of asUtf8(part())) pieces.push(Buffer.from(each))
  return Buffer.concat(pieces)
    .toString()
    .replace(/^\uFEFF/, '')
}

describe('a part is read in the encoding that its first bytes tell:', () => {
  const long = BODY.repeat(30)
  test.each<[string, Buffer, string]>([
    ['none told', Buffer.from(long), long],
    ['a mark of UTF-8', Buffer.from(`\uFEFF${long}`), long],
    ['a mark of UTF-16LE', Buffer.from(`\uFEFF${long}`, 'utf16le'), long],
    ['UTF-16LE without a mark', Buffer.from(long, 'utf16le'), long],
    ['a mark of UTF-16BE', utf16be(`\uFEFF${long}`), long],
    ['UTF-16BE without a mark', utf16be(long), long],
  ])('%s', async (_, bytes, text) => {
    for (const piece of [1, 3, 1000]) expect(await utf8Of(bytes, piece)).toBe(text)
  })

  test.each(['UTF-8', 'utf8', 'US-ASCII'])('%s declared is UTF-8', async (name) => {
    expect(await utf8Of(Buffer.from(declared(name)))).toBe(declared(name))
    expect(await utf8Of(Buffer.from(`\uFEFF${declared(name, "'")}`))).toBe(declared(name, "'"))
  })

  test.each(['GBK', 'gb18030', 'Big5', 'windows-1252'])('%s declared', async (name) => {
    const text = declared(name).replace('订单 😀 é', name === 'windows-1252' ? 'é' : '中文')
    for (const piece of [1, 1000]) expect(await utf8Of(iconv.encode(text, name), piece)).toBe(text)
  })

  test('what is declared elsewhere counts for nothing', async () => {
    const text = `<a><?xml version="1.0" encoding="GBK"?>订单</a>`
    expect(await utf8Of(Buffer.from(text))).toBe(text)
    const commented = `<!-- ${declared('GBK')} -->`
    expect(await utf8Of(Buffer.from(commented))).toBe(commented)
  })
})

test.each<[string, Buffer]>([
  ['an encoding that nobody knows', Buffer.from(declared('klingon'))],
  [
    'bytes that do not fit the encoding',
    Buffer.from(declared('gbk').replace('订单', ''), 'latin1'),
  ],
  ['half a character at the end', Buffer.from(BODY, 'utf16le').subarray(0, -1)],
])('%s: the part is malformed', async (_, bytes) => {
  await expect(utf8Of(bytes)).rejects.toThrow(MalformedXml)
})

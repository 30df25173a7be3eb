import type { Buffer } from 'node:buffer'
import { isUtf8 } from 'node:buffer'
import { RepeatedTexts } from './repeated-texts.ts'

/** The XML of a part is not well-formed, or not what the format allows there. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml'
}

/** What a run of text holds beyond plain ASCII; tells which decoding steps it needs. */
export const TextFlags = {
  NonAscii: 1,
  Reference: 2,
  CarriageReturn: 4,
  Underscore: 8,
} as const

/** The flag of every byte, so that a scan can collect them without a branch. */
export const FLAG_OF_BYTE: Uint8Array = flagOfByte()

function flagOfByte(): Uint8Array {
  const flags = new Uint8Array(256)
  flags.fill(TextFlags.NonAscii, 0x80)
  flags[0x26] = TextFlags.Reference
  flags[0x0d] = TextFlags.CarriageReturn
  flags[0x5f] = TextFlags.Underscore
  return flags
}

/** An amount up to 99999.99. */
const SHORT_TEXT = 8

/**
 * Makes the text of a run of UTF-8 bytes with the given flags: line ends made `\n` (XML 1.0, 2.11),
 * references replaced, and `_x000D_`-style escapes undone (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
 */
export class TextReader {
  readonly #repeated = new RepeatedTexts()

  read(bytes: Buffer, start: number, end: number, flags: number): string {
    if (flags !== 0) return this.#decode(bytes, start, end, flags)
    // V8 has the strings of one character ready.
    if (end - start === 1) return String.fromCharCode(bytes[start] as number)
    // Prices and amounts come again and again.
    if (end - start <= SHORT_TEXT) return this.#repeated.get(bytes, start, end)
    return bytes.toString('latin1', start, end)
  }

  #decode(bytes: Buffer, start: number, end: number, flags: number): string {
    let text = this.#repeated.get(bytes, start, end)
    if (flags & TextFlags.NonAscii && text.includes('\uFFFD')) refuseInvalid(bytes, start, end)
    if (flags & TextFlags.CarriageReturn) text = text.replace(/\r\n?/g, '\n')
    if (flags & TextFlags.Reference) text = text.replace(/&([^;&]*);?/g, replaceReference)
    if (flags & TextFlags.Underscore) text = text.replace(/_x([0-9A-Fa-f]{4})_/g, replaceEscape)
    return text
  }
}

function refuseInvalid(bytes: Buffer, start: number, end: number): void {
  if (!isUtf8(bytes.subarray(start, end))) throw new MalformedXml('text is not UTF-8')
}

const NAMED_CHARACTERS = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function replaceReference(reference: string, name: string): string {
  const character = NAMED_CHARACTERS.get(name) ?? numberedCharacter(name)
  if (character === undefined || !reference.endsWith(';')) {
    throw new MalformedXml('unknown entity')
  }
  return character
}

function numberedCharacter(name: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]{1,8})|(\d{1,10}))$/.exec(name)
  if (!digits) return undefined
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])
  return code > 0x10ffff ? undefined : String.fromCodePoint(code)
}

function replaceEscape(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16))
}

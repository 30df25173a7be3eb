import type { Buffer } from 'node:buffer'
import { extname } from 'node:path'

const FIRST_MEMBER = 0x04034b50
const END_OF_EMPTY_ZIP = 0x06054b50

/** A ZIP, also one without members; a workbook is one too. */
export function isZip(head: Buffer): boolean {
  if (head.length < 4) return false
  const signature = head.readUInt32LE(0)
  return signature === FIRST_MEMBER || signature === END_OF_EMPTY_ZIP
}

/** Compound files: .xls of the last century, and encrypted workbooks of this one. */
export function isOle(head: Buffer): boolean {
  return head.length >= 8 && head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'
}

/** First bytes of archives that may well hold exports, and which nothing here unpacks. */
const UNSUPPORTED_STARTS: readonly (readonly [format: string, start: string])[] = [
  ['.rar', '526172211a07'],
  ['.7z', '377abcaf271c'],
  ['.gz', '1f8b08'],
  ['.bz2', '425a68'],
  ['.xz', 'fd377a585a00'],
  ['.zst', '28b52ffd'],
]
/** Spreadsheets that are ZIPs, but no workbooks of ours. */
const UNSUPPORTED_ZIPS = new Set(['.ods', '.numbers'])

/** The extension of a format that may hold exports and cannot be read; null for any other file. */
export function unsupportedFormat(name: string, head: Buffer): string | null {
  const extension = extname(name).toLowerCase()
  if (extension === '.tar' || (UNSUPPORTED_ZIPS.has(extension) && isZip(head))) return extension
  const start = head.toString('hex', 0, 8)
  return UNSUPPORTED_STARTS.find(([, magic]) => start.startsWith(magic))?.[0] ?? null
}

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

/** First bytes of archives that nothing here unpacks: .rar, .7z, .gz, .bz2, .xz, .zst */
const OTHER_ARCHIVES = [
  '526172211a07',
  '377abcaf271c',
  '1f8b08',
  '425a68',
  'fd377a585a00',
  '28b52ffd',
] as const
/** Spreadsheets that are ZIPs, but no workbooks of ours. */
const OTHER_SHEETS = new Set(['.ods', '.numbers'])

/** What to tell of a file that may hold exports and cannot be read; null for any other file. */
export function unsupported(
  name: string,
  head: Buffer,
): 'unsupported-archive' | 'unsupported-sheet' | null {
  const extension = extname(name).toLowerCase()
  if (OTHER_SHEETS.has(extension) && isZip(head)) return 'unsupported-sheet'
  const start = head.toString('hex', 0, 8)
  const isArchive = extension === '.tar' || OTHER_ARCHIVES.some((magic) => start.startsWith(magic))
  return isArchive ? 'unsupported-archive' : null
}

import type { Buffer } from 'node:buffer'

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

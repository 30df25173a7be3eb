import type { Buffer } from 'node:buffer'

/** A ZIP that starts with a member; a workbook is one too. */
export function isZip(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === 0x04034b50
}

/** Compound files: .xls of the last century, and encrypted workbooks of this one. */
export function isOle(head: Buffer): boolean {
  return head.length >= 8 && head.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'
}

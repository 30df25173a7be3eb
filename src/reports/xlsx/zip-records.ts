import { Buffer } from 'node:buffer'

/** An entry of a ZIP file, once it has been written. */
export interface ZipEntry {
  name: string
  crc: number
  compressedSize: number
  size: number
  offset: number
  /** The sizes were unknown when the entry began: they follow its data. */
  isStreamed: boolean
}

export const MAX_UINT32 = 0xffff_ffff
export const MAX_UINT16 = 0xffff
const DEFLATE = 8
/** General purpose bit 3: sizes and CRC follow the data (APPNOTE 4.4.4). */
const HAS_DESCRIPTOR = 0x0008
const VERSION_DEFLATE = 20
const VERSION_ZIP64 = 45
/** 1980-01-01 00:00, the first moment a ZIP can tell, so that equal content makes equal bytes. */
const FIXED_DATE = 0x0021

/**
 * Local file header (APPNOTE 4.3.7). A streamed entry says version 4.5 from the start, because Excel
 * wants to repair a workbook whose sheet outgrew 4 GiB under a header of version 2.0; a ZIP64 extra
 * field here, on the other hand, makes it want to repair small ones.
 * @see https://rzymek.github.io/post/excel-zip64/
 */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name)
  const record = Buffer.alloc(30)
  record.writeUInt32LE(0x0403_4b50, 0)
  writeCommonFields(record, 4, entry)
  record.writeUInt16LE(name.length, 26)
  return Buffer.concat([record, name])
}

/** Data descriptor (APPNOTE 4.3.9), with sizes of eight bytes only where four do not do. */
export function dataDescriptor(entry: ZipEntry): Buffer {
  const isLarge = hasLargeSize(entry)
  const record = Buffer.alloc(isLarge ? 24 : 16)
  record.writeUInt32LE(0x0807_4b50, 0)
  record.writeUInt32LE(entry.crc, 4)
  if (isLarge) {
    record.writeBigUInt64LE(BigInt(entry.compressedSize), 8)
    record.writeBigUInt64LE(BigInt(entry.size), 16)
  } else {
    record.writeUInt32LE(entry.compressedSize, 8)
    record.writeUInt32LE(entry.size, 12)
  }
  return record
}

/** Central directory header (APPNOTE 4.3.12), with a ZIP64 extra field (4.5.3) only where needed. */
export function centralHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name)
  const extra = zip64Extra(entry)
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x0201_4b50, 0)
  record.writeUInt16LE(VERSION_ZIP64, 4)
  writeCommonFields(record, 6, entry)
  record.writeUInt32LE(entry.crc, 16)
  record.writeUInt32LE(Math.min(entry.compressedSize, MAX_UINT32), 20)
  record.writeUInt32LE(Math.min(entry.size, MAX_UINT32), 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt16LE(extra.length, 30)
  record.writeUInt32LE(Math.min(entry.offset, MAX_UINT32), 42)
  return Buffer.concat([record, name, extra])
}

/** The fields that local and central headers share: version to CRC and sizes. */
function writeCommonFields(record: Buffer, start: number, entry: ZipEntry): void {
  const isPlain = !entry.isStreamed && entry.offset < MAX_UINT32
  record.writeUInt16LE(isPlain ? VERSION_DEFLATE : VERSION_ZIP64, start)
  record.writeUInt16LE(entry.isStreamed ? HAS_DESCRIPTOR : 0, start + 2)
  record.writeUInt16LE(DEFLATE, start + 4)
  record.writeUInt16LE(FIXED_DATE, start + 8)
  if (entry.isStreamed) return
  record.writeUInt32LE(entry.crc, start + 10)
  record.writeUInt32LE(entry.compressedSize, start + 14)
  record.writeUInt32LE(entry.size, start + 18)
}

function zip64Extra(entry: ZipEntry): Buffer {
  const large = [entry.size, entry.compressedSize, entry.offset].filter((n) => n >= MAX_UINT32)
  if (large.length === 0) return Buffer.alloc(0)
  const extra = Buffer.alloc(4 + 8 * large.length)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(8 * large.length, 2)
  for (const [i, value] of large.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i)
  return extra
}

function hasLargeSize(entry: ZipEntry): boolean {
  return entry.size >= MAX_UINT32 || entry.compressedSize >= MAX_UINT32
}

/** The end of the file: ZIP64 end record and its locator where needed, and the end record (4.3.14–16). */
export function endRecords(entries: number, offset: number, size: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(Math.min(entries, MAX_UINT16), 8)
  end.writeUInt16LE(Math.min(entries, MAX_UINT16), 10)
  end.writeUInt32LE(Math.min(size, MAX_UINT32), 12)
  end.writeUInt32LE(Math.min(offset, MAX_UINT32), 16)
  const isLarge = entries >= MAX_UINT16 || size >= MAX_UINT32 || offset >= MAX_UINT32
  return isLarge ? Buffer.concat([zip64EndRecords(entries, offset, size), end]) : end
}

function zip64EndRecords(entries: number, offset: number, size: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x0606_4b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(VERSION_ZIP64, 12)
  record.writeUInt16LE(VERSION_ZIP64, 14)
  record.writeBigUInt64LE(BigInt(entries), 24)
  record.writeBigUInt64LE(BigInt(entries), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  record.writeUInt32LE(0x0706_4b50, 56)
  record.writeBigUInt64LE(BigInt(offset + size), 64)
  record.writeUInt32LE(1, 72)
  return record
}

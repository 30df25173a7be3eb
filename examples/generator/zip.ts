import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { type Seconds, wallTime } from './beijing-time.ts'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Buffer
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const STORED = 0
const DEFLATED = 8

/**
 * A ZIP as the back office makes it: names are GBK bytes and the UTF-8 flag is off. `isDeflated`
 * is for files that are never committed, because zlib's output differs between versions of Node.
 */
export function zipOf(
  entries: readonly ZipEntry[],
  { madeAt, isDeflated }: { madeAt: Seconds; isDeflated: boolean },
): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = iconv.encode(entry.name, 'gbk')
    const data = isDeflated ? deflateRawSync(entry.bytes) : entry.bytes
    const common = commonHeader(entry.bytes, { name, data, madeAt, isDeflated })
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, uint16(0), name, data])
    const rest = Buffer.concat([uint16(0), uint16(0), uint16(0), uint16(0), uint32(0)])
    directory.push(uint32(CENTRAL_HEADER), uint16(20), common, rest, uint32(offset), name)
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = [END_OF_DIRECTORY, 0, entries.length | (entries.length << 16)].map(uint32)
  return Buffer.concat([
    ...locals,
    central,
    ...end,
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ])
}

/** The fields that a local header and the directory share, from "version needed" to "name length". */
function commonHeader(
  bytes: Buffer,
  facts: { name: Buffer; data: Buffer; madeAt: Seconds; isDeflated: boolean },
): Buffer {
  return Buffer.concat([
    uint16(20),
    uint16(0),
    uint16(facts.isDeflated ? DEFLATED : STORED),
    dosTime(facts.madeAt),
    uint32(crc32(bytes)),
    uint32(facts.data.length),
    uint32(bytes.length),
    uint16(facts.name.length),
  ])
}

/**
 * Gives every entry of a finished ZIP the same time, so that the same content gives the same bytes
 * (exceljs stamps the current time on the parts of a workbook).
 */
export function withFixedTimes(zip: Buffer, madeAt: Seconds): Buffer {
  const fixed = Buffer.from(zip)
  const time = dosTime(madeAt)
  const end = fixed.lastIndexOf(uint32(END_OF_DIRECTORY))
  let entry = fixed.readUInt32LE(end + 16)
  for (let left = fixed.readUInt16LE(end + 10); left > 0; left--) {
    time.copy(fixed, entry + 12)
    time.copy(fixed, fixed.readUInt32LE(entry + 42) + 10)
    const sizes = [28, 30, 32].map((field) => fixed.readUInt16LE(entry + field))
    entry += sizes.reduce((sum, size) => sum + size, 46)
  }
  return fixed
}

/** Time and date as in MS-DOS: Beijing wall time, two seconds fine. */
function dosTime(madeAt: Seconds): Buffer {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = wallTime(madeAt)
    .split(/\D/)
    .map(Number)
  return Buffer.concat([
    uint16((hour << 11) | (minute << 5) | (second >> 1)),
    uint16(((year - 1980) << 9) | (month << 5) | day),
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

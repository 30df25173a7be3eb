import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

/** A member to put into a ZIP; the optional fields make it lie about itself. */
export interface MemberInput {
  name: string | Buffer
  data: string | Buffer
  /** 8 (deflate) when not given; 0 stores. */
  method?: number
  flags?: number
  crc?: number
  size?: number
  compressedSize?: number
  /** The bytes in place of the packed data. */
  packed?: Buffer
  /** The place of the local header that the directory tells. */
  offset?: number
}

/** Builds a ZIP byte by byte, so that a test can make any kind of damaged one. */
export function buildZip(members: MemberInput[], { entryCount = members.length } = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const name = Buffer.from(member.name as string)
    const data = Buffer.from(member.data as string)
    const method = member.method ?? 8
    const packed = member.packed ?? (method === 8 ? deflateRawSync(data) : data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(member.flags ?? 0, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(0x5b4a6000, 6)
    common.writeUInt32LE(member.crc ?? crc32(data), 10)
    common.writeUInt32LE(member.compressedSize ?? packed.length, 14)
    common.writeUInt32LE(member.size ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const record = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed])
    local.push(record)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(member.offset ?? offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, name)
    offset += record.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entryCount, 4)
  end.writeUInt16LE(entryCount, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}

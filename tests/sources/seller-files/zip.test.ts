import { Buffer } from 'node:buffer'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, onTestFinished, test } from 'vitest'
import { type ByteSource, FileBytes, MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { DEFAULT_ZIP_LIMITS, openZip } from '../../../src/sources/seller-files/zip.ts'
import { refusal } from '../../support/unreadable.ts'
import { buildZip, type MemberInput } from '../../support/zip-builder.ts'

const open = (members: MemberInput[]) => openZip(new MemoryBytes(buildZip(members)))
const CAP = 1 << 24

async function onlyMember(member: MemberInput) {
  const zip = await open([member])
  const [only] = zip.members
  if (!only) throw new Error('the ZIP has no member')
  return only
}

async function nameOf(name: string | Buffer, flags = 0) {
  return (await onlyMember({ name, data: 'x', flags })).name
}

async function onDisk(bytes: Buffer): Promise<FileBytes> {
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-zip-'))
  await writeFile(join(folder, 'a.zip'), bytes)
  const file = await FileBytes.open(join(folder, 'a.zip'))
  onTestFinished(async () => {
    await file.close()
    await rm(folder, { recursive: true })
  })
  return file
}

test('members of a file on disk come with their names, sizes and bytes', async () => {
  const data = Buffer.from('订单'.repeat(100_000))
  const bytes = buildZip([
    { name: 'folder/', data: '', method: 0 },
    { name: 'folder/a.csv', data },
    { name: 'stored.txt', data: 'kept as it is', method: 0 },
  ])
  const zip = await openZip(await onDisk(bytes), {
    limits: { ...DEFAULT_ZIP_LIMITS, maxRatio: 1e6 },
  })
  expect(zip.members.map(({ name, size, isDirectory }) => ({ name, size, isDirectory }))).toEqual([
    { name: 'folder/', size: 0, isDirectory: true },
    { name: 'folder/a.csv', size: data.length, isDirectory: false },
    { name: 'stored.txt', size: 13, isDirectory: false },
  ])
  expect((await zip.members[1]?.readAll(CAP))?.equals(data)).toBe(true)
  expect(String(await zip.members[2]?.readAll(CAP))).toBe('kept as it is')
  zip.close()
})

test('a member can be read twice, and left in the middle', async () => {
  const member = await onlyMember({ name: 'a', data: 'abc'.repeat(300_000), method: 0 })
  for await (const _ of member.chunks()) break
  expect(await member.readAll(CAP)).toHaveLength(900_000)
  expect(await member.readAll(CAP)).toHaveLength(900_000)
})

test('a name is UTF-8 when its flag says so, and when its bytes are', async () => {
  expect(await nameOf('订单.csv', 0x800)).toBe('订单.csv')
  expect(await nameOf('订单.csv')).toBe('订单.csv')
})

test('a name in GBK or GB18030 bytes is read as Chinese', async () => {
  expect(await nameOf(iconv.encode('七月订单.csv', 'gbk'))).toBe('七月订单.csv')
  expect(await nameOf(iconv.encode('𠮷订单.csv', 'gb18030'))).toBe('𠮷订单.csv')
})

test('a name that is no UTF-8 although its flag says so is not taken for Chinese', async () => {
  expect(await nameOf(iconv.encode('订单.csv', 'gbk'), 0x800)).toContain('\uFFFD')
})

test('a mark at the start of a name is part of it', async () => {
  expect(await nameOf('\uFEFFa.csv')).toBe('\uFEFFa.csv')
})

test.each([
  '',
  '~/a.csv',
  'a\u009b.csv',
  '../a.csv',
  'a/../../b.csv',
  'a/..',
  '/etc/passwd',
  'C:/a.csv',
  'c:a.csv',
  'a\\b.csv',
  '..\\a.csv',
  'a\u0000.csv',
  'a\u001b[2J.csv',
  'a\n.csv',
])('the name %j is told to be unsafe', async (name) => {
  expect((await onlyMember({ name, data: 'x' })).isNameUnsafe).toBe(true)
})

test.each(['a.csv', 'a/b.csv', 'a..b.csv', '..a/b', '订单 (1).csv', '订单~1.csv', '店铺A:1.csv'])(
  'the name %j is told to be safe',
  async (name) => {
    expect((await onlyMember({ name, data: 'x' })).isNameUnsafe).toBe(false)
  },
)

test('what operating systems add is listed, and told apart', async () => {
  const junk = ['__MACOSX/a.csv', 'x/._a.csv', '.DS_Store', 'x/Thumbs.db', 'DESKTOP.INI']
  const exports = ['a.csv', 'a._b.csv', 'x/', '七月.DS_Store', 'Thumbs.db.csv', 'a/__MACOSX/b.csv']
  const zip = await open([...junk, ...exports].map((name) => ({ name, data: 'x' })))
  const found = zip.members.filter((member) => member.isSystemJunk).map(({ name }) => name)
  expect(found).toEqual(junk)
})

test('two members of one name are both listed', async () => {
  const zip = await open([
    { name: 'a', data: '1' },
    { name: 'a', data: '2' },
  ])
  const texts = await Promise.all(
    zip.members.map(async (member) => String(await member.readAll(9))),
  )
  expect(texts).toEqual(['1', '2'])
})

test('a wrong checksum is damage, told with the member', async () => {
  const member = await onlyMember({ name: 'a.csv', data: 'abc', crc: 1 })
  expect(await refusal(() => member.readAll(CAP))).toEqual({
    code: 'damaged-zip',
    args: { member: 'a.csv' },
  })
})

test.each<[string, Partial<MemberInput>]>([
  ['more bytes than declared', { size: 2 }],
  ['fewer bytes than declared', { size: 4 }],
  ['packed bytes that end early', { packed: deflateRawSync(Buffer.from('abc')).subarray(0, 3) }],
  ['packed bytes that make no sense', { packed: Buffer.from([0xff, 0xff, 0xff]) }],
  ['an unknown way of packing', { method: 12 }],
])('%s are damage', async (_, lie) => {
  const member = await onlyMember({ name: 'a.csv', data: 'abc', ...lie })
  expect(await refusal(() => member.readAll(CAP))).toMatchObject({
    code: 'damaged-zip',
    args: { member: 'a.csv' },
  })
})

test('inflating stops where the declared size ends', async () => {
  const data = Buffer.alloc(1 << 26)
  const member = await onlyMember({ name: 'a', data, size: 1000 })
  let received = 0
  const read = async () => {
    for await (const chunk of member.chunks()) received += chunk.length
  }
  expect(await refusal(read)).toMatchObject({ code: 'damaged-zip' })
  expect(received).toBeLessThanOrEqual(1000)
})

test('a member that is larger than the cap is not read', async () => {
  const member = await onlyMember({ name: 'a', data: 'abcd' })
  expect(await refusal(() => member.readAll(3))).toEqual({
    code: 'member-too-large',
    args: { member: 'a' },
  })
  expect(String(await member.readAll(4))).toBe('abcd')
})

test('an encrypted member is listed, and refused when read', async () => {
  const member = await onlyMember({ name: 'a', data: 'abc', flags: 1 })
  expect(member.isEncrypted).toBe(true)
  expect(await refusal(() => member.readAll(CAP))).toEqual({
    code: 'encrypted-zip',
    args: { member: 'a' },
  })
})

test('strong encryption is told as encryption, not as damage', async () => {
  const read = () => open([{ name: 'a', data: 'abc', flags: 0x41 }])
  expect(await refusal(read)).toMatchObject({ code: 'encrypted-zip' })
})

test('a bomb by ratio is refused before anything is inflated', async () => {
  const read = () => open([{ name: 'bomb', data: Buffer.alloc(2 << 20) }])
  expect(await refusal(read)).toEqual({ code: 'zip-bomb', args: { member: 'bomb' } })
})

test('a large member that is packed a hundredfold is none', async () => {
  const packed = Buffer.alloc(30_000)
  const borders = [3_000_000, 3_000_001].map((size) => [{ name: 'a', data: '', packed, size }])
  const codes = await Promise.all(borders.map(async (members) => refusal(() => open(members))))
  expect(codes.map((refused) => refused?.code)).toEqual([undefined, 'zip-bomb'])
})

test('a small member may have any ratio', async () => {
  const member = await onlyMember({ name: 'small', data: Buffer.alloc(1 << 20) })
  expect(await member.readAll(CAP)).toHaveLength(1 << 20)
})

test('members that declare more than 4 GiB together are a bomb', async () => {
  const packed = Buffer.alloc(30 << 20)
  const member = { name: 'a', data: '', packed, size: 0x7000_0000 }
  expect(await refusal(() => open([member, member, member]))).toMatchObject({ code: 'zip-bomb' })
  expect(await refusal(() => open([member, member]))).toBeUndefined()
})

test('the limits can be set', async () => {
  const bytes = new MemoryBytes(buildZip([{ name: 'a', data: 'abcdefgh' }]))
  const codeFor = async (maxInflatedBytes: number) => {
    const limits = { ...DEFAULT_ZIP_LIMITS, maxInflatedBytes }
    return (await refusal(() => openZip(bytes, { limits })))?.code
  }
  expect(await codeFor(7)).toBe('zip-bomb')
  expect(await codeFor(8)).toBeUndefined()
})

test('entries that share their bytes are damage', async () => {
  const first = { name: 'a', data: 'abc', offset: 0 }
  expect(await refusal(() => open([first, first]))).toMatchObject({ code: 'damaged-zip' })
})

test('a member that runs into the next one is damage', async () => {
  const lie = { size: 4, compressedSize: 4, crc: crc32('abcP'), method: 0 }
  const zip = await open([
    { name: 'a', data: 'abc', ...lie },
    { name: 'b', data: '' },
  ])
  const read = async () => zip.members[0]?.readAll(CAP)
  expect(await refusal(read)).toMatchObject({ code: 'damaged-zip' })
})

test('a directory that something else follows is damage, and no encryption', async () => {
  const whole = buildZip([{ name: 'a', data: 'abc' }])
  const directory = whole.readUInt32LE(whole.length - 6)
  const broken = Buffer.from(whole)
  broken.writeUInt32LE(0x0102_0304, directory)
  broken.writeUInt16LE(0x40, directory + 8)
  expect(await refusal(() => openZip(new MemoryBytes(broken)))).toMatchObject({
    code: 'damaged-zip',
  })
})

test('an end record that counts too few entries is damage', async () => {
  const members = [
    { name: 'a', data: '1' },
    { name: 'b', data: '2' },
  ]
  const bytes = new MemoryBytes(buildZip(members, { entryCount: 1 }))
  expect(await refusal(() => openZip(bytes))).toMatchObject({ code: 'damaged-zip' })
})

test('no bytes, other bytes and every cut of a ZIP are damage', async () => {
  const whole = buildZip([{ name: 'a.csv', data: 'abc' }])
  for (const bytes of [Buffer.alloc(0), Buffer.from('订单编号,商品'), Buffer.alloc(100, 'PK')]) {
    const read = () => openZip(new MemoryBytes(bytes))
    expect(await refusal(read)).toMatchObject({ code: 'damaged-zip' })
  }
  for (let length = 0; length < whole.length; length++) {
    const read = () => openZip(new MemoryBytes(whole.subarray(0, length)))
    expect(await refusal(read)).toMatchObject({ code: 'damaged-zip' })
  }
})

test('an error of the disk stays what it is', async () => {
  const whole = new MemoryBytes(buildZip([{ name: 'a', data: 'abc' }]))
  const diskError = new Error('EIO')
  let isBroken = false
  const failing: ByteSource = {
    size: whole.size,
    chunks: () => whole.chunks(),
    read: async (offset, length) => {
      if (isBroken) throw diskError
      return whole.read(offset, length)
    },
  }
  const zip = await openZip(failing)
  isBroken = true
  await expect(zip.members[0]?.readAll(CAP)).rejects.toBe(diskError)
  await expect(openZip(failing)).rejects.toBe(diskError)
})

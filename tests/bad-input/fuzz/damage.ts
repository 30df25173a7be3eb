import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { buildZip } from '../../support/zip-builder.ts'
import { SEEDS, type Seed } from './seeds.ts'

/** What trips readers: in delimited text, in XML, in JSON, in numbers, and in encodings. */
const TOKENS: readonly (string | Buffer)[] = [
  ...['"', '""', ',', ';', '\t', '\r', '\n', '\r\n\r\n', '\0', '\uFEFF', '\u200B', '=', "'", '-'],
  ...['6.91793E+18', '6917926768823643000', '9'.repeat(400), '1e999', '-0', '2026/9/22 0:54'],
  ...['主订单编号', '子订单编号,订单状态', '合计', '待揽收', '¥', '９', '𠮷', '##a*b##', '#N/A'],
  ...['<', '>', '&', '&#0;', '&#x110000;', '&lol;', ']]>', '<![CDATA[', '<!--', '<?xml', '</row>'],
  ...[
    '<row r="0">',
    '<row r="1048577"/>',
    '<c r="ZZZZ1"/>',
    '<c t="s"><v>99</v></c>',
    '<!DOCTYPE x>',
  ],
  ...[
    '<c r="A1" t="s"><v>-1</v></c>',
    ' encoding="utf-16"',
    '_x0000_',
    '[',
    '{',
    '}',
    ':',
    '\\u12',
  ],
  ...[
    '[shop]\n',
    '[[shop]]\n',
    '"""',
    "'''",
    ' = ',
    '# ',
    'nan',
    '9223372036854775808',
    '1979-05-27',
  ],
  ...['"addresses":[', 'null,', 'PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', '<html>', 'sep=;\n'],
  Buffer.from([0xff]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0x81, 0x30]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xc3]),
]
const NUMBERS = [0, 1, 8, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]

/** One change of some bytes; `at` and `to` are shares of their length. */
type Change =
  | { do: 'insert'; at: number; token: number; times: number }
  | { do: 'flip'; at: number; bit: number }
  | { do: 'number'; at: number; value: number; size: number }
  | { do: 'remove' | 'repeat' | 'keep'; at: number; to: number }
  | { do: 'move'; at: number; to: number; length: number }

const share = () => fc.double({ min: 0, max: 1, noNaN: true })

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: insert() },
  fc.record({ do: fc.constant('flip' as const), at: share(), bit: fc.nat(7) }),
  fc.record({
    do: fc.constant('number' as const),
    at: share(),
    value: fc.constantFrom(...NUMBERS),
    size: fc.constantFrom(1, 2, 4),
  }),
  fc.record({
    do: fc.constantFrom('remove' as const, 'repeat' as const, 'keep' as const),
    at: share(),
    to: share(),
  }),
  fc.record({ do: fc.constant('move' as const), at: share(), to: share(), length: fc.nat(200) }),
)

function insert() {
  return fc.record({
    do: fc.constant('insert' as const),
    at: share(),
    token: fc.nat(TOKENS.length - 1),
    times: fc.constantFrom(1, 1, 1, 3, 2000),
  })
}

/** A file of a real format with some damage: to its bytes, or inside a member that is packed again. */
export interface Damaged {
  name: string
  bytes: Buffer
}

const someChanges = fc.array(change, { minLength: 1, maxLength: 4 })

/** These bytes with some damage; where they are a ZIP, perhaps inside one of its members. */
export function damaged(seed: Omit<Seed, 'name'>): fc.Arbitrary<Buffer> {
  return fc
    .record({ member: fc.option(fc.nat(20)), changes: someChanges })
    .map(({ member, changes }) =>
      member === null ? changed(seed.bytes, changes) : repacked(seed, member, changes),
    )
}

export const damagedFile: fc.Arbitrary<Damaged> = fc
  .record({
    seed: fc.constantFrom(...SEEDS),
    member: fc.option(fc.nat(20)),
    changes: someChanges,
    name: fc.option(fc.constantFrom('a.csv', 'a.xlsx', 'a.zip', 'a.json', 'a.xls', 'a'), {
      freq: 9,
    }),
  })
  .map(({ seed, member, changes, name }) => ({
    name: name ?? seed.name,
    bytes: member === null ? changed(seed.bytes, changes) : repacked(seed, member, changes),
  }))

function repacked(
  { bytes, members }: Omit<Seed, 'name'>,
  which: number,
  changes: readonly Change[],
): Buffer {
  if (members.length === 0) return changed(bytes, changes)
  const chosen = which % members.length
  return buildZip(
    members.map((member, at) => {
      if (at !== chosen) return member
      return { ...member, data: changed(Buffer.from(member.data as string), changes) }
    }),
  )
}

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce(changeOnce, bytes)
}

function changeOnce(bytes: Buffer, made: Change): Buffer {
  const at = Math.floor(made.at * bytes.length)
  const with_ = (...parts: Buffer[]) => Buffer.concat(parts)
  switch (made.do) {
    case 'insert': {
      const token = Buffer.from(TOKENS[made.token] as string)
      const many = Buffer.alloc(token.length * made.times, token)
      return with_(bytes.subarray(0, at), many, bytes.subarray(at))
    }
    case 'flip': {
      const copy = Buffer.from(bytes)
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << made.bit)
      return copy
    }
    case 'number': {
      const copy = Buffer.from(bytes)
      if (at + made.size <= copy.length) {
        copy.writeUIntLE(made.value % 2 ** (8 * made.size), at, made.size)
      }
      return copy
    }
    case 'move': {
      const piece = bytes.subarray(at, at + made.length)
      const rest = with_(bytes.subarray(0, at), bytes.subarray(at + made.length))
      const to = Math.floor(made.to * rest.length)
      return with_(rest.subarray(0, to), piece, rest.subarray(to))
    }
    default: {
      const [from, to] = [made.at, made.to].sort((a, b) => a - b).map((s) => s * bytes.length)
      const [before, piece] = [bytes.subarray(0, from), bytes.subarray(from, to)]
      if (made.do === 'keep') return Buffer.from(piece)
      if (made.do === 'remove') return with_(before, bytes.subarray(to))
      return with_(before, piece, piece, bytes.subarray(to))
    }
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { OpenScratch } from '../../app/ports.ts'
import type { FindingArgs, FindingCode } from '../../domain/finding.ts'
import { type ByteSource, MemoryBytes } from './bytes.ts'
import { csvTable } from './csv/csv-table.ts'
import { EncodingProbe, type ProbedText } from './encoding.ts'
import { delimiterOfHeader } from './header-line.ts'
import { jsonTable } from './json-table.ts'
import { isExportName, isOtherArchive, looksLikeReport, START_BYTES } from './looks-like-report.ts'
import { isOle, isZip, unsupported } from './magic.ts'
import { type Table, UnreadableFile } from './table.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'
import { openZip, type ZipMember } from './zip.ts'

/** What one pass over the bytes of a file tells. */
export interface FileDigest {
  sha256: string
  text: ProbedText
}

/** Hash and encoding of bytes, in the pass in which they are copied or inflated anyway. */
export class FileDigester {
  readonly #hash = createHash('sha256')
  readonly #probe = new EncodingProbe()

  push(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.#probe.push(chunk)
  }

  finish(): FileDigest {
    return { sha256: this.#hash.digest('hex'), text: this.#probe.finish() }
  }
}

/**
 * What one pass over a file tells.
 * @param onChunk is called before each piece, and may end the reading by throwing
 */
export async function readDigest(
  path: string,
  onChunk: () => void = () => undefined,
): Promise<FileDigest> {
  const digester = new FileDigester()
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    onChunk()
    digester.push(chunk)
  }
  return digester.finish()
}

/** A table that was found in a file, or the reason why a file or a part of it cannot be read. */
export type Found = {
  /** The file's name as given; `x.zip/member.csv` for a member. */
  file: string
  /** Of the bytes that hold the table: the file's own, or the member's. */
  sha256: string
} & (
  | { table: Table; encoding: string | null; isOnlySheet: boolean }
  | { problem: { code: FindingCode; args: FindingArgs } }
  | { remark: { code: FindingCode; args: FindingArgs } }
)

export interface OpenOptions {
  /** Where a workbook's strings may go that are too many for the memory; null to keep them there. */
  openScratch: OpenScratch | null
}

/** A ZIP, and how it came to be opened. */
interface Container {
  file: string
  digest: FileDigest
  /** How many ZIPs it stands in. */
  depth: number
  options: OpenOptions
}

/** A workbook inside a ZIP cannot be read in place; one larger than this must be unpacked by hand. */
const MAX_MEMBER_BYTES = 128 << 20
/** As much of a file's end as tells padding from data. */
const PADDING_BYTES = 1024
/** A ZIP in a ZIP is read, one more level is not: nobody packs exports so deep by accident. */
const MAX_DEPTH = 2

/**
 * Opens a file of any name by what its bytes are, and yields its tables one after another: the CSV or
 * JSON file itself, the sheets of a workbook, the members of a ZIP. A table must be read, or left,
 * before the next one is asked for. Problems of one member never end the others.
 */
export async function* openFile(
  bytes: ByteSource,
  file: string,
  digest: FileDigest,
  options: OpenOptions,
  depth = 0,
): AsyncGenerator<Found> {
  const base = { file, sha256: digest.sha256 }
  try {
    if (bytes.size === 0) throw new UnreadableFile('empty-file')
    const head = await bytes.read(0, 8)
    const other = unsupported(file, head)
    if (other !== null) throw new UnreadableFile(other)
    if (isZip(head)) yield* openContainer(bytes, { file, digest, depth, options })
    else if (isOle(head)) yield* openSheets(bytes, base, options)
    else yield await openText(bytes, base, digest.text)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield { ...base, problem: { code: error.code, args: error.args } }
  }
}

/** A workbook is a ZIP too; only its members tell. */
async function* openContainer(bytes: ByteSource, container: Container): AsyncGenerator<Found> {
  const { file, digest, depth, options } = container
  const zip = await openZip(bytes)
  let isWorkbook: boolean
  try {
    isWorkbook = zip.members.some(({ name }) => name.toLowerCase() === '[content_types].xml')
    if (!isWorkbook) {
      // Whatever they are called: a ZIP that unpacks to itself would go on for ever.
      if (depth >= MAX_DEPTH) throw new UnreadableFile('nested-too-deep')
      const members = zip.members.filter((each) => !each.isDirectory && !each.isSystemJunk)
      if (members.length === 0) throw new UnreadableFile('empty-file')
      for (const member of members) yield* openMember(member, container)
    }
  } finally {
    zip.close()
  }
  if (isWorkbook) yield* openSheets(bytes, { file, sha256: digest.sha256 }, options)
}

async function* openMember(
  member: ZipMember,
  { file: zipFile, depth, options }: Container,
): AsyncGenerator<Found> {
  // The name is a label and never a path, so an unsafe one is told and the member still read.
  const file = `${zipFile}/${harmless(member.name)}`
  const digester = new FileDigester()
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of member.chunks()) {
      const missing = START_BYTES - head.length
      if (missing > 0) head = Buffer.concat([head, chunk.subarray(0, missing)])
      digester.push(chunk)
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield { file, sha256: '', problem: { code: error.code, args: error.args } }
    return
  }
  const digest = digester.finish()
  const base = { file, sha256: digest.sha256 }
  if (member.isNameUnsafe) yield { ...base, remark: { code: 'unsafe-name', args: {} } }
  if (!isExportName(member.name) && !looksLikeReport(head, member.name)) {
    const isPacked = isOtherArchive(member.name)
    if (isPacked) yield { ...base, problem: { code: 'unsupported-archive', args: {} } }
    else yield { ...base, remark: { code: 'skipped-file', args: {} } }
    return
  }
  try {
    const inside =
      isZip(head) || isOle(head)
        ? new MemoryBytes(await member.readAll(MAX_MEMBER_BYTES))
        : streamOf(member)
    yield* openFile(inside, file, digest, options, depth + 1)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield { ...base, problem: { code: error.code, args: error.args } }
  }
}

/** A text member is inflated anew each time it is read, so that it is never whole in memory. */
function streamOf(member: ZipMember): ByteSource {
  return {
    size: member.size,
    chunks: () => member.chunks(),
    async read(offset, length) {
      const end = offset + length
      const parts: Buffer[] = []
      let position = 0
      for await (const chunk of member.chunks()) {
        const from = Math.max(0, offset - position)
        if (from < chunk.length) parts.push(Buffer.from(chunk.subarray(from, end - position)))
        position += chunk.length
        if (position >= end) break
      }
      return Buffer.concat(parts)
    },
  }
}

async function* openSheets(
  bytes: ByteSource,
  base: { file: string; sha256: string },
  options: OpenOptions,
): AsyncGenerator<Found> {
  const workbook = await openWorkbook(bytes, options)
  try {
    const [part] = workbook.unlisted
    if (part !== undefined) {
      const args = { part: harmless(part), count: workbook.unlisted.length }
      yield { ...base, remark: { code: 'unlisted-sheet', args } }
    }
    for (const table of workbook.tables) {
      yield { ...base, table, encoding: null, isOnlySheet: workbook.tables.length === 1 }
    }
  } finally {
    await workbook.close()
  }
}

async function openText(
  bytes: ByteSource,
  base: { file: string; sha256: string },
  text: ProbedText,
): Promise<Found> {
  const { encoding, hasNul, isBinary } = text
  const head = new TextDecoder(encoding).decode(await bytes.read(0, START_BYTES))
  const start = head.trimStart()
  if (/^<(!doctype|html|\?xml|table|head|body)/i.test(start)) throw new UnreadableFile('web-page')
  // A stretch of NULs is easily taken for UTF-16.
  const mayBePadded = hasNul || isBinary || encoding.startsWith('utf-16')
  if (mayBePadded && (await isNulPadded(bytes))) throw new UnreadableFile('nul-padded')
  if (isBinary) throw new UnreadableFile('unknown-report', { columns: 0 })
  // A report that was given this name is read all the same; JSON starts with a bracket.
  if (/\.json$/i.test(base.file) && /^[[{]/.test(start)) {
    return { ...base, table: await jsonTable(bytes, encoding), encoding, isOnlySheet: true }
  }
  // Where there is a title above the header, its first line says nothing about the delimiter.
  const delimiter = delimiterOfHeader(head)
  const table = csvTable(bytes, { encoding, ...(delimiter === null ? {} : { delimiter }) })
  return { ...base, table, encoding, isOnlySheet: true }
}

/** A download that was cut off may leave the rest of the room it had asked for, filled with NULs. */
async function isNulPadded(bytes: ByteSource): Promise<boolean> {
  const length = Math.min(bytes.size, PADDING_BYTES)
  const tail = await bytes.read(bytes.size - length, length)
  return tail.every((byte) => byte === 0)
}

/** A member's name as it may be shown: no way out of a folder, no control characters. */
function harmless(name: string): string {
  const segments = name
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
  return (
    segments
      .join('/')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .slice(0, 300) || 'member'
  )
}

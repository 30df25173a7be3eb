import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { folderState } from '../archive/folder.ts'
import type { Finding } from '../domain/finding.ts'
import { DyshopError } from '../errors.ts'
import { decrypt, HEAD_BYTES, type OpenKey, type SealedWith, sealedWith } from '../platform/age.ts'
import { ARMOR_SHARE, isArmored, withoutArmor } from '../platform/age-armor.ts'
import { readTar, type TarEntry } from '../platform/tar.ts'
import type { AtomicFolder, Deps } from './ports.ts'
import type { Outcome, UnsealResult } from './results.ts'
import { type Room, withRoom } from './session/room.ts'
import { verify } from './verify.ts'

/** Of a sealed file, the share that is no heading and no padding, at the very least. */
const TAR_SHARE = 0.5

export interface UnsealInput {
  file: string
  /** The folder to make; null for one in the current folder, named after the file. */
  to: string | null
  /** Asked for once it is known what opens the file. */
  key: (closedWith: SealedWith) => Promise<OpenKey>
}

/**
 * Unpacks a sealed archive into a new folder and verifies it there; under its name it is whole, or it
 * is not there.
 * @throws {DyshopError} `path-not-found`, `not-a-file`, `folder-exists`, `sealed-damaged`,
 *   `sealed-foreign`, `unsafe-entry`, `wrong-passphrase`, `wrong-identity`, `bad-identity`
 */
export async function unseal(input: UnsealInput, deps: Deps): Promise<Outcome<UnsealResult>> {
  const { file } = input
  const to = resolve(input.to ?? defaultFolder(file))
  const head = await headOf(file)
  const closedWith = sealedWith(head)
  if (closedWith === null) throw new DyshopError('sealed-damaged')
  const closed = { with: closedWith, isArmored: isArmored(head) }
  return withRoom(to, await roomFor(file, closed), () => unpackInto(input, to, closed, deps))
}

/** How a sealed file was closed. */
interface Closed {
  with: SealedWith
  isArmored: boolean
}

/** The files take a little less than the tar that they stand in. */
async function roomFor(file: string, { isArmored }: Closed): Promise<Room> {
  const { size } = await stat(file)
  const about = isArmored ? size * ARMOR_SHARE : size
  return { about, least: about * TAR_SHARE }
}

async function unpackInto(
  input: UnsealInput,
  to: string,
  closed: Closed,
  deps: Deps,
): Promise<Outcome<UnsealResult>> {
  const { file } = input
  const folder = await deps.files.createFolder(to)
  try {
    const key = await input.key(closed.with)
    const tar = decrypt(sealedBytes(file, closed, deps), key)
    const unpacked = await unpack(tar, folder)
    deps.progress.done()
    const findings = await verified(folder.path, file, deps)
    await folder.commit()
    const archive = input.to ?? defaultFolder(file)
    const data = { file, archive, ...unpacked, verified: true as const }
    return { complete: true, findings, data }
  } catch (error) {
    await folder.discard()
    throw error
  }
}

/** `shop-20261123-093000.tar.age` → `./shop-20261123-093000` */
function defaultFolder(file: string): string {
  return basename(file)
    .replace(/\.age$/i, '')
    .replace(/\.tar$/i, '')
}

async function headOf(path: string): Promise<Uint8Array> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new DyshopError('path-not-found', { path })
    throw error
  })
  if (!stats.isFile()) throw new DyshopError('not-a-file', { path })
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** What is in the file, of one in armour what the armour stands for. */
async function* sealedBytes(
  file: string,
  { isArmored }: Closed,
  { progress, interruption }: Deps,
): AsyncGenerator<Uint8Array> {
  progress.start('reading', (await stat(file)).size)
  const watched = (async function* () {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      interruption.check()
      progress.advance((chunk as Buffer).length, 0)
      yield chunk as Uint8Array
    }
  })()
  yield* isArmored ? withoutArmor(watched) : watched
}

/** Writes what is in the tar, without the one folder that everything in it stands in. */
async function unpack(
  tar: AsyncIterable<Uint8Array>,
  folder: AtomicFolder,
): Promise<{ files: number; bytes: number }> {
  let top: string | null = null
  const seen = new Set<string>()
  const folders = new Set<string>()
  let bytes = 0
  for await (const { parts, size, chunks } of readTar(tar)) {
    top ??= chunks === null ? (parts[0] ?? '') : ''
    const below = top === '' ? parts : parts.slice(1)
    const isStray = top !== '' && parts[0] !== top && parts.length > 0
    const path = below.join('/')
    const above = below.slice(0, -1).map((_, index) => below.slice(0, index + 1).join('/'))
    const isTwice = seen.has(path) || above.some((folder) => seen.has(folder))
    const isFree = path !== '' && !folders.has(path) && !path.startsWith('.dyshop')
    if (isStray || isTwice || (chunks !== null && !isFree)) {
      throw new DyshopError('unsafe-entry', { path: parts.join('/') })
    }
    for (const each of above) folders.add(each)
    if (chunks === null) continue
    seen.add(path)
    await writeFile(folder, path, chunks)
    bytes += size
  }
  return { files: seen.size, bytes }
}

async function writeFile(
  folder: AtomicFolder,
  path: string,
  chunks: NonNullable<TarEntry['chunks']>,
): Promise<void> {
  const written = await folder.create(path)
  try {
    for await (const chunk of chunks) await written.write(chunk)
    await written.commit()
  } catch (error) {
    await written.discard()
    throw error
  }
}

/** @throws {DyshopError} `sealed-foreign`: nothing stands under its name that is not whole */
async function verified(path: string, file: string, deps: Deps): Promise<Finding[]> {
  const isArchive = (await folderState(path)) === 'archive'
  if (!isArchive) throw new DyshopError('sealed-foreign', { path: file })
  const { data, findings } = await verify({ root: path, deep: false, filesOnly: true }, deps)
  if (!data.ok) throw new DyshopError('sealed-foreign', { path: file })
  return findings
}

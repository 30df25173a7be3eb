import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { refuseLinks, requireArchive } from '../archive/folder.ts'
import { isThere } from '../archive/is-there.ts'
import { readManifest } from '../archive/manifest.ts'
import { safeFileName } from '../domain/file-name.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { passphraseStrength } from '../domain/privacy/passphrase.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { decrypt, encrypt, type OpenKey, type SealKey } from '../platform/age.ts'
import { removingPath } from '../platform/atomic-file.ts'
import { readTar, type TarFile, writeTar } from '../platform/tar.ts'
import { refuseBadOutput } from './output/output-file.ts'
import type { AtomicFile, Deps, WrittenFile } from './ports.ts'
import type { Outcome, SealPlan, SealResult } from './results.ts'
import { changedSince } from './sealed-changes.ts'
import { type Content, contentOf, tellForeignNames } from './sealed-content.ts'
import { removeLeftovers } from './session/archive-session.ts'
import { refuseUnconfirmed } from './session/confirm-shop.ts'
import { withRoom } from './session/room.ts'
import { verify } from './verify.ts'

export interface SealInput {
  root: string
  /** The sealed file; null for one beside the archive, named after it and the moment. */
  out: string | null
  key: () => Promise<SealKey>
  removePlain: boolean
  /** The shop's name, without which nothing is removed. */
  confirm: string | null
}

/**
 * Puts the whole archive into one file that age and tar open, reads it back, and only then says so or
 * removes the plain archive; where that is no longer what was sealed, it stays.
 * @throws {DyshopError} `no-archive`, `linked-archive`, `wrong-shop-name`, `file-exists`, `out-in-archive`,
 *   `archive-locked`, `archive-changing`, `not-sealable`, `weak-passphrase`, `bad-recipient`, `unsafe-entry`
 */
export async function seal(input: SealInput, deps: Deps): Promise<Outcome<SealResult>> {
  const { root, removePlain, confirm } = input
  const findings = new FindingCollector()
  await finishRemoval(root, deps)
  await requireArchive(root)
  if (removePlain) {
    await refuseLinkedArchive(root)
    await refuseUnconfirmed(root, confirm)
  }
  const out = input.out ?? defaultOut(root, deps)
  // No file is written over: the check that knows follows, once leftovers are gone.
  await refuseBadOutput(out, root, { mayReplace: async () => true })
  const lock = await deps.takeLock(root, 'seal')
  try {
    await refuseLinks(root)
    await removeLeftovers(root, deps, findings)
    if (await isThere(out)) throw new DyshopError('file-exists', { path: out })
    const key = await input.key()
    judgeKey(key, findings)
    const content = await soundContent(root, deps, findings)
    const plainBytes = bytesOf(content)
    const room = { about: plainBytes, least: plainBytes }
    const written = await withRoom(out, room, () => makeSealed(out, { root, content, key }, deps))
    const changed = await changedSince(content, root)
    for (const path of changed) findings.add('changed-while-sealed', { file: path })
    const removedPlain = removePlain && changed.length === 0
    if (removedPlain) await deps.files.removeFolder(root)
    const data = resultOf({ root, out, ...written, content, key, removedPlain })
    return { complete: findings.isComplete, findings: findings.all(), data }
  } finally {
    await lock.release()
  }
}

/** The sealed file, which has its name only once all of it was read back. */
async function makeSealed(
  out: string,
  what: { root: string; content: readonly Content[]; key: SealKey },
  deps: Deps,
): Promise<WrittenFile> {
  const file = await deps.files.create(out)
  try {
    const { hashes, opensWith } = await write(file, what, deps)
    await readBack(await file.settle(), opensWith, hashes, deps)
    return await file.commit()
  } catch (error) {
    await file.discard().catch(() => undefined)
    throw error
  }
}

/**
 * What sealing would do, without a key, a lock or a change.
 * @throws {DyshopError} as `seal` does before it writes
 */
export async function planSeal(
  { root, out: given, removePlain }: Pick<SealInput, 'root' | 'out' | 'removePlain'>,
  deps: Deps,
): Promise<Outcome<SealPlan>> {
  const findings = new FindingCollector()
  await requireArchive(root)
  if (removePlain) await refuseLinkedArchive(root)
  const out = given ?? defaultOut(root, deps)
  await refuseBadOutput(out, root, { mayReplace: async () => true })
  await refuseLinks(root)
  if (await isThere(out)) throw new DyshopError('file-exists', { path: out })
  const content = await soundContent(root, deps, findings)
  const data: SealPlan = {
    dryRun: true,
    archive: root,
    out,
    files: filesIn(content),
    plainBytes: bytesOf(content),
    removesPlain: removePlain,
  }
  return { complete: findings.isComplete, findings: findings.all(), data }
}

/** Beside the archive: inside it there is no place for it. */
function defaultOut(root: string, { clock }: Pick<Deps, 'clock'>): string {
  const folder = resolve(root)
  const moment = epochSecondsToBeijing(Math.floor(clock.now() / 1000))
  const stamp = moment.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  return join(dirname(folder), `${safeFileName(basename(folder), 'archive')}-${stamp}.tar.age`)
}

/** What an earlier run that was killed left of the archive that it was removing. */
async function finishRemoval(root: string, { files, log }: Deps): Promise<void> {
  const removing = removingPath(resolve(root))
  if (!(await isThere(removing))) return
  await files.removeFolder(removing)
  log.note('removed-leftovers', { count: 1 })
}

/**
 * Of a link only the link would go, and the plain archive it leads to would stay where it is.
 * @throws {DyshopError} `linked-archive`
 */
async function refuseLinkedArchive(root: string): Promise<void> {
  if (!(await lstat(resolve(root))).isSymbolicLink()) return
  throw new DyshopError('linked-archive', { path: root, target: await realpath(root) })
}

/** @throws {DyshopError} `not-sealable`: damage would be kept for ten years, and be found too late */
async function soundContent(
  root: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<Content[]> {
  // The database's bytes are what the run that wrote the manifest has checked; open, it could not be moved.
  const verified = await verify({ root, deep: false, filesOnly: true }, deps)
  const [damage] = verified.data.damaged
  if (damage) throw new DyshopError('not-sealable', { path: damage.path })
  for (const each of verified.findings) findings.push(each)
  const sealed = await readManifest(root)
  if (!sealed) throw new DyshopError('not-sealable', { path: 'manifest.json' })
  const content = await contentOf(root, sealed.manifest)
  tellForeignNames(content, findings)
  return content
}

function judgeKey(key: SealKey, findings: FindingCollector): void {
  if (!('passphrase' in key)) return
  const strength = passphraseStrength(key.passphrase)
  if (strength === 'refused') throw new DyshopError('weak-passphrase')
  if (strength === 'weak') findings.add('weak-passphrase')
}

interface Written {
  /** What the sealed file must give back: SHA-256 by name in the tar, null for a folder. */
  hashes: ReadonlyMap<string, string | null>
  opensWith: OpenKey
}

async function write(
  file: AtomicFile,
  { root, content, key }: { root: string; content: readonly Content[]; key: SealKey },
  deps: Deps,
): Promise<Written> {
  const top = safeFileName(basename(resolve(root)), 'archive')
  const hashes = new Map<string, string | null>()
  deps.progress.start('writing', bytesOf(content))
  const { bytes, opensWith } = await encrypt(
    writeTar(tarFiles({ root, top, content, hashes }, deps)),
    key,
  )
  for await (const chunk of bytes) {
    deps.interruption.check()
    await file.write(chunk)
  }
  deps.progress.done()
  return { hashes, opensWith }
}

function* tarFiles(
  {
    root,
    top,
    content,
    hashes,
  }: {
    root: string
    top: string
    content: readonly Content[]
    hashes: Map<string, string | null>
  },
  { progress }: Pick<Deps, 'progress'>,
): Generator<TarFile> {
  const [first] = content
  yield { path: top, size: 0, modifiedAt: first?.modifiedAt ?? new Date(0), chunks: null }
  hashes.set(top, null)
  for (const each of content) {
    const path = `${top}/${each.path}`
    const { size, modifiedAt, isFolder } = each
    hashes.set(path, null)
    const onHash = (sha256: string) => hashes.set(path, sha256)
    const chunks = isFolder ? null : hashedFile(join(root, each.path), each, { onHash, progress })
    yield { path, size, modifiedAt, chunks }
  }
}

/**
 * @throws {DyshopError} `archive-changing` for a file that is no longer as long as its heading says,
 *   `not-sealable` for one that is no longer what the manifest says
 */
async function* hashedFile(
  path: string,
  { path: name, size, sha256 }: Content,
  { onHash, progress }: { onHash: (sha256: string) => void; progress: Deps['progress'] },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let left = size
  for await (const chunk of existing(path, name)) {
    left -= chunk.length
    if (left < 0) break
    hash.update(chunk)
    progress.advance(chunk.length, 0)
    yield chunk
  }
  if (left !== 0) throw new DyshopError('archive-changing', { path: name })
  const actual = hash.digest('hex')
  if (sha256 !== null && actual !== sha256) throw new DyshopError('not-sealable', { path: name })
  onHash(actual)
}

/** @throws {DyshopError} `archive-changing` for a file that is gone since it was listed */
async function* existing(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw isGone ? new DyshopError('archive-changing', { path: name }, { cause: error }) : error
  }
}

/**
 * Decrypts and unpacks what was written and compares it with what was sealed, all of it.
 * @throws {DyshopError} `sealed-damaged`
 */
async function readBack(
  path: string,
  opensWith: OpenKey,
  hashes: ReadonlyMap<string, string | null>,
  { progress, interruption }: Deps,
): Promise<void> {
  const missing = new Map(hashes)
  const { size } = await lstat(path)
  progress.start('checking', size)
  const watched = (async function* () {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      interruption.check()
      progress.advance((chunk as Buffer).length, 0)
      yield chunk as Uint8Array
    }
  })()
  for await (const { parts, chunks } of readTar(decrypt(watched, opensWith))) {
    const name = parts.join('/')
    const wanted = missing.get(name)
    const actual = chunks === null ? null : await hashOf(chunks)
    if (wanted === undefined || wanted !== actual) throw new DyshopError('sealed-damaged')
    missing.delete(name)
  }
  if (missing.size > 0) throw new DyshopError('sealed-damaged')
  progress.done()
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

function filesIn(content: readonly Content[]): number {
  return content.filter(({ isFolder }) => !isFolder).length
}

function bytesOf(content: readonly Content[]): number {
  return content.reduce((sum, { size }) => sum + size, 0)
}

function resultOf({
  root,
  out,
  size,
  sha256,
  content,
  key,
  removedPlain,
}: {
  root: string
  out: string
  size: number
  sha256: string
  content: readonly Content[]
  key: SealKey
  removedPlain: boolean
}): SealResult {
  return {
    archive: root,
    out,
    size,
    sha256,
    files: filesIn(content),
    plainBytes: bytesOf(content),
    sealedWith: 'passphrase' in key ? 'passphrase' : 'recipients',
    recipients: 'recipients' in key ? key.recipients.length : 0,
    readBack: true,
    removedPlain,
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AtomicFiles } from '../app/ports.ts'
import type { Gap } from '../domain/archive-facts.ts'
import { DyshopError } from '../errors.ts'
import { MANIFEST_FORMAT, NAMES } from './folder.ts'
import { readIfThere } from './is-there.ts'

/** A file of the archive as the manifest lists it. */
export interface ManifestFile {
  path: string
  size: number
  sha256: string
  /** Data rows, for reports and outputs. */
  rows?: number
  asOf?: string
  /** The name an original came with. */
  file?: string
}

/** `manifest.json`: written last, so that it never speaks of a file that is not there. */
export interface Manifest {
  format: 'dyshop-archive'
  formatVersion: 1
  tool: string
  schema: number
  createdAt: string
  shop: { name: string; id: string; kind: string }
  totals: Readonly<Record<string, number>>
  /** Rows per table of the database. */
  tables: Readonly<Record<string, number>>
  gaps: readonly Gap[]
  missing: readonly string[]
  files: readonly ManifestFile[]
  /** SHA-256 of the manifest before this one; null for the first. */
  previous: string | null
}

/** A manifest and the hash of its text. */
export interface SealedManifest {
  manifest: Manifest
  sha256: string
}

/** The manifest; null when there is none. @throws {DyshopError} `archive-damaged` */
export async function readManifest(root: string): Promise<SealedManifest | null> {
  const text = await readIfThere(join(root, NAMES.manifest))
  if (text === null) return null
  const manifest = parseManifest(text)
  if (!manifest) throw new DyshopError('archive-damaged', { path: NAMES.manifest })
  return { manifest, sha256: createHash('sha256').update(text).digest('hex') }
}

/** @returns null for a text that is not a manifest of this format */
export function parseManifest(text: string): Manifest | null {
  try {
    const value = JSON.parse(text) as Manifest
    const isOurs = value.format === MANIFEST_FORMAT && Array.isArray(value.files)
    const isWhole = isOurs && value.files.every((file) => typeof file?.path === 'string')
    return isWhole ? value : null
  } catch {
    return null
  }
}

/** Writes the manifest, then the checksums that cover it. */
export async function writeManifest(
  root: string,
  files: AtomicFiles,
  manifest: Manifest,
): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const { sha256 } = await files.write(join(root, NAMES.manifest), text)
  await files.write(join(root, NAMES.checksums), checksums(manifest, sha256))
}

/** The checksums as they are on disk; null when there are none. */
export async function readChecksums(root: string): Promise<string | null> {
  return readIfThere(join(root, NAMES.checksums))
}

/** The text of SHA256SUMS, in the form that `sha256sum -c` reads. */
export function checksums(manifest: Manifest, manifestSha256: string): string {
  const lines = manifest.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`)
  return [...lines, `${manifestSha256}  ${NAMES.manifest}\n`].join('')
}

/** At least so many of 64 digits differ when another text was hashed; a damaged digit is one of few. */
const DIGITS_OF_ANOTHER_HASH = 32

/**
 * Which of the two files was changed since they were written together; null when they agree. Their
 * hash of the manifest tells: another manifest has quite another one, damage to the line does not.
 */
export function changedOf(
  sums: string,
  { manifest, sha256 }: SealedManifest,
): 'manifest.json' | 'SHA256SUMS' | null {
  if (sums === checksums(manifest, sha256)) return null
  const [, sealed = ''] = /(?:^|\n)([0-9a-f]{64}) {2}manifest\.json\n$/.exec(sums) ?? []
  const differing = [...sealed].filter((digit, index) => digit !== sha256[index]).length
  return differing < DIGITS_OF_ANOTHER_HASH ? NAMES.checksums : NAMES.manifest
}

/** The files that the checksums cover, but for the manifest itself; their sizes are not known. */
export function listedIn(sums: string): ManifestFile[] {
  return sums.split('\n').flatMap((line) => {
    const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    return sha256 && path && path !== NAMES.manifest ? [{ path, sha256, size: 0 }] : []
  })
}

/** Of a manifest that was changed since it was written, what the checksums and the disk say too. */
export async function believable(root: string, before: SealedManifest): Promise<Manifest> {
  const { manifest } = before
  const sums = await readChecksums(root)
  if (sums === null || changedOf(sums, before) !== NAMES.manifest) return manifest
  const lines = new Set(sums.split('\n'))
  const files: ManifestFile[] = []
  for (const file of manifest.files) {
    if (!lines.has(`${file.sha256}  ${file.path}`)) continue
    const size = await stat(join(root, file.path)).then(
      (stats) => stats.size,
      () => file.size,
    )
    files.push({ ...file, size })
  }
  return { ...manifest, files }
}

/** SHA-256 and size of a file, read in chunks. */
export async function digestFile(
  path: string,
  onChunk: (bytes: number) => void = () => undefined,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk)
      size += chunk.length
      onChunk(chunk.length)
    }
  } catch (error) {
    // A call on an open file names none, as for a folder, which can be opened like one.
    throw Object.assign(error as Error, { path })
  }
  return { sha256: hash.digest('hex'), size }
}

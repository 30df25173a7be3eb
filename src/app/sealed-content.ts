import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sideFilesOf } from '../archive/database/side-files.ts'
import { NAMES } from '../archive/folder.ts'
import type { Manifest } from '../archive/manifest.ts'
import { fitsWindows, namesakes } from '../domain/file-name.ts'
import type { FindingCollector } from '../domain/finding-collector.ts'
import { maskFileName } from '../domain/privacy/masking-columns.ts'
import { DyshopError } from '../errors.ts'
import { isPartFile } from '../platform/atomic-file.ts'
import { safeParts } from '../platform/tar.ts'

/** Something in an archive that goes into its sealed file. */
export interface Content {
  /** Relative to the archive. */
  path: string
  isFolder: boolean
  size: number
  modifiedAt: Date
  /** When anything about it changed, which no program can set back. */
  changedAtMs: number
  /** As the manifest lists it; null for what it does not cover. */
  sha256: string | null
}

/** What a run leaves at work, and SQLite's side files: no part of an archive that is at rest. */
function isAtWork(path: string): boolean {
  const isSideFile = sideFilesOf(NAMES.database).includes(path)
  return isSideFile || path.startsWith('.dyshop') || isPartFile(path)
}

/**
 * Everything in an archive, also what somebody put there by hand, because the plain archive may be
 * removed afterwards. The manifest comes first, so that whoever unpacks knows what to expect.
 * @throws {DyshopError} `unsafe-entry` for a link, a device, or a name no other system could take
 */
export async function contentOf(
  root: string,
  manifest: Pick<Manifest, 'files'>,
): Promise<Content[]> {
  const listed = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]))
  const found: Content[] = []
  const addFolder = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (isAtWork(path)) continue
      const isFolder = entry.isDirectory()
      if (!(isFolder || entry.isFile()) || safeParts(path) === null) {
        throw new DyshopError('unsafe-entry', { path })
      }
      const { size, mtime, ctimeMs } = await lstat(join(root, path))
      const sha256 = listed.get(path) ?? null
      const facts = { size: isFolder ? 0 : size, modifiedAt: mtime, changedAtMs: ctimeMs }
      found.push({ path, isFolder, ...facts, sha256 })
      if (isFolder) await addFolder(path)
    }
  }
  await addFolder('')
  const rank = ({ path }: Content) => (path === NAMES.manifest ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}

/**
 * Tells the names that another system could not unpack: who opens the sealed file in ten years may have
 * any. Only what somebody put into the archive by hand has such names.
 */
export function tellForeignNames(content: readonly Content[], findings: FindingCollector): void {
  for (const { path } of content) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (!fitsWindows(name)) findings.add('windows-name', { file: path })
  }
  const folders = new Set(content.filter(({ isFolder }) => isFolder).map(({ path }) => path))
  for (const [path, other] of namesakes(content.map((each) => each.path))) {
    // Two folders become one, in which nothing is lost but files that are told themselves.
    if (folders.has(path) && folders.has(other)) continue
    findings.add('namesake', { file: path }, { other: maskFileName(other) })
  }
}

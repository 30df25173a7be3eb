import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AtomicFiles } from '../app/ports.ts'
import type { DocumentKind } from '../domain/document-kind.ts'
import { safeFileName } from '../domain/file-name.ts'
import { DyshopError } from '../errors.ts'
import { NAMES } from './folder.ts'
import { isThere } from './is-there.ts'
import { digestFile } from './manifest.ts'

/** A document kept in the archive. */
export interface ArchivedDocument {
  /** Relative to the archive. */
  path: string
  originalName: string
  kind: DocumentKind
  note: string
  sha256: string
  size: number
  /** ISO 8601 with +08:00 */
  attachedAt: string
}

/** Everything attached so far. @throws {DyshopError} `archive-damaged` when the index cannot be read */
export async function readDocuments(root: string): Promise<ArchivedDocument[]> {
  let text: string
  try {
    text = await readFile(join(root, NAMES.documentsIndex), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  try {
    return (JSON.parse(text) as { documents: ArchivedDocument[] }).documents
  } catch (error) {
    throw new DyshopError('archive-damaged', { path: NAMES.documentsIndex }, { cause: error })
  }
}

export async function writeDocuments(
  root: string,
  files: AtomicFiles,
  documents: readonly ArchivedDocument[],
): Promise<void> {
  const text = `${JSON.stringify({ documents }, null, 2)}\n`
  await files.write(join(root, NAMES.documentsIndex), text)
}

/**
 * Copies a file into the archive under a safe name of its own.
 * @returns null when the very same bytes are there already
 */
export async function keepDocument(
  source: string,
  facts: Pick<ArchivedDocument, 'originalName' | 'kind' | 'note' | 'attachedAt'>,
  { root, files, known }: { root: string; files: AtomicFiles; known: readonly ArchivedDocument[] },
): Promise<ArchivedDocument | null> {
  const part = await files.create(join(root, NAMES.documents, 'incoming'))
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
      await part.write(chunk)
    }
    const sha256 = part.sha256()
    if (known.some((document) => document.sha256 === sha256)) {
      await part.discard()
      return null
    }
    const path = await freePath(facts.originalName, { root, known, sha256 })
    const { size } = await part.commit(join(root, path))
    return { path, ...facts, sha256, size }
  } catch (error) {
    await part.discard()
    throw error
  }
}

/** Endings that say how a file is opened; anything else behind a dot may have been typed. */
const EXTENSION =
  /\.(?:pdf|png|jpe?g|gif|webp|heic|bmp|tiff?|txt|csv|xlsx?|docx?|pptx?|zip|rar|7z|mp4|mov|avi|html?|mhtml|json|eml|ofd|xml)$/i

/** A path that tells what a document is and when it came, and nothing that anybody typed. */
export async function namelessPath(
  root: string,
  { path, kind, attachedAt, sha256 }: ArchivedDocument,
): Promise<string> {
  const extension = EXTENSION.exec(path)?.[0].toLowerCase() ?? ''
  const stem = `${kind}-${attachedAt.slice(0, 10)}-${sha256.slice(0, 8)}`
  let nameless = `${NAMES.documents}/${stem}${extension}`
  for (let count = 2; nameless !== path && (await isThere(join(root, nameless))); count++) {
    nameless = `${NAMES.documents}/${stem} (${count})${extension}`
  }
  return nameless
}

/**
 * Names are compared without regard to case, as Windows and macOS do. A file that somebody put there by
 * hand keeps its name; one with the very same bytes is what a run that was cut off has left.
 */
async function freePath(
  originalName: string,
  { root, known, sha256 }: { root: string; known: readonly ArchivedDocument[]; sha256: string },
): Promise<string> {
  const taken = new Set([
    NAMES.documentsIndex,
    ...known.map((document) => document.path.toLowerCase()),
  ])
  const isFree = async (path: string) => {
    if (taken.has(path.toLowerCase())) return false
    const there = await digestFile(join(root, path)).catch(() => null)
    return there === null || there.sha256 === sha256
  }
  const name = safeFileName(originalName)
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let path = `${NAMES.documents}/${name}`
  for (let count = 2; !(await isFree(path)); count++) {
    path = `${NAMES.documents}/${stem} (${count})${extension}`
  }
  return path
}

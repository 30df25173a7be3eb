import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type ArchivedDocument,
  keepDocument,
  readDocuments,
  writeDocuments,
} from '../archive/documents.ts'
import { requireArchive } from '../archive/folder.ts'
import type { DocumentKind } from '../domain/document-kind.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { DyshopError } from '../errors.ts'
import type { Deps } from './ports.ts'
import type { AttachResult, Outcome } from './results.ts'
import { type ArchiveSession, changeArchive } from './session/archive-session.ts'

export interface AttachInput {
  paths: readonly string[]
  kind: DocumentKind
  note: string
  root: string
  toolVersion: string
}

/**
 * Keeps documents in the archive, each once.
 * @throws {DyshopError} `no-paths`, `path-not-found`, `not-a-file`, `no-archive`, and as `changeArchive` does
 */
export async function attach(input: AttachInput, deps: Deps): Promise<Outcome<AttachResult>> {
  const { paths, root, toolVersion } = input
  if (paths.length === 0) throw new DyshopError('no-paths')
  await requireArchive(root)
  const sizes = await Promise.all(paths.map(sizeOf))
  const findings = new FindingCollector()
  const room = async () => ({ about: sizes.reduce((sum, size) => sum + size, 0) })
  const options = { root, command: 'attach', toolVersion, room }
  const { result } = await changeArchive(options, deps, findings, (session) =>
    keepAll(input, session),
  )
  return { complete: findings.isComplete, findings: findings.all(), data: result }
}

/** @throws {DyshopError} `path-not-found`, `not-a-file` */
async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new DyshopError('path-not-found', { path })
    throw error
  })
  if (!stats.isFile()) throw new DyshopError('not-a-file', { path })
  return stats.size
}

async function keepAll(
  { paths, kind, note }: AttachInput,
  { root, deps, store, startedAt, findings }: ArchiveSession,
): Promise<AttachResult> {
  const known = await readDocuments(root)
  const attached: ArchivedDocument[] = []
  for (const path of paths) {
    const facts = { originalName: basename(path), kind, note, attachedAt: startedAt }
    const context = { root, files: deps.files, known: [...known, ...attached] }
    const document = await keepDocument(path, facts, context)
    if (document) attached.push(document)
    else findings.add('already-attached', { file: basename(path) })
  }
  if (attached.length > 0) {
    await store.transaction(() => undefined, 'documents')
    await writeDocuments(root, deps.files, [...known, ...attached])
  }
  return { attached, documents: known.length + attached.length }
}

import { join } from 'node:path'
import { SCHEMA_VERSION } from '../../archive/database/migrations.ts'
import { listFiles, NAMES } from '../../archive/folder.ts'
import { digestFile, type ManifestFile, writeManifest } from '../../archive/manifest.ts'
import { factsPathOf, type Originals } from '../../archive/originals.ts'
import { PageFiles } from '../../archive/page-files.ts'
import type { ArchiveFacts } from '../../domain/archive-facts.ts'
import { isLaterExport } from '../../sources/seller-files/discover.ts'
import type { Deps } from '../ports.ts'
import type { Output } from '../results.ts'

/** The archive whose files are listed; its database is closed by now. */
export interface SealedSession {
  root: string
  originals: Originals
  deps: Pick<Deps, 'files'>
  startedAt: string
}

/** What the manifest says beside its list of files. */
export interface Sealing {
  facts: ArchiveFacts
  outputs: readonly Output[]
  tables: Readonly<Record<string, number>>
  /** What was read out of each original, by its hash. */
  reports: ReadonlyMap<string, { rows: number; asOf: string }>
  /** What was listed before, as far as that is known. */
  listed: readonly ManifestFile[]
  /** The hash of the manifest before this one. */
  previous: string | null
  toolVersion: string
}

/** Lists every file with its hash. What was listed before keeps its hash, so that damage stays visible. */
export async function sealArchive(session: SealedSession, sealing: Sealing): Promise<void> {
  const { root, deps, startedAt } = session
  const { facts, listed, outputs, previous } = sealing
  const database = await digestFile(join(root, NAMES.database))
  const files: ManifestFile[] = [
    { path: NAMES.database, size: database.size, sha256: database.sha256 },
    ...outputs.map(({ path, size, sha256, rows }) => ({ path, size, sha256, rows })),
    ...(await originalFiles(session, sealing)),
    ...(await folderFiles(root, NAMES.documents, listed)),
    ...(await folderFiles(root, NAMES.redactions, listed)),
  ]
  const { name, id, kind } = facts.shop
  await writeManifest(root, deps.files, {
    format: 'dyshop-archive',
    formatVersion: 1,
    tool: `dyshop ${sealing.toolVersion}`,
    schema: SCHEMA_VERSION,
    createdAt: startedAt,
    shop: { name, id, kind },
    totals: { ...facts.totals },
    tables: sealing.tables,
    gaps: facts.gaps,
    missing: facts.missing,
    files,
    previous,
  })
}

/** Kept files are named by their hash; their facts are small enough to be read again. */
async function originalFiles(
  { root, originals, deps, startedAt }: SealedSession,
  { listed: before, reports }: Sealing,
): Promise<ManifestFile[]> {
  const listed = new Map(before.map((file) => [file.path, file]))
  const files: ManifestFile[] = []
  for (const { facts, path } of originals.all()) {
    const { sha256, size, file } = facts
    const before = listed.get(path)
    const isRenamed = before?.file !== undefined && isLaterExport(file, before.file, startedAt)
    const entry = { path, size, sha256, file, ...reports.get(sha256) }
    files.push(before && !isRenamed ? before : entry)
    const factsPath = factsPathOf(sha256)
    const listedFacts = isRenamed ? undefined : listed.get(factsPath)
    const known = listedFacts ?? (await listFile(root, factsPath))
    if (known) files.push(known)
  }
  for (const { file } of await new PageFiles(root, deps.files).all()) {
    const path = `${NAMES.originals}/${file}`
    // No run appends to a file that an earlier one has made, so one that was listed is as it was.
    const known = listed.get(path) ?? (await listFile(root, path))
    if (known) files.push({ ...known, file, ...reports.get(file) })
  }
  const present = new Set(files.map(({ path }) => path))
  // An original that was listed and is gone stays listed: `verify` must miss it.
  const gone = [...listed.values()].filter(
    ({ path }) => path.startsWith(`${NAMES.originals}/`) && !present.has(path),
  )
  return [...files, ...gone].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** @returns null for a file that is not there */
async function listFile(root: string, path: string): Promise<ManifestFile | null> {
  try {
    return { path, ...(await digestFile(join(root, path))) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** What stands in a folder whose files never change. */
async function folderFiles(
  root: string,
  name: string,
  before: readonly ManifestFile[],
): Promise<ManifestFile[]> {
  const folder = join(root, name)
  const paths = await listFiles(root, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const listed = new Map(before.map((file) => [file.path, file]))
  const files: ManifestFile[] = []
  for (const path of paths) {
    // The index changes with every document; the documents themselves never do.
    const known = path === NAMES.documentsIndex ? undefined : listed.get(path)
    files.push(known ?? { path, ...(await digestFile(join(root, path))) })
  }
  const present = new Set(paths)
  const gone = [...listed.values()].filter(
    ({ path }) => path.startsWith(`${name}/`) && !present.has(path),
  )
  return [...files, ...gone]
}

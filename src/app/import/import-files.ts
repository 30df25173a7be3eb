import type { Originals } from '../../archive/originals.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import {
  asOfFromName,
  isLaterExport,
  type SellerFile,
} from '../../sources/seller-files/discover.ts'
import { EncodingProbe } from '../../sources/seller-files/encoding.ts'
import { readDigest } from '../../sources/seller-files/open-file.ts'
import type { ImportedReport } from '../results.ts'
import { oneAhead } from './one-ahead.ts'
import { importReadable, type ReadableFile } from './read-file.ts'
import type { ImportContext } from './report-source.ts'

/**
 * Keeps files in the archive, then reads every report in them into the store, the oldest export first.
 * A file that cannot be read is a finding and never ends the run.
 * @returns one entry per report: a CSV file, a sheet, a member of a ZIP
 */
export async function importFiles(
  files: readonly SellerFile[],
  originals: Originals,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const { importedAt, deps } = context
  return importEach(files, context, findings, async (file) => {
    const probe = new EncodingProbe()
    const facts = { file: file.file, modifiedAt: file.modifiedAt, keptAt: importedAt }
    const kept = await originals.keep(file.path, facts, (chunk) => {
      deps.interruption.check()
      probe.push(chunk)
    })
    if (isLaterExport(file.file, kept.facts.file, importedAt))
      await originals.rename(kept, file.file)
    const { sha256 } = kept.facts
    const digest = { sha256, text: probe.finish() }
    return { path: originals.pathOf(kept), original: sha256, digest }
  })
}

/** Reads reports where they are, for a look that leaves nothing behind. */
export async function lookAtFiles(
  files: readonly SellerFile[],
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  return importEach(files, context, findings, async (file) => {
    const digest = await readDigest(file.path, () => context.deps.interruption.check())
    return { path: file.path, original: '', digest }
  })
}

/** Where a file can be read from the start, and what reading it once has told. */
type Readable = Pick<ReadableFile, 'path' | 'original' | 'digest'>

/** While one file is read into the store, the next one is being copied and hashed. */
async function importEach(
  files: readonly SellerFile[],
  context: ImportContext,
  findings: FindingCollector,
  makeReadable: (file: SellerFile) => Promise<Readable>,
): Promise<ImportedReport[]> {
  const imported: ImportedReport[] = []
  const { progress, interruption } = context.deps
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  progress.start('reading', bytes)
  await context.store.filling(bytes, async () => {
    for await (const { item, result } of oneAhead(oldestFirst(files), makeReadable)) {
      interruption.check()
      try {
        if (result.status === 'rejected') throw result.reason
        const { file, modifiedAt } = item
        const readable = { ...result.value, file, modifiedAt }
        imported.push(...(await importReadable(readable, context, findings)))
      } catch (error) {
        const problem = sourceProblem(error, item)
        if (!problem) throw error
        findings.push(problem)
      }
    }
  })
  progress.done()
  return imported
}

/** So that a status that changes is added once and then updated, as it happened. */
function oldestFirst(files: readonly SellerFile[]): SellerFile[] {
  const asOf = (file: SellerFile) => asOfFromName(file.file) ?? file.modifiedAt
  return [...files].sort((a, b) => compare(asOf(a), asOf(b)) || compare(a.file, b.file))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A file of the merchant's that the system will not let us read; our own disk's trouble is no finding. */
function sourceProblem(error: unknown, { file, path }: SellerFile): Finding | null {
  if (!(error instanceof Error)) return null
  const { code, path: at, syscall } = error as NodeJS.ErrnoException
  const isReading = (syscall === 'open' || syscall === 'read' || syscall === 'stat') && at === path
  if (!isReading && syscall !== 'read') return null
  return finding('unreadable-file', { file }, { reason: code ?? '' })
}

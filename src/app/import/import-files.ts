import { createReadStream } from 'node:fs'
import type { Originals } from '../../archive/originals.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import {
  asOfFromName,
  isLaterExport,
  type SellerFile,
} from '../../sources/seller-files/discover.ts'
import { FileDigester } from '../../sources/seller-files/open-file.ts'
import type { ImportedReport } from '../results.ts'
import { importReadable } from './read-file.ts'
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
  return importEach(files, context, findings, async (file, digester) => {
    const { importedAt } = context
    const facts = { file: file.file, modifiedAt: file.modifiedAt, keptAt: importedAt }
    const kept = await originals.keep(file.path, facts, (chunk) => digester.push(chunk))
    if (isLaterExport(file.file, kept.facts.file, importedAt))
      await originals.rename(kept, file.file)
    return { path: originals.pathOf(kept), original: kept.facts.sha256 }
  })
}

/** Reads reports where they are, for a look that leaves nothing behind. */
export async function lookAtFiles(
  files: readonly SellerFile[],
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  return importEach(files, context, findings, async (file, digester) => {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
      digester.push(chunk)
    }
    return { path: file.path, original: '' }
  })
}

type MakeReadable = (
  file: SellerFile,
  digester: FileDigester,
) => Promise<{ path: string; original: string }>

async function importEach(
  files: readonly SellerFile[],
  context: ImportContext,
  findings: FindingCollector,
  makeReadable: MakeReadable,
): Promise<ImportedReport[]> {
  const imported: ImportedReport[] = []
  const { progress, interruption } = context.deps
  progress.start(
    'reading',
    files.reduce((sum, file) => sum + file.size, 0),
  )
  for (const file of oldestFirst(files)) {
    interruption.check()
    const digester = new FileDigester()
    try {
      const { path, original } = await makeReadable(file, digester)
      const digest = digester.finish()
      const { modifiedAt } = file
      imported.push(
        ...(await importReadable(
          { path, original, digest, file: file.file, modifiedAt },
          context,
          findings,
        )),
      )
    } catch (error) {
      const problem = sourceProblem(error, file)
      if (!problem) throw error
      findings.push(problem)
    }
  }
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

import {
  factsPathOf,
  type KeptOriginal,
  type Originals,
  type RedactedFacts,
} from '../../archive/originals.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { DyshopError } from '../../errors.ts'
import { FileBytes } from '../../sources/seller-files/bytes.ts'
import { type FileDigest, openFile, readDigest } from '../../sources/seller-files/open-file.ts'
import { openReport } from '../../sources/seller-files/report.ts'
import type { ImportedReport } from '../results.ts'
import { importReport } from './import-report.ts'
import { oneAhead } from './one-ahead.ts'
import { importReadable, type ReadableFile } from './read-file.ts'
import type { ImportContext } from './report-source.ts'

/** Reads everything that was ever kept, in the order in which it came. */
export async function importOriginals(
  originals: Originals,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const imported: ImportedReport[] = []
  const all = originals.all()
  const { progress } = context.deps
  const bytes = all.reduce((sum, kept) => sum + kept.facts.size, 0)
  progress.start('reading', bytes)
  const digest = (kept: KeptOriginal) => readDigest(originals.pathOf(kept))
  await context.store.filling(bytes, async () => {
    for await (const { item, result } of oneAhead(all, digest)) {
      if (result.status === 'rejected') throw result.reason
      const digested = { ...item, bytesPath: originals.pathOf(item), digest: result.value }
      imported.push(...(await importDigested(digested, context, findings)))
    }
  })
  progress.done()
  return imported
}

/** Reads one kept file into the store, as it was read when it was kept. */
export async function importOriginal(
  originals: Originals,
  kept: KeptOriginal,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const bytesPath = originals.pathOf(kept)
  const digested = { ...kept, bytesPath, digest: await readDigest(bytesPath) }
  return importDigested(digested, context, findings)
}

/** A kept file, and what its bytes are now. */
interface DigestedOriginal extends KeptOriginal {
  bytesPath: string
  digest: FileDigest
}

async function importDigested(
  kept: DigestedOriginal,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const { digest, bytesPath } = kept
  const { file, modifiedAt, sha256 } = kept.facts
  if (digest.sha256 !== sha256) {
    findings.add('damaged-original', { file }, { path: kept.path })
    return []
  }
  if (!kept.hasFacts) findings.add('lost-facts', { file }, { path: factsPathOf(sha256) })
  const readable = { path: bytesPath, original: sha256, digest, file, modifiedAt }
  const keptContext = { ...context, importedAt: kept.facts.keptAt }
  if (kept.facts.redacted) {
    return importRedacted(readable, kept.facts.redacted, keptContext, findings)
  }
  return importReadable(readable, keptContext, findings)
}

/** Reads what took the place of a report, as the report that it was: with its hash, sheet and "as of". */
async function importRedacted(
  { path, original, digest, file, modifiedAt }: ReadableFile,
  { sha256, sheet, asOf, rejected }: RedactedFacts,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const bytes = await FileBytes.open(path)
  try {
    for await (const found of openFile(bytes, file, digest, context)) {
      if (!('table' in found)) continue
      const report = await openReport(found.table)
      const source = {
        ...{ file, original, sha256, modifiedAt },
        sheet: sheet === '' ? null : sheet,
        encoding: found.encoding,
        namedAsOf: asOf,
        disbelieved: null,
        lostRows: rejected,
      }
      const result = await importReport(report, source, context)
      for (const each of result.findings) findings.push(each)
      // They were not read then, and can be read no more.
      if (rejected > 0) findings.add('redacted-rows', { file }, { count: rejected })
      return [result.imported]
    }
    throw new DyshopError('archive-damaged', { path: original })
  } finally {
    await bytes.close()
  }
}

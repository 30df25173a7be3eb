import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ImportRow } from '../archive/imports.ts'
import {
  factsPathOf,
  type KeptOriginal,
  type Originals,
  type RedactedFacts,
} from '../archive/originals.ts'
import type { Store } from '../archive/store.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { FindingCollector } from '../domain/finding-collector.ts'
import { DyshopError } from '../errors.ts'
import { type ByteSource, FileBytes } from '../sources/seller-files/bytes.ts'
import {
  asOfFromName,
  isBelievable,
  isLaterExport,
  type SellerFile,
} from '../sources/seller-files/discover.ts'
import {
  type FileDigest,
  FileDigester,
  type Found,
  openFile,
} from '../sources/seller-files/open-file.ts'
import { openReport } from '../sources/seller-files/report.ts'
import { UnreadableFile } from '../sources/seller-files/table.ts'
import { importReport, raiseReport } from './import-report.ts'
import type { Progress } from './ports.ts'
import type { ImportContext, ReportSource } from './report-source.ts'
import type { ImportedReport } from './results.ts'
import { type Problem, recordUnreadable } from './unreadable-report.ts'

/** A file whose bytes can be read now, in the archive or where the merchant has it. */
interface ReadableFile {
  path: string
  original: string
  digest: FileDigest
  file: string
  modifiedAt: string
}

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

/** Reads everything that was ever kept, in the order in which it came. */
export async function importOriginals(
  originals: Originals,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const imported: ImportedReport[] = []
  const all = originals.all()
  const { progress } = context.deps
  progress.start(
    'reading',
    all.reduce((sum, kept) => sum + kept.facts.size, 0),
  )
  for (const kept of all) {
    imported.push(...(await importOriginal(originals, kept, context, findings)))
  }
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
  const path = originals.pathOf(kept)
  const digester = new FileDigester()
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) digester.push(chunk)
  const { file, modifiedAt, sha256 } = kept.facts
  const digest = digester.finish()
  if (digest.sha256 !== sha256) {
    findings.add('damaged-original', { file }, { path: kept.path })
    return []
  }
  if (!kept.hasFacts) findings.add('lost-facts', { file }, { path: factsPathOf(sha256) })
  const readable = { path, original: sha256, digest, file, modifiedAt }
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
    for await (const found of openFile(bytes, file, digest)) {
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
      return [result.imported]
    }
    throw new DyshopError('archive-damaged', { path: original })
  } finally {
    await bytes.close()
  }
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

async function importReadable(
  { path, original, digest, file, modifiedAt }: ReadableFile,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const bytes = await FileBytes.open(path)
  const imported: ImportedReport[] = []
  try {
    const watched = withProgress(bytes, context.deps.progress)
    for await (const found of openFile(watched, file, digest)) {
      if ('remark' in found) {
        findings.add(found.remark.code, { file: found.file }, found.remark.args)
        continue
      }
      const given = { original, modifiedAt, file, importedAt: context.importedAt }
      const source = sourceOf(found, given)
      const result = await importFound(found, source, context)
      if (!result) continue
      imported.push(result.imported)
      for (const each of result.findings) findings.push(each)
    }
  } finally {
    await bytes.close()
  }
  return imported
}

function sourceOf(
  found: Found,
  given: { original: string; modifiedAt: string; file: string; importedAt: string },
): ReportSource {
  const { original, modifiedAt, file, importedAt } = given
  const hasTable = 'table' in found
  // A member's own name first, then the name of the ZIP it came in.
  const told = asOfFromName(found.file) ?? asOfFromName(file)
  const isBelieved = told !== null && isBelievable(told, importedAt)
  return {
    file: found.file,
    sheet: hasTable ? found.table.sheet : null,
    original,
    sha256: reportHash(found, original),
    encoding: hasTable ? found.encoding : null,
    namedAsOf: isBelieved ? told : null,
    disbelieved: isBelieved ? null : told,
    modifiedAt,
  }
}

/** A member that cannot be inflated has no hash; its place in the ZIP stands in for it. */
export function reportHash({ sha256, file }: Found, original: string): string {
  return sha256 || createHash('sha256').update(`${original} ${file}`).digest('hex')
}

async function importFound(
  found: Found,
  source: ReportSource,
  context: ImportContext,
): Promise<{ imported: ImportedReport; findings: readonly Finding[] } | null> {
  const before = context.store.imports.find(source.sha256, source.sheet ?? '')
  if (before && before.kind !== 'unknown') {
    const { namedAsOf } = source
    const repeated = repeat(before, source, context)
    if (namedAsOf === null || namedAsOf <= before.asOf || !('table' in found)) return repeated
    const report = await openReport(found.table)
    const raised = await raiseReport(report, { ...source, namedAsOf }, context, before)
    return { imported: raised.imported, findings: [...repeated.findings, ...raised.findings] }
  }
  // What could not be read before is tried again: a newer dyshop may know it.
  if ('remark' in found) return null
  if ('problem' in found) return unreadable(found.problem)
  try {
    return await importReport(await openReport(found.table), source, context, before)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (error.code === 'empty-file' && !found.isOnlySheet) return null
    return unreadable(error)
  }

  function unreadable(problem: Problem) {
    const isSame = before !== null && hasFinding(context.store, before, problem)
    if (isSame) return repeat(before, source, context)
    return recordUnreadable(source, problem, context, before)
  }
}

function hasFinding(store: Store, row: ImportRow, { code, args }: Problem): boolean {
  return store.imports
    .findingsOf(row)
    .some((kept) => kept.code === code && JSON.stringify(kept.args) === JSON.stringify(args))
}

/** The same bytes again: nothing changes, and what was wrong with them is told again. */
function repeat(
  before: ImportRow,
  { file, sheet, sha256 }: ReportSource,
  { store }: ImportContext,
): { imported: ImportedReport; findings: readonly Finding[] } {
  const { kind, asOf, rows, rejected } = before
  const counts = { rows, added: 0, updated: 0, unchanged: rows - rejected, rejected }
  const findings = store.imports
    .findingsOf({ ...before, file })
    .map(({ code, where, args }) => finding(code, where, args))
  const imported = { file, sheet, sha256, kind, asOf, ...counts, duplicateOf: before.file }
  return { imported, findings }
}

/** Counts what is read, each byte of the file at most once, whatever is read again or from the end. */
function withProgress(bytes: ByteSource, progress: Progress): ByteSource {
  let counted = 0
  const count = (length: number) => {
    const units = Math.min(length, bytes.size - counted)
    counted += units
    if (units > 0) progress.advance(units, 0)
  }
  return {
    size: bytes.size,
    async *chunks() {
      for await (const chunk of bytes.chunks()) {
        yield chunk
        count(chunk.length)
      }
    },
    async read(offset, length) {
      const chunk = await bytes.read(offset, length)
      count(chunk.length)
      return chunk
    },
  }
}

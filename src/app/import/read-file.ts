import { createHash } from 'node:crypto'
import type { ImportRow } from '../../archive/imports.ts'
import type { Store } from '../../archive/store.ts'
import { type Finding, finding } from '../../domain/finding.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { type ByteSource, FileBytes } from '../../sources/seller-files/bytes.ts'
import { asOfFromName, isBelievable } from '../../sources/seller-files/discover.ts'
import { type FileDigest, type Found, openFile } from '../../sources/seller-files/open-file.ts'
import { openReport } from '../../sources/seller-files/report.ts'
import { UnreadableFile } from '../../sources/seller-files/table.ts'
import type { Progress } from '../ports.ts'
import type { ImportedReport } from '../results.ts'
import { importReport, raiseReport } from './import-report.ts'
import type { ImportContext, ReportSource } from './report-source.ts'
import { type Problem, recordUnreadable } from './unreadable-report.ts'

/** A file whose bytes can be read now, in the archive or where the merchant has it. */
export interface ReadableFile {
  path: string
  original: string
  digest: FileDigest
  file: string
  modifiedAt: string
}

/**
 * Reads every report in a file into the store.
 * @returns one entry per report: the file itself, a sheet, a member of a ZIP
 */
export async function importReadable(
  { path, original, digest, file, modifiedAt }: ReadableFile,
  context: ImportContext,
  findings: FindingCollector,
): Promise<ImportedReport[]> {
  const bytes = await FileBytes.open(path)
  try {
    return await readReports(bytes)
  } finally {
    await bytes.close()
  }

  async function readReports(bytes: ByteSource): Promise<ImportedReport[]> {
    const imported: ImportedReport[] = []
    const watched = withProgress(bytes, context.deps.progress)
    for await (const found of openFile(watched, file, digest, context)) {
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
    return imported
  }
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

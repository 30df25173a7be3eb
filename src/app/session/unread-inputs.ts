import { PageFiles } from '../../archive/page-files.ts'
import { unknownStatusWords } from '../../archive/queries/queries.ts'
import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { ShopFacts } from '../../domain/archive-facts.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { maskWord } from '../../domain/privacy/masking.ts'
import { unreadReports } from '../../domain/unread.ts'
import type { ImportedReport } from '../results.ts'
import { tellApiDoubts } from '../shop-api/api-doubts.ts'
import type { ArchiveSession } from './archive-session.ts'

/** Of rows that were kept, although something in them is not known. */
const KEPT_IN_DOUBT = [
  'undecodable-text',
  'uncomputed-formula',
  'duplicate-row',
  'cut-row',
] as const

/** Tells what an archive still lacks of the files it was given, so that no answer from it looks whole. */
export function tellUnread(
  store: Store,
  ignored: readonly string[],
  findings: FindingCollector,
): void {
  for (const report of lackingReports(store, ignored)) {
    const { file, sheet, kind, rejected, coversFrom, coversTo } = report
    const where = { file, ...(sheet === '' ? {} : { sheet }) }
    if (kind === 'unknown') findings.add('file-not-read', where)
    else {
      const days = coversFrom && coversTo ? { from: coversFrom, to: coversTo } : {}
      const origin = kind === 'addresses' ? { byHand: 1 } : {}
      findings.add('rows-not-read', where, { count: rejected, ...days, ...origin })
    }
  }
  tellApiDoubts(store, findings, { ignored })
  for (const value of unknownStatusWords(store))
    findings.add('unknown-status', {}, { value: maskWord(value) })
}

/**
 * Reminds a run that read all it was given of what runs before it could not read, so that its success
 * is not taken for that of the whole archive.
 * @param readNow the reports of this run, whose own findings are told
 */
export function tellEarlier(
  { store, shop }: { store: Store; shop: ShopFacts },
  readNow: readonly Pick<ImportedReport, 'sha256' | 'sheet'>[],
  findings: FindingCollector,
): void {
  const idOf = (sha256: string, sheet: string | null) => `${sha256} ${sheet ?? ''}`
  const now = new Set(readNow.map(({ sha256, sheet }) => idOf(sha256, sheet)))
  for (const { file, sha256, sheet, rejected } of lackingReports(store, shop.ignoredFiles)) {
    if (now.has(idOf(sha256, sheet))) continue
    findings.add(
      'earlier-unread',
      { file, ...(sheet === '' ? {} : { sheet }) },
      { count: rejected },
    )
  }
}

/**
 * Tells the files that the database was filled from and whose originals are gone. No run can do without
 * them: what the database says can be proven by nothing else.
 */
export async function tellLostOriginals(
  { root, store, originals, deps }: Pick<ArchiveSession, 'root' | 'store' | 'originals' | 'deps'>,
  findings: FindingCollector,
): Promise<void> {
  const kept = new Set(originals.all().map(({ facts }) => facts.sha256))
  const told = new Set<string>()
  for (const { original, file } of store.imports.all()) {
    if (!/^[0-9a-f]{64}$/.test(original) || kept.has(original) || told.has(original)) continue
    told.add(original)
    findings.add('lost-original', { file })
  }
  // Pages of the Open API stand in files of their own, which have no hash for a name.
  const pages = new Set((await new PageFiles(root, deps.files).all()).map(({ file }) => file))
  for (const file of new ShopState(store.db).filesRead().keys()) {
    if (!pages.has(file)) findings.add('lost-original', { file }, { isPage: 1 })
  }
}

/**
 * Files of which something was not read, or is in doubt, and that nothing makes up for. What pages of the
 * Open API lack is told row by row (see `tellUnreadAnswers`): no export is given again in their place.
 */
function lackingReports(store: Store, ignored: readonly string[]) {
  const doubtful = store.imports.countFindings(KEPT_IN_DOUBT)
  const given = store.imports
    .all()
    .filter(({ asOfFrom }) => asOfFrom !== 'api')
    .map((report) => ({
      ...report,
      rejected: Math.max(report.rejected, doubtful.get(report.id) ?? 0),
    }))
  return unreadReports(given, ignored)
}

/** Repeats that rows were not read at import, for whoever takes what is there for all there is. */
export function tellRejected(store: Store, findings: FindingCollector): void {
  for (const { file, kind, asOfFrom, rejected } of store.imports.all()) {
    const byHand = kind === 'addresses' ? { byHand: 1 } : {}
    const origin = asOfFrom === 'api' ? { isPage: 1 } : byHand
    if (rejected > 0) findings.add('rejected-rows', { file }, { count: rejected, ...origin })
  }
}

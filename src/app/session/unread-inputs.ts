import { unknownStatusWords } from '../../archive/queries/queries.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { maskWord } from '../../domain/privacy/masking.ts'
import { unreadReports } from '../../domain/unread.ts'

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
  const doubtful = store.imports.countFindings(KEPT_IN_DOUBT)
  const given = store.imports.all().map((report) => ({
    ...report,
    rejected: Math.max(report.rejected, doubtful.get(report.id) ?? 0),
  }))
  for (const report of unreadReports(given, ignored)) {
    const { file, sheet, kind, rejected, coversFrom, coversTo } = report
    const where = { file, ...(sheet === '' ? {} : { sheet }) }
    if (kind === 'unknown') findings.add('file-not-read', where)
    else {
      const days = coversFrom && coversTo ? { from: coversFrom, to: coversTo } : {}
      const origin = kind === 'addresses' ? { byHand: 1 } : {}
      findings.add('rows-not-read', where, { count: rejected, ...days, ...origin })
    }
  }
  for (const value of unknownStatusWords(store))
    findings.add('unknown-status', {}, { value: maskWord(value) })
}

/** Repeats that rows were not read at import, for whoever takes what is there for all there is. */
export function tellRejected(store: Store, findings: FindingCollector): void {
  for (const { file, kind, rejected } of store.imports.all()) {
    const origin = kind === 'addresses' ? { byHand: 1 } : {}
    if (rejected > 0) findings.add('rejected-rows', { file }, { count: rejected, ...origin })
  }
}

import { UNREAD_CODES, unreadAnswers } from '../../archive/queries/unread-answers.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingArgs, Place } from '../../domain/finding.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { isIgnored } from '../../domain/unread.ts'

/**
 * Tells again what earlier runs could not read of the Open API's answers, until it is told otherwise: a
 * row that is not in the archive, or one in which nothing shows that a value is lacking. A page is never
 * asked for again, so no later run would come upon it by itself. What this run came upon is told already.
 */
export function tellUnreadAnswers(
  store: Store,
  ignored: readonly string[],
  findings: FindingCollector,
): void {
  const codes: readonly string[] = UNREAD_CODES
  const told = new Set(
    findings
      .all()
      .flatMap(({ code, where, args }) => (codes.includes(code) ? [keyOf(code, where, args)] : [])),
  )
  for (const { code, file, row, column, args } of unreadAnswers(store)) {
    const where = { file, row, ...(column === null ? {} : { column }) }
    if (isIgnored(file, ignored) || told.has(keyOf(code, where, args))) continue
    findings.add(code, where, args)
  }
}

/** What has no number is known by the file it stood in. */
function keyOf(code: string, { file, column }: Place, { id }: FindingArgs): string {
  return JSON.stringify([code, id || file, column])
}

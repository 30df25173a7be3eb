import { unreadableValues } from '../../archive/queries/unreadable-values.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { isIgnored } from '../../domain/unread.ts'

const CODE = 'api-unreadable-value'

/**
 * Tells again what earlier runs could not read of the Open API's answers, until it is told otherwise: the
 * row is in the archive, and nothing in it shows that a value is lacking. What this run itself came upon
 * is told already.
 */
export function tellUnreadableValues(
  store: Store,
  ignored: readonly string[],
  findings: FindingCollector,
): void {
  const keyOf = (column: string | undefined, id: unknown) => `${column} ${id}`
  const told = new Set(
    findings
      .all()
      .flatMap(({ code, where, args }) => (code === CODE ? [keyOf(where.column, args.id)] : [])),
  )
  for (const { file, row, column, id } of unreadableValues(store)) {
    if (isIgnored(file, ignored) || told.has(keyOf(column, id))) continue
    findings.add(CODE, { file, row, column }, { id })
  }
}

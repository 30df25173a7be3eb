import type { ImportRow } from '../../archive/imports.ts'
import {
  firstOfApiOnly,
  knownCount,
  type SeenByApiOnly,
} from '../../archive/queries/coverage-queries.ts'
import type { Store } from '../../archive/store.ts'
import { apiCoverage } from './api-coverage.ts'

/** An export that lacks rows of its own days, such as this one. */
export interface PartialExport extends SeenByApiOnly {
  report: ImportRow
}

const FILTERED = ['orders', 'after-sales'] as const

/**
 * Exports that were made with a filter, such as only what is to be shipped: the Open API told of rows
 * that were there when the export was made, between its first and its last row, and that no file has.
 * Without the Open API nothing tells such a file from one of a quiet shop.
 */
export function partialExports(store: Store, imports: readonly ImportRow[]): PartialExport[] {
  return FILTERED.flatMap((what) => {
    const asked = apiCoverage(store, what)?.asked
    if (!asked) return []
    return imports.flatMap((report) => {
      const isOurs = report.kind === what && report.asOfFrom !== 'api'
      const lacking = isOurs ? rowLackingIn(store, what, report, asked.from) : null
      return lacking ? [{ report, ...lacking }] : []
    })
  })
}

function rowLackingIn(
  store: Store,
  what: (typeof FILTERED)[number],
  { coversFrom, coversTo, asOf, rows }: ImportRow,
  askedFrom: string,
): SeenByApiOnly | null {
  if (!coversFrom || !coversTo) return null
  const end = `${coversTo}T23:59:59+08:00`
  const to = asOf < end ? asOf : end
  // What a file gave may all have been told anew since; a file with a row for each lacks none.
  if (knownCount(store, what, { from: `${coversFrom}T00:00:00+08:00`, to }) <= rows) return null
  const from = coversFrom > askedFrom ? coversFrom : askedFrom
  return firstOfApiOnly(store, what, { from: `${from}T00:00:00+08:00`, to })
}

import { earliestKnownDay } from '../../archive/queries/coverage-queries.ts'
import { newestAsOf, statusCounts, totals } from '../../archive/queries/queries.ts'
import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { ArchiveFacts, Gap, ShopFacts } from '../../domain/archive-facts.ts'
import { gapsBetween } from '../../domain/gaps.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { apiCoverage, gapsWithApi } from '../shop-api/api-coverage.ts'
import { partialExports } from '../shop-api/partial-exports.ts'

/** The reports that every shop that ever sold something can export. */
const EXPECTED: readonly ReportKind[] = [
  'orders',
  'after-sales',
  'settlements',
  'funds',
  'ledger',
  'products',
  'addresses',
]

/** Reports whose rows come day by day, so that days between two exports can be missing. */
const DATED: readonly ReportKind[] = ['orders', 'after-sales', 'settlements', 'funds', 'ledger']

export function archiveFacts(
  store: Store,
  shop: ShopFacts,
  { isRedacted }: Pick<ArchiveFacts, 'isRedacted'>,
): ArchiveFacts {
  const all = totals(store)
  const state = new ShopState(store.db)
  const api = state.shop()
  return {
    shop: { ...shop, name: shop.name || (api?.name ?? ''), id: shop.id || (api?.shopId ?? '') },
    asOf: newestAsOf(store, 'orders'),
    totals: all,
    statuses: statusCounts(store),
    gaps: gapsOf(store),
    unfetchedDetails: state.items.unfetchedCount(),
    missing: missingReports(store, all.addresses > 0),
    isRedacted,
  }
}

/** The reports that every shop has and the archive has none of. */
export function missingReports(store: Store, hasAddresses: boolean): ReportKind[] {
  return EXPECTED.filter((kind) =>
    kind === 'addresses' ? !hasAddresses : !store.imports.hasAnyOf(kind),
  )
}

/** Days that neither the exports of a report nor the Open API speak of. */
export function gapsOf(store: Store): Gap[] {
  const imports = store.imports.all()
  const partial = new Set(partialExports(store, imports).map(({ report }) => report.id))
  return DATED.flatMap((what) => {
    const ranges = imports.flatMap(({ id, kind, coversFrom, coversTo }) =>
      kind === what && coversFrom && coversTo && !partial.has(id)
        ? [{ from: coversFrom, to: coversTo }]
        : [],
    )
    const api = apiCoverage(store, what)
    if (!api) return gapsBetween(ranges).map((gap) => ({ ...gap, what }))
    const ofReport = earliestKnownDay(store, what)
    const ofAny = earliestKnownDay(store, ...DATED)
    return gapsWithApi(ranges, api, { ofReport, ofAny }).map((gap) => ({ ...gap, what }))
  })
}

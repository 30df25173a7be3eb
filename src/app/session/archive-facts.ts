import { newestAsOf, statusCounts, totals } from '../../archive/queries/queries.ts'
import { ShopState } from '../../archive/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { ArchiveFacts, Gap, ShopFacts } from '../../domain/archive-facts.ts'
import { gapsBetween } from '../../domain/gaps.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { apiCoverage, gapsWithApi } from '../shop-api/api-coverage.ts'

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

export function archiveFacts(store: Store, shop: ShopFacts): ArchiveFacts {
  const all = totals(store)
  const api = new ShopState(store.db).shop()
  return {
    shop: { ...shop, name: shop.name || (api?.name ?? ''), id: shop.id || (api?.shopId ?? '') },
    asOf: newestAsOf(store, 'orders'),
    totals: all,
    statuses: statusCounts(store),
    gaps: gapsOf(store),
    missing: missingReports(store, all.addresses > 0),
  }
}

/** The reports that every shop has and the archive has none of. */
export function missingReports(store: Store, hasAddresses: boolean): ReportKind[] {
  return EXPECTED.filter((kind) =>
    kind === 'addresses' ? !hasAddresses : !store.imports.hasAnyOf(kind),
  )
}

/** Days between the exports of a report that none of them speaks of. */
export function gapsOf(store: Store): Gap[] {
  const imports = store.imports.all()
  return DATED.flatMap((what) => {
    const ranges = imports.flatMap(({ kind, coversFrom, coversTo }) =>
      kind === what && coversFrom && coversTo ? [{ from: coversFrom, to: coversTo }] : [],
    )
    const api = apiCoverage(store, what)
    const gaps = api ? gapsWithApi(store, ranges, api) : gapsBetween(ranges)
    return gaps.map((gap) => ({ ...gap, what }))
  })
}

import { unlistedOrders } from '../../archive/queries/unlisted-queries.ts'
import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { provenOrders } from './api-coverage.ts'

/** Tells of orders of which one side knows and the other does not. */
export function tellOrdersInDoubt(store: Store, findings: FindingCollector): void {
  tellUnknownOrders(store, findings)
  tellUnlistedOrders(store, findings)
}

/**
 * Tells of orders that files have and that the Open API's list lacks, although the list was proven whole
 * for the time in which they were placed. Their rows are in the archive, so nothing is incomplete; but
 * they may be another shop's, or the list may be less than it says.
 */
function tellUnlistedOrders(store: Store, findings: FindingCollector): void {
  const proven = provenOrders(store)
  if (proven.length === 0) return
  const stretches = proven.map(({ from, to }) => ({
    after: epochSecondsToBeijing(from),
    before: epochSecondsToBeijing(to),
  }))
  const unlisted = unlistedOrders(store, stretches)
  if (unlisted) findings.add('api-unlisted-orders', {}, { ...unlisted })
}

/**
 * Tells of orders that after-sales or bills are about and that neither a file, nor the list, nor the
 * details know. Behind the 90-day wall the platform need not give them, and what names them may be the
 * number of something else.
 */
function tellUnknownOrders(store: Store, findings: FindingCollector): void {
  const [id, ...others] = new ShopState(store.db).items.unknownOrders()
  if (id !== undefined) findings.add('api-unknown-orders', {}, { count: others.length + 1, id })
}

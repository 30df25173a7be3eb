import { newestAsOf } from '../../archive/queries/queries.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { beijingToEpochMs } from '../../domain/time.ts'

const DAY_MS = 86_400_000

/**
 * Says of exports that are older than a day that an answer from them is only as new as they are.
 * @param at ISO 8601 with +08:00
 */
export function tellStaleExports(store: Store, at: string, findings: FindingCollector): void {
  for (const what of ['orders', 'after-sales'] as const) {
    const asOf = newestAsOf(store, what)
    const isStale = asOf !== null && beijingToEpochMs(at) - beijingToEpochMs(asOf) > DAY_MS
    if (isStale) findings.add('stale-export', {}, { what, asOf })
  }
}

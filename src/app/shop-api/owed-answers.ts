import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { Gap } from '../../domain/archive-facts.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { type GapReason, gapArgs } from '../../domain/gaps.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { gapsOf } from '../session/archive-facts.ts'

/** Days of which something is there and more may be missing, unlike those that nobody can have. */
const OWED: ReadonlySet<GapReason | undefined> = new Set(['not-proven', 'not-fetched'])

/** Reports without which nobody knows what is open; an app that may not read them is given exports. */
const NEEDED: ReadonlySet<ReportKind> = new Set(['orders', 'after-sales'])

/** The reports of which days came in part and that no export speaks of. */
export function owedReports(gaps: readonly Gap[]): ReadonlySet<ReportKind> {
  return new Set(gaps.filter(isOwed).map(({ what }) => what))
}

function isOwed({ what, reason }: Gap): boolean {
  return OWED.has(reason) || (reason === 'refused' && NEEDED.has(what))
}

/**
 * Tells what a run through the Open API began and did not come to the end of, so that no answer from
 * the archive looks whole: days whose rows came in part or unproven and that no export speaks of, and
 * details that the platform did not give.
 */
export function tellOwedAnswers(store: Store, findings: FindingCollector): void {
  for (const gap of gapsOf(store).filter(isOwed)) findings.add('api-days-owed', {}, gapArgs(gap))
  const count = new ShopState(store.db).items.refusedItems().length
  if (count > 0) findings.add('api-details-owed', {}, { count })
}

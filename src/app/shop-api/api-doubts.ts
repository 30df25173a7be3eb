import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { tellOrdersInDoubt } from './orders-in-doubt.ts'
import { tellOwedAnswers } from './owed-answers.ts'
import { tellUnreadAnswers } from './unread-answers.ts'

/**
 * Tells all that the archive lacks, or may lack, of what the Open API has, so that no answer from it
 * looks whole.
 * @param options `ignored`: names of files that the merchant needs no more word of; `isOwedTold`: the
 *   run itself asked the Open API and told what it did not give
 */
export function tellApiDoubts(
  store: Store,
  findings: FindingCollector,
  { ignored, isOwedTold = false }: { ignored: readonly string[]; isOwedTold?: boolean },
): void {
  if (!isOwedTold) tellOwedAnswers(store, findings)
  tellOrdersInDoubt(store, findings)
  tellUnreadAnswers(store, ignored, findings)
}

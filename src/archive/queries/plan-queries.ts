import type { EndedLines } from '../../domain/closing/plan-facts.ts'
import type { Store } from '../store.ts'

/**
 * The latest ends of orders by the category of their product, answered from one index. Products that
 * were never exported have no category; their lines make up one group.
 */
export function endedLines(store: Store): EndedLines[] {
  const rows = store.db
    .prepare(
      `SELECT ended.lastEndedAt, ended.lastFinishedAt, category1, category2, category3, category4
       FROM (
         SELECT product_id, max(finished_at) AS lastEndedAt,
           max(CASE status_kind WHEN 'finished' THEN finished_at END) AS lastFinishedAt
         FROM lines ${store.indexedBy('lines_by_finish')}
         WHERE status_kind IN ('finished', 'closed') AND finished_at IS NOT NULL
         GROUP BY product_id
       ) AS ended
       LEFT JOIN (SELECT * FROM products GROUP BY product_id) AS product
         ON product.product_id = ended.product_id`,
    )
    .all() as unknown as (Ends & Record<`category${1 | 2 | 3 | 4}`, string | null>)[]
  const groups = new Map<string, EndedLines>()
  for (const { category1, category2, category3, category4, ...ends } of rows) {
    const categories = [category4, category3, category2, category1].filter((name) => name !== null)
    const key = JSON.stringify(categories)
    const group = groups.get(key)
    groups.set(key, { categories, ...(group ? latest(group, ends) : ends) })
  }
  return [...groups.values()]
}

type Ends = Pick<EndedLines, 'lastEndedAt' | 'lastFinishedAt'>

function latest(one: Ends, other: Ends): Ends {
  const later = (a: string | null, b: string | null) => ((a ?? '') > (b ?? '') ? a : b)
  return {
    lastEndedAt: later(one.lastEndedAt, other.lastEndedAt) as string,
    lastFinishedAt: later(one.lastFinishedAt, other.lastFinishedAt),
  }
}

/** The latest end of an after-sale; null without any that has ended. */
export function lastAfterSaleEnd(store: Store): string | null {
  const row = store.db
    .prepare(`SELECT max(ended_at) AS endedAt FROM after_sales WHERE state = 'ended'`)
    .get()
  return (row as { endedAt: string | null }).endedAt
}

import type { Statements } from './statements.ts'

/** How the version begins under which an order is wanted that only after-sales or bills named. */
export const NAMED = 'named'
const IS_NAMED = `listed LIKE '${NAMED} %'`
/** @param id the column with the number of an order of which neither a file nor the list has told */
const isUntold = (id: string) => `NOT EXISTS (SELECT 1 FROM lines WHERE order_id = ${id})
  AND NOT EXISTS (SELECT 1 FROM order_records WHERE order_id = ${id})`
/** What names it may be wrong, or speak of something else. */
export const IS_ONLY_NAMED = `${IS_NAMED} AND ${isUntold('api_items.id')}`
/** Whose rows tell which order they are about. */
const NAMING_TABLES = ['after_sales', 'settlements', 'funds'] as const

/**
 * The first rows of several queries that each give as many, in the order of `id`. Each goes along an index
 * and ends early: taken together and sorted, they would all be read for every call.
 */
function firstOf(queries: readonly string[], limit: string): string {
  const all = queries.map((sql) => `SELECT * FROM (${sql})`).join(' UNION ALL ')
  return `SELECT DISTINCT * FROM (${all}) ORDER BY id LIMIT ${limit}`
}

/** Orders that the archive knows of, or has only read the numbers of, and that no list will show. */
export class KnownOrders {
  readonly #statements: Statements

  constructor(statements: Statements) {
    this.#statements = statements
  }

  /**
   * Orders that lists do not show, because they were created before `wall` or nobody knows when: those
   * without details, and those that were not over when the details were last asked for.
   * @param wall ISO 8601 with +08:00
   * @param after the id that the last call ended with
   */
  behind(wall: string, after: string, limit: number): { id: string; isNamed: boolean }[] {
    const ofTable = (table: string) =>
      `SELECT DISTINCT order_id AS id, coalesce(${IS_NAMED}, 0) AS isNamed FROM ${table}
         LEFT JOIN api_items ON method = 'order.orderDetail' AND id = order_id
       WHERE order_id > ?1 AND (created_at IS NULL OR created_at < ?2)
         AND (detailed IS NULL OR status_kind NOT IN ('finished', 'closed'))
       ORDER BY order_id LIMIT ?3`
    const sql = firstOf(['lines', 'order_records'].map(ofTable), '?3')
    const rows = this.#statements.of(sql).all(after, wall, limit) as {
      id: string
      isNamed: number
    }[]
    return rows.map(({ id, isNamed }) => ({ id, isNamed: isNamed === 1 }))
  }

  /**
   * Orders of which nothing is known but that after-sales or bills of the Open API are about them. What
   * is no number of an order (19 digits, API notes 3.1) is nothing to ask for.
   * @param after the id that the last call ended with
   */
  named(after: string, limit: number): string[] {
    const ofTable = (table: string) =>
      `SELECT DISTINCT order_id AS id FROM ${table}
       WHERE order_id > ?1 AND order_id NOT GLOB '*[^0-9]*'
         AND layout_id IN (SELECT id FROM of_api) AND ${isUntold(`${table}.order_id`)}
         AND NOT EXISTS (SELECT 1 FROM api_items
           WHERE method = 'order.orderDetail' AND api_items.id = ${table}.order_id)
       ORDER BY order_id LIMIT ?2`
    const sql = `WITH of_api AS (
         SELECT DISTINCT layouts.id FROM layouts, json_each(origins) AS origin
         JOIN imports ON imports.id = origin.value WHERE as_of_from = 'api')
       ${firstOf(NAMING_TABLES.map(ofTable), '?2')}`
    const rows = this.#statements.of(sql).all(after, limit) as { id: string }[]
    return rows.map(({ id }) => id)
  }

  /**
   * When the oldest order was placed that a file or a list tells of. Those that only a bill named do not
   * count: bills reach back to the oldest order, and each reach would name still older ones.
   */
  firstToldAt(): string | null {
    const sql = `SELECT created_at AS at FROM lines WHERE created_at IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM api_items WHERE method = 'order.orderDetail' AND id = order_id AND ${IS_NAMED})
       ORDER BY created_at LIMIT 1`
    return (this.#statements.of(sql).get() as { at: string } | undefined)?.at ?? null
  }
}

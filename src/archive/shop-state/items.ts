import { IS_ONLY_NAMED } from './known-orders.ts'
import type { Statements } from './statements.ts'

/** Something with details of its own. */
export interface ItemVersion {
  method: string
  id: string
  version: string
  /** JSON of what the list said, where the details do not repeat it. */
  item: string | null
}

/** Something whose details the platform did not give, and what it said. */
export interface RefusedItem {
  method: string
  id: string
  reason: string
}

/** The platform was asked for its details and gave none. */
const IS_REFUSED = 'refused IS NOT NULL AND detailed IS NOT listed'
/** What has details of its own: which are wanted, which are here, and which the platform refused. */
export class Items {
  readonly #statements: Statements

  constructor(statements: Statements) {
    this.#statements = statements
  }

  listed({ method, id, version, item }: ItemVersion): void {
    this.#statements.run(
      `INSERT INTO api_items VALUES (?, ?, ?, NULL, ?, NULL) ON CONFLICT (method, id) DO UPDATE
       SET listed = excluded.listed, item = coalesce(excluded.item, item)`,
      method,
      id,
      version,
      item,
    )
  }

  detailed(method: string, id: string): void {
    this.#statements.run(
      'UPDATE api_items SET detailed = listed, refused = NULL WHERE method = ? AND id = ?',
      method,
      id,
    )
  }

  refused(method: string, id: string, reason: string): void {
    this.#statements.run(
      'UPDATE api_items SET refused = ? WHERE method = ? AND id = ?',
      reason,
      method,
      id,
    )
  }

  /** Its details are not owed any more; listed again, they are. */
  forget(method: string, id: string): void {
    this.#statements.run('DELETE FROM api_items WHERE method = ? AND id = ?', method, id)
  }

  isListed(method: string, id: string): boolean {
    const sql = 'SELECT 1 FROM api_items WHERE method = ? AND id = ?'
    return this.#statements.of(sql).get(method, id) !== undefined
  }

  isDetailed(method: string, id: string): boolean {
    const sql = 'SELECT 1 FROM api_items WHERE method = ? AND id = ? AND detailed IS NOT NULL'
    return this.#statements.of(sql).get(method, id) !== undefined
  }

  /** What the list said of it, where the details do not repeat it. */
  jsonOf(method: string, id: string): string | null {
    const row = this.#statements
      .of('SELECT item FROM api_items WHERE method = ? AND id = ?')
      .get(method, id)
    return (row as { item: string | null } | undefined)?.item ?? null
  }

  wantedCount(method: string): number {
    const sql = `SELECT count(*) AS n FROM api_items INDEXED BY api_items_wanted
      WHERE method = ? AND detailed IS NOT listed`
    return (this.#statements.of(sql).get(method) as { n: number }).n
  }

  /** How many details nobody has asked for yet; what was refused is told apart. */
  unfetchedCount(): number {
    const sql =
      'SELECT count(*) AS n FROM api_items WHERE detailed IS NOT listed AND refused IS NULL'
    return (this.#statements.of(sql).get() as { n: number }).n
  }

  /** Ids whose details are wanted, after one of them; the details may be stored between two calls. */
  wantedAfter(method: string, after: string, limit: number): string[] {
    const sql = `SELECT id FROM api_items INDEXED BY api_items_wanted
      WHERE method = ? AND detailed IS NOT listed AND id > ? ORDER BY id LIMIT ?`
    const rows = this.#statements.of(sql).all(method, after, limit) as { id: string }[]
    return rows.map(({ id }) => id)
  }

  /** What is known to have details that the platform did not give. */
  refusedItems(): RefusedItem[] {
    const sql = `SELECT method, id, refused AS reason FROM api_items
      WHERE ${IS_REFUSED} AND NOT (${IS_ONLY_NAMED}) ORDER BY 1, 2`
    return this.#statements.of(sql).all() as unknown as RefusedItem[]
  }

  /** Orders that only after-sales or bills name and that the platform gave no details of. */
  unknownOrders(): string[] {
    const sql = `SELECT id FROM api_items WHERE ${IS_REFUSED} AND ${IS_ONLY_NAMED} ORDER BY 1`
    return this.#statements
      .of(sql)
      .all()
      .map(({ id }) => id as string)
  }
}

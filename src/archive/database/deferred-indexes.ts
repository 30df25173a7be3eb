import type { Database } from './sqlite.ts'

/**
 * Takes the indexes of an empty table away while it is filled, and makes them in one go afterwards.
 * Sorting a million keys once is much faster than putting each of them into six trees that are larger
 * than the cache. All of it happens in the transaction that fills the table; when that is rolled back,
 * the indexes are as they were.
 */
export class DeferredIndexes {
  readonly #db: Database
  readonly #taken: string[] = []

  constructor(db: Database) {
    this.#db = db
  }

  /** To be called before rows are written to a table that has none. The keys stay guarded. */
  takeFrom(table: string): void {
    const indexes = this.#db
      .prepare(
        `SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND tbl_name = ? AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid`,
      )
      .all(table) as { name: string; sql: string }[]
    for (const { name, sql } of indexes) {
      this.#db.exec(`DROP INDEX ${name}`)
      this.#taken.push(sql)
    }
  }

  /** Makes them all; to be called before the transaction ends. */
  makeAll(): void {
    for (const sql of this.#taken.splice(0)) this.#db.exec(sql)
  }

  /** To be called when the transaction was rolled back. */
  forget(): void {
    this.#taken.length = 0
  }
}

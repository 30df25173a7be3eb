import { INDEXES } from './migrations.ts'
import type { Database } from './sqlite.ts'

/**
 * Takes the indexes of an empty table away while it is filled, and makes them in one go afterwards.
 * Sorting a million keys once is much faster than putting each of them into eight trees that are larger
 * than the cache. Which ones are missing is read from the database itself, so that they are made whoever
 * took them away: a run that was cut off may have been the last to write.
 */
export class DeferredIndexes {
  readonly #db: Database
  #isDeferring = false

  constructor(db: Database) {
    this.#db = db
  }

  /** To be called before rows are written to a table that has none. The keys stay guarded. */
  takeFrom(table: string): void {
    const there = this.#there()
    for (const [name, index] of INDEXES) {
      if (index.table !== table || !there.has(name)) continue
      this.#db.exec(`DROP INDEX ${name}`)
      this.#isDeferring = true
    }
  }

  /** Makes those that were taken away since the last call. */
  makeDeferred(): void {
    if (this.#isDeferring) this.makeMissing()
    this.#isDeferring = false
  }

  /** Makes all that are not there. */
  makeMissing(): void {
    const there = this.#there()
    for (const name of this.missing()) {
      if (there.has(name)) this.#db.exec(`DROP INDEX ${name}`)
      this.#db.exec(INDEXES.get(name)?.sql ?? '')
    }
  }

  /** Those that are not there, or hold something else than they do now: an earlier version made them. */
  missing(): string[] {
    const there = this.#there()
    return [...INDEXES].flatMap(([name, { sql }]) => (there.get(name) === sql ? [] : [name]))
  }

  #there(): ReadonlyMap<string, string> {
    const rows = this.#db.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'index'`).all()
    return new Map((rows as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql]))
  }
}

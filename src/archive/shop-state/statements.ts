import type { Database, Statement } from '../database/sqlite.ts'

/** Statements of a database, each prepared once. */
export class Statements {
  readonly #db: Database
  readonly #prepared = new Map<string, Statement>()

  constructor(db: Database) {
    this.#db = db
  }

  of(sql: string): Statement {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }

  run(sql: string, ...values: (string | number | null)[]): void {
    this.of(sql).run(...values)
  }
}

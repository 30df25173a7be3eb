import type { RecordKind, Value } from '../../domain/records.ts'
import type { Database, Statement } from '../database/sqlite.ts'
import { fieldColumns, keyColumn, TABLES } from '../database/tables.ts'

/** The statements of one table, prepared once per open archive. */
export class RecordStatements {
  readonly insert: Statement
  readonly select: Statement
  readonly relayout: Statement
  readonly hasOwnKey: boolean
  readonly #db: Database
  readonly #table: string
  /** In the order of a row; the cells are the last. */
  readonly #columns: readonly string[]
  readonly #stored: Statement
  /** By the columns that they set. */
  readonly #updates = new Map<string, Statement>()

  constructor(db: Database, kind: RecordKind) {
    const { table, keyField } = TABLES[kind]
    const key = keyColumn(kind)
    this.hasOwnKey = keyField === null
    const columns = [
      ...(this.hasOwnKey ? [key] : []),
      ...fieldColumns(kind),
      ...(TABLES[kind].wordFields ? ['text_id'] : []),
      'layout_id',
      'import_id',
      'cells',
    ]
    const marks = columns.map(() => '?').join(', ')
    this.insert = db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ON CONFLICT (${key}) DO NOTHING`,
    )
    this.select = db.prepare(`SELECT rowid AS id, layout_id, cells FROM ${table} WHERE ${key} = ?`)
    const values = columns.slice(0, -1).join(', ')
    this.#stored = db.prepare(
      `SELECT json_array(${values}) AS stored FROM ${table} WHERE rowid = ?`,
    )
    this.relayout = db.prepare(`UPDATE ${table} SET layout_id = ?, import_id = ? WHERE ${key} = ?`)
    this.#db = db
    this.#table = table
    this.#columns = columns
  }

  /**
   * Writes a row over the stored one, only where they differ: SQLite takes a row out of every index of a
   * column that is set, and puts it in again, whether the value is another or not.
   */
  replace(id: number, row: readonly Value[]): void {
    // One text is handed over much faster than forty values.
    const { stored } = this.#stored.get(id) as { stored: string }
    const before = JSON.parse(stored) as Value[]
    const differing: string[] = []
    const values: Value[] = []
    for (const [index, column] of this.#columns.entries()) {
      const value = row[index] as Value
      if (before[index] === value) continue
      differing.push(column)
      values.push(value)
    }
    this.#update(differing).run(...values, id)
  }

  #update(columns: readonly string[]): Statement {
    const names = columns.join()
    let statement = this.#updates.get(names)
    if (!statement) {
      const sets = columns.map((column) => `${column} = ?`).join(', ')
      statement = this.#db.prepare(`UPDATE ${this.#table} SET ${sets} WHERE rowid = ?`)
      if (this.#updates.size >= MAX_UPDATES) this.#updates.clear()
      this.#updates.set(names, statement)
    }
    return statement
  }
}

/** Columns change together: a status with its times, a refund with its sums. */
const MAX_UPDATES = 256

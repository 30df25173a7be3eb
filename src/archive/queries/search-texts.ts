import type { RecordKind, Value } from '../../domain/records.ts'
import { fieldIndex } from '../../domain/records.ts'
import type { Database, Statement } from '../database/sqlite.ts'
import { TABLES } from '../database/tables.ts'

/** More products than nearly any shop has; those of a shop that has more are looked up in the database. */
const MAX_REMEMBERED = 65_536

/**
 * What the products of a record are called, as one text: its fields in lines of their own.
 * @returns null for kinds of records that tell of no product
 */
export function wordsMaker(kind: RecordKind): ((values: readonly Value[]) => string) | null {
  const { wordFields } = TABLES[kind]
  if (!wordFields) return null
  const indexes = wordFields.map((name) => fieldIndex(kind, name))
  return (values) => {
    let words = ''
    for (const index of indexes) {
      const value = values[index]
      if (value !== null) words += `${value}\n`
    }
    return words
  }
}

/**
 * The table of what products are called. A million lines repeat the names of a few thousand products,
 * so each text is kept and indexed once, and a line only refers to it.
 */
export class SearchTexts {
  readonly #ids = new Map<string, number>()
  readonly #select: Statement
  readonly #insert: Statement

  constructor(db: Database) {
    this.#select = db.prepare('SELECT id FROM texts WHERE words = ?')
    this.#insert = db.prepare('INSERT INTO texts (words) VALUES (?)')
  }

  /** The id of a text, which is added when it is new; null for no text. */
  idOf(words: string): number | null {
    if (words === '') return null
    let id = this.#ids.get(words)
    if (id === undefined) {
      id = this.#findOrAdd(words)
      if (this.#ids.size >= MAX_REMEMBERED) this.#ids.clear()
      this.#ids.set(words, id)
    }
    return id
  }

  /** Forgets ids that a rolled-back transaction may have made. */
  forget(): void {
    this.#ids.clear()
  }

  #findOrAdd(words: string): number {
    const row = this.#select.get(words) as { id: number } | undefined
    return row?.id ?? Number(this.#insert.run(words).lastInsertRowid)
  }
}

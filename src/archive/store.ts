import { dirname } from 'node:path'
import type { RecordKind } from '../domain/records.ts'
import { asDyshopError, DyshopError } from '../errors.ts'
import { alone } from './database/alone.ts'
import { DeferredIndexes } from './database/deferred-indexes.ts'
import { migrate, schemaVersion } from './database/migrations.ts'
import {
  openUnchanging,
  refuseFolder,
  refuseForeign,
  refuseNewerSchema,
  refuseReadOnly,
} from './database/open-database.ts'
import { type Database, loadSqlite } from './database/sqlite.ts'
import { type KeyMaker, TABLES } from './database/tables.ts'
import { Imports } from './imports.ts'
import { SearchTexts } from './queries/search-texts.ts'
import { Layouts } from './records/layouts.ts'
import { RecordStatements } from './records/record-statements.ts'
import { type DeriveFor, RecordWriter } from './records/record-writer.ts'

/**
 * In KiB. Rows that follow each other in time stand as far apart as the exports that brought them: as
 * many pages as there are exports are read in turns, and one that was dropped is read from the disk again.
 */
const CACHE_FOR_READING = 'PRAGMA cache_size = -32768'

/** What a transaction changes. */
export type Change = 'records' | 'ticks' | 'documents'

/** From here on it pays to write a first import into the file itself. */
const LONG_IMPORT_BYTES = 16 << 20

/** The archive's database. One writer at a time; readers see the last committed state. */
export class Store {
  readonly db: Database
  readonly imports: Imports
  readonly #deferred: DeferredIndexes
  readonly #statements = new Map<RecordKind, RecordStatements>()
  #layouts: Layouts | null = null
  #texts: SearchTexts | null = null
  readonly #changed = new Set<Change>()
  readonly #isNew: boolean
  #isFilling = false

  private constructor(db: Database, { isNew = false } = {}) {
    this.db = db
    this.#isNew = isNew
    this.imports = new Imports(db)
    this.#deferred = new DeferredIndexes(db)
  }

  /**
   * Opens a database for writing, making or migrating it first.
   * @param path '' for one that lives in memory and an unnamed file, and is gone when closed
   * @throws {DyshopError} `archive-too-new`; `folder-in-way`, `no-permission` or `read-only` before anything is made
   */
  static async openForWriting(path: string): Promise<Store> {
    const { DatabaseSync } = await loadSqlite()
    if (path !== '') {
      refuseFolder(path)
      await refuseReadOnly(path)
    }
    const db = new DatabaseSync(path)
    // A line takes 1 to 2 kB: on pages of SQLite's usual 4 kB a sixth of the file would be empty.
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384`)
    sortInside(db, path)
    refuseNewerSchema(db, path)
    const isNew = path !== '' && schemaVersion(db) === 0
    migrate(db)
    const store = new Store(db, { isNew })
    store.#makeMissingIndexes()
    return store
  }

  /**
   * Opens a database for reading only; works on a read-only disk too.
   * @throws {DyshopError} `archive-damaged` for what is no database of ours, `folder-in-way`, `archive-too-new`, …
   */
  static async openForReading(path: string): Promise<Store> {
    const { DatabaseSync } = await loadSqlite()
    try {
      const db = openUnchanging(DatabaseSync, path)
      db.exec(`${CACHE_FOR_READING}; PRAGMA temp_store = MEMORY`)
      refuseForeign(db)
      refuseNewerSchema(db, path)
      // All that a command tells is of one moment, whatever another one stores meanwhile.
      db.exec('BEGIN')
      return new Store(db)
    } catch (error) {
      throw asDyshopError(error, path)
    }
  }

  /**
   * The words by which a query is made to use an index; none where the index is still to be made, for
   * readers come while a first backup is under way too.
   */
  indexedBy(index: string): string {
    return this.#deferred.missing().includes(index) ? '' : `INDEXED BY ${index}`
  }

  /** To be told when nothing is stored any more and everything is read. */
  readsFromNow(): void {
    this.db.exec(CACHE_FOR_READING)
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or, when it throws, nothing.
   * @param changes what it changes: ticks show in no output, so those need not be made again
   */
  async transaction<T>(work: () => Promise<T> | T, changes: Change = 'records'): Promise<T> {
    this.db.exec('BEGIN IMMEDIATE')
    const layoutsBefore = this.#newestLayout()
    try {
      const result = await work()
      if (!this.#isFilling) this.#deferred.makeDeferred()
      this.db.exec('COMMIT')
      this.#changed.add(changes)
      return result
    } catch (error) {
      this.#rollback(layoutsBefore)
      throw error
    }
  }

  /**
   * Stores many reports, each in a transaction of its own. The indexes of tables that were empty are made
   * when the last one is stored. A database that this run has made is filled alone where the input is
   * long: there is nothing in it for readers yet.
   * @param bytes of the input
   */
  async filling<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const store = async () => {
      this.#isFilling = true
      const result = await work()
      this.#isFilling = false
      this.#makeMissingIndexes()
      return result
    }
    return this.#isNew && bytes >= LONG_IMPORT_BYTES ? alone(this.db, store) : store()
  }

  #makeMissingIndexes(): void {
    if (this.#deferred.missing().length === 0) return
    this.db.exec('BEGIN IMMEDIATE')
    this.#deferred.makeMissing()
    this.db.exec('COMMIT')
  }

  #rollback(layoutsBefore: number): void {
    // After a full disk SQLite may have rolled back by itself.
    if (this.db.isTransaction) this.db.exec('ROLLBACK')
    this.#layouts?.forget((id) => id > layoutsBefore)
    this.#texts?.forget()
    this.imports.forgetRanks()
  }

  /**
   * Lets transactions be kept without waiting for the disk each time, for changes whose originals are
   * durable already: after a power cut the database is an earlier one, whole, and is brought up to them
   * again. Waiting here would also hold up every request that is on its way.
   */
  setDurable(isDurable: boolean): void {
    this.db.exec(`PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`)
  }

  /** True once a transaction of this run that changed these was kept. */
  hasChanged(changes: Change): boolean {
    return this.#changed.has(changes)
  }

  /** Makes an import newer than it was; its rows must then be put once more. */
  raiseImport(id: number, to: { asOf: string; file: string }): void {
    this.imports.raise(id, to)
    this.#layouts?.forgetPlans()
  }

  /** A writer for the rows of one import into one table. */
  recordWriter(
    kind: RecordKind,
    importId: number,
    columns: readonly string[],
    deriveFor: DeriveFor,
    keyOf?: KeyMaker,
  ): RecordWriter {
    if (this.db.isTransaction && this.isEmpty(kind)) this.#deferred.takeFrom(TABLES[kind].table)
    let statements = this.#statements.get(kind)
    if (!statements) {
      statements = new RecordStatements(this.db, kind)
      this.#statements.set(kind, statements)
    }
    this.#layouts ??= new Layouts(this.db, (id) => this.imports.rankOf(id))
    this.#texts ??= new SearchTexts(this.db)
    const isFromApi = (id: number) => this.imports.isFromApi(id)
    const parts = { statements, layouts: this.#layouts, texts: this.#texts, isFromApi }
    return new RecordWriter(parts, {
      kind,
      columns,
      importId,
      deriveFor,
      ...(keyOf ? { keyOf } : {}),
    })
  }

  /**
   * Removes the row of a product that stood for SKUs which nobody knew yet.
   * @returns the import it was from; null when there was none
   */
  removeProductItself(productId: string): number | null {
    const key = `${productId}/`
    const row = this.db
      .prepare(
        `SELECT import_id AS id, origins FROM products JOIN layouts ON layouts.id = layout_id
         WHERE row_key = ?`,
      )
      .get(key) as { id: number; origins: string } | undefined
    // What a file said of it stays, whatever it was.
    const origins = JSON.parse(row?.origins ?? '[0]') as number[]
    if (!row || !origins.every((id) => this.imports.isFromApi(id))) return null
    this.db.prepare('DELETE FROM products WHERE row_key = ?').run(key)
    return row.id
  }

  isEmpty(kind: RecordKind): boolean {
    return this.db.prepare(`SELECT 1 FROM ${TABLES[kind].table} LIMIT 1`).get() === undefined
  }

  count(kind: RecordKind): number {
    const row = this.db.prepare(`SELECT count(*) AS n FROM ${TABLES[kind].table}`).get()
    return (row as { n: number }).n
  }

  /** SQLite's own check of pages, indexes and foreign keys. */
  isIntact(): boolean {
    const rows = this.db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[]
    const isSound = rows.length === 1 && rows[0]?.integrity_check === 'ok'
    return isSound && this.db.prepare('PRAGMA foreign_key_check').get() === undefined
  }

  /**
   * Takes over what the merchant ticked in another database.
   * @param options `withPeople`: also who ticked it, and what they wrote on it
   * @throws when that cannot be read
   */
  copyTicksFrom(path: string, { withPeople = true } = {}): void {
    this.db.prepare('ATTACH ? AS old').run(path)
    const people = withPeople ? 'note, by' : `'', ''`
    try {
      this.db.exec(`INSERT OR REPLACE INTO ticks (kind, id, status, note, by, at)
        SELECT kind, id, status, ${people}, at FROM old.ticks`)
    } finally {
      this.db.exec('DETACH old')
    }
  }

  /** Writes everything into the one file and closes it. @throws {DyshopError} `archive-in-use` */
  close(): void {
    // Statements that are not collected yet keep a closed connection open, and with it what it reads.
    if (this.db.isTransaction) this.db.exec('ROLLBACK')
    this.db.close()
  }

  /** Moves the write-ahead log into the main file, so that the file alone is the archive. */
  checkpoint(): void {
    const row = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
    if (row.busy !== 0) throw new DyshopError('archive-in-use')
  }

  #newestLayout(): number {
    const row = this.db.prepare('SELECT max(id) AS id FROM layouts').get()
    return (row as { id: number | null }).id ?? 0
  }
}

/**
 * SQLite sorts in memory up to the size of its cache, and beyond it in files without a name. They are
 * made beside the database: elsewhere they would hold buyers' data outside of the archive.
 */
function sortInside(db: Database, path: string): void {
  if (path === '') db.exec('PRAGMA temp_store = MEMORY')
  else db.exec(`PRAGMA temp_store_directory = '${dirname(path).replaceAll("'", "''")}'`)
}

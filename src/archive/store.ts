import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Finding, FindingArgs, FindingCode, Place } from '../domain/finding.ts'
import type { RecordKind } from '../domain/records.ts'
import { DyshopError } from '../errors.ts'
import { DeferredIndexes } from './deferred-indexes.ts'
import { NAMES } from './folder.ts'
import { Layouts, type Rank } from './layouts.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { type DeriveFor, RecordStatements, RecordWriter } from './record-writer.ts'
import { SearchTexts } from './search-texts.ts'
import { type Database, loadSqlite, type SqliteModule, type Statement } from './sqlite.ts'
import { type KeyMaker, TABLES } from './tables.ts'

/** How an import's "as of" is known. */
export type AsOfSource = 'name' | 'rows' | 'mtime' | 'api'

/** A report that was read, as the archive remembers it. Times are ISO 8601 with +08:00. */
export interface ImportRow {
  id: number
  original: string
  sha256: string
  sheet: string
  file: string
  kind: string
  asOf: string
  asOfFrom: AsOfSource
  encoding: string | null
  rows: number
  added: number
  updated: number
  unchanged: number
  rejected: number
  coversFrom: string | null
  coversTo: string | null
  importedAt: string
}

/** What is known of a report before its rows are read. */
export type NewImport = Pick<
  ImportRow,
  'original' | 'sha256' | 'sheet' | 'file' | 'kind' | 'encoding' | 'importedAt'
> & {
  /** null until all rows are read; then only rows of this very import may be met. */
  asOf: string | null
}

/** What is known once they are. */
export type ImportResult = Pick<
  ImportRow,
  | 'asOf'
  | 'asOfFrom'
  | 'rows'
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'rejected'
  | 'coversFrom'
  | 'coversTo'
>

const IMPORT_COLUMNS = `id, original, sha256, sheet, file, kind, as_of AS asOf, as_of_from AS asOfFrom,
  encoding, rows, added, updated, unchanged, rejected, covers_from AS coversFrom,
  covers_to AS coversTo, imported_at AS importedAt`

/** What a transaction changes. */
export type Change = 'records' | 'ticks' | 'documents'

/** The archive's database. One writer at a time; readers see the last committed state. */
export class Store {
  readonly db: Database
  readonly #ranks = new Map<number, Rank>()
  readonly #deferred: DeferredIndexes
  readonly #statements = new Map<RecordKind, RecordStatements>()
  #layouts: Layouts | null = null
  #texts: SearchTexts | null = null
  readonly #fromApi = new Map<number, boolean>()
  #findings: Statement | null = null
  readonly #changed = new Set<Change>()

  private constructor(db: Database) {
    this.db = db
    this.#deferred = new DeferredIndexes(db)
  }

  /**
   * Opens a database for writing, making or migrating it first.
   * @param path '' for one that lives in memory and an unnamed file, and is gone when closed
   * @throws {DyshopError} `archive-too-new`
   */
  static async openForWriting(path: string): Promise<Store> {
    const { DatabaseSync } = await loadSqlite()
    const db = new DatabaseSync(path)
    // A line takes 1 to 2 kB: on pages of SQLite's usual 4 kB a sixth of the file would be empty.
    db.exec(`PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
      PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA busy_timeout = 5000`)
    refuseNewerSchema(db, path)
    migrate(db)
    return new Store(db)
  }

  /**
   * Opens a database for reading only; works on a read-only disk too.
   * @throws {DyshopError} `archive-too-new`
   */
  static async openForReading(path: string): Promise<Store> {
    const { DatabaseSync } = await loadSqlite()
    const db = openUnchanging(DatabaseSync, path)
    db.exec('PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768')
    refuseNewerSchema(db, path)
    return new Store(db)
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
      this.#deferred.makeAll()
      this.db.exec('COMMIT')
      this.#changed.add(changes)
      return result
    } catch (error) {
      this.#rollback(layoutsBefore)
      throw error
    }
  }

  #rollback(layoutsBefore: number): void {
    // After a full disk SQLite may have rolled back by itself.
    if (this.db.isTransaction) this.db.exec('ROLLBACK')
    this.#deferred.forget()
    this.#layouts?.forget((id) => id > layoutsBefore)
    this.#texts?.forget()
    this.#fromApi.clear()
  }

  /** True once a transaction of this run that changed these was kept. */
  hasChanged(changes: Change): boolean {
    return this.#changed.has(changes)
  }

  imports(): ImportRow[] {
    return this.db.prepare(`SELECT ${IMPORT_COLUMNS} FROM imports ORDER BY id`).all() as ImportRow[]
  }

  /** The import of the very same bytes, if there was one. */
  findImport(sha256: string, sheet: string): ImportRow | null {
    const row = this.db
      .prepare(`SELECT ${IMPORT_COLUMNS} FROM imports WHERE sha256 = ? AND sheet = ?`)
      .get(sha256, sheet)
    return (row as ImportRow | undefined) ?? null
  }

  /** All imports that came out of one kept file: several for a ZIP or a workbook with sheets. */
  importsOfOriginal(original: string): ImportRow[] {
    return this.db
      .prepare(`SELECT ${IMPORT_COLUMNS} FROM imports WHERE original = ? ORDER BY id`)
      .all(original) as ImportRow[]
  }

  /** Records that a report is being read. @returns the import's id */
  beginImport(report: NewImport): number {
    const { lastInsertRowid } = this.db
      .prepare(
        `INSERT INTO imports (original, sha256, sheet, file, kind, as_of, as_of_from, encoding, rows,
           added, updated, unchanged, rejected, imported_at)
         VALUES (?, ?, ?, ?, ?, ?, '', ?, 0, 0, 0, 0, 0, ?)`,
      )
      .run(
        report.original,
        report.sha256,
        report.sheet,
        report.file,
        report.kind,
        report.asOf ?? '',
        report.encoding,
        report.importedAt,
      )
    const id = Number(lastInsertRowid)
    this.#ranks.set(id, { asOf: report.asOf ?? '', tie: `${report.sha256} ${report.sheet}` })
    return id
  }

  finishImport(id: number, result: ImportResult): void {
    this.db
      .prepare(
        `UPDATE imports SET as_of = ?, as_of_from = ?, rows = ?, added = ?, updated = ?, unchanged = ?,
           rejected = ?, covers_from = ?, covers_to = ? WHERE id = ?`,
      )
      .run(
        result.asOf,
        result.asOfFrom,
        result.rows,
        result.added,
        result.updated,
        result.unchanged,
        result.rejected,
        result.coversFrom,
        result.coversTo,
        id,
      )
    const rank = this.#ranks.get(id)
    if (rank) rank.asOf = result.asOf
  }

  keepFinding(importId: number, { code, where, args }: Finding): void {
    this.#findings ??= this.db.prepare('INSERT INTO import_findings VALUES (?, ?, ?, ?, ?)')
    this.#findings.run(
      importId,
      code,
      where.row ?? null,
      where.column ?? null,
      JSON.stringify(args),
    )
  }

  /** The findings of an import, placed in the file it was read from. */
  findingsOf({
    id,
    file,
    sheet,
  }: ImportRow): { code: FindingCode; where: Place; args: FindingArgs }[] {
    const rows = this.db
      .prepare('SELECT code, row, "column", args FROM import_findings WHERE import_id = ?')
      .all(id) as { code: FindingCode; row: number | null; column: string | null; args: string }[]
    return rows.map(({ code, row, column, args }) => ({
      code,
      where: {
        file,
        ...(sheet === '' ? {} : { sheet }),
        ...(row === null ? {} : { row }),
        ...(column === null ? {} : { column }),
      },
      args: JSON.parse(args),
    }))
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
    this.#layouts ??= new Layouts(this.db, (id) => this.#rankOf(id))
    this.#texts ??= new SearchTexts(this.db)
    const isFromApi = (id: number) => this.#isFromApi(id)
    const parts = { statements, layouts: this.#layouts, texts: this.#texts, isFromApi }
    return new RecordWriter(parts, {
      kind,
      columns,
      importId,
      deriveFor,
      ...(keyOf ? { keyOf } : {}),
    })
  }

  isEmpty(kind: RecordKind): boolean {
    return this.db.prepare(`SELECT 1 FROM ${TABLES[kind].table} LIMIT 1`).get() === undefined
  }

  count(kind: RecordKind): number {
    const row = this.db.prepare(`SELECT count(*) AS n FROM ${TABLES[kind].table}`).get()
    return (row as { n: number }).n
  }

  hasImportOf(kind: string): boolean {
    return this.db.prepare('SELECT 1 FROM imports WHERE kind = ? LIMIT 1').get(kind) !== undefined
  }

  /** Forgets a report that could not be read, so that it can be tried again. */
  forgetImport(id: number): void {
    this.db.prepare('DELETE FROM import_findings WHERE import_id = ?').run(id)
    this.db.prepare('DELETE FROM imports WHERE id = ?').run(id)
  }

  /** SQLite's own check of pages, indexes and foreign keys. */
  isIntact(): boolean {
    const rows = this.db.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[]
    const isSound = rows.length === 1 && rows[0]?.integrity_check === 'ok'
    return isSound && this.db.prepare('PRAGMA foreign_key_check').get() === undefined
  }

  /** Takes over what the merchant ticked in another database. @throws when that cannot be read */
  copyTicksFrom(path: string): void {
    this.db.prepare('ATTACH ? AS old').run(path)
    try {
      this.db.exec('INSERT OR REPLACE INTO ticks SELECT * FROM old.ticks')
    } finally {
      this.db.exec('DETACH old')
    }
  }

  /** Writes everything into the one file and closes it. @throws {DyshopError} `archive-in-use` */
  close(): void {
    this.db.close()
  }

  /** Moves the write-ahead log into the main file, so that the file alone is the archive. */
  checkpoint(): void {
    const row = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
    if (row.busy !== 0) throw new DyshopError('archive-in-use')
  }

  #rankOf(importId: number): Rank {
    let rank = this.#ranks.get(importId)
    if (!rank) {
      const row = this.db
        .prepare('SELECT as_of AS asOf, sha256, sheet FROM imports WHERE id = ?')
        .get(importId) as { asOf: string; sha256: string; sheet: string }
      rank = { asOf: row.asOf, tie: `${row.sha256} ${row.sheet}` }
      this.#ranks.set(importId, rank)
    }
    return rank
  }

  #isFromApi(importId: number): boolean {
    let isFromApi = this.#fromApi.get(importId)
    if (isFromApi === undefined) {
      const sql = "SELECT 1 FROM imports WHERE id = ? AND as_of_from = 'api'"
      isFromApi = this.db.prepare(sql).get(importId) !== undefined
      this.#fromApi.set(importId, isFromApi)
    }
    return isFromApi
  }

  #newestLayout(): number {
    const row = this.db.prepare('SELECT max(id) AS id FROM layouts').get()
    return (row as { id: number | null }).id ?? 0
  }
}

/** SQLite's codes for a file, or a side file it wants to make, that cannot be opened for writing. */
const SQLITE_READONLY = 8
const SQLITE_CANTOPEN = 14

/**
 * A connection that changes nothing. It may write as far as the system is concerned, because only then
 * does SQLite tidy up its side files; where it may not, nothing can change under it either.
 */
function openUnchanging(DatabaseSync: SqliteModule['DatabaseSync'], path: string): Database {
  if (!existsSync(path)) throw new DyshopError('archive-damaged', { path: NAMES.database })
  try {
    const db = new DatabaseSync(path)
    db.exec('PRAGMA query_only = ON')
    db.prepare('SELECT 1 FROM sqlite_master').get()
    return db
  } catch (error) {
    const { errcode = 0 } = error as { errcode?: number }
    if (![SQLITE_READONLY, SQLITE_CANTOPEN].includes(errcode & 0xff)) throw error
    return new DatabaseSync(`${pathToFileURL(path)}?immutable=1`, { readOnly: true })
  }
}

function refuseNewerSchema(db: Database, path: string): void {
  const version = schemaVersion(db)
  if (version <= SCHEMA_VERSION) return
  db.close()
  throw new DyshopError('archive-too-new', { path, version, known: SCHEMA_VERSION })
}

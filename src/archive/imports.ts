import type { Finding, FindingArgs, FindingCode, Place } from '../domain/finding.ts'
import type { Database, Statement } from './database/sqlite.ts'
import type { Rank } from './records/layouts.ts'

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
  /** Decides between two that are as new: when the file was last changed, '' where its name tells more. */
  changedAt: string
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

/** The archive's memory of what was read: one row per report, and what was wrong in it. */
export class Imports {
  readonly #db: Database
  readonly #ranks = new Map<number, Rank>()
  readonly #fromApi = new Map<number, boolean>()
  #findings: Statement | null = null

  constructor(db: Database) {
    this.#db = db
  }

  /** In the order in which they were read. */
  all(): ImportRow[] {
    return this.#db
      .prepare(`SELECT ${IMPORT_COLUMNS} FROM imports ORDER BY id`)
      .all() as ImportRow[]
  }

  /** The import of the very same bytes, if there was one. */
  find(sha256: string, sheet: string): ImportRow | null {
    const row = this.#db
      .prepare(`SELECT ${IMPORT_COLUMNS} FROM imports WHERE sha256 = ? AND sheet = ?`)
      .get(sha256, sheet)
    return (row as ImportRow | undefined) ?? null
  }

  /** All imports that came out of one kept file: several for a ZIP or a workbook with sheets. */
  ofOriginal(original: string): ImportRow[] {
    return this.#db
      .prepare(`SELECT ${IMPORT_COLUMNS} FROM imports WHERE original = ? ORDER BY id`)
      .all(original) as ImportRow[]
  }

  /** Records that a report is being read. @returns the import's id */
  begin(report: NewImport): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO imports (original, sha256, sheet, file, kind, as_of, as_of_from, changed_at, encoding, rows,
           added, updated, unchanged, rejected, imported_at)
         VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 0, 0, 0, 0, 0, ?)`,
      )
      .run(
        report.original,
        report.sha256,
        report.sheet,
        report.file,
        report.kind,
        report.asOf ?? '',
        report.changedAt,
        report.encoding,
        report.importedAt,
      )
    const id = Number(lastInsertRowid)
    const { asOf, changedAt, sha256, sheet } = report
    this.#ranks.set(id, { asOf: asOf ?? '', changedAt, tie: `${sha256} ${sheet}` })
    return id
  }

  finish(id: number, result: ImportResult): void {
    this.#db
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
    this.#findings ??= this.#db.prepare('INSERT INTO import_findings VALUES (?, ?, ?, ?, ?)')
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
    const rows = this.#db
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

  /** How often findings of these codes were made, by import. */
  countFindings(codes: readonly FindingCode[]): Map<number, number> {
    const marks = codes.map(() => '?').join(', ')
    const rows = this.#db
      .prepare(
        `SELECT import_id AS id, count(*) AS n FROM import_findings WHERE code IN (${marks}) GROUP BY 1`,
      )
      .all(...codes) as { id: number; n: number }[]
    return new Map(rows.map(({ id, n }) => [id, n]))
  }

  hasAnyOf(kind: string): boolean {
    return this.#db.prepare('SELECT 1 FROM imports WHERE kind = ? LIMIT 1').get(kind) !== undefined
  }

  /** Whether its rows came from the Open API and not from a file. */
  isFromApi(importId: number): boolean {
    let isFromApi = this.#fromApi.get(importId)
    if (isFromApi === undefined) {
      const sql = "SELECT 1 FROM imports WHERE id = ? AND as_of_from = 'api'"
      isFromApi = this.#db.prepare(sql).get(importId) !== undefined
      this.#fromApi.set(importId, isFromApi)
    }
    return isFromApi
  }

  /** Forgets a report that could not be read, so that it can be tried again. */
  forget(id: number): void {
    this.#db.prepare('DELETE FROM import_findings WHERE import_id = ?').run(id)
    this.#db.prepare('DELETE FROM imports WHERE id = ?').run(id)
  }

  /** The same bytes under a name that tells a later export: their rows were still true then. */
  raise(id: number, { asOf, file }: { asOf: string; file: string }): void {
    this.#db
      .prepare(
        `UPDATE imports SET as_of = ?, as_of_from = 'name', changed_at = '', file = ? WHERE id = ?`,
      )
      .run(asOf, file, id)
    Object.assign(this.rankOf(id), { asOf, changedAt: '' })
  }

  /** Forgets what a rolled-back transaction may have changed. */
  forgetRanks(): void {
    this.#ranks.clear()
  }

  /** By what an import is newer or older than another. */
  rankOf(importId: number): Rank {
    let rank = this.#ranks.get(importId)
    if (!rank) {
      const row = this.#db
        .prepare(
          'SELECT as_of AS asOf, changed_at AS changedAt, sha256, sheet FROM imports WHERE id = ?',
        )
        .get(importId) as { asOf: string; changedAt: string; sha256: string; sheet: string }
      const { asOf, changedAt, sha256, sheet } = row
      rank = { asOf, changedAt, tie: `${sha256} ${sheet}` }
      this.#ranks.set(importId, rank)
    }
    return rank
  }
}

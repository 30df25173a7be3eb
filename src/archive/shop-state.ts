import type { Database, Statement } from './database/sqlite.ts'
import type { LinePlace } from './page-files.ts'
import type { CursorJson, PageEventLine, Stretch, WindowEventLine } from './page-lines.ts'

/** How far a list was walked; Unix seconds. */
export interface StreamState {
  stream: string
  walk: Stretch
  /** null when the walk came to its end. */
  cursor: CursorJson | null
  /** The stretch that walks have come to the end of. */
  done: Stretch | null
  /** When the last walk came to its end. */
  doneAt: string | null
}

/** A window and what was proven of it. */
export interface WindowState extends Stretch {
  stream: string
  doubt: string | null
  total: number | null
  came: number
  gap: Stretch | null
  /** When, ISO 8601 with +08:00. */
  at: string
}

/** Something with details of its own. */
export interface ItemVersion {
  method: string
  id: string
  version: string
  /** JSON of what the list said, where the details do not repeat it. */
  item: string | null
}

/** How the version begins under which an order is wanted that only after-sales or bills named. */
export const NAMED = 'named'
const IS_NAMED = `listed LIKE '${NAMED} %'`
/** @param id the column with the number of an order of which neither a file nor the list has told */
const isUntold = (id: string) => `NOT EXISTS (SELECT 1 FROM lines WHERE order_id = ${id})
  AND NOT EXISTS (SELECT 1 FROM order_records WHERE order_id = ${id})`
/** What names it may be wrong, or speak of something else. */
const IS_ONLY_NAMED = `${IS_NAMED} AND ${isUntold('api_items.id')}`
/** The platform was asked for its details and gave none. */
const IS_REFUSED = 'refused IS NOT NULL AND detailed IS NOT listed'
/** Whose rows tell which order they are about. */
const NAMING_TABLES = ['after_sales', 'settlements', 'funds'] as const

/** The verdict on a whole walk that the platform does not let the app make. */
const REFUSED = 'refused'

interface StreamRow {
  stream: string
  walk_from: number
  walk_to: number
  cursor: string | null
  done_from: number | null
  done_to: number | null
  done_at: string | null
}

/** What the database knows of the Open API beside the records themselves: the tables `api_…`. */
export class ShopState {
  readonly #db: Database
  readonly #prepared = new Map<string, Statement>()

  constructor(db: Database) {
    this.#db = db
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values)
  }

  #statement(sql: string): Statement {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }

  shop(): { shopId: string; name: string } | null {
    const row = this.#statement('SELECT shop_id AS shopId, name FROM api_shop').get()
    return (row as { shopId: string; name: string } | undefined) ?? null
  }

  setShop(shopId: string, name: string): void {
    this.#run('DELETE FROM api_shop')
    this.#run('INSERT INTO api_shop VALUES (?, ?)', shopId, name)
  }

  /** How far each file of pages has been read into this database, by its name. */
  filesRead(): Map<string, { bytes: number; lines: number }> {
    const rows = this.#statement('SELECT file, bytes, lines FROM api_files').all() as {
      file: string
      bytes: number
      lines: number
    }[]
    return new Map(rows.map(({ file, bytes, lines }) => [file, { bytes, lines }]))
  }

  setFileRead(file: string, bytes: number, lines: number): void {
    this.#run('INSERT OR REPLACE INTO api_files VALUES (?, ?, ?)', file, bytes, lines)
  }

  streams(): StreamState[] {
    const rows = this.#statement('SELECT * FROM api_streams').all() as unknown as StreamRow[]
    return rows.map(streamState)
  }

  stream(name: string): StreamState | null {
    const row = this.#statement('SELECT * FROM api_streams WHERE stream = ?').get(name)
    return row ? streamState(row as unknown as StreamRow) : null
  }

  begin(stream: string, { from, to }: Stretch): void {
    this.#run('DELETE FROM api_pages WHERE stream = ?', stream)
    // What was doubtful within it gets a new verdict, perhaps in narrower windows.
    this.#run(
      'DELETE FROM api_windows WHERE stream = ? AND doubt IS NOT NULL AND window_from >= ? AND window_to <= ?',
      stream,
      from,
      to,
    )
    this.#run(
      `INSERT INTO api_streams VALUES (?, ?, ?, ?, NULL, NULL, NULL) ON CONFLICT (stream) DO UPDATE
       SET walk_from = excluded.walk_from, walk_to = excluded.walk_to, cursor = excluded.cursor`,
      stream,
      from,
      to,
      // Not NULL from its first moment on: a walk without any page yet is one to go on with too.
      '',
    )
  }

  page({ stream, page, cursor }: PageEventLine, { file, start, size }: LinePlace): void {
    if (page === 0) this.#run('DELETE FROM api_pages WHERE stream = ?', stream)
    this.#setCursor(stream, cursor)
    this.#run(
      'INSERT OR REPLACE INTO api_pages VALUES (?, ?, ?, ?, ?)',
      stream,
      page,
      file,
      start,
      size,
    )
  }

  window({ stream, window, doubt, total, distinct, gap, cursor, at }: WindowEventLine): void {
    this.#setCursor(stream, cursor)
    this.#run('DELETE FROM api_pages WHERE stream = ?', stream)
    const { from, to } = window
    // The newer verdict stands for all within it.
    this.#run(
      `DELETE FROM api_windows WHERE stream = ? AND window_from >= ? AND window_to <= ?`,
      stream,
      from,
      to,
    )
    this.#run(
      'INSERT OR REPLACE INTO api_windows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      stream,
      from,
      to,
      doubt,
      total,
      distinct,
      gap?.from ?? null,
      gap?.to ?? null,
      at,
    )
  }

  /** The walk under way is not let through. */
  refuse(stream: string, at: string): void {
    this.#run(
      `INSERT OR REPLACE INTO api_windows (stream, window_from, window_to, doubt, came, at)
         SELECT stream, walk_from, walk_to, ?, 0, ? FROM api_streams WHERE stream = ?`,
      REFUSED,
      at,
      stream,
    )
  }

  end(stream: string, at: string): void {
    this.#run('DELETE FROM api_windows WHERE stream = ? AND doubt = ?', stream, REFUSED)
    this.#run(
      `UPDATE api_streams SET cursor = NULL, done_at = ?, done_from = min(walk_from, coalesce(done_from, walk_from)),
         done_to = max(walk_to, coalesce(done_to, walk_to)) WHERE stream = ?`,
      at,
      stream,
    )
  }

  #setCursor(stream: string, cursor: CursorJson): void {
    const text = JSON.stringify(cursor)
    this.#run('UPDATE api_streams SET cursor = ? WHERE stream = ?', text, stream)
  }

  /** Where the pages of the pass under way stand, in their order. */
  pagesOfPass(stream: string): LinePlace[] {
    return this.#statement(
      'SELECT file, start, size FROM api_pages WHERE stream = ? ORDER BY page',
    ).all(stream) as unknown as LinePlace[]
  }

  /** Windows that were walked, with what came of each. */
  windows(): WindowState[] {
    return this.#windows().filter(({ doubt }) => doubt !== REFUSED)
  }

  /** Walks that the app was not let through. */
  refusedWalks(): WindowState[] {
    return this.#windows().filter(({ doubt }) => doubt === REFUSED)
  }

  #windows(): WindowState[] {
    const rows = this.#statement(
      `SELECT stream, window_from AS "from", window_to AS "to", doubt, total, came, at,
         gap_from AS gapFrom, gap_to AS gapTo FROM api_windows ORDER BY stream, window_from`,
    ).all() as unknown as (Omit<WindowState, 'gap'> & {
      gapFrom: number | null
      gapTo: number | null
    })[]
    return rows.map(({ gapFrom, gapTo, ...row }) => ({
      ...row,
      gap: gapFrom === null || gapTo === null ? null : { from: gapFrom, to: gapTo },
    }))
  }

  listed({ method, id, version, item }: ItemVersion): void {
    this.#run(
      `INSERT INTO api_items VALUES (?, ?, ?, NULL, ?, NULL) ON CONFLICT (method, id) DO UPDATE
       SET listed = excluded.listed, item = coalesce(excluded.item, item)`,
      method,
      id,
      version,
      item,
    )
  }

  detailed(method: string, id: string): void {
    this.#run(
      'UPDATE api_items SET detailed = listed, refused = NULL WHERE method = ? AND id = ?',
      method,
      id,
    )
  }

  refused(method: string, id: string, reason: string): void {
    this.#run('UPDATE api_items SET refused = ? WHERE method = ? AND id = ?', reason, method, id)
  }

  /** Its details are not owed any more; listed again, they are. */
  forget(method: string, id: string): void {
    this.#run('DELETE FROM api_items WHERE method = ? AND id = ?', method, id)
  }

  isListed(method: string, id: string): boolean {
    const sql = 'SELECT 1 FROM api_items WHERE method = ? AND id = ?'
    return this.#statement(sql).get(method, id) !== undefined
  }

  isDetailed(method: string, id: string): boolean {
    const sql = 'SELECT 1 FROM api_items WHERE method = ? AND id = ? AND detailed IS NOT NULL'
    return this.#statement(sql).get(method, id) !== undefined
  }

  itemOf(method: string, id: string): string | null {
    const row = this.#statement('SELECT item FROM api_items WHERE method = ? AND id = ?').get(
      method,
      id,
    )
    return (row as { item: string | null } | undefined)?.item ?? null
  }

  wantedCount(method: string): number {
    const sql = `SELECT count(*) AS n FROM api_items INDEXED BY api_items_wanted
      WHERE method = ? AND detailed IS NOT listed`
    return (this.#statement(sql).get(method) as { n: number }).n
  }

  /** How many details nobody has asked for yet; what was refused is told apart. */
  unfetchedCount(): number {
    const sql =
      'SELECT count(*) AS n FROM api_items WHERE detailed IS NOT listed AND refused IS NULL'
    return (this.#statement(sql).get() as { n: number }).n
  }

  /** Ids whose details are wanted, after one of them; the details may be stored between two calls. */
  wantedAfter(method: string, after: string, limit: number): string[] {
    const sql = `SELECT id FROM api_items INDEXED BY api_items_wanted
      WHERE method = ? AND detailed IS NOT listed AND id > ? ORDER BY id LIMIT ?`
    const rows = this.#statement(sql).all(method, after, limit) as { id: string }[]
    return rows.map(({ id }) => id)
  }

  /**
   * Orders that lists do not show, because they were created before `wall` or nobody knows when: those
   * without details, and those that were not over when the details were last asked for.
   * @param wall ISO 8601 with +08:00
   * @param after the id that the last call ended with
   */
  ordersBehind(wall: string, after: string, limit: number): { id: string; isNamed: boolean }[] {
    const sql = `SELECT DISTINCT order_id AS id, coalesce(${IS_NAMED}, 0) AS isNamed FROM (
         SELECT order_id, created_at, status_kind FROM lines WHERE order_id > ?1
         UNION ALL SELECT order_id, created_at, status_kind FROM order_records WHERE order_id > ?1
       ) AS known
       LEFT JOIN api_items ON method = 'order.orderDetail' AND id = order_id
       WHERE (created_at IS NULL OR created_at < ?2)
         AND (detailed IS NULL OR status_kind NOT IN ('finished', 'closed'))
       ORDER BY 1 LIMIT ?3`
    const rows = this.#statement(sql).all(after, wall, limit) as { id: string; isNamed: number }[]
    return rows.map(({ id, isNamed }) => ({ id, isNamed: isNamed === 1 }))
  }

  /**
   * Orders of which nothing is known but that after-sales or bills of the Open API are about them. What
   * is no number of an order (19 digits, API notes 3.1) is nothing to ask for.
   * @param after the id that the last call ended with
   */
  ordersNamed(after: string, limit: number): string[] {
    const ofTable = (table: string) =>
      `SELECT order_id AS id FROM ${table} WHERE order_id > ?1
         AND order_id NOT GLOB '*[^0-9]*' AND layout_id IN (SELECT id FROM of_api)`
    const sql = `WITH of_api AS (
         SELECT DISTINCT layouts.id FROM layouts, json_each(origins) AS origin
         JOIN imports ON imports.id = origin.value WHERE as_of_from = 'api')
       SELECT id FROM (${NAMING_TABLES.map(ofTable).join(' UNION ')}) AS named
       WHERE ${isUntold('named.id')} AND NOT EXISTS (
           SELECT 1 FROM api_items WHERE method = 'order.orderDetail' AND api_items.id = named.id)
       ORDER BY 1 LIMIT ?2`
    const rows = this.#statement(sql).all(after, limit) as { id: string }[]
    return rows.map(({ id }) => id)
  }

  /**
   * When the oldest order was placed that a file or a list tells of. Those that only a bill named do not
   * count: bills reach back to the oldest order, and each reach would name still older ones.
   */
  firstToldOrderAt(): string | null {
    const sql = `SELECT created_at AS at FROM lines WHERE created_at IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM api_items WHERE method = 'order.orderDetail' AND id = order_id AND ${IS_NAMED})
       ORDER BY created_at LIMIT 1`
    return (this.#statement(sql).get() as { at: string } | undefined)?.at ?? null
  }

  /** What is known to have details that the platform did not give. */
  refusedItems(): { method: string; id: string; reason: string }[] {
    const sql = `SELECT method, id, refused AS reason FROM api_items
      WHERE ${IS_REFUSED} AND NOT (${IS_ONLY_NAMED}) ORDER BY 1, 2`
    return this.#statement(sql).all() as { method: string; id: string; reason: string }[]
  }

  /** Orders that only after-sales or bills name and that the platform gave no details of. */
  unknownOrders(): string[] {
    const sql = `SELECT id FROM api_items WHERE ${IS_REFUSED} AND ${IS_ONLY_NAMED} ORDER BY 1`
    return this.#statement(sql)
      .all()
      .map(({ id }) => id as string)
  }
}

function streamState(row: StreamRow): StreamState {
  const { stream, walk_from: from, walk_to: to, cursor, done_from, done_to, done_at } = row
  return {
    stream,
    walk: { from, to },
    // '' stands for a walk that has just begun.
    cursor: cursor === null ? null : cursor === '' ? beginning(from, to) : JSON.parse(cursor),
    done: done_from === null || done_to === null ? null : { from: done_from, to: done_to },
    doneAt: done_at,
  }
}

function beginning(from: number, to: number): CursorJson {
  return { windows: [{ from, to }], pass: 0, page: 0 }
}

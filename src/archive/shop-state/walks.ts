import type { LinePlace } from '../page-files.ts'
import type { CursorJson, PageEventLine, Stretch, WindowEventLine } from '../page-lines.ts'
import type { Statements } from './statements.ts'

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

/** How far the lists were walked, and what was proven of their windows. */
export class Walks {
  readonly #statements: Statements

  constructor(statements: Statements) {
    this.#statements = statements
  }

  streams(): StreamState[] {
    const rows = this.#statements.of('SELECT * FROM api_streams').all() as unknown as StreamRow[]
    return rows.map(streamState)
  }

  stream(name: string): StreamState | null {
    const row = this.#statements.of('SELECT * FROM api_streams WHERE stream = ?').get(name)
    return row ? streamState(row as unknown as StreamRow) : null
  }

  begin(stream: string, { from, to }: Stretch): void {
    this.#statements.run('DELETE FROM api_pages WHERE stream = ?', stream)
    // What was doubtful within it gets a new verdict, perhaps in narrower windows.
    this.#statements.run(
      'DELETE FROM api_windows WHERE stream = ? AND doubt IS NOT NULL AND window_from >= ? AND window_to <= ?',
      stream,
      from,
      to,
    )
    this.#statements.run(
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
    if (page === 0) this.#statements.run('DELETE FROM api_pages WHERE stream = ?', stream)
    this.#setCursor(stream, cursor)
    this.#statements.run(
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
    this.#statements.run('DELETE FROM api_pages WHERE stream = ?', stream)
    const { from, to } = window
    // The newer verdict stands for all within it.
    this.#statements.run(
      `DELETE FROM api_windows WHERE stream = ? AND window_from >= ? AND window_to <= ?`,
      stream,
      from,
      to,
    )
    this.#statements.run(
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
    this.#statements.run(
      `INSERT OR REPLACE INTO api_windows (stream, window_from, window_to, doubt, came, at)
         SELECT stream, walk_from, walk_to, ?, 0, ? FROM api_streams WHERE stream = ?`,
      REFUSED,
      at,
      stream,
    )
  }

  end(stream: string, at: string): void {
    this.#statements.run('DELETE FROM api_windows WHERE stream = ? AND doubt = ?', stream, REFUSED)
    this.#statements.run(
      `UPDATE api_streams SET cursor = NULL, done_at = ?, done_from = min(walk_from, coalesce(done_from, walk_from)),
         done_to = max(walk_to, coalesce(done_to, walk_to)) WHERE stream = ?`,
      at,
      stream,
    )
  }

  #setCursor(stream: string, cursor: CursorJson): void {
    const text = JSON.stringify(cursor)
    this.#statements.run('UPDATE api_streams SET cursor = ? WHERE stream = ?', text, stream)
  }

  /** Where the pages of the pass under way stand, in their order. */
  pagesOfPass(stream: string): LinePlace[] {
    return this.#statements
      .of('SELECT file, start, size FROM api_pages WHERE stream = ? ORDER BY page')
      .all(stream) as unknown as LinePlace[]
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
    const rows = this.#statements
      .of(
        `SELECT stream, window_from AS "from", window_to AS "to", doubt, total, came, at,
         gap_from AS gapFrom, gap_to AS gapTo FROM api_windows ORDER BY stream, window_from`,
      )
      .all() as unknown as (Omit<WindowState, 'gap'> & {
      gapFrom: number | null
      gapTo: number | null
    })[]
    return rows.map(({ gapFrom, gapTo, ...row }) => ({
      ...row,
      gap: gapFrom === null || gapTo === null ? null : { from: gapFrom, to: gapTo },
    }))
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

import type { Store } from './store.ts'

/** What was ticked: a step or condition of closing, or an item of the checklist. */
export type TickKind = 'step' | 'item'

export interface Tick {
  id: string
  status: string
  note: string
  /** Who ticked it. */
  by: string
  /** ISO 8601 with +08:00 */
  at: string
}

/** The merchant's ticks of a kind, by id. */
export function readTicks(store: Store, kind: TickKind): Map<string, Tick> {
  const rows = store.db
    .prepare('SELECT id, status, note, by, at FROM ticks WHERE kind = ? ORDER BY id')
    .all(kind) as unknown as Tick[]
  return new Map(rows.map((tick) => [tick.id, tick]))
}

export function writeTick(store: Store, kind: TickKind, tick: Tick): void {
  store.db
    .prepare(
      `INSERT INTO ticks (kind, id, status, note, by, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET status = excluded.status, note = excluded.note,
         by = excluded.by, at = excluded.at`,
    )
    .run(kind, tick.id, tick.status, tick.note, tick.by, tick.at)
}

import { asDyshopError, DyshopError } from '../../errors.ts'
import type { Database } from './sqlite.ts'

/**
 * Fills a database with a rollback journal instead of a write-ahead log: each page goes into the file
 * once, while the log would hold it a second time. Readers and the writer would wait for each other then,
 * and give up, so readers are kept out. A run that is cut off leaves the journal, by which the next one
 * takes back what was half done, and goes back to the log.
 */
export async function alone<T>(db: Database, work: () => Promise<T>): Promise<T> {
  // Somebody who reads at this very moment keeps the log in place; the work is done all the same.
  if (!hasJournal(db, 'DELETE')) return work()
  db.exec('PRAGMA locking_mode = EXCLUSIVE')
  const result = await work()
  db.exec('PRAGMA locking_mode = NORMAL')
  // The lock is let go when something is read.
  db.prepare('SELECT 1 FROM sqlite_master').get()
  hasJournal(db, 'WAL')
  return result
}

/** Changes the way in which transactions are kept safe. @returns whether no reader was in the way */
function hasJournal(db: Database, mode: 'DELETE' | 'WAL'): boolean {
  try {
    const row = db.prepare(`PRAGMA journal_mode = ${mode}`).get() as { journal_mode: string }
    return row.journal_mode.toUpperCase() === mode
  } catch (error) {
    const stop = asDyshopError(error)
    if (stop instanceof DyshopError && stop.code === 'archive-in-use') return false
    throw error
  }
}

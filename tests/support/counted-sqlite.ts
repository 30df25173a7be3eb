import type { Database, Statement } from '../../src/archive/database/sqlite.ts'
import { Store } from '../../src/archive/store.ts'

/** What a piece of work asked of SQLite. */
export interface SqliteCounts {
  /** Every statement that was prepared, in order. */
  prepared: string[]
  /** Every script that was run at once, such as BEGIN and COMMIT. */
  executed: string[]
  /** Calls that step a prepared statement: run, get, all, iterate. */
  steps: number
}

/** Counts what `work` asks of SQLite through every store it opens, and changes nothing about it. */
export async function countSqlite(work: () => Promise<unknown>): Promise<SqliteCounts> {
  const counts: SqliteCounts = { prepared: [], executed: [], steps: 0 }
  const { openForReading, openForWriting } = Store
  Store.openForReading = async (path) => watched(await openForReading.call(Store, path), counts)
  Store.openForWriting = async (path) => watched(await openForWriting.call(Store, path), counts)
  try {
    await work()
  } finally {
    Object.assign(Store, { openForReading, openForWriting })
  }
  return counts
}

function watched(store: Store, counts: SqliteCounts): Store {
  const { db } = store
  const prepare = db.prepare.bind(db)
  const exec = db.exec.bind(db)
  // The binding's own methods cannot be replaced on its classes, only hidden on each object.
  hide(db, 'exec', (sql: string) => {
    counts.executed.push(sql)
    exec(sql)
  })
  hide(db, 'prepare', (sql: string) => {
    counts.prepared.push(sql)
    return counted(prepare(sql), counts)
  })
  return store
}

function counted(statement: Statement, counts: SqliteCounts): Statement {
  for (const name of ['run', 'get', 'all', 'iterate'] as const) {
    const method = statement[name].bind(statement) as (...parameters: unknown[]) => unknown
    hide(statement, name, (...parameters: unknown[]) => {
      counts.steps++
      return method(...parameters)
    })
  }
  return statement
}

function hide(object: Database | Statement, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value })
}

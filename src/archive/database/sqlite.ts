import type { DatabaseSync } from '@photostructure/sqlite'

/**
 * The one place that knows which SQLite is used: Node's own where Node has a stable enough one
 * (22.13 and later), else the same API from a package with prebuilt binaries.
 */

export type Database = InstanceType<typeof DatabaseSync>
export type Statement = ReturnType<Database['prepare']>

export interface SqliteModule {
  DatabaseSync: typeof DatabaseSync
}

/** Loads the binding on first use: `--help` needs none. */
export async function loadSqlite(): Promise<SqliteModule> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 13)) {
    return withoutExperimentalWarning(async () => {
      // A name that the type checker does not follow: Node 20's types have no node:sqlite.
      const name: string = 'node:sqlite'
      return (await import(name)) as SqliteModule
    })
  }
  return await import('@photostructure/sqlite')
}

/** Node 22 and 24 announce their SQLite as experimental on every start; users can do nothing about it. */
async function withoutExperimentalWarning<T>(load: () => Promise<T>): Promise<T> {
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('SQLite')) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }) as typeof process.emitWarning
  try {
    return await load()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Statements whose rows are being read. */
const inUse = new Set<Statement>()

/**
 * The rows of a query one by one. The binding's iterators do not keep their statement from being
 * collected, so it is held here until the last row was taken or the reader stopped.
 */
export function* iterateRows<Row>(
  statement: Statement,
  ...parameters: readonly (string | number | null)[]
): Generator<Row> {
  inUse.add(statement)
  try {
    yield* statement.iterate(...parameters) as IterableIterator<Row>
  } finally {
    inUse.delete(statement)
  }
}

import type { DatabaseSync } from '@photostructure/sqlite'

/**
 * The one place that knows which SQLite is used: Node's own where Node has a stable enough one
 * (22.13 and later), else the same API from a package with prebuilt binaries.
 */

export type Database = InstanceType<typeof DatabaseSync>
export type Statement = ReturnType<Database['prepare']>

interface SqliteModule {
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

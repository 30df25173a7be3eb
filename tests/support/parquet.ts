import { DuckDBInstance, type Json } from '@duckdb/node-api'

/** A row as DuckDB shows it: 64-bit integers as text. */
export type ParquetRow = Record<string, Json>

/** Asks DuckDB, which shares no code with what wrote the files. Times are shown in UTC. */
export async function askDuckDb(sql: string): Promise<ParquetRow[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run("SET TimeZone = 'UTC'")
    return (await connection.runAndReadAll(sql)).getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

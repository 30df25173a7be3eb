import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { alone } from '../../../src/archive/database/alone.ts'
import { type Database, loadSqlite } from '../../../src/archive/database/sqlite.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()

async function opened(path: string): Promise<Database> {
  const { DatabaseSync } = await loadSqlite()
  const db = new DatabaseSync(path)
  db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = WAL')
  return db
}

const count = (db: Database) => db.prepare('SELECT count(*) AS n FROM rows').get()
const journalOf = (db: Database) => db.prepare('PRAGMA journal_mode').get()

test('nobody reads what is being filled, and everybody what was', async () => {
  const path = folder.free('filled.db')
  const writer = await opened(path)
  const { DatabaseSync } = await loadSqlite()
  const reader = new DatabaseSync(path)
  writer.exec('CREATE TABLE rows (value TEXT)')
  await alone(writer, async () => {
    writer.exec(`BEGIN IMMEDIATE; INSERT INTO rows VALUES ('one'); COMMIT`)
    expect(existsSync(`${path}-wal`)).toBe(false)
    expect(() => count(reader)).toThrow(/locked/)
  })
  expect(count(reader)).toEqual({ n: 1 })
  expect(journalOf(writer)).toEqual({ journal_mode: 'wal' })
  expect(existsSync(`${path}-journal`)).toBe(false)
  reader.close()
  writer.close()
})

test('somebody who is reading already does not stop the work', async () => {
  const path = folder.free('read.db')
  const writer = await opened(path)
  writer.exec('CREATE TABLE rows (value TEXT)')
  const reader = await opened(path)
  reader.exec('BEGIN')
  count(reader)
  await alone(writer, async () => writer.exec(`INSERT INTO rows VALUES ('one')`))
  expect(count(reader)).toEqual({ n: 0 })
  reader.exec('COMMIT')
  expect(count(reader)).toEqual({ n: 1 })
  reader.close()
  writer.close()
})

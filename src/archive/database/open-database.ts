import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { access, chmod } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { DyshopError } from '../../errors.ts'
import { NAMES } from '../folder.ts'
import { APPLICATION_ID, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { pendingFilesOf, sideFilesOf } from './side-files.ts'
import type { Database, SqliteModule } from './sqlite.ts'
import { TABLES } from './tables.ts'

/** SQLite's codes for a file, or a side file it wants to make, that cannot be opened for writing. */
const SQLITE_READONLY = 8
const SQLITE_CANTOPEN = 14

/**
 * SQLite calls it a failed disk.
 * @throws {DyshopError} `folder-in-way` for a folder that stands where the database should
 */
export function refuseFolder(path: string): void {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (isFolder) throw new DyshopError('folder-in-way', { path })
}

/**
 * A connection that changes nothing. It may write as far as the system is concerned, because only then
 * does SQLite tidy up its side files; where it may not, nothing can change under it either.
 */
export function openUnchanging(DatabaseSync: SqliteModule['DatabaseSync'], path: string): Database {
  refuseFolder(path)
  if (!existsSync(path)) throw new DyshopError('archive-damaged', { path: NAMES.database })
  // SQLite would make side files with the same rights, which the next writer could not use.
  if (!mayWrite(path) && !hasPendingWrites(path)) return openImmutable(DatabaseSync, path)
  try {
    const db = new DatabaseSync(path)
    // Another reader that is just closing holds the file for a moment.
    db.exec('PRAGMA busy_timeout = 5000; PRAGMA query_only = ON')
    db.prepare('SELECT 1 FROM sqlite_master').get()
    return db
  } catch (error) {
    const { errcode = 0 } = error as { errcode?: number }
    if (![SQLITE_READONLY, SQLITE_CANTOPEN].includes(errcode & 0xff)) throw error
    // What a cut-off run had half written can only be taken back by someone who may write.
    if (hasContent(`${path}-journal`)) throw error
    return openImmutable(DatabaseSync, path)
  }
}

function openImmutable(DatabaseSync: SqliteModule['DatabaseSync'], path: string): Database {
  return new DatabaseSync(`${pathToFileURL(path)}?immutable=1`, { readOnly: true })
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function hasPendingWrites(path: string): boolean {
  return pendingFilesOf(path).some(hasContent)
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/**
 * Refuses a database that may not be written before SQLite opens it: beside it SQLite would leave side
 * files with the same rights. Such files of earlier runs are given their owner's rights back.
 */
export async function refuseReadOnly(path: string): Promise<void> {
  for (const each of [path, ...sideFilesOf(path)]) {
    try {
      await access(each, constants.W_OK)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') continue
      const isSideFile = each !== path && code === 'EACCES'
      if (!isSideFile) throw error
      await chmod(each, 0o600)
    }
  }
}

/** Every archive has them; what lacks one was emptied, or never was an archive's database. */
const NEEDED_TABLES = [
  'imports',
  'layouts',
  'ticks',
  ...Object.values(TABLES).map((it) => it.table),
]

/** Refuses what is no database of ours. @throws {DyshopError} `archive-damaged` */
export function refuseForeign(db: Database): void {
  const { application_id: id } = db.prepare('PRAGMA application_id').get() as Record<string, number>
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const names = new Set(tables.map(({ name }) => name))
  // Before the first release our databases had no id.
  const isOurs = id === APPLICATION_ID || id === 0
  if (isOurs && NEEDED_TABLES.every((table) => names.has(table))) return
  db.close()
  throw new DyshopError('archive-damaged', { path: NAMES.database })
}

/** @throws {DyshopError} `archive-too-new` */
export function refuseNewerSchema(db: Database, path: string): void {
  const version = schemaVersion(db)
  if (version <= SCHEMA_VERSION) return
  db.close()
  throw new DyshopError('archive-too-new', { path, version, known: SCHEMA_VERSION })
}

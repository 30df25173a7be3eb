import { readdir, readlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { iterateRows } from '../../src/archive/database/sqlite.ts'
import { Store } from '../../src/archive/store.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

/** More than SQLite's cache holds, sorted. */
const LARGE_SORT = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
  SELECT hex(randomblob(60)) AS text FROM n ORDER BY text`

test('however much is sorted, nothing of it is written outside of the archive', async ({
  skip,
}) => {
  skip(process.platform !== 'linux', 'only Linux lists the open files of a process')
  const path = folder.free('archive.db')
  for (const open of [Store.openForWriting, Store.openForReading]) {
    const store = await open(path)
    const rows = iterateRows(store.db.prepare(LARGE_SORT))
    rows.next()
    const files = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    )
    const temporary = files.filter((file) => file.includes('etilqs'))
    if (open === Store.openForWriting) expect(temporary).not.toEqual([])
    // Nor do they have a name by which a run that is cut off could leave them behind.
    const isInside = (file: string) => dirname(file) === dirname(path) && file.endsWith('(deleted)')
    expect(temporary.filter((file) => !isInside(file))).toEqual([])
    rows.return(undefined)
    store.close()
  }
})

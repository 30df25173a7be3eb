import { describe, expect, test } from 'vitest'
import { linesInAfterSalePeriod } from '../../../src/archive/queries/closing-queries.ts'
import { moneyToCome } from '../../../src/archive/queries/money-queries.ts'
import { searchRecords } from '../../../src/archive/queries/search.ts'
import { Store } from '../../../src/archive/store.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()
let databases = 0

function indexes(store: Store): unknown[] {
  return store.db
    .prepare(`SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name`)
    .all()
}

let imports = 0

/** Begins an import into the empty table of lines, which takes its indexes away. */
function beginLines(store: Store): void {
  const report = {
    original: '',
    sha256: String(++imports),
    sheet: '',
    file: 'orders.csv',
    kind: 'orders',
  }
  const id = store.imports.begin({
    ...report,
    encoding: null,
    importedAt: '',
    asOf: '',
    changedAt: '',
  })
  store.recordWriter('lines', id, ['子订单编号'], () => () => [])
}

async function newStore(): Promise<Store> {
  return Store.openForWriting(folder.at(`${++databases}.db`))
}

test('the indexes of an empty table are gone while it is filled, and back afterwards', async () => {
  const store = await newStore()
  const before = indexes(store)
  await store.transaction(() => {
    beginLines(store)
    expect(indexes(store).length).toBeLessThan(before.length)
  })
  expect(indexes(store)).toEqual(before)
  store.close()
})

test('an import that fails leaves every index where it was', async () => {
  const store = await newStore()
  const before = indexes(store)
  const failing = store.transaction(() => {
    beginLines(store)
    throw new Error('unreadable')
  })
  await expect(failing).rejects.toThrow('unreadable')
  expect(indexes(store)).toEqual(before)
  await store.transaction(() => beginLines(store))
  expect(indexes(store)).toEqual(before)
  store.close()
})

test('while many reports are stored, the indexes stay away until the last of them', async () => {
  const store = await newStore()
  const before = indexes(store)
  await store.filling(0, async () => {
    await store.transaction(() => beginLines(store))
    expect(indexes(store).length).toBeLessThan(before.length)
    await store.transaction(() => beginLines(store))
    expect(indexes(store).length).toBeLessThan(before.length)
  })
  expect(indexes(store)).toEqual(before)
  store.close()
})

describe('a run that was cut off between two reports', () => {
  async function cutOff(): Promise<{ path: string; before: unknown[] }> {
    const path = folder.at(`${++databases}.db`)
    const store = await Store.openForWriting(path)
    const before = indexes(store)
    const filling = store.filling(0, async () => {
      await store.transaction(() => beginLines(store))
      throw new Error('cut off')
    })
    await expect(filling).rejects.toThrow('cut off')
    store.close()
    return { path, before }
  }

  test('leaves the indexes to whoever opens the archive for writing next', async () => {
    const { path, before } = await cutOff()
    const store = await Store.openForWriting(path)
    expect(indexes(store)).toEqual(before)
    store.close()
  })

  test('leaves an archive that answers without them', async () => {
    const { path } = await cutOff()
    const store = await Store.openForReading(path)
    expect(store.indexedBy('lines_finished')).toBe('')
    expect(store.indexedBy('settlements_by_line')).toBe('INDEXED BY settlements_by_line')
    expect(searchRecords(store, '茶叶', 5)).toEqual([])
    expect(moneyToCome(store).finished.lines).toBe(0)
    store.close()
  })
})

describe('an index that an earlier version made of other columns', () => {
  async function archiveOfBefore(): Promise<{ path: string; now: unknown[] }> {
    const path = folder.at(`${++databases}.db`)
    const store = await Store.openForWriting(path)
    const now = indexes(store)
    store.db.exec('DROP INDEX lines_by_finish')
    store.db.exec(
      'CREATE INDEX lines_by_finish ON lines (finished_at) WHERE finished_at IS NOT NULL',
    )
    store.close()
    return { path, now }
  }

  test('is not relied on by those who only read', async () => {
    const { path } = await archiveOfBefore()
    const store = await Store.openForReading(path)
    expect(store.indexedBy('lines_by_finish')).toBe('')
    const groups = [{ category: null, days: 15, after: '2026-11-01T00:00:00+08:00' }]
    expect(linesInAfterSalePeriod(store, groups, 5)).toEqual({ count: 0, rows: [] })
    store.close()
  })

  test('is made anew by whoever opens the archive for writing', async () => {
    const { path, now } = await archiveOfBefore()
    const store = await Store.openForWriting(path)
    expect(indexes(store)).toEqual(now)
    expect(store.indexedBy('lines_by_finish')).toBe('INDEXED BY lines_by_finish')
    store.close()
  })
})

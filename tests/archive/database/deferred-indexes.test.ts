import { expect, test } from 'vitest'
import { Store } from '../../../src/archive/store.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()
let databases = 0

function indexes(store: Store): unknown[] {
  return store.db
    .prepare(`SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name`)
    .all()
}

/** Begins an import into the empty table of lines, which takes its indexes away. */
function beginLines(store: Store): void {
  const report = { original: '', sha256: 'a', sheet: '', file: 'orders.csv', kind: 'orders' }
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

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentDigest } from '../../src/archive/database/content-digest.ts'
import { readRecords } from '../../src/archive/records/record-reader.ts'
import { Store } from '../../src/archive/store.ts'
import { deriveValues } from '../../src/sources/seller-files/rows/record-values.ts'

/** A report of lines: its "as of", and rows of cells by column name. */
interface TestReport {
  id: string
  asOf: string
  columns: readonly string[]
  rows: readonly Readonly<Record<string, string>>[]
}

const KEYS = ['主订单编号', '子订单编号', '订单状态']
const NOW = '2026-11-23T09:30:00+08:00'

async function storeOf(reports: readonly TestReport[]): Promise<Store> {
  const store = await Store.openForWriting('')
  for (const report of reports) await importInto(store, report)
  return store
}

/** @returns what became of each row */
async function importInto(store: Store, { id, asOf, columns, rows }: TestReport) {
  return store.transaction(() => {
    const importId = store.imports.begin({
      original: id,
      sha256: id,
      sheet: '',
      file: `${id}.csv`,
      kind: 'orders',
      encoding: 'utf-8',
      importedAt: NOW,
      changedAt: '',
      asOf,
    })
    const writer = store.recordWriter('lines', importId, columns, (of) =>
      deriveValues('orders', 'lines', of),
    )
    const puts = rows.map((row) => writer.put(columns.map((column) => row[column] ?? '')))
    store.imports.finish(importId, {
      asOf,
      asOfFrom: 'name',
      ...{ rows: rows.length, added: 0, updated: 0, unchanged: 0, rejected: 0 },
      ...{ coversFrom: null, coversTo: null },
    })
    return puts
  })
}

function report(id: string, day: number, cells: Record<string, string>): TestReport {
  const row = { 主订单编号: '1', 子订单编号: '1', 订单状态: '已发货', ...cells }
  const asOf = `2026-11-${String(day).padStart(2, '0')}T00:00:00+08:00`
  return { id, asOf, columns: Object.keys(row), rows: [row] }
}

function cellsOf(store: Store, columns: readonly string[]): string[][] {
  return [...readRecords(store, 'lines', columns)].map(({ cells }) => cells)
}

describe('of two exports of a line', () => {
  const old = report('old', 1, { 订单状态: '待发货', 商家备注: '加急', 旧列: 'kept' })
  const fresh = report('new', 2, { 订单状态: '已发货', 商家备注: '', 新列: 'added' })

  test.each([
    ['in their order', [old, fresh]],
    ['the newer one first', [fresh, old]],
  ])('each column is from the newer one that has it, even when empty (%s)', async (_, reports) => {
    const store = await storeOf(reports)
    expect(cellsOf(store, ['订单状态', '商家备注', '旧列', '新列'])).toEqual([
      ['已发货', '', 'kept', 'added'],
    ])
    const [line] = [...readRecords(store, 'lines', [], { withValues: true })]
    expect(line?.values).toContain('shipped')
    expect(line?.file).toBe('new.csv')
    store.close()
  })

  test('the row is added, then updated, then unchanged', async () => {
    const store = await Store.openForWriting('')
    expect(await importInto(store, old)).toMatchObject([{ outcome: 'added' }])
    expect(await importInto(store, fresh)).toMatchObject([{ outcome: 'updated' }])
    const same = { ...fresh, id: 'same', asOf: '2026-11-03T00:00:00+08:00' }
    expect(await importInto(store, same)).toMatchObject([{ outcome: 'unchanged' }])
    expect(await importInto(store, { ...old, id: 'older' })).toMatchObject([
      { outcome: 'unchanged' },
    ])
    store.close()
  })
})

test('a key that comes twice in one report with other cells keeps the later row and is told', async () => {
  const store = await Store.openForWriting('')
  const [first] = report('twice', 1, { 商家备注: 'first' }).rows
  const twice = report('twice', 1, { 商家备注: 'second' })
  const puts = await importInto(store, { ...twice, rows: [first ?? {}, ...twice.rows] })
  expect(puts.map(({ repeatsKey }) => repeatsKey)).toEqual([false, true])
  expect(cellsOf(store, ['商家备注'])).toEqual([['second']])
  store.close()
})

test('a report that fails leaves no row, no import and no layout behind', async () => {
  const store = await storeOf([report('one', 1, { 商家备注: 'x' })])
  const before = contentDigest(store)
  const failing = store.transaction(() => {
    const importId = store.imports.begin({
      ...{ original: 'two', sha256: 'two', sheet: '', file: 'two.csv', kind: 'orders' },
      ...{ encoding: null, importedAt: NOW, changedAt: '', asOf: NOW },
    })
    const columns = [...KEYS, '只在这里']
    const derive = (of: readonly string[]) => deriveValues('orders', 'lines', of)
    store.recordWriter('lines', importId, columns, derive).put(['1', '1', '已关闭', 'y'])
    throw new Error('cut off')
  })
  await expect(failing).rejects.toThrow('cut off')
  expect(contentDigest(store)).toEqual(before)
  // The layout's number is used again, so nothing of the failed one may be remembered.
  await importInto(store, report('three', 3, { 另一列: 'z' }))
  expect(cellsOf(store, ['商家备注', '另一列'])).toEqual([['x', 'z']])
  store.close()
})

test('the newest "as of" of every column wins, in any order of import', async () => {
  const columns = ['甲', '乙', '丙', '丁']
  const reports = fc
    .uniqueArray(
      fc.record({
        id: fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 3, maxLength: 3 }),
        // Few days, so that some reports are of the same second and only their hash decides.
        day: fc.integer({ min: 1, max: 4 }),
        extra: fc.subarray(columns),
        rows: fc.array(fc.record({ key: fc.nat(2), text: fc.constantFrom('', 'x', 'y', 'z') }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      { selector: ({ id }) => id, minLength: 2, maxLength: 6 },
    )
    .map((list) =>
      list.map(({ id, day, extra, rows }): TestReport => {
        const byKey = new Map(rows.map(({ key, text }) => [key, text]))
        return {
          ...report(id, day, {}),
          columns: [...KEYS, ...extra],
          rows: [...byKey].map(([key, text]) => ({
            主订单编号: `${key}`,
            子订单编号: `${key}`,
            订单状态: '已发货',
            ...Object.fromEntries(extra.map((column) => [column, `${text}${text && column}`])),
          })),
        }
      }),
    )
  const shuffledReports = reports.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  await fc.assert(
    fc.asyncProperty(shuffledReports, async ([list, other]) => {
      const [store, shuffledStore] = [await storeOf(list), await storeOf(other)]
      expect(cellsOf(store, columns)).toEqual(newestCells(list, columns))
      expect(contentDigest(shuffledStore)).toEqual(contentDigest(store))
      store.close()
      shuffledStore.close()
    }),
    { numRuns: 150, seed: 4 },
  )
})

/** What the rows must be, worked out without any merging: for each cell, the newest report that has it. */
function newestCells(reports: readonly TestReport[], columns: readonly string[]): string[][] {
  const rank = ({ asOf, id }: TestReport) => `${asOf} ${id}`
  const newestFirst = [...reports].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))
  const keys = [...new Set(reports.flatMap(({ rows }) => rows.map((row) => row.子订单编号)))].sort()
  return keys.map((key) =>
    columns.map((column) => {
      for (const { rows } of newestFirst) {
        const row = rows.find((each) => each.子订单编号 === key)
        if (row && column in row) return row[column] ?? ''
      }
      return ''
    }),
  )
}

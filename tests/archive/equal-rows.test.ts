import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Store } from '../../src/archive/store.ts'
import { deriveValues } from '../../src/sources/seller-files/rows/record-values.ts'

const COLUMNS = ['结算时间', '订单号', '子订单号', '结算金额']
const NOW = '2026-11-23T09:30:00+08:00'

/** A settlement bill with one row for each letter; rows of the same letter are equal. */
function importBill(
  store: Store,
  letters: readonly string[],
  { id, day }: { id: string; day: number },
) {
  return store.transaction(() => {
    const asOf = `2026-11-${String(day).padStart(2, '0')}T00:00:00+08:00`
    const importId = store.imports.begin({
      ...{
        original: id,
        sha256: id,
        sheet: '',
        file: `${id}.csv`,
        kind: 'settlements',
        encoding: 'utf-8',
      },
      ...{ importedAt: NOW, changedAt: '', asOf },
    })
    const writer = store.recordWriter('settlements', importId, COLUMNS, (of) =>
      deriveValues('settlements', 'settlements', of),
    )
    const puts = letters.map((letter) =>
      writer.put(['2026-09-11 05:29:39', `order ${letter}`, `line ${letter}`, '73.32']),
    )
    store.imports.finish(importId, {
      ...{ asOf, asOfFrom: 'name', coversFrom: null, coversTo: null },
      ...{ rows: letters.length, added: 0, updated: 0, unchanged: 0, rejected: 0 },
    })
    return puts.map(({ outcome }) => outcome)
  })
}

function stored(store: Store): string[] {
  const rows = store.db.prepare('SELECT order_id AS id FROM settlements ORDER BY 1').all()
  return (rows as { id: string }[]).map(({ id }) => id)
}

const bill = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
const day = fc.integer({ min: 1, max: 20 })

test('of equal rows there are as many as the bill that has most of them, whichever came first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(bill, day), { maxLength: 5 }), async (bills) => {
      const store = await Store.openForWriting('')
      for (const [index, [letters, asOf]] of bills.entries()) {
        await importBill(store, letters, { id: String(index), day: asOf })
      }
      const most = ['a', 'b', 'c'].flatMap((letter) => {
        const counts = bills.map(([letters]) => letters.filter((each) => each === letter).length)
        return Array(Math.max(0, ...counts)).fill(`order ${letter}`)
      })
      expect(stored(store)).toEqual(most)
      store.close()
    }),
  )
})

test('a bill that comes once more adds nothing, in any order of its rows', async () => {
  const store = await Store.openForWriting('')
  const added = await importBill(store, ['a', 'b', 'a', 'a'], { id: 'first', day: 1 })
  expect(added).toEqual(Array(4).fill('added'))
  const again = await importBill(store, ['a', 'a', 'a', 'b'], { id: 'second', day: 2 })
  expect(again).toEqual(Array(4).fill('unchanged'))
  store.close()
})

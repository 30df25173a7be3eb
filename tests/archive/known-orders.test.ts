import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ShopState } from '../../src/archive/shop-state/shop-state.ts'
import { Store } from '../../src/archive/store.ts'
import { useFolder } from '../support/folder.ts'

/** Orders that are asked for by their numbers come some at a time; none may fall between two calls. */
const folder = useFolder()
let store: Store

const WALL = '2026-08-30T00:00:00+08:00'
const BEHIND = '2026-01-01T00:00:00+08:00'
const SINCE = '2026-09-01T00:00:00+08:00'

beforeEach(async () => {
  store = await Store.openForWriting(`${folder.free()}.db`)
  store.db.exec(`
    INSERT INTO imports VALUES (1, 'a', 'a', '', 'a', 'orders', '', 'api', '', NULL, 0, 0, 0, 0, 0, NULL, NULL, '');
    INSERT INTO layouts VALUES (1, 'lines', '[]', '[1]');`)
})
afterEach(() => store.close())

function line(orderId: string, { at = BEHIND, status = 'finished' } = {}): void {
  const sql = `INSERT INTO lines (line_id, order_id, created_at, status_kind, after_sale_state, layout_id, import_id, cells)
    SELECT ? || '-' || count(*), ?, ?, ?, 'none', 1, 1, '[]' FROM lines`
  store.db.prepare(sql).run(orderId, orderId, at, status)
}

function orderRecord(orderId: string): void {
  const sql = `INSERT INTO order_records (order_id, created_at, status_kind, after_sale_state, layout_id, import_id, cells)
    VALUES (?, ?, 'finished', 'none', 1, 1, '[]')`
  store.db.prepare(sql).run(orderId, BEHIND)
}

/** What calls give together, each going on behind the last id of the one before. */
function gathered<T>(call: (after: string) => T[], idOf: (row: T) => string): T[] {
  const all: T[] = []
  for (let after = ''; ; ) {
    const rows = call(after)
    const last = rows.at(-1)
    if (last === undefined) return all
    all.push(...rows)
    after = idOf(last)
  }
}

describe.each([1, 2, 3, 500])('asked for %i at a time', (limit) => {
  test('orders behind the wall come once each, whichever table has them', () => {
    for (const id of ['10', '10', '10', '11', '13']) line(id)
    for (const id of ['12', '13', '14']) orderRecord(id)
    line('15', { at: SINCE })
    line('16')
    line('17', { status: 'shipped' })
    line('18')
    const { items, orders } = new ShopState(store.db)
    for (const id of ['16', '17', '18']) {
      const version = id === '18' ? 'named x' : 'since x'
      items.listed({ method: 'order.orderDetail', id, version, item: null })
      if (id !== '18') items.detailed('order.orderDetail', id)
    }
    const found = gathered(
      (after) => orders.behind(WALL, after, limit),
      ({ id }) => id,
    )
    const ids = ['10', '11', '12', '13', '14', '17']
    expect(found).toEqual([
      ...ids.map((id) => ({ id, isNamed: false })),
      { id: '18', isNamed: true },
    ])
  })

  test('orders that only bills or after-sales name come once each, and known ones do not', () => {
    line('20')
    orderRecord('21')
    const named = ['20', '21', '22', '22', '22', '225', '24', 'x24', '25']
    for (const [index, id] of named.entries()) {
      const sql = `INSERT INTO settlements (row_key, order_id, settled_at, settled_fen, layout_id, import_id, cells)
        VALUES (?, ?, '', 1, 1, 1, '[]')`
      store.db.prepare(sql).run(String(index), id)
    }
    for (const id of ['22', '23', '24']) {
      const sql = `INSERT INTO funds (trade_no, order_id, moved_at, amount_fen, layout_id, import_id, cells)
        VALUES (?, ?, '', 1, 1, 1, '[]')`
      store.db.prepare(sql).run(id, id)
    }
    const { items, orders } = new ShopState(store.db)
    items.listed({ method: 'order.orderDetail', id: '25', version: 'named x', item: null })
    const found = gathered(
      (after) => orders.named(after, limit),
      (id) => id,
    )
    expect(found).toEqual(['22', '225', '23', '24'])
  })
})

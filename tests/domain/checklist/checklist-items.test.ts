import { describe, expect, test } from 'vitest'
import { byDeadline, openItems } from '../../../src/domain/checklist/checklist.ts'
import type {
  AfterSaleToAnswer,
  ChecklistItem,
  LineToShip,
  Tick,
} from '../../../src/domain/checklist/checklist-item.ts'
import { withTicks } from '../../../src/domain/checklist/checklist-ticks.ts'

const AT = '2026-11-23T09:30:00+08:00'
const PROMISED = '2026-11-24T08:00:00+08:00'

const LINE: LineToShip = {
  orderId: 'o1',
  lineId: '1',
  product: '辣丝丝',
  quantity: 2,
  payableFen: 2890,
  promisedShipAt: PROMISED,
}
const AFTER_SALE: AfterSaleToAnswer = {
  afterSaleId: 'a1',
  orderId: 'o1',
  lineId: '1',
  product: '辣丝丝',
  quantity: 2,
  type: '未发货退款',
  status: '待商家处理',
  refundFen: 1000,
  deadline: '2026-11-25T08:00:00+08:00',
}

function itemsOf(
  lines: Partial<LineToShip>[],
  afterSales: Partial<AfterSaleToAnswer>[] = [],
  isShopClosed = false,
): ChecklistItem[] {
  return openItems({
    at: AT,
    lines: lines.map((more) => ({ ...LINE, ...more })),
    afterSales: afterSales.map((more) => ({ ...AFTER_SALE, ...more })),
    isShopClosed,
    outOfStockAfterHours: 48,
  })
}

const SHIP = ['ship', 'ask-buyer', 'refund', 'replace', 'platform', 'keep-proof']

describe('an item', () => {
  test('of a line to ship says all about it', () => {
    expect(itemsOf([{}])).toEqual([
      {
        id: 'line:1',
        formerIds: [],
        orderId: 'o1',
        lineId: '1',
        afterSaleId: null,
        product: '辣丝丝',
        quantity: 2,
        amountFen: 2890,
        reason: { code: 'to-ship', args: {} },
        action: 'ship',
        deadline: PROMISED,
        urgency: 'soon',
        steps: SHIP,
        message: 'ship-or-refund',
        status: 'todo',
        note: '',
      },
    ])
  })

  test('of a line whose buyer asks for the money says all about both', () => {
    expect(itemsOf([{}], [{}])).toEqual([
      {
        id: 'line:1',
        formerIds: ['after-sale:a1'],
        orderId: 'o1',
        lineId: '1',
        afterSaleId: 'a1',
        product: '辣丝丝',
        quantity: 2,
        amountFen: 1000,
        reason: { code: 'refund-before-shipping', args: { status: '待商家处理' } },
        action: 'agree-refund',
        deadline: PROMISED,
        urgency: 'soon',
        steps: ['open-after-sale', 'ask-buyer', 'refund', 'platform', 'keep-proof'],
        message: 'refund-before-shipping',
        status: 'todo',
        note: '',
      },
    ])
  })

  test('of an after-sale alone says all about it', () => {
    expect(itemsOf([], [{ type: '退货退款', quantity: null }])).toEqual([
      {
        id: 'after-sale:a1',
        formerIds: ['line:1'],
        orderId: 'o1',
        lineId: '1',
        afterSaleId: 'a1',
        product: '辣丝丝',
        quantity: null,
        amountFen: 1000,
        reason: { code: 'after-sale-answer', args: { status: '待商家处理' } },
        action: 'answer-after-sale',
        deadline: '2026-11-25T08:00:00+08:00',
        urgency: 'soon',
        steps: ['open-after-sale', 'ask-buyer', 'refund', 'platform', 'keep-proof'],
        message: 'after-sale',
        status: 'todo',
        note: '',
      },
    ])
  })

  test.each<[Partial<LineToShip>, Partial<ChecklistItem>]>([
    [
      { promisedShipAt: null },
      {
        reason: { code: 'no-promise', args: {} },
        action: 'ship',
        message: 'ship-or-refund',
        urgency: 'none',
      },
    ],
    // To the second: at the promise itself it is kept.
    [{ promisedShipAt: AT }, { reason: { code: 'to-ship', args: {} }, urgency: 'soon' }],
    [
      { promisedShipAt: '2026-11-22T08:00:00+08:00' },
      {
        reason: { code: 'ship-late', args: { hours: 25 } },
        action: 'ship',
        message: 'late',
        urgency: 'overdue',
      },
    ],
    [
      { promisedShipAt: '2026-11-21T09:30:00+08:00' },
      { reason: { code: 'ship-late', args: { hours: 48 } }, action: 'ship' },
    ],
    [
      { promisedShipAt: '2026-11-21T09:29:59+08:00' },
      {
        reason: { code: 'out-of-stock', args: { hours: 48 } },
        action: 'agree-refund',
        steps: ['ask-buyer', 'refund', 'replace', 'platform', 'keep-proof'],
        message: 'late',
      },
    ],
    [{ promisedShipAt: '2026-11-25T09:30:00+08:00' }, { urgency: 'soon' }],
    [{ promisedShipAt: '2026-11-25T09:30:01+08:00' }, { urgency: 'later' }],
  ])('of a line with %j goes by its promise', (line, item) => {
    expect(itemsOf([line])).toMatchObject([item])
  })

  test('of a line whose buyer wants goods, or waits for something else, goes by the after-sale', () => {
    expect(itemsOf([{}], [{ type: '换货' }])).toMatchObject([
      {
        reason: { code: 'after-sale-answer', args: { status: '待商家处理' } },
        action: 'replace',
        message: 'replace',
      },
    ])
    expect(itemsOf([{}], [{ status: '仲裁中' }])).toMatchObject([
      {
        reason: { code: 'after-sale-arbitration', args: { status: '仲裁中' } },
        action: 'ask-platform',
      },
    ])
  })

  test('after closing is for the platform, whatever it was', () => {
    const left = {
      reason: { code: 'shop-closed', args: {} },
      action: 'ask-platform',
      steps: ['ask-buyer', 'platform', 'refund-request', 'keep-proof'],
      message: 'talk-again',
    }
    expect(itemsOf([{}, { lineId: '2' }], [{}, { lineId: '3' }], true)).toMatchObject([
      left,
      left,
      left,
    ])
  })

  test('of several after-sales of a line takes the first amount and number that there is', () => {
    const [item] = itemsOf(
      [{}],
      [
        { afterSaleId: null, refundFen: null, deadline: null },
        { afterSaleId: 'a2', refundFen: 700, deadline: '2026-11-23T20:00:00+08:00' },
        { afterSaleId: 'a3', refundFen: 800 },
      ],
    )
    expect(item).toMatchObject({
      afterSaleId: 'a2',
      amountFen: 700,
      formerIds: ['after-sale:a2', 'after-sale:a3'],
      deadline: '2026-11-23T20:00:00+08:00',
    })
  })
})

describe('the id of an item', () => {
  test('of an order that is known only as a record is that of the order', () => {
    const [item] = itemsOf([{ lineId: null }], [{ lineId: null, afterSaleId: null }])
    expect(item).toMatchObject({ id: 'order:o1', lineId: null, formerIds: [], afterSaleId: null })
  })

  test('of an after-sale without a number is that of its line, else of its order', () => {
    expect(itemsOf([], [{ afterSaleId: null }])).toMatchObject([{ id: 'line:1', formerIds: [] }])
    expect(itemsOf([], [{ afterSaleId: null, lineId: null }])).toMatchObject([
      { id: 'order:o1', formerIds: [] },
    ])
    expect(itemsOf([], [{ lineId: null }])).toMatchObject([{ id: 'after-sale:a1', formerIds: [] }])
  })

  test('joins an after-sale to its line or record, never to those of others', () => {
    const lines = [{}, { lineId: null, orderId: 'o5' }]
    expect(itemsOf(lines, [{ orderId: 'o5', lineId: null }]).map(({ id }) => id)).toEqual([
      'line:1',
      'order:o5',
    ])
    // The order has its lines in the list, and none of them is named.
    expect(itemsOf(lines, [{ lineId: null }])).toHaveLength(3)
    expect(itemsOf(lines, [{ lineId: null, orderId: null }])).toHaveLength(3)
    expect(itemsOf(lines, [{ lineId: '9', orderId: 'o9' }])).toHaveLength(3)
  })
})

test('what has no deadline comes last, and what has the same goes by its id', () => {
  const of = (id: string, deadline: string | null) => ({ id, deadline })
  const sorted = [
    of('c', '2026-11-23'),
    of('a', '2026-11-24'),
    of('b', '2026-11-24'),
    of('a', null),
    of('d', null),
  ]
  for (const a of sorted) {
    for (const b of sorted) {
      const order = Math.sign(sorted.indexOf(a) - sorted.indexOf(b))
      expect(byDeadline(a, b)).toBe(order)
    }
  }
})

describe('ticks', () => {
  const tick = (id: string, status: Tick['status'], note = '', at = AT): Tick => ({
    id,
    status,
    note,
    at,
    by: '店主',
  })
  const list = (items: readonly ChecklistItem[], ticks: Tick[], isShopClosed = false) =>
    withTicks(items, { at: AT, ticks, ended: new Map(), isShopClosed })
  const both = () => itemsOf([{}], [{}])

  test('of its own come before those of a former id, unless they say nothing', () => {
    const former = tick('after-sale:a1', 'asked', 'former')
    const told = (own: Tick) => {
      const [item] = list(both(), [own, former]).items
      return [item?.status, item?.note]
    }
    expect(told(tick('line:1', 'agreed'))).toEqual(['agreed', ''])
    expect(told(tick('line:1', 'todo', 'mine'))).toEqual(['todo', 'mine'])
    expect(told(tick('line:1', 'todo'))).toEqual(['asked', 'former'])
  })

  test('of former ids count from the newest on, an end of something else as none', () => {
    const two = itemsOf([{}], [{}, { afterSaleId: 'a2' }])
    const [item] = list(two, [
      tick('after-sale:a1', 'asked', 'old', '2026-11-01T00:00:00+08:00'),
      tick('after-sale:a2', 'agreed', 'new', '2026-11-02T00:00:00+08:00'),
    ]).items
    expect([item?.status, item?.note]).toEqual(['agreed', 'new'])
    for (const over of ['done', 'refused'] as const) {
      const [again] = list(both(), [tick('after-sale:a1', over, 'was')]).items
      expect([again?.status, again?.note, again?.action]).toEqual(['todo', 'was', 'agree-refund'])
    }
    const [none] = list(both(), []).items
    expect([none?.status, none?.note]).toEqual(['todo', ''])
  })

  test('of a refusal send the item to the platform, after closing to the request', () => {
    const refused = [tick('line:1', 'refused', 'no')]
    expect(list(both(), refused).items).toMatchObject([
      {
        status: 'refused',
        note: 'no',
        reason: { code: 'buyer-refused', args: {} },
        action: 'ask-platform',
        steps: ['give-evidence', 'platform', 'refund-request', 'keep-proof'],
        message: 'talk-again',
      },
    ])
    expect(list(both(), refused, true).items[0]?.action).toBe('file-refund-request')
    expect(list(both(), [tick('line:1', 'agreed')]).items[0]?.action).toBe('agree-refund')
  })

  test('of what is over stay in a list of their own, in the order of their ids', () => {
    const { done, fresh } = list(both(), [
      tick('line:9', 'done', 'b'),
      tick('line:8', 'todo', 'a'),
      // Its line is open, and carries on what was asked.
      tick('after-sale:a1', 'asked'),
    ])
    expect(done.map(({ id, status, note }) => [id, status, note])).toEqual([
      ['line:8', 'todo', 'a'],
      ['line:9', 'done', 'b'],
    ])
    expect(fresh).toEqual(['line:1'])
    expect(list(both(), [tick('after-sale:a1', 'done')]).done).toMatchObject([
      { id: 'after-sale:a1', status: 'done', orderId: null, outcome: null },
    ])
  })

  test('leave the order of the items by their deadline', () => {
    const items = itemsOf([{ lineId: '2', promisedShipAt: null }, {}]).reverse()
    expect(list(items, []).items.map(({ id }) => id)).toEqual(['line:1', 'line:2'])
  })
})

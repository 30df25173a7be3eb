import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterSaleState } from '../../../src/domain/after-sale.ts'
import { openItems } from '../../../src/domain/checklist/checklist.ts'
import {
  type AfterSaleToAnswer,
  type LineToShip,
  TICK_STATUSES,
  type Tick,
} from '../../../src/domain/checklist/checklist-item.ts'
import { withTicks } from '../../../src/domain/checklist/checklist-ticks.ts'
import { afterSaleStage } from '../../../src/domain/closing/after-sale-stage.ts'

const AT = '2026-11-23T09:30:00+08:00'

const line = (lineId: string, more: Partial<LineToShip> = {}): LineToShip => ({
  orderId: `o${lineId}`,
  lineId,
  product: '辣丝丝',
  quantity: 1,
  payableFen: 2890,
  promisedShipAt: '2026-11-24T08:00:00+08:00',
  ...more,
})

const afterSale = (
  afterSaleId: string | null,
  more: Partial<AfterSaleToAnswer> = {},
): AfterSaleToAnswer => ({
  afterSaleId,
  orderId: 'o9',
  lineId: '9',
  product: '辣丝丝',
  quantity: 1,
  type: '退货退款',
  status: '待商家处理',
  refundFen: 1000,
  deadline: '2026-11-25T08:00:00+08:00',
  ...more,
})

interface Given {
  lines?: LineToShip[]
  afterSales?: AfterSaleToAnswer[]
  isShopClosed?: boolean
}

const open = ({ lines = [], afterSales = [], isShopClosed = false }: Given) =>
  openItems({ at: AT, lines, afterSales, isShopClosed, outOfStockAfterHours: 48 })

const tick = (id: string, status: Tick['status'], more: Partial<Tick> = {}): Tick => ({
  id,
  status,
  note: '',
  at: AT,
  by: '店主',
  ...more,
})

const ticked = (given: Given, ticks: Tick[]) =>
  withTicks(open(given), {
    at: AT,
    ticks,
    ended: new Map(),
    isShopClosed: given.isShopClosed ?? false,
  })

describe('openItems', () => {
  it('has one item for each unshipped line and each open after-sale, soonest deadline first', () => {
    const items = open({
      lines: [line('2', { promisedShipAt: null }), line('1')],
      afterSales: [
        afterSale('a2'),
        afterSale('a1', { lineId: '8', deadline: '2026-11-23T12:00:00+08:00' }),
      ],
    })
    expect(items.map(({ id }) => id)).toEqual([
      'after-sale:a1',
      'line:1',
      'after-sale:a2',
      'line:2',
    ])
  })

  it('makes one item of an unshipped line with an open after-sale, with the sooner deadline', () => {
    const items = open({
      lines: [line('1')],
      afterSales: [
        afterSale('a1', {
          orderId: 'o1',
          lineId: '1',
          type: '未发货退款',
          deadline: '2026-11-23T12:00:00+08:00',
        }),
      ],
    })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      id: 'line:1',
      afterSaleId: 'a1',
      deadline: '2026-11-23T12:00:00+08:00',
      action: 'agree-refund',
      amountFen: 1000,
      reason: { code: 'refund-before-shipping' },
    })
  })

  it('joins an after-sale to an order that is known only as a record', () => {
    const items = open({
      lines: [line('x', { orderId: 'o5', lineId: null })],
      afterSales: [afterSale('a5', { orderId: 'o5', lineId: '51' })],
    })
    expect(items.map(({ id }) => id)).toEqual(['order:o5'])
  })

  it.each([
    ['2026-11-23T09:30:00+08:00', 'ship', 'to-ship', 'soon'],
    ['2026-11-23T09:29:59+08:00', 'ship', 'ship-late', 'overdue'],
    ['2026-11-21T09:30:00+08:00', 'ship', 'ship-late', 'overdue'],
    ['2026-11-21T09:29:59+08:00', 'agree-refund', 'out-of-stock', 'overdue'],
    ['2026-11-25T09:30:00+08:00', 'ship', 'to-ship', 'soon'],
    ['2026-11-25T09:30:01+08:00', 'ship', 'to-ship', 'later'],
  ])('for a promise of %s says %s because %s (%s)', (promisedShipAt, action, code, urgency) => {
    const [item] = open({ lines: [line('1', { promisedShipAt })] })
    expect(item).toMatchObject({ action, reason: { code }, urgency })
  })

  it.each([
    ['待商家处理', '退货退款', 'answer-after-sale', 'after-sale-answer'],
    ['待商家处理', '换货', 'replace', 'after-sale-answer'],
    ['售后待处理', '补寄', 'replace', 'after-sale-answer'],
    ['待商家收货', '换货', 'answer-after-sale', 'after-sale-parcel-back'],
    ['待买家退货', '退货退款', 'answer-after-sale', 'after-sale-buyer-sends'],
    ['同意退款，退款中', '退货退款', 'answer-after-sale', 'after-sale-refund-running'],
    ['同意退款,退款失败', '退货退款', 'answer-after-sale', 'after-sale-refund-failed'],
    ['仲裁中', '退货退款', 'ask-platform', 'after-sale-arbitration'],
    ['退货后拒绝退款', '退货退款', 'ask-platform', 'after-sale-refused'],
    ['没见过的词', null, 'answer-after-sale', 'after-sale-unknown'],
  ])('for %s (%s) says %s', (status, type, action, code) => {
    const [item] = open({ afterSales: [afterSale('a1', { status, type })] })
    expect(item).toMatchObject({ action, reason: { code, args: { status } } })
  })

  it('knows a stage for every word that counts as open', () => {
    const words = ['售后待处理', '待退货', '待收退货', '售后中', '待商家上传退款凭证']
    for (const word of words) {
      expect(afterSaleState(word)).toBe('open')
      expect(afterSaleStage(word, null).reason).not.toBe('after-sale-unknown')
    }
  })

  it('sends everything to the platform once the shop is closed', () => {
    const items = open({ lines: [line('1')], afterSales: [afterSale('a1')], isShopClosed: true })
    expect(items.map(({ action }) => action)).toEqual(['ask-platform', 'ask-platform'])
    expect(items[0]?.steps).toContain('refund-request')
  })

  it('does not depend on the order of its input', () => {
    const lines = ['1', '2', '3', '4'].map((id) => line(id))
    fc.assert(
      fc.property(
        fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        (shuffled) => {
          expect(open({ lines: shuffled })).toEqual(open({ lines }))
        },
      ),
    )
  })
})

describe('withTicks', () => {
  it('keeps an earlier tick and its note, and lists what is new', () => {
    const made = ticked({ lines: [line('1'), line('2')] }, [
      tick('line:1', 'agreed', { note: '已回复同意' }),
    ])
    expect(made.items[0]).toMatchObject({ id: 'line:1', status: 'agreed', note: '已回复同意' })
    expect(made.items[1]).toMatchObject({ id: 'line:2', status: 'todo', note: '' })
    expect(made.fresh).toEqual(['line:2'])
  })

  it('keeps what is over in the done list, with what the archive knows of it', () => {
    const detail = {
      orderId: 'o1',
      lineId: '1',
      product: '辣丝丝',
      quantity: 1,
      amountFen: 2890,
      outcome: '已完成',
    }
    const made = withTicks([], {
      at: AT,
      ticks: [tick('line:1', 'asked'), tick('line:gone', 'done')],
      ended: new Map([['line:1', detail]]),
      isShopClosed: false,
    })
    expect(made.done).toEqual([
      { id: 'line:1', ...detail, status: 'asked', note: '' },
      expect.objectContaining({ id: 'line:gone', status: 'done', product: null }),
    ])
  })

  it('does not hide an item that is ticked done while the exports say it is open', () => {
    const made = ticked({ lines: [line('1')] }, [tick('line:1', 'done')])
    expect(made.items.map(({ status }) => status)).toEqual(['done'])
    expect(made.done).toEqual([])
  })

  it('carries a tick over from a former id, but not its end', () => {
    const later = { afterSales: [afterSale('a9')] }
    expect(ticked(later, [tick('line:9', 'asked', { note: 'n' })]).items[0]).toMatchObject({
      id: 'after-sale:a9',
      status: 'asked',
      note: 'n',
    })
    const shipped = ticked(later, [tick('line:9', 'done', { note: 'n' })])
    expect(shipped.items[0]).toMatchObject({ status: 'todo', note: 'n' })
    expect(shipped.done).toMatchObject([{ id: 'line:9', status: 'done', note: 'n' }])
  })

  it('goes to the platform when the buyer refuses, and to the request after closing', () => {
    const refused = [tick('line:1', 'refused')]
    const before = ticked({ lines: [line('1')] }, refused)
    const after = ticked({ lines: [line('1')], isShopClosed: true }, refused)
    expect(before.items[0]).toMatchObject({ action: 'ask-platform', status: 'refused' })
    expect(after.items[0]).toMatchObject({ action: 'file-refund-request' })
  })

  it('never loses a tick', () => {
    const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '6'))
    const ticks = ids.chain((some) =>
      fc.tuple(
        ...some.map((id) =>
          fc.constantFrom(...TICK_STATUSES).map((status) => tick(`line:${id}`, status)),
        ),
      ),
    )
    fc.assert(
      fc.property(ids, ticks, (openIds, given) => {
        const made = ticked({ lines: openIds.map((id) => line(id)) }, given as Tick[])
        const kept = new Map([...made.items, ...made.done].map(({ id, status }) => [id, status]))
        for (const { id, status } of given as Tick[]) expect(kept.get(id)).toBe(status)
      }),
    )
  })
})

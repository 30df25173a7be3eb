import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../bad-input/backed-up.ts'
import { orderLine } from '../bad-input/small-orders.ts'
import type { Wire } from '../fakes/open-api/wire-json.ts'
import { contentOf } from '../support/archived-shop.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { type ServedShop, useServedShops } from '../support/served-shop.ts'

/** Orders of which one side knows and the other does not. */
const folder = useFolder()
const serve = useServedShops(folder)

const DAY_MS = 86_400_000
const FIRST = '6917926768823643751'
const SECOND = '6917926768823643752'

/** A line of an order export that was placed so many days ago. */
function placed(id: string, daysAgo: number, changed: Record<string, string> = {}) {
  const at = new Date(Date.now() - daysAgo * DAY_MS + 8 * 3_600_000).toISOString()
  return orderLine(id, { 订单提交时间: at.slice(0, 19).replace('T', ' '), ...changed })
}

function unlisted(ended: Ended): string[] {
  const { findings } = ended.json()
  return findings.filter(({ code }) => code === 'api-unlisted-orders').map((each) => each.message)
}

test('orders that files have and the proven list of the API lacks are told by every command', async () => {
  const { run, shop } = await serve({ days: 60 })
  const known = placed(shop.orders[0]?.orderId ?? '', 50)
  const rows = [
    placed(SECOND, 9),
    placed(FIRST, 10),
    placed(FIRST, 10, { 子订单编号: '6917926768823643799' }),
    known,
  ]
  const file = await folderWith(folder, { '1785500000_a.csv': exportText('orders', rows) })
  const ended = await run(['backup', file, '--api', '--json'])
  const told = [expect.stringMatching(new RegExp(`有 2 个订单（例如 ${FIRST}）`))]
  expect([ended.exitCode, unlisted(ended)]).toEqual([0, told])
  for (const argv of [['check'], ['rebuild'], ['backup', file], ['backup', '--api']]) {
    expect(unlisted(await run([...argv, '--json']))).toEqual(told)
  }
  const inEnglish = unlisted(await run(['check', '--json', '--lang', 'en']))
  expect(inEnglish).toEqual([expect.stringContaining(`Files have 2 orders, such as ${FIRST}`)])
})

test('an order that was placed after the list was walked, or behind the wall, is not lacking', async () => {
  const { run } = await serve({ days: 60 })
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  // Now, in the margin that two clocks need, and older than the list reaches.
  const rows = [placed(FIRST, 0), placed(SECOND, 0.005), placed('6917926768823643753', 91)]
  const file = await folderWith(folder, { '1785500000_a.csv': exportText('orders', rows) })
  expect(unlisted(await run(['backup', file, '--json']))).toEqual([])
  expect(unlisted(await run(['backup', '--api', '--json']))).toEqual([])
  expect(unlisted(await run(['check', '--json']))).toEqual([])
})

test('no order is lacking from a list that was not proven whole', async () => {
  const pages = (page: { method: string; total: number }) => {
    if (page.method === 'order.searchList') page.total++
  }
  const { run } = await serve({ orders: 3, pages })
  const text = exportText('orders', [placed(FIRST, 10)])
  const file = await folderWith(folder, { '1785500000_a.csv': text })
  const ended = await run(['backup', file, '--api', '--json'])
  expect([ended.exitCode, unlisted(ended)]).toEqual([3, []])
})

describe('orders that only after-sales or bills name', () => {
  const WALL_SECONDS = 90 * 86_400

  /** Those behind the wall that an after-sale or a bill of the last half year is about. */
  function namedOrders({ afterSales, settlements, funds }: ServedShop['shop']) {
    const now = Date.now() / 1000
    const named = [
      ...afterSales.filter(({ appliedAt }) => appliedAt >= now - 184 * 86_400),
      ...settlements.filter(({ settledAt }) => settledAt >= now - 180 * 86_400),
      ...funds.filter(({ movedAt }) => movedAt >= now - 180 * 86_400),
    ].map(({ order }) => order)
    return [...new Set(named)].filter(({ createdAt }) => createdAt < now - WALL_SECONDS)
  }

  const isOver = ({ status }: { status: number }) => status === 4 || status === 5

  function askedSince({ gateway }: ServedShop, start: number) {
    const asked = gateway.log.slice(start)
    const details = asked.filter(({ method }) => method === 'order.orderDetail')
    const bills = asked.filter(({ method }) => method === 'order.getSettleBillDetailV3')
    return {
      orders: details.map(({ params }) => params.shop_order_id).sort(),
      earliestBill: bills.map(({ params }) => String(params.start_time)).sort()[0] ?? '',
    }
  }

  test('are asked for by their numbers, and again only while they are not over', async () => {
    const served = await serve({ orders: 90, days: 300 })
    const named = namedOrders(served.shop)
    expect(named.filter(isOver).length).toBeGreaterThan(3)
    expect(named.filter((order) => !isOver(order)).length).toBeGreaterThan(0)
    expect((await served.run(['backup', '--api'])).exitCode).toBe(0)
    const { lines = [] } = await contentOf(served.archive)
    const here = new Set(lines.map(({ orderId }) => orderId))
    const wall = Date.now() / 1000 - WALL_SECONDS
    const recent = served.shop.orders.filter(({ createdAt }) => createdAt >= wall)
    expect(here).toEqual(new Set([...named, ...recent].map(({ orderId }) => orderId)))
    expect((await served.run(['verify', '--deep'])).exitCode).toBe(0)

    for (const _ of ['second', 'third']) {
      // Within the second in which they came, nothing is older than what is wanted.
      await sleep(1000)
      const before = served.gateway.log.length
      expect((await served.run(['backup', '--api'])).exitCode).toBe(0)
      const { orders, earliestBill } = askedSince(served, before)
      const open = named.filter((order) => !isOver(order)).map(({ orderId }) => orderId)
      expect(orders).toEqual(open.sort())
      // Orders that bills named would name still older bills, run by run.
      expect(Date.parse(`${earliestBill.replace(' ', 'T')}+08:00`)).toBeGreaterThan(
        Date.now() - 10 * DAY_MS,
      )
    }
  })

  test('and that the platform does not know are told, and owed by nobody', async () => {
    const strange = '6917926768823643799'
    const bend = (method: string, data: Wire) =>
      method === 'order.getShopAccountItem'
        ? ({
            ...(data as object),
            data: ((data as { data: Wire[] | null }).data ?? []).map((row, index) => ({
              ...(row as object),
              shop_order_id: index === 0 ? strange : 'X-1',
            })),
          } as Wire)
        : data
    const { run } = await serve({ orders: 12, bend })
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(0)
    for (const each of [ended, await run(['check', '--json'])]) {
      const { findings, complete } = each.json()
      const told = findings.filter(({ code }) => /^api-/.test(code))
      expect(told.map(({ code }) => code)).toEqual(['api-unknown-orders'])
      expect(told[0]?.message).toContain(`1 个订单号（例如 ${strange}）`)
      expect(complete).toBe(true)
    }
    // Once a file tells of it, it is an order of which the platform owes the details.
    const file = await folderWith(folder, {
      '1785500000_a.csv': exportText('orders', [placed(strange, 100)]),
    })
    const withFile = await run(['backup', file, '--api', '--json'])
    expect(withFile.exitCode).toBe(3)
    expect(withFile.json().findings.map(({ code }) => code)).toContain('api-no-detail')
  })

  test('are not asked for while the list of orders itself is refused', async () => {
    const served = await serve({ orders: 20 })
    served.gateway.denied.add('order.searchList')
    expect((await served.run(['backup', '--api'])).exitCode).toBe(4)
    expect(askedSince(served, 0).orders).toEqual([])
  })

  test('in files alone are not asked for', async () => {
    const served = await serve({ orders: 4 })
    const row = { 售后单号: '146917926768823643', 订单号: FIRST, 商品单号: FIRST }
    const more = { 售后类型: '仅退款', 售后状态: '退款成功', 售后申请时间: '2026-02-22 00:54:10' }
    const text = exportText('afterSales', [{ ...row, ...more }])
    const file = await folderWith(folder, { '1785500000_a.csv': text })
    await served.run(['backup', file, '--api'])
    expect(askedSince(served, 0).orders).not.toContain(FIRST)
    expect(askedSince(served, 0).orders).toHaveLength(4)
  })
})

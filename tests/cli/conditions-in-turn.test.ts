import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/app/results.ts'
import { CONDITION_IDS, type ConditionId } from '../../src/rules/conditions.ts'
import { BY_HAND } from '../support/clear-shop.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type ExportName, type ExportRow, writeExport } from '../support/seller-exports.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

/**
 * The example shop at one fixed moment: each of its seventeen conditions is released in turn, by the export that
 * proves it or by a tick, until the shop is clear; then each of them alone is blocked and released.
 */

const folder = useFolder()
const archive = () => folder.at('archive')
/** 2026-11-23 09:30:01 in Beijing, a second after the last export of the example shop. */
let epoch = 1_795_397_400
const LONG_AGO = '2026-07-01 10:00:00'
const YESTERDAY = '2026-11-22 10:00:00'

async function check(): Promise<{ data: CheckResult; exitCode: number | null }> {
  const argv = ['check', '--at', EXAMPLE_NOW, '--archive', archive(), '--json', '--no-input']
  const ended = await dyshop(argv)
  return { data: ended.json<CheckResult>().data, exitCode: ended.exitCode }
}

async function statuses(): Promise<Map<ConditionId, string>> {
  const { data } = await check()
  return new Map(data.conditions.map(({ id, status }) => [id, status]))
}

/** The rows that hold a condition back. */
async function rowsOf(id: ConditionId) {
  const argv = ['check', '--only', id, '--at', EXAMPLE_NOW, '--archive', archive(), '--json']
  return (await dyshop(argv)).json<CheckResult>().data.conditions[0]?.rows ?? []
}

/** Adds one more export, newer than all before it. */
async function add(name: ExportName, rows: readonly ExportRow[]): Promise<void> {
  epoch++
  const path = await writeExport(folder.at('more'), name, rows, epoch)
  await dataOf(['backup', path, '--archive', archive()])
}

/** Adds a report of the example shop once more, as if its words had changed since. */
async function addAgain(path: string, from: string, to: string): Promise<void> {
  epoch++
  const text = (await readFile(join(EXAMPLE_SHOP, path), 'utf8')).replaceAll(from, to)
  const again = folder.at(`${epoch}_again.csv`)
  await writeFile(again, text)
  await dataOf(['backup', again, '--archive', archive()])
}

const tick = (id: string) =>
  dataOf(['steps', 'done', id, '--at', EXAMPLE_NOW, '--archive', archive()])
const startNotice = (day: string) =>
  dataOf(['init', '--notice-start', day, '--replace', '--archive', archive()])

const closed = (orderId: string | null, lineId: string): ExportRow => ({
  主订单编号: orderId ?? lineId,
  子订单编号: lineId,
  订单应付金额: '0.00',
  订单提交时间: '2026-06-20 10:00:00',
  订单完成时间: LONG_AGO,
  订单状态: '已关闭',
})

/** What the merchant does and exports so that a condition of the example shop is met. */
const RELEASES: Readonly<Record<ConditionId, () => Promise<unknown>>> = {
  ...(Object.fromEntries(BY_HAND.map((id) => [id, () => tick(id)])) as Record<
    ConditionId,
    () => Promise<unknown>
  >),
  notice: () => startNotice('2026-10-24'),
  'orders-finished': async () => {
    const rows = await rowsOf('orders-finished')
    await add(
      'orders',
      rows.map(({ id, orderId }) => closed(orderId, id)),
    )
  },
  'after-sale-period': async () => {
    const rows = await rowsOf('after-sale-period')
    await add(
      'orders',
      rows.map(({ id, orderId }) => ({
        ...closed(orderId, id),
        订单应付金额: '10.00',
        订单状态: '已完成',
      })),
    )
  },
  'after-sales-closed': async () => {
    const { openAfterSales } = (await check()).data
    const rows = openAfterSales.flatMap(({ afterSaleId, orderId, lineId }): ExportRow[] =>
      afterSaleId === null ? [] : [endedCase(afterSaleId, orderId, lineId)],
    )
    await add('afterSales', rows)
  },
  'goods-money': async () => {
    const rows = await rowsOf('goods-money')
    await add(
      'settlements',
      rows.map(({ id, orderId }) => ({
        结算时间: '2026-11-23 00:00:00',
        订单号: orderId ?? id,
        子订单号: id,
        结算金额: '1.00',
        结算单类型: '已结算',
      })),
    )
  },
  wallet: () => add('ledger', [balance('9001', '2026-11-23 09:30:00', '0.00')]),
  insurance: () =>
    addAgain('资金/运费险/1795397400_51f5e9ca1888c731c71cd4dc4c6284e7.csv', '待支付', '已支付'),
  'qic-warehouse': () =>
    addAgain('资金/QIC/1795397400_745edc1e0287e90f38a33584c5be72b2.csv', '待结算', '已结算'),
}

function endedCase(id: string, orderId: string | null, lineId: string | null): ExportRow {
  return {
    售后单号: id,
    订单号: orderId ?? '-',
    商品单号: lineId ?? '-',
    售后类型: '退货退款',
    售后状态: '售后关闭',
    售后申请时间: LONG_AGO,
  }
}

function balance(tradeNo: string, at: string, yuan: string): ExportRow {
  return { 动账流水号: tradeNo, 动账时间: at, '动账金额(元)': yuan, '账户余额(元)': yuan }
}

const ORDER = '6999000000000000011'
const CASE = '7199000000000000011'
const LINE: ExportRow = {
  主订单编号: ORDER,
  子订单编号: ORDER,
  订单应付金额: '0.00',
  订单提交时间: '2026-06-20 10:00:00',
  支付完成时间: '2026-06-20 10:01:00',
}

/** For each condition that exports decide: what blocks it alone, and what releases it again. */
const BLOCKS: Partial<
  Record<ConditionId, [block: () => Promise<unknown>, release: () => Promise<unknown>]>
> = {
  notice: [() => startNotice('2026-10-25'), () => startNotice('2026-10-24')],
  'orders-finished': [
    () => add('orders', [{ ...LINE, 订单状态: '待发货', 承诺发货时间: '2026-11-24 10:00:00' }]),
    () => add('orders', [closed(ORDER, ORDER)]),
  ],
  'after-sale-period': [
    () => add('orders', [{ ...LINE, 订单状态: '已完成', 订单完成时间: YESTERDAY }]),
    () => add('orders', [{ ...LINE, 订单状态: '已完成', 订单完成时间: LONG_AGO }]),
  ],
  'after-sales-closed': [
    () => add('afterSales', [{ ...endedCase(CASE, ORDER, ORDER), 售后状态: '待商家处理' }]),
    () => add('afterSales', [endedCase(CASE, ORDER, ORDER)]),
  ],
  'goods-money': [
    () =>
      add('orders', [
        { ...LINE, 订单应付金额: '10.00', 订单状态: '已完成', 订单完成时间: LONG_AGO },
      ]),
    () =>
      add('settlements', [
        {
          结算时间: '2026-07-12 00:00:00',
          订单号: ORDER,
          子订单号: ORDER,
          结算金额: '9.50',
          结算单类型: '已结算',
        },
      ]),
  ],
  wallet: [
    () => add('ledger', [balance('9002', '2026-11-23 09:30:01', '5.00')]),
    () => add('ledger', [balance('9003', '2026-11-23 09:30:02', '0.00')]),
  ],
  insurance: [
    () => add('insurance', [premium('待支付')]),
    () => add('insurance', [premium('已支付')]),
  ],
  'qic-warehouse': [() => add('qic', [slip('待结算')]), () => add('qic', [slip('已结算')])],
}

function premium(status: string): ExportRow {
  return { 投保单号: 'P1', 订单编号: ORDER, 承保时间: LONG_AGO, 支付保费: '0.50', 保费状态: status }
}

function slip(status: string): ExportRow {
  return {
    结算单号: 'Q1',
    订单码: 'C1',
    关联订单号: ORDER,
    费用项: '质检费',
    结算金额: '3.00',
    业务发生时间: LONG_AGO,
    状态: status,
  }
}

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

describe('on the example shop, at one moment', () => {
  test('no condition is met at first', async () => {
    expect([...(await statuses()).values()]).not.toContain('pass')
  })

  test('each is released in turn, and the shop is ready after the last and not before', async () => {
    for (const [index, id] of CONDITION_IDS.entries()) {
      expect((await statuses()).get(id), `${id} before`).not.toBe('pass')
      await RELEASES[id]()
      const { data, exitCode } = await check()
      const now = new Map(data.conditions.map((each) => [each.id, each.status]))
      for (const done of CONDITION_IDS.slice(0, index + 1))
        expect(now.get(done), `${done} after ${id}`).toBe('pass')
      const isLast = index === CONDITION_IDS.length - 1
      expect(data.ready, id).toBe(isLast)
      expect(exitCode, id).toBe(isLast ? 0 : 1)
    }
  }, 180_000)

  test.each(Object.keys(BLOCKS) as (keyof typeof BLOCKS)[])(
    '%s alone is blocked by an export, and released by the next',
    async (id) => {
      const [block, release] = BLOCKS[id] ?? []
      await block?.()
      const blocked = await check()
      expect(blocked.exitCode).toBe(1)
      const unmet = blocked.data.conditions.filter(({ status }) => status !== 'pass')
      expect(unmet.map((each) => [each.id, each.status])).toEqual([[id, 'blocked']])
      await release?.()
      expect(await check()).toMatchObject({ exitCode: 0, data: { ready: true } })
    },
    60_000,
  )

  test.each(BY_HAND)(
    '%s alone is open once its tick is taken back, and met once it is ticked',
    async (id) => {
      await dataOf(['steps', 'undo', id, '--archive', archive()])
      const open = await check()
      expect(open.exitCode).toBe(1)
      const unmet = open.data.conditions.filter(({ status }) => status !== 'pass')
      expect(unmet.map((each) => [each.id, each.status])).toEqual([[id, 'manual']])
      await tick(id)
      expect(await check()).toMatchObject({ exitCode: 0, data: { ready: true } })
    },
    60_000,
  )
})

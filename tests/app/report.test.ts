import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { collectReport } from '../../src/app/report.ts'
import type { ReportFacts } from '../../src/app/results.ts'
import { useFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { type ExportRow, writeExport } from '../support/seller-exports.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const deps = quietDeps(EXAMPLE_NOW)

async function reportOf(root: string, paths: readonly string[]): Promise<ReportFacts> {
  await backup({ paths: [...paths], root, toolVersion: '0.0.0' }, deps)
  return (await collectReport({ root, at: EXAMPLE_NOW }, deps)).data
}

describe('the facts of the example shop', () => {
  let facts: ReportFacts
  let truth: Record<string, number> & { totals: Record<string, number> }

  beforeAll(async () => {
    facts = await reportOf(folder.at('archive'), [EXAMPLE_SHOP])
    truth = JSON.parse(await readFile(join(EXAMPLE_SHOP, '../shop-truth.json'), 'utf8'))
  })

  test('settled and refunded money are what the shop was made with, to the fen', () => {
    expect(facts.money.settledFen).toBe(truth.settledFen)
    expect(facts.money.refundedFen).toBe(truth.refundedFen)
    expect(facts.money.wallet?.balanceFen).toBe(truth.lastBalanceFen)
    expect(facts.money.toCome?.lines).toBe(truth.finishedWithoutSettlement)
  })

  test('every line stands in one month and one status', () => {
    const lines = facts.months.reduce((sum, each) => sum + each.lines, 0)
    const counted = Object.values(facts.check.orders).reduce((sum, each) => sum + each, 0)
    expect(lines).toBe(counted)
  })

  test('the months of the money add up to its sums', () => {
    for (const name of ['paidFen', 'refundedFen', 'settledFen', 'feesFen'] as const) {
      const sum = facts.money.months.reduce((total, month) => total + month[name], 0)
      expect(sum, name).toBe(facts.money[name])
    }
  })

  test('the rows behind every condition come with it', () => {
    const orders = facts.check.conditions.find(({ id }) => id === 'orders-finished')
    expect(orders?.rows).toHaveLength(orders?.count ?? -1)
  })

  test('every kind of report that was imported is told with how far it reaches', () => {
    const orders = facts.archive.reports.find(({ kind }) => kind === 'orders')
    expect(orders).toMatchObject({ asOf: EXAMPLE_NOW, rejected: 0 })
  })
})

describe('money that no export speaks of', () => {
  const ORDER: ExportRow = {
    主订单编号: '6900000000000000011',
    子订单编号: '6900000000000000011',
    订单应付金额: '100.00',
    支付优惠: '10.50',
    订单提交时间: '2026-07-20 10:00:00',
    支付完成时间: '2026-08-01 10:01:00',
    订单完成时间: '2026-08-10 10:00:00',
    订单状态: '已完成',
  }
  const write = (name: 'orders' | 'settlements', ...rows: ExportRow[]) =>
    writeExport(folder.at('exports', name), name, rows, 1_795_000_000)

  test('without bills nothing is called settled, owed or charged', async () => {
    const { money } = await reportOf(folder.at('no-bills'), [await write('orders', ORDER)])
    expect(money).toMatchObject({ settledFen: null, feesFen: null, toCome: null, onTheWay: null })
    expect(money).toMatchObject({ refundedFen: null, wallet: null })
  })

  test('what buyers paid counts in the month of the payment, less the payment discount', async () => {
    const { money } = await reportOf(folder.at('paid'), [await write('orders', ORDER)])
    expect(money.paidFen).toBe(8950)
    expect(money.months).toEqual([
      { month: '2026-08', paidFen: 8950, refundedFen: 0, settledFen: 0, feesFen: 0 },
    ])
  })

  test('a finished line is still to come until a bill names it', async () => {
    const other = { ...ORDER, 主订单编号: '6900000000000000022', 子订单编号: '6900000000000000022' }
    const root = folder.at('to-come')
    const settled = await write('settlements', {
      结算时间: '2026-08-20 00:00:00',
      订单号: '6900000000000000022',
      子订单号: '6900000000000000022',
      结算金额: '95.00',
      收入合计: '100.00',
      支出合计: '-5.00',
      结算单类型: '已结算',
    })
    const { money } = await reportOf(root, [await write('orders', ORDER, other), settled])
    expect(money.toCome).toEqual({ lines: 1, fen: 10_000 })
    expect(money).toMatchObject({ settledFen: 9500, feesFen: 500 })
  })
})

test('a folder without an archive is refused as everywhere', async () => {
  await expect(
    collectReport({ root: folder.at('nothing'), at: EXAMPLE_NOW }, deps),
  ).rejects.toMatchObject({ code: 'no-archive' })
})

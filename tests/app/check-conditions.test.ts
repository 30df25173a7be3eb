import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { check } from '../../src/app/check.ts'
import type { CheckResult } from '../../src/app/results.ts'
import type { ConditionId } from '../../src/rules/conditions.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { type ExportName, type ExportRow, writeExport } from '../support/seller-exports.ts'

const AT = '2026-11-23T09:00:00+08:00'
const ORDER = '6900000000000000011'
const CASE = '7100000000000000011'

/** 2026-08-01: long enough ago for every after-sale period to be over. */
const LONG_AGO = '2026-08-01 10:00:00'
const FINISHED: ExportRow = {
  主订单编号: ORDER,
  子订单编号: ORDER,
  订单提交时间: '2026-07-20 10:00:00',
  支付完成时间: '2026-07-20 10:01:00',
  订单完成时间: LONG_AGO,
  订单状态: '已完成',
}
const SETTLED: ExportRow = {
  结算时间: '2026-08-05 00:00:00',
  订单号: ORDER,
  子订单号: ORDER,
  结算金额: '9.50',
  结算单类型: '已结算',
}

let folder: string
let root: string
let epoch: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyshop-conditions-'))
  root = join(folder, 'archive')
  epoch = 1_795_000_000
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Adds one more export to the archive, newer than all before it. */
async function add(name: ExportName, ...rows: ExportRow[]): Promise<void> {
  epoch += 60
  const path = await writeExport(join(folder, 'exports'), name, rows, epoch)
  await backup({ paths: [path], root, toolVersion: '0.0.0' }, quietDeps(AT))
}

async function look(only: readonly ConditionId[] = []): Promise<CheckResult> {
  return (await check({ paths: [], root, at: AT, only }, quietDeps(AT))).data
}

async function status(id: ConditionId): Promise<string> {
  return (await look([id])).conditions[0]?.status ?? 'missing'
}

describe('each condition that exports can prove', () => {
  it('orders-finished is unknown without orders, blocked by an unshipped line, and released by its next export', async () => {
    await add('ledger', {
      动账流水号: '1',
      动账时间: LONG_AGO,
      '动账金额(元)': '1.00',
      '账户余额(元)': '0.00',
    })
    expect(await status('orders-finished')).toBe('unknown')
    await add('orders', { ...FINISHED, 订单完成时间: '-', 订单状态: '待发货' })
    expect(await status('orders-finished')).toBe('blocked')
    await add('orders', FINISHED)
    expect(await status('orders-finished')).toBe('pass')
  })

  it('a status word nobody knows counts as unfinished', async () => {
    await add('orders', { ...FINISHED, 订单状态: '神秘状态' })
    expect(await status('orders-finished')).toBe('blocked')
    expect((await look()).orders.unknown).toBe(1)
  })

  it('after-sale-period is blocked until ninety days after a line was finished', async () => {
    await add('orders', { ...FINISHED, 订单完成时间: '2026-08-25 09:00:01' })
    expect(await status('after-sale-period')).toBe('blocked')
    await add('orders', { ...FINISHED, 订单完成时间: '2026-08-25 09:00:00' })
    expect(await status('after-sale-period')).toBe('pass')
  })

  it('after-sale-period uses the days that shop.toml gives for a category', async () => {
    const product = '3500000000000000011'
    await add('orders', { ...FINISHED, 商品ID: product, 订单完成时间: '2026-10-10 10:00:00' })
    await add('products', {
      商品ID: product,
      商品名称: '茶',
      一级类目: '食品饮料',
      '规格ID（SKUID）': '3600000000000000011',
    })
    expect(await status('after-sale-period')).toBe('blocked')
    await writeFile(join(root, 'shop.toml'), '[after_sale_days]\ndefault = 90\n"食品饮料" = 30\n')
    expect(await status('after-sale-period')).toBe('pass')
  })

  it('a finished line without a finishing time counts from the export that says so', async () => {
    await add('orders', { ...FINISHED, 订单完成时间: '-' })
    expect(await status('after-sale-period')).toBe('blocked')
  })

  it('after-sales-closed is blocked by a case in progress and released when it has ended', async () => {
    const open = {
      售后单号: CASE,
      订单号: ORDER,
      商品单号: ORDER,
      售后类型: '未发货退款',
      售后状态: '待商家处理',
      售后申请时间: LONG_AGO,
    }
    await add('orders', FINISHED)
    expect(await status('after-sales-closed')).toBe('unknown')
    await add('afterSales', open)
    expect(await status('after-sales-closed')).toBe('blocked')
    await add('afterSales', { ...open, 售后状态: '售后关闭' })
    expect(await status('after-sales-closed')).toBe('pass')
  })

  it('an open after-sale that only the order export knows blocks too', async () => {
    await add('orders', { ...FINISHED, 售后状态: '售后待处理' })
    expect(await status('after-sales-closed')).toBe('blocked')
    expect((await look()).openAfterSales).toMatchObject([{ afterSaleId: null, lineId: ORDER }])
  })

  it('goods-money is unknown without bills, blocked by a finished line that is on none, released by its bill', async () => {
    await add('orders', FINISHED, {
      ...FINISHED,
      主订单编号: '6900000000000000022',
      子订单编号: '6900000000000000022',
    })
    expect(await status('goods-money')).toBe('unknown')
    await add('settlements', SETTLED)
    expect(await look(['goods-money'])).toMatchObject({
      conditions: [{ status: 'blocked', count: 1 }],
    })
    await add('settlements', {
      ...SETTLED,
      订单号: '6900000000000000022',
      子订单号: '6900000000000000022',
    })
    expect(await status('goods-money')).toBe('pass')
  })

  it('a finished line that was refunded in full awaits no money', async () => {
    await add('orders', FINISHED, {
      ...FINISHED,
      主订单编号: '6900000000000000022',
      子订单编号: '6900000000000000022',
    })
    await add('settlements', SETTLED)
    const refund = {
      售后单号: CASE,
      订单号: '6900000000000000022',
      商品单号: '6900000000000000022',
      售后类型: '退货退款',
      售后状态: '同意退款，退款成功',
      售后申请时间: LONG_AGO,
    }
    await add('afterSales', { ...refund, '退商品金额（元）': '9.99' })
    expect(await status('goods-money')).toBe('blocked')
    await add('afterSales', { ...refund, '退商品金额（元）': '10.00' })
    expect(await status('goods-money')).toBe('pass')
  })

  it('wallet follows the balance of the last row of the ledger', async () => {
    const row = {
      动账流水号: '1',
      动账时间: LONG_AGO,
      账户方向: '入账',
      '动账金额(元)': '5.00',
      '账户余额(元)': '5.00',
    }
    await add('ledger', row)
    expect(await status('wallet')).toBe('blocked')
    await add('ledger', { ...row, 动账流水号: '2', 账户方向: '出账', '账户余额(元)': '0.00' })
    expect(await status('wallet')).toBe('pass')
  })

  it('insurance is blocked by a premium that is not known to be paid', async () => {
    const policy = {
      投保单号: '7700000000000000011',
      订单编号: ORDER,
      承保时间: LONG_AGO,
      支付保费: '0.50',
      保费状态: '待支付',
    }
    await add('insurance', policy)
    expect(await status('insurance')).toBe('blocked')
    await add('insurance', { ...policy, 保费状态: '已支付' })
    expect(await status('insurance')).toBe('pass')
  })

  it('qic-warehouse is blocked by a slip that is not settled', async () => {
    const slip = {
      结算单号: '8800000000000000011',
      订单码: 'A1',
      关联订单号: ORDER,
      费用项: '质检',
      QIC仓: '广州',
      结算金额: '3.00',
      业务发生时间: LONG_AGO,
      状态: '待结算',
    }
    await add('qic', slip)
    expect(await status('qic-warehouse')).toBe('blocked')
    await add('qic', { ...slip, 状态: '已结算' })
    expect(await status('qic-warehouse')).toBe('pass')
  })

  it('notice is for the merchant to look at until its first day is written down, and then runs thirty days', async () => {
    await add('orders', FINISHED)
    expect(await status('notice')).toBe('manual')
    await writeFile(join(root, 'shop.toml'), 'notice_start = "2026-10-25"\n')
    expect(await status('notice')).toBe('blocked')
    await writeFile(join(root, 'shop.toml'), 'notice_start = "2026-10-24"\n')
    expect(await status('notice')).toBe('pass')
  })
})

describe('check as a whole', () => {
  it('is never ready while a condition is unknown or has to be looked at', async () => {
    await add('orders', FINISHED)
    const result = await look()
    expect(result.conditions).toHaveLength(17)
    expect(result.ready).toBe(false)
  })

  it('warns of orders that were exported more than a day ago', async () => {
    epoch = Date.parse(AT) / 1000 - 86_401 - 60
    await add('orders', FINISHED)
    const { findings } = await check({ paths: [], root, at: AT, only: [] }, quietDeps(AT))
    expect(findings.map(({ code }) => code)).toContain('stale-export')
  })
})

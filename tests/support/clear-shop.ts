import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExportName, type ExportRow, writeExport } from './seller-exports.ts'

/** A morning on which every export of the clear shop is of the same day. */
export const CLEAR_NOW = '2026-11-23T09:30:00+08:00'
/** 2026-11-23 07:26:40 in Beijing. */
const EXPORTED_AT = 1_795_390_000
export const CLEAR_SHOP_NAME = '北俱茶铺'

const ORDER = '6900000000000000011'
const LONG_AGO = '2026-08-01 10:00:00'

/** One order, finished, settled and past its after-sale period; nothing owed anywhere. */
export const CLEAR_ROWS: Readonly<Record<ExportName, ExportRow>> = {
  orders: {
    主订单编号: ORDER,
    子订单编号: ORDER,
    订单提交时间: '2026-07-20 10:00:00',
    支付完成时间: '2026-07-20 10:01:00',
    订单完成时间: LONG_AGO,
    订单状态: '已完成',
  },
  afterSales: {
    售后单号: '7100000000000000011',
    订单号: ORDER,
    商品单号: ORDER,
    售后类型: '退货退款',
    售后状态: '售后关闭',
    售后申请时间: '2026-07-28 10:00:00',
  },
  settlements: {
    结算时间: '2026-08-12 00:00:00',
    订单号: ORDER,
    子订单号: ORDER,
    结算金额: '9.50',
    结算单类型: '已结算',
  },
  ledger: {
    动账流水号: '1',
    动账时间: '2026-08-20 10:00:00',
    '动账金额(元)': '-9.50',
    '账户余额(元)': '0.00',
  },
  insurance: {
    投保单号: 'P1',
    订单编号: ORDER,
    承保时间: LONG_AGO,
    支付保费: '0.50',
    保费状态: '已支付',
  },
  qic: {
    结算单号: 'Q1',
    订单码: 'C1',
    关联订单号: ORDER,
    费用项: '鉴定费',
    结算金额: '3.00',
    业务发生时间: LONG_AGO,
    状态: '已结算',
  },
  products: {
    商品ID: '3500000000000000011',
    商品名称: '茶',
    '规格ID（SKUID）': '3600000000000000011',
    商品价格: '10.00',
  },
}

/** Conditions that no export proves, to be ticked by hand. */
export const BY_HAND = [
  'supply-chain',
  'deposit',
  'loan',
  'invoices',
  'crab-cards',
  'rebates',
  'service-orders',
  'penalties',
  'other',
] as const

/** Writes the exports into a folder; `later` seconds make them newer than earlier ones. */
export async function writeClearExports(
  folder: string,
  rows: Partial<Record<ExportName, ExportRow>> = CLEAR_ROWS,
  later = 0,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const [name, row] of Object.entries(rows) as [ExportName, ExportRow][]) {
    await writeExport(folder, name, [row], EXPORTED_AT + later)
  }
  return folder
}

/** A shop with a name whose notice has run its thirty days. */
export async function writeShopFile(root: string, noticeStart = '2026-10-20'): Promise<void> {
  await mkdir(root, { recursive: true })
  const shop = `[shop]\nname = "${CLEAR_SHOP_NAME}"\nid = "10000001"\n`
  await writeFile(join(root, 'shop.toml'), `notice_start = "${noticeStart}"\n${shop}`)
}

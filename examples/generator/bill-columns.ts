import type { Movement, Settlement } from './books.ts'
import { type Column, columnKinds } from './sheet.ts'

const bill = columnKinds<Settlement>()

/** 34 columns; B6 of the reference. 店铺劵 is spelled with 劵. */
export const SETTLEMENT_COLUMNS: readonly Column<Settlement>[] = [
  bill.time('结算时间', ({ at }) => at),
  bill.id('订单号', ({ line }) => line.order.id),
  bill.id('子订单号', ({ line }) => line.id),
  bill.fen('结算金额', ({ amountFen }) => amountFen),
  bill.plain('结算账户', ({ account }) => account),
  bill.plain('结算单类型', ({ kind }) => kind),
  bill.plain('有结算前退款', ({ refundedBeforeFen }) => (refundedBeforeFen > 0 ? '是' : '否')),
  bill.time('下单时间', ({ line }) => line.order.createdAt),
  bill.id('商品ID', ({ line }) => line.sku.product.id),
  bill.count('商品数量', ({ line }) => line.quantity),
  bill.plain('业务类型', () => '鲁班广告'),
  bill.plain('订单类型', () => '普通订单'),
  bill.fen('订单总价', ({ line }) => line.sku.priceFen * line.quantity + line.freightFen),
  bill.fen('商品总价', ({ line }) => line.sku.priceFen * line.quantity),
  bill.fen('运费', ({ line }) => line.freightFen),
  bill.fen('店铺劵', ({ line }) => line.shopDiscountFen),
  bill.fen('结算前退款金额', ({ refundedBeforeFen }) => refundedBeforeFen),
  bill.fen('平台补贴', ({ platformSubsidyFen }) => platformSubsidyFen),
  bill.fen('达人补贴', ({ creatorSubsidyFen }) => creatorSubsidyFen),
  bill.fen('抖音支付补贴', ({ payDiscountFen }) => payDiscountFen),
  bill.fen('抖音月付营销补贴', () => 0),
  bill.fen('用户实付', ({ buyerPaidFen }) => buyerPaidFen),
  bill.fen('收入合计', ({ incomeFen }) => incomeFen),
  bill.fen('平台服务费', ({ serviceFeeFen }) => serviceFeeFen),
  bill.fen('佣金', ({ commissionFen }) => commissionFen),
  bill.fen('渠道分成', () => 0),
  bill.fen('招商服务费', () => 0),
  bill.fen('站外推广费', () => 0),
  bill.fen('其他分成', () => 0),
  bill.unused('其他分成说明'),
  bill.fen('支出合计', ({ serviceFeeFen, commissionFen }) => serviceFeeFen + commissionFen),
  bill.plain('是否免佣', () => '否'),
  bill.fen('免佣金额', () => 0),
  bill.plain('备注', ({ kind }) => (kind === '已结算' ? '' : '售后退款')),
]

/** Row 2 of the bill says how the amounts are made up. */
export const SETTLEMENT_EXPLANATION: readonly string[] = SETTLEMENT_COLUMNS.map(({ name }) => {
  if (name === '结算金额') return '收入+支出'
  if (name === '收入合计') return '用户实付+补贴-结算前退款'
  return name === '支出合计' ? '平台服务费+佣金+分成,均为负数' : ''
})

const fund = columnKinds<Movement>()

function part(value: (settlement: Settlement) => number): (movement: Movement) => number {
  return ({ settlement }) => (settlement ? value(settlement) : 0)
}

const zero = (name: string) => fund.fen(name, () => 0)

const FUND_COLUMNS: readonly Column<Movement>[] = [
  fund.time('动账时间', ({ at }) => at),
  fund.id('动帐流水号', ({ number }) => number),
  fund.plain('动账方向', direction),
  fund.fen('动账金额', ({ amountFen }) => Math.abs(amountFen)),
  fund.plain('动账账户', ({ account }) => account),
  fund.plain('动账场景', ({ scene }) => scene),
  fund.unused('计费类型'),
  fund.id('子订单号', ({ line }) => line?.id ?? null),
  fund.id('订单号', ({ line }) => line?.order.id ?? null),
  fund.id('售后编号', ({ afterSale }) => afterSale?.id ?? null),
  fund.time('下单时间', ({ line }) => line?.order.createdAt ?? null),
  fund.id('商品ID', ({ line }) => line?.sku.product.id ?? null),
  fund.plain('商品名称', ({ line }) => line?.sku.product.title ?? null),
  fund.id('达人ID', ({ line }) => line?.order.creator?.id ?? null),
  fund.plain('达人名称', ({ line }) => line?.order.creator?.name ?? null),
  fund.plain('订单类型', () => '普通订单'),
  fund.fen(
    '订单实付应结',
    part((row) => (row.afterSale ? 0 : row.buyerPaidFen - row.line.freightFen)),
  ),
  fund.fen(
    '运费实付',
    part((row) => (row.afterSale ? 0 : row.line.freightFen)),
  ),
  zero('实际平台补贴_运费'),
  fund.fen(
    '实际平台补贴',
    part((row) => row.platformSubsidyFen),
  ),
  zero('其他平台补贴'),
  zero('以旧换新抵扣'),
  zero('政府补贴平台垫资'),
  fund.fen(
    '实际达人补贴',
    part((row) => row.creatorSubsidyFen),
  ),
  fund.fen(
    '实际抖音支付补贴',
    part((row) => row.payDiscountFen),
  ),
  zero('实际抖音月付营销补贴'),
  zero('银行补贴'),
  fund.fen(
    '订单退款',
    part((row) => (row.afterSale ? row.amountFen : -row.refundedBeforeFen)),
  ),
  fund.fen(
    '平台服务费',
    part((row) => row.serviceFeeFen),
  ),
  fund.fen(
    '佣金',
    part((row) => row.commissionFen),
  ),
  zero('服务商佣金'),
  zero('渠道分成'),
  zero('招商服务费'),
  zero('站外推广费'),
  zero('其他分成'),
  fund.plain('是否免佣', () => '否'),
  zero('免佣金额'),
  fund.plain('商户主体名称', () => '梁泊市聚义百货商行'),
  fund.plain('备注', ({ note }) => note),
]

export function direction({ amountFen }: Movement): string {
  return amountFen < 0 ? '出账' : '入账'
}

/** The columns that the files of 2023 do not have yet. */
const SINCE_2026 = new Set([
  '商品名称',
  '达人ID',
  '达人名称',
  '其他平台补贴',
  '以旧换新抵扣',
  '政府补贴平台垫资',
  '银行补贴',
  '服务商佣金',
  '商户主体名称',
])

/** Fund movements by order; B7 of the reference. */
export const FUND_LAYOUTS = {
  /** 39 columns, amounts without a sign. */
  current: FUND_COLUMNS,
  /** 39 columns as some files have them: signed amounts, 动账流水号 spelled with 账. */
  signed: FUND_COLUMNS.map((column) => {
    if (column.name === '动帐流水号') return fund.id('动账流水号', ({ number }) => number)
    return column.name === '动账金额' ? fund.fen('动账金额', ({ amountFen }) => amountFen) : column
  }),
  /** 30 columns. */
  of2023: FUND_COLUMNS.filter(({ name }) => !SINCE_2026.has(name)),
} as const

export type FundLayout = keyof typeof FUND_LAYOUTS

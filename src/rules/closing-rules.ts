/**
 * The platform's rules that dyshop applies, as dated data. Every figure carries the page it is from,
 * the day it took effect and how sure we are; the platform revises them every few weeks.
 */

/** H: official text, or two independent sources. M: one good source, or a safe inference. */
export type Certainty = 'H' | 'M' | 'L'

export interface RuleSource {
  id: string
  title: string
  /** YYYY-MM-DD */
  effective: string
  url: string
  certainty: Certainty
}

const page = (id: string) => `https://school.jinritemai.com/doudian/web/article/${id}`

/** 《商家退店规范》, rule 101829. */
export const CLOSING_RULE: RuleSource = {
  id: '101829',
  title: '商家退店规范',
  effective: '2026-07-21',
  url: page('aJnPd4SxBKr8'),
  certainty: 'H',
}

/** The table of deductions for late shipping. */
export const LATE_SHIPPING_RULE: RuleSource = {
  id: 'aJoPPkWZ7VQM',
  title: '延迟发货扣款标准',
  effective: '2026-08-10',
  url: page('aJoPPkWZ7VQM'),
  certainty: 'H',
}

/** When the newest rule that is known took effect: rules change, and old data must not pass for new. */
export function newestRuleDate(): string {
  return [CLOSING_RULE, LATE_SHIPPING_RULE]
    .map(({ effective }) => effective)
    .sort()
    .at(-1) as string
}

/** What is taken once a promise is broken: a share of what the buyer paid, within bounds. */
export interface LateShippingStep {
  /** Percent of what the buyer paid; 0 takes nothing. */
  percent: number
  minFen: number
  maxFen: number
}

export interface LateShippingTier {
  /** The tier is for promises of up to this many hours; null for all longer ones. */
  promiseUpToHours: number | null
  /** While at most `LATE_SHIPPING_GRACE_HOURS` late. */
  late: LateShippingStep
  /** Later than that it counts as out of stock. */
  outOfStock: LateShippingStep
}

export const LATE_SHIPPING_GRACE_HOURS = 48

const NOTHING: LateShippingStep = { percent: 0, minFen: 0, maxFen: 0 }

export const LATE_SHIPPING_TIERS: readonly LateShippingTier[] = [
  {
    promiseUpToHours: 48,
    late: NOTHING,
    outOfStock: { percent: 1, minFen: 200, maxFen: 5000 },
  },
  {
    promiseUpToHours: 240,
    late: { percent: 1, minFen: 200, maxFen: 5000 },
    outOfStock: { percent: 3, minFen: 300, maxFen: 5000 },
  },
  {
    promiseUpToHours: null,
    late: { percent: 1, minFen: 300, maxFen: 5000 },
    outOfStock: { percent: 5, minFen: 500, maxFen: 5000 },
  },
]

/** The conditions of closing, by their stable ids, in the order of the rule. */
export const CONDITION_IDS = [
  'notice',
  'orders-finished',
  'after-sale-period',
  'after-sales-closed',
  'supply-chain',
  'goods-money',
  'wallet',
  'deposit',
  'insurance',
  'loan',
  'invoices',
  'crab-cards',
  'rebates',
  'service-orders',
  'qic-warehouse',
  'penalties',
  'other',
] as const

export type ConditionId = (typeof CONDITION_IDS)[number]

export interface ConditionRule {
  id: ConditionId
  zh: string
  en: string
  /** The page of the back office to look at: menu path, and address where it is known. */
  where: string
  rule: RuleSource
  /** What can prove it: an export, or only the merchant's own eyes. */
  proof: 'exports' | 'manual'
}

const OFFICE = 'https://fxg.jinritemai.com'

function condition(
  id: ConditionId,
  zh: string,
  en: string,
  where: string,
  proof: ConditionRule['proof'] = 'manual',
): ConditionRule {
  return { id, zh, en, where, rule: CLOSING_RULE, proof }
}

export const CONDITIONS: readonly ConditionRule[] = [
  condition(
    'notice',
    '关店公示已开启满 30 天',
    'closing notice shown for 30 days',
    `店铺 › 关店 ${OFFICE}/ffa/gov/closeV2`,
  ),
  condition(
    'orders-finished',
    '所有订单已完成或已关闭',
    'every order finished or closed',
    `订单管理 ${OFFICE}/ffa/morder/order/list`,
    'exports',
  ),
  condition(
    'after-sale-period',
    '近 90 天结束的订单已过售后期',
    'after-sale period of recent orders over',
    `订单管理 ${OFFICE}/ffa/morder/order/list`,
    'exports',
  ),
  condition(
    'after-sales-closed',
    '没有进行中的售后',
    'no open after-sale',
    `售后工作台 ${OFFICE}/ffa/merchant-aftersale-workbench/aftersale/list`,
    'exports',
  ),
  condition(
    'supply-chain',
    '供应链没有未完结的售后单和结算单',
    'no open supply-chain slips',
    '供应链',
  ),
  condition(
    'goods-money',
    '没有未结算的货款',
    'no unsettled goods money',
    '资金 › 账单管理 › 待结算订单',
    'exports',
  ),
  condition('wallet', '抖店钱包没有余额', 'no balance in the wallet', '资金 › 抖店钱包', 'exports'),
  condition('deposit', '没有欠缴的保证金', 'no deposit shortfall', '资金 › 保证金'),
  condition('insurance', '没有未支付的保费', 'no unpaid premium', '资金 › 运费险', 'exports'),
  condition('loan', '没有未还清的贷款', 'no outstanding loan', '资金 › 贷款'),
  condition(
    'invoices',
    '没有未开具的发票',
    'no unissued invoice',
    '资金 › 发票管理 › 给消费者开票',
  ),
  condition('crab-cards', '没有未兑换的蟹卡', 'no unredeemed crab card', '商品 › 蟹卡'),
  condition('rebates', '没有未结算的返点', 'no unsettled rebate', '营销 › 返点'),
  condition(
    'service-orders',
    '没有进行中的服务单',
    'no service order in progress',
    `服务单 ${OFFICE}/ffa/task-order/service`,
  ),
  condition('qic-warehouse', '已退出 QIC 仓', 'left the QIC warehouse', 'QIC 仓', 'exports'),
  condition(
    'penalties',
    '没有未处理的违约金',
    'no unhandled penalty',
    `违规管理 ${OFFICE}/ffa/govern-guarantee/regulation`,
  ),
  condition('other', '没有其他未了结的事项', 'nothing else unresolved', '店铺 › 关店'),
]

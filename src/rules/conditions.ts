import { BACK_OFFICE, type BackOfficePage, pagePath } from './back-office.ts'
import { CLOSING_RULE, CROSS_BORDER_CLOSING_RULE } from './rule-pages.ts'
import type { RuleSource } from './rule-source.ts'

/** The conditions of closing a domestic shop, by their stable ids, in the order of the rule. */
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

/** The set of a 全球购 shop; what means the same has the same id. */
export const CROSS_BORDER_CONDITION_IDS = [
  'goods-delisted',
  'notice',
  'orders-finished',
  'after-sale-period',
  'commission',
  'payouts',
  'deposit',
] as const

export type ConditionId =
  | (typeof CONDITION_IDS)[number]
  | (typeof CROSS_BORDER_CONDITION_IDS)[number]

export type ShopKind = 'domestic' | 'cross-border'

export interface ConditionRule {
  id: ConditionId
  zh: string
  en: string
  /** The page of the back office to look at: menu path, and address where it is known. */
  where: string
  page: BackOfficePage
  rule: RuleSource
  /** What can prove it: an export, or only the merchant's own eyes. */
  proof: 'exports' | 'manual'
}

type Looks = Pick<ConditionRule, 'zh' | 'en' | 'page'> & { proof?: ConditionRule['proof'] }

function conditions<Id extends ConditionId>(
  rule: RuleSource,
  looks: Readonly<Record<Id, Looks>>,
  order: readonly Id[],
): readonly ConditionRule[] {
  return order.map((id) => {
    const { proof = 'manual', ...rest } = looks[id]
    return { id, ...rest, where: pagePath(rest.page, 'zh'), rule, proof }
  })
}

/** R:101829, the preconditions that must all hold at the same time. */
export const CONDITIONS = conditions(
  CLOSING_RULE,
  {
    notice: {
      zh: '关店公示已开启满 30 天',
      en: 'closing notice shown for 30 days',
      page: BACK_OFFICE.close,
    },
    'orders-finished': {
      zh: '所有订单已完成或已关闭',
      en: 'every order finished or closed',
      page: BACK_OFFICE.orders,
      proof: 'exports',
    },
    'after-sale-period': {
      zh: '近 90 天结束的订单已过售后期',
      en: 'after-sale period of recent orders over',
      page: BACK_OFFICE.orders,
      proof: 'exports',
    },
    'after-sales-closed': {
      zh: '没有进行中的售后',
      en: 'no open after-sale',
      page: BACK_OFFICE.afterSales,
      proof: 'exports',
    },
    'supply-chain': {
      zh: '供应链没有未完结的售后单和结算单',
      en: 'no open supply-chain slips',
      page: BACK_OFFICE.supplyChain,
    },
    'goods-money': {
      zh: '没有未结算的货款',
      en: 'no unsettled goods money',
      page: BACK_OFFICE.unsettled,
      proof: 'exports',
    },
    wallet: {
      zh: '抖店钱包没有余额',
      en: 'no balance in the wallet',
      page: BACK_OFFICE.wallet,
      proof: 'exports',
    },
    deposit: { zh: '没有欠缴的保证金', en: 'no deposit shortfall', page: BACK_OFFICE.deposit },
    insurance: {
      zh: '没有未支付的保费',
      en: 'no unpaid premium',
      page: BACK_OFFICE.freightInsurance,
      proof: 'exports',
    },
    loan: {
      zh: '店铺、法定代表人或经营者没有未还清的贷款',
      en: 'no loan of shop, owner, legal representative',
      page: BACK_OFFICE.loans,
    },
    invoices: { zh: '没有未开具的发票', en: 'no unissued invoice', page: BACK_OFFICE.invoices },
    'crab-cards': {
      zh: '没有未兑换的蟹卡',
      en: 'no unredeemed crab card',
      page: BACK_OFFICE.crabCards,
    },
    rebates: { zh: '没有未结算的返点', en: 'no unsettled rebate', page: BACK_OFFICE.rebates },
    'service-orders': {
      zh: '没有进行中的服务单',
      en: 'no service order in progress',
      page: BACK_OFFICE.serviceOrders,
    },
    'qic-warehouse': {
      zh: '已退出 QIC 仓',
      en: 'left the QIC warehouse',
      page: BACK_OFFICE.qic,
      proof: 'exports',
    },
    penalties: {
      zh: '没有未处理的违约金',
      en: 'no unhandled penalty',
      page: BACK_OFFICE.penalties,
    },
    other: { zh: '没有其他未了结的事项', en: 'nothing else unresolved', page: BACK_OFFICE.close },
  },
  CONDITION_IDS,
)

/** R:aJikTPY3ctGa ch. 7: what a 全球购 shop has to fulfil instead. */
export const CROSS_BORDER_CONDITIONS = conditions(
  CROSS_BORDER_CLOSING_RULE,
  {
    'goods-delisted': {
      zh: '所有商品已下架',
      en: 'every product delisted',
      page: BACK_OFFICE.products,
    },
    notice: {
      zh: '店铺首页公示已满 30 天',
      en: 'notice on the front page for a full 30 days',
      page: BACK_OFFICE.close,
    },
    'orders-finished': {
      zh: '所有订单已完成或已关闭',
      en: 'every order finished or closed',
      page: BACK_OFFICE.orders,
      proof: 'exports',
    },
    'after-sale-period': {
      zh: '最后一笔订单完成已满 90 天',
      en: 'last order finished 90 days ago',
      page: BACK_OFFICE.orders,
      proof: 'exports',
    },
    commission: { zh: '没有欠付的佣金', en: 'no commission owed', page: BACK_OFFICE.commission },
    payouts: {
      zh: '定期结算的款项已全部结清',
      en: 'periodic payouts settled',
      page: BACK_OFFICE.unsettled,
    },
    deposit: { zh: '没有欠缴的保证金', en: 'no deposit shortfall', page: BACK_OFFICE.deposit },
  },
  CROSS_BORDER_CONDITION_IDS,
)

/** The conditions that a kind of shop has to fulfil, in the order of its rule. */
export function conditionsOf(kind: ShopKind): readonly ConditionRule[] {
  return kind === 'domestic' ? CONDITIONS : CROSS_BORDER_CONDITIONS
}

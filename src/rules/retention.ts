import { PERSONAL_DATA_LAW, TAX_REGULATION } from './laws.ts'
import type { RuleSource } from './rule-source.ts'

/**
 * Two tiers, so that two duties hold at once: buyers' data goes when its purpose is done (the
 * platform's closing rule, PIPL art. 19 and 47), the books stay ten years (tax regulation art. 29).
 */
export interface RetentionRule extends Record<'zh' | 'en', string> {
  law: RuleSource
  articles: string
}

export const RETENTION: readonly RetentionRule[] = [
  {
    law: PERSONAL_DATA_LAW,
    articles: '19, 47',
    zh: '目的已实现、服务已停止或期限已过，删除买家个人信息',
    en: 'Buyers’ personal data is deleted once its purpose is done, the service has stopped or its time is over',
  },
  {
    law: TAX_REGULATION,
    articles: '29',
    zh: '账簿、凭证、发票等涉税资料保存 10 年：编号、金额、时间、状态、商品保留',
    en: 'Books, vouchers and invoices stay 10 years: ids, amounts, times, statuses and products are kept',
  },
]

/** The holds of the plan that have to be over before buyers' data is no longer needed. */
export const HOLDS_DELETION = [
  'orders-finished',
  'after-sale-period',
  'after-sales-closed',
] as const

/**
 * Columns that name people although exports show them as they are: creators (达人), the merchant's own
 * staff, who has no more to do with books than a buyer has, and who bought a 福袋. And those into which
 * merchants type names of their own, of a warehouse or a branch, which may be a person's; its id stays.
 */
export const MORE_PEOPLE: ReadonlySet<string> = new Set([
  '达人昵称',
  '达人名称',
  '操作人',
  '商家退货地址',
  '商家退货联系人姓名',
  '商家退货联系人电话',
  '福袋采购订单采购方名称',
  '仓库名称',
  '发货主体明细',
  '门店名称',
])

import { PERSONAL_DATA_LAW, TAX_REGULATION } from './laws.ts'
import { CLOSING_RULE } from './rule-pages.ts'
import type { Certainty, Source } from './rule-source.ts'

/**
 * Two duties pull in opposite ways: tax papers stay ten years, buyers' data goes once after-sale and
 * dispute periods are over. Amounts are kept and people dropped; our reading of both, so M.
 */
export interface RetentionTier {
  id: 'keep' | 'delete'
  /** Years to keep; null: only until after-sale and dispute periods are over. */
  years: number | null
  rules: readonly Source[]
  certainty: Certainty
  /** Column names of the platform's exports, or what else it is about. */
  fields: readonly string[]
}

export const RETENTION: readonly RetentionTier[] = [
  {
    id: 'keep',
    years: 10,
    rules: [TAX_REGULATION],
    certainty: 'M',
    fields: ['订单号', '时间', '商品', '数量', '金额', '费用', '结算单号', '流水号', '发票号'],
  },
  {
    id: 'delete',
    years: null,
    rules: [PERSONAL_DATA_LAW, CLOSING_RULE],
    certainty: 'M',
    fields: [
      '收件人',
      '收件人手机号',
      '街道',
      '详细地址',
      '买家留言',
      '商家备注',
      '用户售后说明',
      '协商记录',
      '售后备注',
      '达人ID',
      '达人昵称',
    ],
  },
]

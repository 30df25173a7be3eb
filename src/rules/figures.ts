import { E_COMMERCE_LAW, INVOICE_REGULATION, TAX_REGULATION } from './laws.ts'
import {
  ACCOUNT_RULE,
  AUTHORISED_ACCOUNT_RULE,
  CLOSING_RULE,
  CRAB_CARD_RULE,
  CROSS_BORDER_CLOSING_RULE,
  FAST_REFUND_RULE,
  INSTALLATION_RULE,
  INVOICE_RULE,
  LATE_SHIPPING_RULE,
  NO_REASON_RETURN_RULE,
  SETTLEMENT_RULE,
  SHIPPING_RULE,
  ZERO_DEPOSIT_RULE,
} from './rule-pages.ts'
import type { Bilingual, Certainty, Source } from './rule-source.ts'

export type FigureUnit = 'days' | 'working-days' | 'hours' | 'years' | 'percent' | 'fen'

/** One number of the rules, with the page it is from. */
export interface Figure extends Bilingual {
  value: number
  unit: FigureUnit
  rule: Source
  /** Of this figure; a sure page can be read in more than one way. */
  certainty: Certainty
}

function figure(
  value: number,
  unit: FigureUnit,
  rule: Source,
  words: Bilingual & { certainty?: Certainty },
): Figure {
  const { zh, en, certainty = rule.certainty } = words
  return { value, unit, rule, zh, en, certainty }
}

/** Every deadline, waiting time, percentage and bound that the program counts with or tells. */
export const FIGURES = {
  noticeDays: figure(30, 'days', CLOSING_RULE, {
    zh: '关店公示期；规则只写“已开启”，按满 30 天后再申请来计划',
    en: 'closing notice; the rule only says “switched on”, the plan waits until the 30 days are over',
    certainty: 'M',
  }),
  crossBorderNoticeDays: figure(30, 'days', CROSS_BORDER_CLOSING_RULE, {
    zh: '全球购店铺首页公示，须满 30 天',
    en: 'notice of a cross-border shop, to the full',
  }),
  lawNoticeDays: figure(30, 'days', E_COMMERCE_LAW, {
    zh: '停止经营前在首页连续公示',
    en: 'notice on the home page before business stops',
  }),
  longestAfterSaleDays: figure(90, 'days', CLOSING_RULE, {
    zh: '售后服务有效期最长的类目；没有按类目填写时用它',
    en: 'the longest after-sale period of a category; used where none is set',
  }),
  shortestAfterSaleDays: figure(30, 'days', CLOSING_RULE, {
    zh: '售后服务有效期最短的类目',
    en: 'the shortest after-sale period of a category',
  }),
  crossBorderLastOrderDays: figure(90, 'days', CROSS_BORDER_CLOSING_RULE, {
    zh: '全球购：最后一笔订单完成后须满的天数',
    en: 'cross-border: days since the last order finished',
  }),
  reviewWorkingDays: figure(3, 'working-days', CLOSING_RULE, {
    zh: '平台审核关店申请，最长',
    en: 'review of the application, at most',
  }),
  payoutFirstWorkingDays: figure(1, 'working-days', CLOSING_RULE, {
    zh: '关店后退还保证金，最快',
    en: 'deposit paid out after closing, at the soonest',
  }),
  payoutLastWorkingDays: figure(3, 'working-days', CLOSING_RULE, {
    zh: '关店后退还保证金，最慢',
    en: 'deposit paid out after closing, at the latest',
  }),
  dormantReleaseDays: figure(60, 'days', CLOSING_RULE, {
    zh: '置休超过此天数，平台可以释放店铺',
    en: 'a shop dormant for longer may be released by the platform',
  }),
  settlementShortDays: figure(3, 'days', SETTLEMENT_RULE, {
    zh: '售后期不超过 30 天的类目，确认收货后结算',
    en: 'settlement after receipt, categories with up to 30 after-sale days',
  }),
  settlementLongDays: figure(10, 'days', SETTLEMENT_RULE, {
    zh: '售后期超过 30 天的类目，确认收货后结算',
    en: 'settlement after receipt, categories with more than 30 after-sale days',
  }),
  settlementZeroDepositDays: figure(21, 'days', SETTLEMENT_RULE, {
    zh: '0元入驻商家，确认收货后结算',
    en: 'settlement after receipt for shops that joined without a deposit',
  }),
  zeroDepositWithdrawDays: figure(30, 'days', ZERO_DEPOSIT_RULE, {
    zh: '0元入驻商家，最后一单签收后可全部提现',
    en: 'a shop that joined without a deposit may withdraw all after its last order was signed for',
    certainty: 'H',
  }),
  installationHeldPercent: figure(1, 'percent', INSTALLATION_RULE, {
    zh: '送装商品结算款冻结至售后期结束的比例',
    en: 'share of settled money held to the end of the after-sale period for installed goods',
  }),
  crabCardYears: figure(3, 'years', CRAB_CARD_RULE, {
    zh: '售出蟹卡后不能关店的年数',
    en: 'no closing for this long after a crab card was sold',
  }),
  usualPromiseHours: figure(48, 'hours', SHIPPING_RULE, {
    zh: '通常的承诺发货时间',
    en: 'the usual promise for shipping',
  }),
  pickUpScanHours: figure(48, 'hours', SHIPPING_RULE, {
    zh: '上传单号后没有揽收，退款申请会自动同意',
    en: 'without a pick-up scan for this long after the upload, refund requests are approved by themselves',
  }),
  unshippedAutoCloseDays: figure(365, 'days', LATE_SHIPPING_RULE, {
    zh: '一直未发货，订单自动关闭并退款',
    en: 'an order never shipped is closed and refunded by itself',
  }),
  missedAppointmentPercent: figure(5, 'percent', LATE_SHIPPING_RULE, {
    zh: '预约送达没有做到，赔付买家（5–50 元）',
    en: 'booked delivery missed, to the buyer (5 to 50 yuan)',
  }),
  appealDays: figure(7, 'days', LATE_SHIPPING_RULE, {
    zh: '对扣款申诉的期限',
    en: 'time to appeal against a deduction',
  }),
  appealAnswerWorkingDays: figure(5, 'working-days', LATE_SHIPPING_RULE, {
    zh: '申诉的答复，最长',
    en: 'answer to an appeal, at most',
  }),
  fastRefundLimitFen: figure(800_000, 'fen', FAST_REFUND_RULE, {
    zh: '带标商品未发货，实付不超过此数的退款自动执行',
    en: 'tagged goods not shipped and paid up to this are refunded by themselves',
  }),
  fastRefundGoldLimitFen: figure(5_000_000, 'fen', FAST_REFUND_RULE, {
    zh: '投资金银的上限',
    en: 'the same for investment gold and silver',
  }),
  noReasonReturnHours: figure(168, 'hours', NO_REASON_RETURN_RULE, {
    zh: '七天无理由退货，自签收次日起算',
    en: 'no-reason return, from the day after signing',
  }),
  invoiceDays: figure(10, 'days', INVOICE_RULE, {
    zh: '买家申请后开具发票的期限',
    en: 'time to issue an invoice that was asked for',
  }),
  lateInvoicePercent: figure(13, 'percent', INVOICE_RULE, {
    zh: '不开或迟开发票，赔付买家（最高 300 元）',
    en: 'invoice late or refused, to the buyer (at most 300 yuan)',
  }),
  falseInvoicePercent: figure(30, 'percent', INVOICE_RULE, {
    zh: '虚开发票，赔付买家（最高 500 元）',
    en: 'false invoice, to the buyer (at most 500 yuan)',
  }),
  accountDeletionDays: figure(15, 'days', ACCOUNT_RULE, {
    zh: '注销主账号的答复',
    en: 'answer to the deletion of the account',
  }),
  platformKeepsYears: figure(3, 'years', ACCOUNT_RULE, {
    zh: '平台保存交易信息，至少',
    en: 'the platform keeps trading information for at least',
  }),
  unbindAccountDays: figure(180, 'days', AUTHORISED_ACCOUNT_RULE, {
    zh: '店铺授权号可以解绑；完成关店后立即释放',
    en: 'an authorised account can be unbound after; finishing the closing releases it at once',
  }),
  taxBooksYears: figure(10, 'years', TAX_REGULATION, {
    zh: '账簿、凭证、发票及涉税资料的保存',
    en: 'keeping books, vouchers, invoices and tax papers',
  }),
  invoiceStubYears: figure(5, 'years', INVOICE_REGULATION, {
    zh: '发票存根联的保存',
    en: 'keeping invoice stubs',
  }),
} as const satisfies Record<string, Figure>

import { type RuleSource, rulePage, type Source, undatedPage } from './rule-source.ts'

/** 《商家退店规范》, rule 101829: kinds of exit, conditions, review, what happens afterwards. */
export const CLOSING_RULE = rulePage('aJnPd4SxBKr8', {
  rule: '101829',
  title: '商家退店规范',
  titleEn: 'Rules for merchants leaving the platform',
  effective: '2026-07-21',
  certainty: 'H',
})

/** Chapter 7 of the rules for 全球购 shops. */
export const CROSS_BORDER_CLOSING_RULE = rulePage('aJikTPY3ctGa', {
  title: '全球购商家退店（第七章）',
  titleEn: 'Cross-border merchants, chapter 7: leaving',
  effective: '2026-05-06',
  certainty: 'H',
})

/** The table of deductions for late shipping. */
export const LATE_SHIPPING_RULE = rulePage('aJoPPkWZ7VQM', {
  title: '延迟发货扣款标准',
  titleEn: 'Deductions for late shipping',
  effective: '2026-08-10',
  certainty: 'H',
})

/** 《商家发货行为管理规则》, rule 101706. */
export const SHIPPING_RULE = rulePage('aJmtTKLBkBqs', {
  rule: '101706',
  title: '商家发货行为管理规则',
  titleEn: 'Rules for shipping',
  effective: '2026-07-08',
  certainty: 'H',
})

/** 《保证金管理规范》, rule 101830. */
export const DEPOSIT_RULE = rulePage('aJpATNzewTub', {
  rule: '101830',
  title: '保证金管理规范',
  titleEn: 'Rules for deposits',
  effective: '2026-08-17',
  certainty: 'H',
})

export const CROSS_BORDER_DEPOSIT_RULE: RuleSource = {
  id: '107821',
  title: '全球购保证金',
  titleEn: 'Deposits of cross-border merchants',
  effective: '2025-06-05',
  url: 'https://school.jinritemai.com/doudian/web/articlev0/107821',
  certainty: 'M',
}

/** 《商家货款结算日期细则》. */
export const SETTLEMENT_RULE = rulePage('aJoPPkWZ6ehX', {
  title: '商家货款结算日期细则',
  titleEn: 'Dates on which goods money is settled',
  effective: '2026-08-06',
  certainty: 'H',
})

/** Shops that joined without a deposit. */
export const ZERO_DEPOSIT_RULE = undatedPage('aJmaewTfufcE', {
  title: '0元入驻商家提现',
  titleEn: 'Merchants who joined without a deposit',
  certainty: 'M',
})

export const RESERVE_RULE = rulePage('aJmYMRvirbuX', {
  title: '售后预留金',
  titleEn: 'After-sale reserve',
  effective: '2026-07-02',
  certainty: 'H',
})

export const INSTALLATION_RULE = rulePage('aJmYBvWsjyYe', {
  title: '送装商品货款冻结',
  titleEn: 'Money held for goods sold with installation',
  effective: '2026-06-24',
  certainty: 'H',
})

export const CRAB_CARD_RULE = rulePage('aJnnov7ou3q1', {
  title: '大闸蟹礼券',
  titleEn: 'Crab gift cards',
  effective: '2026-07-21',
  certainty: 'H',
})

export const REBATE_RULE = rulePage('aJnx44j7JypP', {
  title: '商品卡免佣',
  titleEn: 'Commission rebates for product cards',
  effective: '2026-07-26',
  certainty: 'M',
})

export const REFUND_RULE = rulePage('aJkboynit5yb', {
  title: '售后与退款',
  titleEn: 'Rules for after-sale service and refunds',
  effective: '2026-06-13',
  certainty: 'H',
})

export const FAST_REFUND_RULE = rulePage('aJmtW2ombFf1', {
  title: '未发货极速退款',
  titleEn: 'Fast refunds before shipping',
  effective: '2026-07-09',
  certainty: 'H',
})

export const NO_REASON_RETURN_RULE = rulePage('aJmEsBoSPU5g', {
  title: '七天无理由退货',
  titleEn: 'Seven-day no-reason returns',
  effective: '2026-06-22',
  certainty: 'H',
})

/** Chat screenshots of 飞鸽 prove what was agreed with a buyer. */
export const CHAT_EVIDENCE_RULE = rulePage('aJoPTsTo7Jmx', {
  title: '举证（飞鸽聊天截图）',
  titleEn: 'Evidence that merchants give',
  effective: '2026-07-30',
  certainty: 'H',
})

export const INVOICE_RULE = rulePage('aJojmRVFeooX', {
  title: '给消费者开票',
  titleEn: 'Invoices for buyers',
  effective: '2026-08-19',
  certainty: 'H',
})

export const SAMPLE_RULE = rulePage('aJmYG5vi4n1f', {
  title: '精选联盟样品',
  titleEn: 'Samples for creators',
  effective: '2026-06-23',
  certainty: 'H',
})

export const FREIGHT_INSURANCE_RULE = rulePage('aJpAMtJPdWH7', {
  title: '运费险',
  titleEn: 'Return-freight insurance',
  effective: '2026-08-18',
  certainty: 'H',
})

/** Forbids bots, crawlers and devices: why everything starts from files exported by hand. */
export const DATA_MISUSE_RULE = rulePage('aJijoYGzDLJ5', {
  title: '【不当获取/使用信息】细则',
  titleEn: 'Improper taking or use of information',
  effective: '2026-05-12',
  certainty: 'H',
})

export const ACCOUNT_RULE = rulePage('101700', {
  title: '抖店隐私政策',
  titleEn: 'Privacy policy of the back office',
  effective: '2026-05-29',
  certainty: 'H',
})

/** 店铺授权号: released at once when all closing steps are finished. */
export const AUTHORISED_ACCOUNT_RULE = rulePage('aJmzJZNFwwou', {
  title: '店铺授权号',
  titleEn: 'Authorised accounts of a shop',
  effective: '2026-07-08',
  certainty: 'H',
})

export const OFFICIAL_ACCOUNT_RULE = undatedPage('aJkAD3AEuZoL', {
  title: '店铺官方账号',
  titleEn: 'Official accounts of a shop',
  certainty: 'M',
})

export const SHOP_NAME_RULE = rulePage('aJp8XEqff68m', {
  title: '店铺名称',
  titleEn: 'Names of shops',
  effective: '2026-08-17',
  certainty: 'H',
})

export const BRAND_EXIT_RULE = rulePage('aJmYEvDXnMYj', {
  title: '家居家电、汽车行业品牌店铺',
  titleEn: 'Brands of home appliances and cars',
  effective: '2026-06-30',
  certainty: 'H',
})

/** Every page of the platform that a figure or a text here is from. */
export const RULE_PAGES: readonly Source[] = [
  CLOSING_RULE,
  CROSS_BORDER_CLOSING_RULE,
  LATE_SHIPPING_RULE,
  SHIPPING_RULE,
  DEPOSIT_RULE,
  CROSS_BORDER_DEPOSIT_RULE,
  SETTLEMENT_RULE,
  ZERO_DEPOSIT_RULE,
  RESERVE_RULE,
  INSTALLATION_RULE,
  CRAB_CARD_RULE,
  REBATE_RULE,
  REFUND_RULE,
  FAST_REFUND_RULE,
  NO_REASON_RETURN_RULE,
  CHAT_EVIDENCE_RULE,
  INVOICE_RULE,
  SAMPLE_RULE,
  FREIGHT_INSURANCE_RULE,
  DATA_MISUSE_RULE,
  ACCOUNT_RULE,
  AUTHORISED_ACCOUNT_RULE,
  OFFICIAL_ACCOUNT_RULE,
  SHOP_NAME_RULE,
  BRAND_EXIT_RULE,
]

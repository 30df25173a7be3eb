import type { ReportKind } from '../domain/report-kind.ts'

/** What merchants call the reports, and where the back office exports them. */
export const REPORT_NAMES: Readonly<Record<ReportKind, { zh: string; en: string }>> = {
  orders: { zh: '订单', en: 'orders' },
  'after-sales': { zh: '售后', en: 'after-sales' },
  settlements: { zh: '结算账单', en: 'settlement bills' },
  funds: { zh: '动账明细', en: 'fund movements' },
  ledger: { zh: '账户流水', en: 'account ledger' },
  premiums: { zh: '保费支出', en: 'premiums' },
  'freight-insurance': { zh: '运费险', en: 'freight insurance' },
  qic: { zh: 'QIC仓结算', en: 'QIC slips' },
  products: { zh: '商品', en: 'products' },
  addresses: { zh: '地址', en: 'addresses' },
}

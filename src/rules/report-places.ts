import type { ReportKind } from '../domain/report-kind.ts'
import { BACK_OFFICE, pagePath } from './back-office.ts'

const EXPORT = { zh: '，点“导出”', en: ', 导出 (export)' }

/** Where the back office exports each report, and what to mind. */
export function reportPlace(kind: ReportKind, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const at = (page: (typeof BACK_OFFICE)[keyof typeof BACK_OFFICE]) =>
    pagePath(page, language) + EXPORT[language]
  switch (kind) {
    case 'orders':
      return zh
        ? `${pagePath(BACK_OFFICE.orders, language)}，点“导出订单”，选“商品维度”，在“导出记录”里下载`
        : `${pagePath(BACK_OFFICE.orders, language)}: 导出订单, by product (商品维度), then download it from 导出记录`
    case 'after-sales':
      return at(BACK_OFFICE.afterSales)
    case 'settlements':
    case 'funds':
    case 'ledger':
    case 'premiums':
      return at(BACK_OFFICE.commission)
    case 'freight-insurance':
      return at(BACK_OFFICE.freightInsurance)
    case 'qic':
      return at(BACK_OFFICE.qic)
    case 'products':
      return at(BACK_OFFICE.products)
    case 'addresses':
      return zh
        ? '不用导出：运行 dyshop addresses add 录入，或写成“联系人、电话、详细地址”三列的表格'
        : 'nothing to export: dyshop addresses add, or a table of name, phone and address'
  }
}

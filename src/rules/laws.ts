import type { RuleSource } from './rule-source.ts'

/**
 * The laws that bind a merchant who stops, in the versions named. This is not legal advice. All of
 * them can be looked up by title in the national database of laws and regulations.
 */
const LAW_DATABASE = 'https://flk.npc.gov.cn/'

function law(
  id: string,
  title: string,
  titleEn: string,
  effective: string,
  certainty: RuleSource['certainty'] = 'H',
): RuleSource {
  return { id, title, titleEn, effective, url: LAW_DATABASE, certainty }
}

export const E_COMMERCE_LAW = law(
  'e-commerce-law',
  '中华人民共和国电子商务法',
  'E-commerce Law',
  '2019-01-01',
)
export const PERSONAL_DATA_LAW = law(
  'pipl',
  '中华人民共和国个人信息保护法',
  'Personal Information Protection Law',
  '2021-11-01',
)
export const CONSUMER_LAW = law(
  'consumer-law',
  '中华人民共和国消费者权益保护法',
  'Consumer Protection Law',
  '2014-03-15',
)
export const TAX_LAW = law(
  'tax-collection-law',
  '中华人民共和国税收征收管理法',
  'Tax Collection Law',
  '2015-04-24',
)
export const TAX_REGULATION = law(
  'tax-collection-regulation',
  '中华人民共和国税收征收管理法实施细则',
  'Regulation on the Tax Collection Law',
  '2016-02-06',
)
export const INVOICE_REGULATION = law(
  'invoice-regulation',
  '中华人民共和国发票管理办法',
  'Regulation on Invoices',
  '2023-07-20',
)
export const REGISTRATION_REGULATION = law(
  'registration-regulation',
  '中华人民共和国市场主体登记管理条例',
  'Regulation on the Registration of Market Entities',
  '2022-03-01',
)
export const ACCOUNTING_FILES_RULE = law(
  'accounting-files',
  '会计档案管理办法',
  'Rules for Accounting Files',
  '2016-01-01',
  'L',
)
/** Article 2: the days off for all citizens, before make-up working days are arranged. */
export const HOLIDAY_REGULATION = law(
  'holiday-regulation',
  '全国年节及纪念日放假办法',
  'Regulation on Public Holidays',
  '2025-01-01',
)

export interface LegalDuty extends Record<'zh' | 'en', string> {
  id: string
  articles: string
  law: RuleSource
}

/** What the law asks of a merchant who stops, in the order in which it comes up. */
export const LEGAL_DUTIES: readonly LegalDuty[] = [
  {
    id: 'notice',
    law: E_COMMERCE_LAW,
    articles: '16, 76(1)(2)',
    zh: '停止经营前，在店铺首页显著位置连续公示 30 天；不公示可处 1 万元以下罚款',
    en: 'Show a notice in a prominent place of the home page for 30 days running before you stop; without it the fine is up to 10,000 yuan',
  },
  {
    id: 'deliver',
    law: E_COMMERCE_LAW,
    articles: '20',
    zh: '已经成交的订单按约定交付，运输途中的风险由卖家承担',
    en: 'Deliver what was sold, as promised; the risk on the way is the seller’s',
  },
  {
    id: 'returns',
    law: CONSUMER_LAW,
    articles: '25, 29',
    zh: '七天无理由退货的义务继续有效，并保护消费者的个人信息',
    en: 'The seven-day right of return goes on; protect buyers’ personal data',
  },
  {
    id: 'invoices',
    law: E_COMMERCE_LAW,
    articles: '14',
    zh: '买家要发票的，依法开具',
    en: 'Issue the invoices that buyers ask for',
  },
  {
    id: 'requests',
    law: E_COMMERCE_LAW,
    articles: '24',
    zh: '买家查询、更正、删除个人信息的请求要及时处理',
    en: 'Answer buyers who want to see, correct or delete their data',
  },
  {
    id: 'delete-personal-data',
    law: PERSONAL_DATA_LAW,
    articles: '19, 47',
    zh: '目的已实现、服务已停止或期限已过，就要删除买家个人信息；法定保存期未满或技术上难以删除的，只能存储并保护',
    en: 'Delete buyers’ personal data once its purpose is done, the service has stopped or its time is over; while a statutory period runs or deletion is technically hard, only store and protect it',
  },
  {
    id: 'tax-books',
    law: TAX_REGULATION,
    articles: '29',
    zh: '账簿、记账凭证、报表、完税凭证、发票及其他涉税资料保存 10 年',
    en: 'Keep books, vouchers, statements, tax receipts, invoices and other tax papers for 10 years',
  },
  {
    id: 'invoice-stubs',
    law: INVOICE_REGULATION,
    articles: '27–28',
    zh: '已开具的发票存根联保存 5 年；办理变更或注销税务登记时，办理发票的变更、缴销',
    en: 'Keep invoice stubs for 5 years; change or hand back invoices when the tax registration is changed or ended',
  },
  {
    id: 'tax-registration',
    law: TAX_REGULATION,
    articles: '15–16',
    zh: '不再经营的，先结清税款、缴销发票、注销税务登记，再注销营业执照（不需要注销执照的，15 日内办理）',
    en: 'If the business ends: settle the tax, hand back invoices and end the tax registration before the licence (within 15 days where there is no licence step)',
  },
  {
    id: 'licence',
    law: REGISTRATION_REGULATION,
    articles: '31–33',
    zh: '营业执照另行注销：简易注销公示 20 日，期满后 20 日内申请；个体工商户不需公示，税务机关有 10 日提出异议',
    en: 'The licence is cancelled separately: 20 days of public notice for the simple way, then apply within 20 days; sole proprietors need no notice, the tax office has 10 days to object',
  },
]

export const LAWS: readonly RuleSource[] = [
  E_COMMERCE_LAW,
  PERSONAL_DATA_LAW,
  CONSUMER_LAW,
  TAX_LAW,
  TAX_REGULATION,
  INVOICE_REGULATION,
  REGISTRATION_REGULATION,
  ACCOUNTING_FILES_RULE,
  HOLIDAY_REGULATION,
]

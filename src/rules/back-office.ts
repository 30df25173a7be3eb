import type { Certainty } from './rule-source.ts'

const BASE = 'https://fxg.jinritemai.com'

/** A page of the back office: the menu path, and its address where we know it. */
export interface BackOfficePage {
  zh: string
  en: string
  url: string | null
  certainty: Certainty
}

function page(
  zh: string,
  en: string,
  path: string | null,
  certainty: Certainty = 'M',
): BackOfficePage {
  return { zh, en, url: path === null ? null : `${BASE}${path}`, certainty }
}

/** The pages that the texts and the conditions send a merchant to. Menus stay in Chinese: they are. */
export const BACK_OFFICE = {
  close: page('店铺 › 关店', '店铺 › 关店 (close the shop)', '/ffa/gov/closeV2'),
  shopInfo: page('店铺 › 店铺基本信息', '店铺 › 店铺基本信息 (basic facts)', null, 'H'),
  orders: page('订单 › 订单管理', '订单 › 订单管理 (orders)', '/ffa/morder/order/list'),
  afterSales: page(
    '售后 › 售后工作台',
    '售后 › 售后工作台 (after-sales)',
    '/ffa/merchant-aftersale-workbench/aftersale/list',
  ),
  products: page('商品 › 商品管理', '商品 › 商品管理 (products)', '/ffa/g/list'),
  chats: page('飞鸽客服', '飞鸽客服 (chat with buyers)', null),
  unsettled: page(
    '资金 › 账单管理 › 待结算订单',
    '资金 › 账单管理 › 待结算订单 (orders to settle)',
    null,
    'H',
  ),
  wallet: page('资金 › 抖店钱包', '资金 › 抖店钱包 (wallet)', null),
  reserve: page(
    '账户中心 › 售后预留金 › 预留规则',
    '账户中心 › 售后预留金 › 预留规则 (reserve)',
    null,
    'H',
  ),
  deposit: page('资金 › 保证金', '资金 › 保证金 (deposit)', null),
  freightInsurance: page('资金 › 运费险', '资金 › 运费险 (return-freight insurance)', null),
  loans: page('资金 › 贷款', '资金 › 贷款 (loans)', null),
  invoices: page(
    '资金 › 发票管理 › 给消费者开票',
    '资金 › 发票管理 › 给消费者开票 (invoices)',
    null,
    'H',
  ),
  supplyChain: page('供应链', '供应链 (supply chain)', null),
  crabCards: page('商品 › 蟹卡', '商品 › 蟹卡 (crab cards)', null),
  rebates: page('营销 › 返点', '营销 › 返点 (rebates)', null),
  commission: page('资金 › 账单管理', '资金 › 账单管理 (bills)', null),
  serviceOrders: page('服务单', '服务单 (service orders)', '/ffa/task-order/service'),
  qic: page('QIC 仓', 'QIC 仓 (QIC warehouse)', null),
  penalties: page('违规管理', '违规管理 (violations)', '/ffa/govern-guarantee/regulation'),
  appeals: page('店铺 › 店铺保障 › 申诉中心', '店铺 › 店铺保障 › 申诉中心 (appeals)', null, 'H'),
  reviews: page('评价管理', '评价管理 (reviews)', '/ffa/maftersale/comment'),
  smallPayments: page(
    '小额打款',
    '小额打款 (small payments)',
    '/ffa/maftersale/aftersale/part-pay',
  ),
  advertising: page('巨量千川', '巨量千川 (advertising)', '/ffa/ad/promotion-v2'),
  shippingLabels: page(
    '电子面单',
    '电子面单 (shipping labels)',
    '/ffa/logistics-project/eBill/landing',
  ),
  intercepts: page('快递拦截', '快递拦截 (intercepts)', '/ffa/logistics/logistics/interceptModule'),
  subAccounts: page('子账号管理', '子账号管理 (sub-accounts)', '/ffa/w/subaccount/apply'),
  bindings: page('抖音账号绑定', '抖音账号绑定 (bound accounts)', '/ffa/w/bind/list'),
  deleteAccount: page('主账号 › 注销账号', '主账号 › 注销账号 (delete the account)', null, 'H'),
} as const satisfies Record<string, BackOfficePage>

/** The menu path and, where it is known, the address behind it. */
export function pagePath({ zh, en, url }: BackOfficePage, language: 'zh' | 'en'): string {
  const path = language === 'zh' ? zh : en
  return url === null ? path : `${path} ${url}`
}

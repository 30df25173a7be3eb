import { LEGAL_DUTIES, type LegalDuty } from '../laws.ts'
import { type GuideWords, points, steps } from './guide-topic.ts'
import { STEPS_EN } from './steps-en.ts'

const FINAL = 'Closing cannot be undone: to sell again you register anew and apply again.'

function duty({ en, law, articles }: LegalDuty): string {
  return `${en} (${law.titleEn}, art. ${articles}, since ${law.effective})`
}

/** The guide in English; names of menus stay Chinese, as on the screen. */
export const GUIDE_EN: GuideWords = {
  steps: STEPS_EN,
  reasons: {
    regulation: 'tighter regulation (goods that need a licence, such as medical devices)',
    competition: 'competition',
    goods: 'goods and supply',
    'after-sale-service': 'after-sale service',
    logistics: 'logistics',
    marketing: 'marketing',
  },
  topics: {
    closing: {
      title: 'Closing, in short',
      warning: FINAL,
      sections: [
        points('Before anything', [
          'All orders in the shop must have been handled: unfinished orders come first.',
          'Once the agreement is signed the back office shows nothing any more; every export has to be made before.',
          'Not logging in is not closing: after 30 days without a login and 60 without a new product the shop is dormant, after 60 more the platform may release it, while money and duties remain.',
        ]),
        steps('In this order', [
          'Export orders, after-sales, settlements and funds, and run dyshop backup.',
          'Switch on the closing notice (30 days); meanwhile handle unshipped orders and after-sales.',
          'When every condition holds, apply, and wait for the review.',
          'Verify the archive, make sure the exports reach to the day, then sign.',
          'Receive the deposit; keep books and invoices, delete buyers’ data in time.',
        ]),
        points('Two routes', [
          'Back office on a computer: dyshop guide pc. Douyin on a phone: dyshop guide app.',
          'Where they differ, the rule page 《商家退店规范》 wins: notice, review and signing are due on both.',
        ]),
      ],
      next: 'dyshop check',
    },
    backup: {
      title: 'Backing up',
      warning: 'After signing nothing can be exported.',
      sections: [
        steps('Three things', [
          'Orders: 我的订单 / 订单管理 › 导出订单 gives finished, cancelled and closed orders as a table; choose 商品维度.',
          'The personal or shop profile: 编辑个人资料, keep a copy (in shop.toml).',
          'Addresses: copy all of them to a local text file (dyshop addresses add).',
        ]),
        points('Mind', [
          'Keep passwords out of every backup, and guard the files: they hold buyers’ data.',
          'Use files exported by hand only. The platform forbids bots and crawlers.',
          'Do not open and save them in Excel: long ids get rounded.',
        ]),
      ],
      next: 'dyshop backup <folder with the exports>',
    },
    unshipped: {
      title: 'Unshipped orders',
      warning: 'Always talk to the buyer first.',
      sections: [
        steps('Before closing', [
          'Ship what can be shipped.',
          'Else agree with the buyer on a refund or on goods of equal value; get a clear yes in 飞鸽.',
          'The cheapest time to agree is before the promised time: afterwards the platform deducts a share.',
        ]),
        steps('After closing', [
          'Ask platform support, which for some time still explains the refund.',
          'Support cannot be reached or its time is over: 我 › 钱包 › 消费记录 › the unshipped order › 申请退款.',
        ]),
      ],
      next: 'dyshop checklist',
    },
    pc: {
      title: 'Closing in the back office',
      warning: 'The shop closes the moment you press 同意协议. It cannot be undone.',
      sections: [
        steps('In this order', [
          'Notice (公示): 店铺 › 关店, switch it on, 30 days.',
          'Verify identity (验证身份).',
          'Apply (申请退店): when every condition holds; fill in the bank account.',
          'Review (账户审核): 3 working days at most.',
          'Sign (签署协议): the shop closes here.',
          'Deposit back (退还保证金): 1 to 3 working days.',
        ]),
        points('Not certain', [
          'The rule says the notice is “switched on” and lasts 30 days, not whether you may apply on day 1; dyshop plans with all 30.',
          'Whether an application can be withdrawn before signing is not stated.',
        ]),
      ],
      next: 'dyshop steps --route pc',
    },
    app: {
      title: 'Closing in the Douyin app',
      warning: `Step 5 is final. ${FINAL}`,
      sections: [
        steps('In this order', [
          'Open 我, bottom right of the home screen.',
          '设置 (settings).',
          '账号与安全 (account and security).',
          '我的店铺 (my shop).',
          '关闭店铺 (close the shop), confirm.',
        ]),
        points('And the rule page', [
          'The rule page 《商家退店规范》 is newer and wins: 30 days of notice, every condition, review and signing are due on the phone as well.',
        ]),
      ],
      next: 'dyshop steps --route app',
    },
    money: {
      title: 'Goods money and deposit',
      warning: 'The electronic deposit receipt becomes void when you sign: download it first.',
      sections: [
        points('Goods money', [
          'Settled after receipt: 3 days for categories with up to 30 after-sale days, 10 for others, 21 for shops that joined without a deposit; true dates at 资金 › 账单管理 › 待结算订单.',
          'The after-sale reserve may take longest: 账户中心 › 售后预留金 › 预留规则.',
          'Rebates such as 商品卡免佣 that are not settled may be lost on closing.',
        ]),
        points('Deposit', [
          'Base deposit by last month’s turnover: up to 50,000 yuan 500, up to 100,000 yuan 2,000, above 5,000; special categories more.',
          'All of it comes back only with closing, in 1 to 3 working days; bank fees are yours.',
        ]),
      ],
      next: 'dyshop plan',
    },
    changes: {
      title: 'What closing changes',
      warning: null,
      sections: [
        points(null, [
          'Followers: not at all.',
          'Posting videos, comments, interaction: not at all.',
          'Income: yes. Shop income ends; advertising, live streams and gifts go on.',
          'The authorised account is released at once when all closing steps are finished.',
          'The shop’s name may be reset; for home appliances and cars a voluntary closing counts as a removal of the brand’s shops.',
          'Closing the shop and deleting the account are two acts: 主账号 › 注销账号 is answered within 15 days and is final.',
        ]),
      ],
      next: 'dyshop guide selling',
    },
    duties: {
      title: 'Duties afterwards',
      warning:
        'This is not legal advice. Closing ends neither the licence nor the tax registration nor the invoices.',
      sections: [
        points('By law', LEGAL_DUTIES.map(duty)),
        points('To the platform', [
          'Answer after-sale claims that are still within their period; duties from past trades stay.',
          'After closing you must delete consumers’ information. This goes together with ten years of tax papers: keep amounts, drop people.',
        ]),
      ],
      next: 'dyshop verify --deep',
    },
    privacy: {
      title: 'Buyers’ personal data',
      warning: 'Leaking buyers’ data is punished by the platform and breaks the law.',
      sections: [
        points('Keep for 10 years', [
          'Order numbers, times, products, quantities, amounts, fees, settlement, flow and invoice numbers.',
        ]),
        points('Delete once after-sale and dispute periods are over', [
          'Receiver, phone, street, address, buyer’s messages, what is personal in notes and after-sale texts, creators who are persons.',
          'Province, city and district may stay as statistics.',
        ]),
        points('Until then', [
          'Let nobody else read the archive folder; show others the default exports, in which buyers are masked.',
          'Answer buyers who want to see, correct or delete their data.',
        ]),
      ],
      next: 'dyshop guide duties',
    },
    forgotten: {
      title: 'What is easily forgotten',
      warning: null,
      sections: [
        points('Money', [
          'Balances of 巨量千川 and 电子面单 (the money sits with the carrier’s branch), 小额打款, premiums, subscriptions, operating services, brand licences.',
        ]),
        points('What dies with the shop', [
          'Reviews, 飞鸽 chats, the deposit receipt, e-invoices: save or photograph them first.',
        ]),
        points('Other people’s access', [
          'Sub-accounts, ERP and third-party authorisations, bound Douyin accounts: end each.',
        ]),
        points('Still on the way', [
          'Intercepts, replacements, samples for creators (if closing stops one from delivering: cooperate with the refund and pay the return freight).',
        ]),
      ],
      next: 'dyshop attach <file>',
    },
    'cross-border': {
      title: 'Cross-border shops (全球购)',
      warning: null,
      sections: [
        points('Other conditions', [
          'Every product is delisted.',
          'The notice was on the front page for a full 30 days.',
          'Every order is finished or closed, the last one finished 90 days ago.',
          'No commission owed, periodic payouts settled, no deposit shortfall.',
        ]),
        points('To set', [
          'Write kind = "cross-border" in shop.toml, and check and plan go by these conditions.',
        ]),
      ],
      next: 'dyshop plan',
    },
    selling: {
      title: 'Going on selling',
      warning: null,
      sections: [
        points('Live streaming', [
          'A host who fits the goods, prepared material, interaction with viewers.',
        ]),
        points('Short videos', [
          'Attractive content, well chosen topics, the habits of the recommendation algorithm.',
        ]),
        points('Other marketplaces', [
          'Such as 淘宝 and 京东: choose by the goods, prepare detail pages, answer customers quickly.',
        ]),
      ],
      next: 'dyshop export products --out products.xlsx',
    },
    reasons: {
      title: 'Why shops close',
      warning: null,
      sections: [
        points(null, [
          'Tighter regulation: goods that need a licence, such as medical devices and health food.',
          'Competition.',
          'Operating problems: goods, after-sale service, logistics, marketing.',
        ]),
      ],
      next: 'dyshop guide closing',
    },
  },
}

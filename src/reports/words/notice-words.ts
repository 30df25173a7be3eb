import type { Language, Sentence } from './language.ts'

/** Whom a message is for. */
export const NOTICE_MESSAGES = [
  'unshipped-ship',
  'unshipped-refund',
  'in-transit',
  'after-sale',
] as const

export type NoticeMessageId = (typeof NOTICE_MESSAGES)[number]

export interface NoticeWords {
  /** Shown on the shop's front page: `shop`, `from`, `to`. */
  notice: Sentence
  messages: Readonly<Record<NoticeMessageId, { title: string; text: Sentence }>>
  /** Stands in where the shop has no name. */
  ourShop: string
}

/**
 * Buyers of the platform read Chinese, so the Chinese text is the one to paste; the English one tells
 * what it says. E-commerce Law art. 16, R:101829 for the notice, R:aJoPTsTo7Jmx for the clear yes.
 */
export const NOTICE_WORDS: Readonly<Record<Language, NoticeWords>> = {
  zh: {
    ourShop: '本店',
    notice: ({ shop, from, to }) =>
      [
        '【停止经营公示】',
        '',
        `尊敬的顾客：${shop}因经营调整，将停止在抖音平台的经营活动。现依照《中华人民共和国电子商务法》第十六条公示 30 天，公示期自 ${from} 起至 ${to} 止。`,
        '',
        '一、公示期内已付款的订单，我们会按承诺发货；确实无法发货的，会在飞鸽和您协商全额退款或换成同等价值的商品，不会单方面取消。',
        '二、在途的订单照常派送，您的退货、换货和售后权利不受影响。售后服务有效期内的申请，我们会继续处理；七天无理由退货按平台规则执行。',
        '三、需要发票的顾客，请在公示期内提出申请，我们会依法开具。',
        '四、您的个人信息只用于完成交易和售后，法定期限过后将予以删除。您也可以随时要求查询、更正或删除。',
        '五、如有疑问，请通过飞鸽客服联系我们；公示期结束后，可以联系平台客服。',
        '',
        '感谢您一直以来的支持。',
        `${shop}`,
        `${from}`,
      ].join('\n'),
    messages: {
      'unshipped-ship': {
        title: '待发货（有货）',
        text: ({ shop }) =>
          `您好，${shop}即将停止经营，您的订单我们会按承诺时间发出，售后照常。如果您不想再等，我们也可以全额退款。请直接回复“同意发货”或“同意退款”，我们按您的回复办理。`,
      },
      'unshipped-refund': {
        title: '待发货（无货）',
        text: ({ shop }) =>
          `您好，很抱歉，${shop}即将停止经营，您的订单无法发货。想和您商量全额退款：如果您同意，请回复“同意退款”，并在订单里点“申请退款”，我们马上通过；如果您更愿意换成同等价值的商品，请回复“同意换货”，我们再和您确认商品。`,
      },
      'in-transit': {
        title: '已发货、在路上',
        text: ({ shop, to }) =>
          `您好，${shop}将在公示期（至 ${to}）结束后停止经营。您的包裹已经在路上，请留意签收；收到后有任何问题，请尽快在订单里申请售后，我们会马上处理。如果您已不需要，请回复“同意退货”，我们为您安排。`,
      },
      'after-sale': {
        title: '售后进行中',
        text: ({ shop }) =>
          `您好，${shop}即将停止经营，希望尽快为您处理好售后。我们的方案是按您的申请办理退款。如果您同意，请回复“同意”；需要退货的，请尽快寄回并填写物流单号，我们收到后马上退款。`,
      },
    },
  },
  en: {
    ourShop: 'Our shop',
    notice: ({ shop, from, to }) =>
      [
        'NOTICE OF CLOSING',
        '',
        `Dear customers, ${shop} will stop trading on Douyin. As article 16 of the E-commerce Law asks, this notice is shown for 30 days, from ${from} to ${to}.`,
        '',
        '1. Orders paid during the notice are shipped as promised. If one cannot be, we will agree with you in 飞鸽 on a full refund or on goods of equal value; we will not cancel on our own.',
        '2. Parcels on the way are delivered as usual. Your rights to return, exchange and after-sale service stay: we answer claims within their period, and seven-day returns go by the rules of the platform.',
        '3. If you need an invoice, please ask for it during the notice.',
        '4. Your personal data is used for the trade and its after-sale service only and deleted after the statutory period. You may ask to see, correct or delete it at any time.',
        '5. For questions use 飞鸽; after the notice, platform support.',
        '',
        'Thank you for your support.',
        `${shop}`,
        `${from}`,
      ].join('\n'),
    messages: {
      'unshipped-ship': {
        title: 'To ship, in stock',
        text: ({ shop }) =>
          `Hello, ${shop} will close soon. Your order will be shipped as promised and after-sale service goes on. If you would rather not wait, we can refund all of it. Please answer “yes, ship” or “yes, refund”, and we will do as you say.`,
      },
      'unshipped-refund': {
        title: 'To ship, out of stock',
        text: ({ shop }) =>
          `Hello, we are sorry: ${shop} will close soon and cannot ship your order. We would like to refund all of it. If you agree, please answer “yes, refund” and press 申请退款 in the order; we will approve it at once. If you prefer goods of equal value, please answer “yes, replace”.`,
      },
      'in-transit': {
        title: 'Shipped, on the way',
        text: ({ shop, to }) =>
          `Hello, ${shop} will stop trading after its notice ends on ${to}. Your parcel is on the way. If anything is wrong with it, please ask for after-sale service in the order soon and we will see to it at once. If you no longer want it, please answer “yes, return”.`,
      },
      'after-sale': {
        title: 'After-sale in progress',
        text: ({ shop }) =>
          `Hello, ${shop} will close soon and we would like to settle your after-sale quickly by refunding you as you asked. If you agree, please answer “yes”; if something has to be sent back, please send it and fill in the tracking number, and we will refund you when it arrives.`,
      },
    },
  },
}

import { BACK_OFFICE, pagePath } from '../../rules/back-office.ts'
import type { ChecklistWords } from './checklist-words.ts'
import { timeSpan } from './time-left.ts'

const ORDERS = pagePath(BACK_OFFICE.orders, 'en')
const AFTER_SALES = pagePath(BACK_OFFICE.afterSales, 'en')

/** The checklist in English. */
export const CHECKLIST_EN: ChecklistWords = {
  title: 'Refund checklist',
  doneTitle: 'Done',
  lead: 'Sorted by deadline: work from the top. First talk to the buyer in 飞鸽, then refund or replace, then ask the platform. Change the columns “status” and “note” only, then read them back with dyshop checklist sync.',
  noItems: 'Nothing to ship and no open after-sale.',
  noneDone:
    'Nothing is over yet. What was dealt with moves here once new exports show it and dyshop backup has read them.',
  pageHead: (count, yuan, at) => `${count} items, ${yuan} yuan in all, as of ${at}`,
  noDeadline: 'none',
  outcome: 'outcome',
  anyProduct: 'goods',
  columns: {
    status: 'status',
    deadline: 'deadline',
    action: 'do this',
    reason: 'why',
    orderId: 'order',
    lineId: 'order line',
    product: 'product',
    quantity: 'quantity',
    amount: 'amount (yuan)',
    steps: 'steps',
    message: 'message for 飞鸽 (to copy)',
    note: 'note',
    id: 'id (do not change)',
    statusWas: 'status was (do not change)',
    noteWas: 'note was (do not change)',
  },
  statuses: {
    todo: 'to do',
    asked: 'asked',
    agreed: 'agreed',
    done: 'done',
    refused: 'refused',
  },
  actions: {
    ship: 'ship',
    'agree-refund': 'agree on a refund',
    replace: 'replace',
    'answer-after-sale': 'answer after-sale',
    'ask-platform': 'ask support',
    'file-refund-request': 'request a refund',
  },
  reasons: {
    'to-ship': () => 'Not shipped yet, still within the promise',
    'ship-late': ({ hours }) => `${timeSpan(Number(hours), 'en')} past the promised time`,
    'out-of-stock': ({ hours }) =>
      `${timeSpan(Number(hours), 'en')} late; the platform calls it out of stock`,
    'no-promise': () => 'Not shipped yet; the export has no promised time',
    'refund-before-shipping': ({ status }) =>
      `The buyer asked for a refund before shipping (${status}); do not ship`,
    'after-sale-answer': ({ status }) => `The after-sale waits for you (${status})`,
    'after-sale-parcel-back': ({ status }) =>
      `The returned parcel is on its way or there; receive it (${status})`,
    'after-sale-buyer-sends': ({ status }) => `The buyer has to send it back (${status})`,
    'after-sale-voucher': ({ status }) => `A voucher of the refund is asked for (${status})`,
    'after-sale-refund-running': ({ status }) => `The refund has not arrived yet (${status})`,
    'after-sale-refund-failed': ({ status }) => `The refund failed (${status})`,
    'after-sale-arbitration': ({ status }) => `The platform is arbitrating (${status})`,
    'after-sale-refused': ({ status }) => `Disputed after a refused refund (${status})`,
    'after-sale-unknown': ({ status }) =>
      `An after-sale status nobody has seen, “${status}”; look in the back office`,
    'shop-closed': () => 'The shop is closed; only the platform can explain and make the refund',
    'buyer-refused': () => 'The buyer did not agree; ask the platform',
  },
  steps: {
    ship: `Ship it if you have it: ${ORDERS} › 待发货 › 发货. The carrier’s pick-up scan counts, not the upload of a number`,
    'ask-buyer':
      'Send the message below in 飞鸽 and wait for a clear yes: 飞鸽客服 › search the order. Refund or replace nothing before the buyer answers',
    refund: `Refund: the buyer asks for it in the order, you agree at ${AFTER_SALES}`,
    replace: 'If the buyer likes, send goods of equal value; settle goods and amount in 飞鸽 first',
    'open-after-sale': `Open the after-sale: ${AFTER_SALES}; check type, amount and deadline`,
    'check-parcel':
      'Check and sign for a returned parcel on the day it comes; take photos first if something is wrong',
    'upload-voucher': `Upload the voucher of the refund: ${AFTER_SALES} › this after-sale › 上传凭证`,
    'retry-refund': `Refund once more: see whether the balance covers it, then again at ${AFTER_SALES}`,
    'watch-refund': `Wait for the refund to arrive: ${AFTER_SALES}; export again when it says 退款成功`,
    'give-evidence':
      'Hand in 飞鸽 screenshots, shipping and tracking records as evidence, usually within 24 hours',
    platform:
      'No agreement or no answer: platform support (商家智能助手, or phone 950518), with the order and what happened',
    'refund-request':
      'Support cannot be reached or its time is over: Douyin › 我 › 钱包 › 消费记录 › the unshipped order › 申请退款',
    'keep-proof':
      'Keep screenshots of the chat and the result; dyshop attach puts them in the archive',
  },
  messages: {
    'ship-or-refund': ({ order, product }) =>
      `Hello, our shop will close soon. We will ship your “${product}” (order ${order}) as soon as we can. If you would rather not wait, we can refund all of it. Please answer “yes, ship” or “yes, refund”, and we will do as you say.`,
    late: ({ order, product }) =>
      `Hello, we are sorry that your “${product}” (order ${order}) was not shipped in time. Our shop will close soon and we would like to refund all of it. If you agree, please answer “yes, refund” and press 申请退款 in the order; we will approve it at once. If you prefer goods of equal value, please answer “yes, replace”.`,
    'refund-before-shipping': ({ order, product }) =>
      `Hello, we have your refund request for “${product}” (order ${order}). It was not shipped; we will stop it and refund you. Please answer “yes, refund” to confirm. Thank you.`,
    'after-sale': ({ order, product }) =>
      `Hello, we have your after-sale request for “${product}” (order ${order}). Our shop will close soon and we would like to settle it quickly by refunding you as you asked. If you agree, please answer “yes”; otherwise tell us what you have in mind.`,
    replace: ({ order, product }) =>
      `Hello, you asked for a replacement of “${product}” (order ${order}). Our shop will close soon. We will send it if we have it; otherwise we can refund all of it or send goods of equal value. Please answer “yes, replace” or “yes, refund”, and we will do as you say.`,
    'send-back': ({ order, product }) =>
      `Hello, “${product}” (order ${order}) has not been sent back yet. Our shop will close soon: please send it and fill in the tracking number, and we will refund you when it arrives. If you want to keep it, please answer “yes, cancel” and withdraw the request in the order.`,
    'refund-on-its-way': ({ order, product }) =>
      `Hello, the refund for “${product}” (order ${order}) is on its way. Please answer “received” when it arrives; if it has not within three days, tell us and we will look into it.`,
    'talk-again': ({ order, product }) =>
      `Hello, we would like to settle “${product}” (order ${order}) with you and will do as the platform says. If you agree, please answer “yes”; if not, tell us what you have in mind and we will ask the platform to help.`,
  },
}

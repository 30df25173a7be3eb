import type {
  ChecklistAction,
  ItemStep,
  MessageId,
  ReasonCode,
} from '../checklist/checklist-item.ts'

/** What an open after-sale waits for, and what the merchant does about it. */
export interface AfterSaleStage {
  reason: ReasonCode
  action: ChecklistAction
  steps: readonly ItemStep[]
  message: MessageId
}

const ANSWER: AfterSaleStage = {
  reason: 'after-sale-answer',
  action: 'answer-after-sale',
  steps: ['open-after-sale', 'ask-buyer', 'refund', 'platform', 'keep-proof'],
  message: 'after-sale',
}

/** 换货, 补寄, 维修: the buyer wants goods, not money. */
const REPLACE: AfterSaleStage = {
  reason: 'after-sale-answer',
  action: 'replace',
  steps: ['open-after-sale', 'ask-buyer', 'replace', 'refund', 'platform', 'keep-proof'],
  message: 'replace',
}

const PARCEL_BACK: AfterSaleStage = {
  reason: 'after-sale-parcel-back',
  action: 'answer-after-sale',
  steps: ['open-after-sale', 'check-parcel', 'refund', 'keep-proof'],
  message: 'refund-on-its-way',
}

const BUYER_SENDS: AfterSaleStage = {
  reason: 'after-sale-buyer-sends',
  action: 'answer-after-sale',
  steps: ['open-after-sale', 'ask-buyer', 'check-parcel', 'refund', 'keep-proof'],
  message: 'send-back',
}

const VOUCHER: AfterSaleStage = {
  reason: 'after-sale-voucher',
  action: 'answer-after-sale',
  steps: ['open-after-sale', 'upload-voucher', 'platform', 'keep-proof'],
  message: 'refund-on-its-way',
}

const REFUND_RUNNING: AfterSaleStage = {
  reason: 'after-sale-refund-running',
  action: 'answer-after-sale',
  steps: ['watch-refund', 'platform', 'refund-request'],
  message: 'refund-on-its-way',
}

const REFUND_FAILED: AfterSaleStage = {
  reason: 'after-sale-refund-failed',
  action: 'answer-after-sale',
  steps: ['retry-refund', 'ask-buyer', 'platform', 'refund-request', 'keep-proof'],
  message: 'refund-on-its-way',
}

const ARBITRATION: AfterSaleStage = {
  reason: 'after-sale-arbitration',
  action: 'ask-platform',
  steps: ['give-evidence', 'ask-buyer', 'platform', 'keep-proof'],
  message: 'talk-again',
}

const REFUSED: AfterSaleStage = {
  reason: 'after-sale-refused',
  action: 'ask-platform',
  steps: ['ask-buyer', 'refund', 'platform', 'refund-request', 'keep-proof'],
  message: 'talk-again',
}

const UNKNOWN: AfterSaleStage = { ...ANSWER, reason: 'after-sale-unknown' }

/** The open words of the order and the after-sale export (`domain/after-sale.ts`). */
const STAGES: ReadonlyMap<string, AfterSaleStage> = new Map([
  ['售后待处理', ANSWER],
  ['售后中', ANSWER],
  ['待商家处理', ANSWER],
  ['待收退货', PARCEL_BACK],
  ['待商家收货', PARCEL_BACK],
  ['待退货', BUYER_SENDS],
  ['待买家退货', BUYER_SENDS],
  ['待买家退货处理', BUYER_SENDS],
  ['待商家上传退款凭证', VOUCHER],
  ['同意退款，退款中', REFUND_RUNNING],
  ['同意退款，退款失败', REFUND_FAILED],
  ['仲裁中', ARBITRATION],
  ['退货后拒绝退款', REFUSED],
])

const GOODS_TYPES: ReadonlySet<string> = new Set(['换货', '补寄', '维修'])

/** The stage that the platform's words tell; one nobody has seen is to be looked at. */
export function afterSaleStage(status: string, type: string | null): AfterSaleStage {
  const stage = STAGES.get(status.replace(',', '，')) ?? UNKNOWN
  const wantsGoods = type !== null && GOODS_TYPES.has(type)
  return stage === ANSWER && wantsGoods ? REPLACE : stage
}

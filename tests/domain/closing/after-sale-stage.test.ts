import { describe, expect, test } from 'vitest'
import {
  type AfterSaleStage,
  afterSaleStage,
} from '../../../src/domain/closing/after-sale-stage.ts'

const stage = (
  reason: AfterSaleStage['reason'],
  action: AfterSaleStage['action'],
  message: AfterSaleStage['message'],
  ...steps: AfterSaleStage['steps']
): AfterSaleStage => ({ reason, action, steps, message })

/** What the merchant does about each word of the platform, in which order, and what the buyer hears. */
const STAGES: [string[], AfterSaleStage][] = [
  [
    ['售后待处理', '售后中', '待商家处理'],
    stage(
      'after-sale-answer',
      'answer-after-sale',
      'after-sale',
      'open-after-sale',
      'ask-buyer',
      'refund',
      'platform',
      'keep-proof',
    ),
  ],
  [
    ['待收退货', '待商家收货'],
    stage(
      'after-sale-parcel-back',
      'answer-after-sale',
      'refund-on-its-way',
      'open-after-sale',
      'check-parcel',
      'refund',
      'keep-proof',
    ),
  ],
  [
    ['待退货', '待买家退货', '待买家退货处理'],
    stage(
      'after-sale-buyer-sends',
      'answer-after-sale',
      'send-back',
      'open-after-sale',
      'ask-buyer',
      'check-parcel',
      'refund',
      'keep-proof',
    ),
  ],
  [
    ['待商家上传退款凭证'],
    stage(
      'after-sale-voucher',
      'answer-after-sale',
      'refund-on-its-way',
      'open-after-sale',
      'upload-voucher',
      'platform',
      'keep-proof',
    ),
  ],
  [
    ['同意退款，退款中', '同意退款,退款中'],
    stage(
      'after-sale-refund-running',
      'answer-after-sale',
      'refund-on-its-way',
      'watch-refund',
      'platform',
      'refund-request',
    ),
  ],
  [
    ['同意退款，退款失败', '同意退款,退款失败'],
    stage(
      'after-sale-refund-failed',
      'answer-after-sale',
      'refund-on-its-way',
      'retry-refund',
      'ask-buyer',
      'platform',
      'refund-request',
      'keep-proof',
    ),
  ],
  [
    ['仲裁中'],
    stage(
      'after-sale-arbitration',
      'ask-platform',
      'talk-again',
      'give-evidence',
      'ask-buyer',
      'platform',
      'keep-proof',
    ),
  ],
  [
    ['退货后拒绝退款'],
    stage(
      'after-sale-refused',
      'ask-platform',
      'talk-again',
      'ask-buyer',
      'refund',
      'platform',
      'refund-request',
      'keep-proof',
    ),
  ],
  [
    // A word that nobody has seen is looked at like one that waits for an answer.
    ['', '退款好像成功'],
    stage(
      'after-sale-unknown',
      'answer-after-sale',
      'after-sale',
      'open-after-sale',
      'ask-buyer',
      'refund',
      'platform',
      'keep-proof',
    ),
  ],
]

describe('what is to be done about an after-sale', () => {
  test.each(STAGES)('%j', (words, expected) => {
    for (const word of words) {
      for (const type of [null, '退货退款', '未发货退款']) {
        expect(afterSaleStage(word, type)).toEqual(expected)
      }
    }
  })

  test.each(['换货', '补寄', '维修'])('%s: the buyer gets goods, or else the money', (type) => {
    expect(afterSaleStage('待商家处理', type)).toEqual(
      stage(
        'after-sale-answer',
        'replace',
        'replace',
        'open-after-sale',
        'ask-buyer',
        'replace',
        'refund',
        'platform',
        'keep-proof',
      ),
    )
    // Once it is no longer the merchant's turn to answer, the type changes nothing.
    expect(afterSaleStage('仲裁中', type).action).toBe('ask-platform')
    expect(afterSaleStage('飞了', type).reason).toBe('after-sale-unknown')
  })
})

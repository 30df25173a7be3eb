import { describe, expect, test } from 'vitest'
import { afterSaleState } from '../../src/domain/after-sale.ts'
import { afterSaleStage } from '../../src/domain/closing/after-sale-stage.ts'
import { isOver, STATUS_KINDS, statusKind } from '../../src/domain/order-status.ts'
import {
  afterSaleWord,
  orderAfterSaleWord,
} from '../../src/sources/open-api/schema/after-sale-words.ts'

describe('the status of an order', () => {
  test.each([
    ['待支付', 'unpaid'],
    ['已支付', 'unshipped'],
    ['待发货', 'unshipped'],
    ['备货中', 'unshipped'],
    ['部分发货', 'partlyShipped'],
    ['已发货', 'shipped'],
    ['已完成', 'finished'],
    ['已关闭', 'closed'],
    ['', 'unknown'],
    ['已完成 ', 'unknown'],
    ['飞了', 'unknown'],
  ])('%s means %s', (word, kind) => {
    expect(statusKind(word)).toBe(kind)
  })

  test('is over when it is finished or closed; what nobody knows is not', () => {
    expect(STATUS_KINDS.filter(isOver)).toEqual(['finished', 'closed'])
  })
})

describe('the status of an after-sale', () => {
  test.each([
    '售后待处理',
    '售后中',
    '待退货',
    '待收退货',
    '待买家退货处理',
    '待商家处理',
    '待买家退货',
    '待商家收货',
    '待商家上传退款凭证',
    '仲裁中',
    '同意退款，退款中',
    '同意退款,退款中',
    '同意退款，退款失败',
    '退货后拒绝退款',
  ])('%s may still cost money or a decision', (word) => {
    expect(afterSaleState(word)).toBe('open')
  })

  test.each([
    '退款成功',
    '同意退款，退款成功',
    '同意退款,退款成功',
    '拒绝售后申请',
    '售后已拒绝',
    '退货成功',
    '售后关闭',
    '换货成功',
    '补寄成功',
    '维修成功',
    '已全额退款',
  ])('%s is at an end', (word) => {
    expect(afterSaleState(word)).toBe('ended')
  })

  test('is none when there never was one, and unknown rather than guessed', () => {
    expect(afterSaleState('')).toBe('none')
    expect(afterSaleState('退款好像成功')).toBe('unknown')
  })
})

test('a buyer who wants a repair wants goods, as one who wants an exchange does', () => {
  expect(afterSaleStage('待商家处理', '维修').action).toBe('replace')
  expect(afterSaleStage('待商家处理', '退货退款').action).toBe('answer-after-sale')
})

test('every end that the Open API tells is an end to us too', () => {
  for (const type of [3, 7, 8]) {
    const facts = { status: 14, type, refundStatus: undefined }
    for (const word of [afterSaleWord(facts), orderAfterSaleWord(facts)]) {
      expect(afterSaleState(word), word).toBe('ended')
    }
  }
})

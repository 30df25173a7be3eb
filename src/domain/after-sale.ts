/**
 * After-sale status words, from the order export's 售后状态 and the after-sale export's 售后状态.
 * Whatever may still cost money or a decision is open: a refund that failed or is on its way too.
 */

const OPEN = new Set([
  '售后待处理',
  '待退货',
  '待收退货',
  '售后中',
  '待商家处理',
  '待商家收货',
  '待买家退货',
  '待买家退货处理',
  '仲裁中',
  '待商家上传退款凭证',
  '同意退款，退款中',
  '同意退款，退款失败',
  '退货后拒绝退款',
])

const ENDED = new Set([
  '退款成功',
  '售后关闭',
  '售后已拒绝',
  '换货成功',
  '补寄成功',
  '维修成功',
  '已全额退款',
  '退货成功',
  '同意退款，退款成功',
  '拒绝售后申请',
])

export type AfterSaleState = 'none' | 'open' | 'ended' | 'unknown'

export const AFTER_SALE_WORDS: readonly string[] = [...OPEN, ...ENDED]

/** The meaning of an after-sale status word; '' means the line never had an after-sale. */
export function afterSaleState(word: string): AfterSaleState {
  if (word === '') return 'none'
  // Some exports were typed over with the half-width comma.
  const spelled = word.replace(',', '，')
  if (OPEN.has(spelled)) return 'open'
  return ENDED.has(spelled) ? 'ended' : 'unknown'
}

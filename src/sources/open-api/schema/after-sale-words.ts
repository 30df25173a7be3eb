import { unknownWord, type Words, wordOf } from './cells.ts'

/** What an after-sale's numbers say together (API notes 4.2 to 4.4). */
export interface AfterSaleFacts {
  status: number
  type: number | undefined
  refundStatus: number | undefined
  arbitrateStatus?: number | undefined
  /** Whether `aftersale_status_to_final_time` is set: the only sure sign of an end. */
  isFinal?: boolean
}

export const AFTER_SALE_TYPES: Words = {
  0: '退货退款',
  1: '已发货仅退款',
  2: '未发货仅退款',
  3: '换货',
  4: '系统取消',
  5: '用户取消',
  6: '价保',
  7: '补寄',
  8: '维修',
}

const GOODS_SENT: Words = { 3: '换货成功', 7: '补寄成功', 8: '维修成功' }
/** Under way, waiting for evidence, being negotiated. */
const ARBITRATION_RUNS: ReadonlySet<number> = new Set([1, 4, 5])

/** The word of the after-sale export. Whatever is not surely over gets a word that counts as open. */
export function afterSaleWord(facts: AfterSaleFacts): string {
  const { status, arbitrateStatus = 0, isFinal = false } = facts
  if (!isFinal && ARBITRATION_RUNS.has(arbitrateStatus)) return '仲裁中'
  switch (status) {
    case 12:
    case 14:
      return endWord(facts, REFUND_WORDS)
    // Refused once, the buyer may still change the request or call the platform in.
    case 27:
      return isFinal ? '拒绝售后申请' : '售后中'
    case 29:
      return '退货后拒绝退款'
    case 53:
      return facts.refundStatus === 3 ? REFUND_WORDS.done : '售后关闭'
    default:
      return wordOf(EXPORT_WORDS, status)
  }
}

/** The word of the order export's 售后状态; 0 is no after-sale at all. */
export function orderAfterSaleWord(facts: AfterSaleFacts): string {
  switch (facts.status) {
    case 0:
      return ''
    case 12:
    case 14:
      return endWord(facts, ORDER_REFUND_WORDS)
    case 53:
      return facts.refundStatus === 3 ? ORDER_REFUND_WORDS.done : '售后关闭'
    default:
      return wordOf(ORDER_WORDS, facts.status)
  }
}

const EXPORT_WORDS: Words = {
  3: '售后中',
  6: '待商家处理',
  7: '待买家退货',
  8: '待商家处理',
  11: '待商家收货',
  13: '售后中',
  28: '售后关闭',
  51: '售后关闭',
}

const ORDER_WORDS: Words = {
  3: '售后中',
  6: '售后待处理',
  7: '待退货',
  8: '售后待处理',
  11: '待收退货',
  13: '售后中',
  27: '售后中',
  29: '售后中',
  28: '售后关闭',
  51: '售后关闭',
}

interface RefundWords {
  done: string
  failed: string
  running: string
}

const REFUND_WORDS: RefundWords = {
  done: '同意退款，退款成功',
  failed: '同意退款，退款失败',
  running: '同意退款，退款中',
}

const ORDER_REFUND_WORDS: RefundWords = {
  done: '退款成功',
  failed: '售后待处理',
  running: '售后中',
}

/** A finished after-sale does not mean that money moved (3.4): the refund says so itself. */
function endWord({ status, type, refundStatus }: AfterSaleFacts, words: RefundWords): string {
  const sent = type === undefined ? undefined : GOODS_SENT[type]
  if (status === 14) return sent ?? unknownWord(status)
  if (refundStatus === 3 || refundStatus === 5) return words.done
  if (refundStatus === 4) return words.failed
  return sent ?? words.running
}

import type { AfterSaleStatus } from './model.ts'

/** What the order export's 售后状态 says for each status of the after-sale export. */
const ORDER_EXPORT_WORDS: Readonly<Record<AfterSaleStatus, string>> = {
  待商家处理: '售后待处理',
  待买家退货: '待退货',
  待商家收货: '待收退货',
  待商家上传退款凭证: '售后待处理',
  仲裁中: '售后待处理',
  '同意退款，退款中': '待收退货',
  '同意退款，退款成功': '退款成功',
  '同意退款，退款失败': '售后待处理',
  退货后拒绝退款: '待收退货',
  拒绝售后申请: '售后已拒绝',
  售后关闭: '售后关闭',
  换货成功: '换货成功',
  补寄成功: '补寄成功',
}

export function orderExportWord(status: AfterSaleStatus): string {
  return ORDER_EXPORT_WORDS[status]
}

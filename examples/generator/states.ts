import type { Seconds } from './beijing-time.ts'
import type { AfterSale, AfterSaleStatus, Line, LineStatus } from './model.ts'

/** A moment as an export at `at` shows it: null while it lies in the future. */
export function seenAt(moment: Seconds | null, at: Seconds): Seconds | null {
  return moment !== null && moment <= at ? moment : null
}

/** The state an export at `at` shows for a line. */
export function statusAt(line: Line, at: Seconds): LineStatus {
  const { order } = line
  if (seenAt(line.closedAt, at) !== null) return '已关闭'
  if (seenAt(line.finishedAt, at) !== null) return '已完成'
  if (seenAt(line.shippedAt, at) !== null) return '已发货'
  if (seenAt(line.partlyShippedAt, at) !== null) return '部分发货'
  if (seenAt(order.confirmedAt, at) !== null) return '待发货'
  return seenAt(order.paidAt, at) !== null ? '已支付' : '待支付'
}

const PROGRESS: readonly LineStatus[] = [
  '待支付',
  '已支付',
  '待发货',
  '部分发货',
  '已发货',
  '已完成',
  '已关闭',
]

/** The state of an order with several lines: that of the line that is furthest behind. */
export function orderStatusAt(lines: readonly Line[], at: Seconds): LineStatus {
  const places = lines.map((line) => PROGRESS.indexOf(statusAt(line, at)))
  return PROGRESS[Math.min(...places)] ?? '待支付'
}

export function isEnded(status: LineStatus): boolean {
  return status === '已完成' || status === '已关闭'
}

export function afterSaleStatusAt(afterSale: AfterSale, at: Seconds): AfterSaleStatus | null {
  return afterSale.steps.findLast((step) => step.at <= at)?.status ?? null
}

/** The latest after-sale of a line that an export at `at` knows. */
export function afterSaleAt(line: Line, at: Seconds): AfterSale | null {
  return line.afterSales.findLast((afterSale) => afterSale.appliedAt <= at) ?? null
}

/** When a status of the after-sale began, or null when it never does. */
export function stepTime(afterSale: AfterSale, ...statuses: AfterSaleStatus[]): Seconds | null {
  return afterSale.steps.find((step) => statuses.includes(step.status))?.at ?? null
}

/** Statuses after which nothing more happens; all others are open. */
const CLOSED_AFTER_SALES: ReadonlySet<AfterSaleStatus> = new Set([
  '同意退款，退款成功',
  '售后关闭',
  '换货成功',
  '补寄成功',
  '拒绝售后申请',
])

export function isOpenAfterSale(status: AfterSaleStatus): boolean {
  return !CLOSED_AFTER_SALES.has(status)
}

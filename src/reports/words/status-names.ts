import type { StatusKind } from '../../domain/order-status.ts'
import type { Language } from './language.ts'

/** What the states of an order line are called. */
export const STATUS_NAMES: Readonly<Record<Language, Readonly<Record<StatusKind, string>>>> = {
  zh: {
    unpaid: '待支付',
    unshipped: '待发货',
    partlyShipped: '部分发货',
    shipped: '已发货',
    finished: '已完成',
    closed: '已关闭',
    unknown: '未知状态',
  },
  en: {
    unpaid: 'unpaid',
    unshipped: 'unshipped',
    partlyShipped: 'partly shipped',
    shipped: 'shipped',
    finished: 'finished',
    closed: 'closed',
    unknown: 'unknown',
  },
}

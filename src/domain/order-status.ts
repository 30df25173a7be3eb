/** What an order's status word means for closing. */
export type StatusKind =
  | 'unpaid'
  | 'unshipped'
  | 'partlyShipped'
  | 'shipped'
  | 'finished'
  | 'closed'
  | 'unknown'

export const STATUS_KINDS: readonly StatusKind[] = [
  'unpaid',
  'unshipped',
  'partlyShipped',
  'shipped',
  'finished',
  'closed',
  'unknown',
]

/** Status words of the order export (订单状态), as real exports spell them. */
const KIND_OF_WORD: ReadonlyMap<string, StatusKind> = new Map([
  ['待支付', 'unpaid'],
  ['已支付', 'unshipped'],
  ['待发货', 'unshipped'],
  ['备货中', 'unshipped'],
  ['部分发货', 'partlyShipped'],
  ['已发货', 'shipped'],
  ['已完成', 'finished'],
  ['已关闭', 'closed'],
])

export const ORDER_STATUS_WORDS: readonly string[] = [...KIND_OF_WORD.keys()]

/** The meaning of a status word; a word nobody has seen is `unknown`, which counts as unfinished. */
export function statusKind(word: string): StatusKind {
  return KIND_OF_WORD.get(word) ?? 'unknown'
}

/** Whether the platform counts the order as over (交易完成 or 交易关闭). */
export function isOver(kind: StatusKind): boolean {
  return kind === 'finished' || kind === 'closed'
}

import type { ConditionId } from '../../rules/conditions.ts'
import { FIGURES } from '../../rules/figures.ts'
import type { Language } from './language.ts'

interface Words {
  /** What holds the condition back. */
  held: (count: number) => string
  /** What the merchant does about it. */
  todo: (count: number) => string
}

/** The conditions that exports can show not to be met. */
type ProvenId =
  | 'notice'
  | 'orders-finished'
  | 'after-sale-period'
  | 'after-sales-closed'
  | 'goods-money'
  | 'wallet'
  | 'insurance'
  | 'qic-warehouse'

const DAYS = FIGURES.noticeDays.value

const ZH: Readonly<Record<ProvenId, Words>> = {
  notice: { held: () => `还没有满 ${DAYS} 天`, todo: () => `等关店公示满 ${DAYS} 天` },
  'orders-finished': {
    held: (count) => `${count} 行没有完结`,
    todo: (count) => `等 ${count} 行订单由买家签收或关闭`,
  },
  'after-sale-period': {
    held: (count) => `${count} 行在售后期内`,
    todo: (count) => `等 ${count} 行订单走完售后期`,
  },
  'after-sales-closed': {
    held: (count) => `${count} 单没有结束`,
    todo: (count) => `处理 ${count} 单售后`,
  },
  'goods-money': {
    held: (count) => `${count} 行没有结算`,
    todo: (count) => `等 ${count} 行已完成的订单结算货款`,
  },
  wallet: { held: () => '余额不为 0', todo: () => '货款结清以后，把抖店钱包的余额全部提现' },
  insurance: {
    held: (count) => `${count} 笔未支付`,
    todo: (count) => `付清 ${count} 笔保费`,
  },
  'qic-warehouse': {
    held: (count) => `${count} 笔未结算`,
    todo: (count) => `结清 QIC 仓的 ${count} 笔费用，退出 QIC 仓`,
  },
}

const EN: Readonly<Record<ProvenId, Words>> = {
  notice: { held: () => `not yet ${DAYS} days`, todo: () => `Let the notice run its ${DAYS} days` },
  'orders-finished': {
    held: (count) => `${lines(count)} not finished`,
    todo: (count) => `Wait until buyers sign for ${lines(count)}, or they are closed`,
  },
  'after-sale-period': {
    held: (count) => `${lines(count)} within it`,
    todo: (count) => `Wait for the after-sale period of ${lines(count)} to end`,
  },
  'after-sales-closed': {
    held: (count) => `${count} not ended`,
    todo: (count) => `Handle ${count === 1 ? '1 after-sale' : `${count} after-sales`}`,
  },
  'goods-money': {
    held: (count) => `${lines(count)} not settled`,
    todo: (count) => `Wait for the goods money of ${lines(count)} to be settled`,
  },
  wallet: {
    held: () => 'not empty',
    todo: () => 'When the goods money is settled, withdraw the whole balance of the wallet',
  },
  insurance: {
    held: (count) => `${count} not paid`,
    todo: (count) => `Pay ${count === 1 ? '1 premium' : `${count} premiums`}`,
  },
  'qic-warehouse': {
    held: (count) => `${count} not settled`,
    todo: (count) =>
      `Settle ${count === 1 ? '1 slip' : `${count} slips`} of the QIC warehouse and leave it`,
  },
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`
}

/** What holds a condition back, in a few words. */
export function heldBy(id: ConditionId, count: number, language: Language): string {
  const words = wordsOf(id, language)
  if (words) return words.held(count)
  return language === 'zh' ? `${count} 行不满足` : `${lines(count)} do not meet it`
}

/** What to do about a condition that is not met. */
export function todoFor(id: ConditionId, count: number, language: Language, name: string): string {
  const words = wordsOf(id, language)
  if (words) return words.todo(count)
  return language === 'zh' ? `未满足“${name}”：${count} 行` : `Not met, "${name}": ${lines(count)}`
}

function wordsOf(id: ConditionId, language: Language): Words | undefined {
  const words = language === 'zh' ? ZH : EN
  return Object.hasOwn(words, id) ? words[id as ProvenId] : undefined
}

/** What costs money or time every day comes first; what only has to be waited for comes last. */
const URGENCY: readonly ConditionId[] = [
  'orders-finished',
  'after-sales-closed',
  'insurance',
  'qic-warehouse',
  'goods-money',
  'wallet',
  'after-sale-period',
  'notice',
]

export function byUrgency(a: { id: ConditionId }, b: { id: ConditionId }): number {
  return rank(a.id) - rank(b.id)
}

function rank(id: ConditionId): number {
  const at = URGENCY.indexOf(id)
  return at === -1 ? URGENCY.length : at
}

/** Nothing can be done about these but to wait. */
export const WAITS: ReadonlySet<ConditionId> = new Set([
  'goods-money',
  'wallet',
  'after-sale-period',
  'notice',
])

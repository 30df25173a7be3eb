import { DAY, HOUR, type Seconds, startOfDay } from './beijing-time.ts'
import type { History } from './history.ts'
import { IdMaker } from './ids.ts'
import { type AfterSale, type Line, refundFenOf } from './model.ts'
import { Random } from './random.ts'
import { stepTime } from './states.ts'

/** 结算单类型, see B3 of the reference. */
type SettlementKind =
  | '已结算'
  | '结算后退款-原路退回'
  | '结算后退款-非原路退回'
  | '保证金退款-支出退回'

/** One row of the settlement bill. Fees, and everything of a refund, are negative or turned round. */
export interface Settlement {
  readonly line: Line
  readonly afterSale: AfterSale | null
  readonly at: Seconds
  readonly kind: SettlementKind
  readonly account: string
  readonly buyerPaidFen: number
  readonly platformSubsidyFen: number
  readonly creatorSubsidyFen: number
  readonly payDiscountFen: number
  readonly refundedBeforeFen: number
  readonly incomeFen: number
  readonly serviceFeeFen: number
  readonly commissionFen: number
  /** 结算金额 = income + fees. */
  readonly amountFen: number
}

/** One movement of the shop's money account; the amount is signed. */
export interface Movement {
  readonly number: string
  readonly at: Seconds
  readonly amountFen: number
  readonly balanceFen: number
  readonly scene: string
  readonly account: string
  readonly line: Line | null
  readonly settlement: Settlement | null
  readonly afterSale: AfterSale | null
  readonly note: string
}

export interface Premium {
  readonly policy: string
  readonly line: Line
  readonly insuredAt: Seconds
  readonly feeFen: number
  /** Null while it is still owed, which keeps a shop from closing. */
  readonly movement: Movement | null
}

/** A fee of the QIC quality-inspection warehouse. */
export interface Inspection {
  readonly number: string
  readonly line: Line
  readonly at: Seconds
  readonly feeFen: number
  readonly isSettled: boolean
}

export interface Books {
  readonly settlements: readonly Settlement[]
  readonly movements: readonly Movement[]
  readonly premiums: readonly Premium[]
  readonly inspections: readonly Inspection[]
}

/** Everything about the shop's money up to `end`, oldest first. */
export function makeBooks(history: History, end: Seconds): Books {
  const random = new Random(`books ${history.settings.seed}`)
  const lines = history.orders.flatMap((order) => (order.isRecordOnly ? [] : order.lines))
  const settlements = lines
    .flatMap((line) => settlementsOf(line, random))
    .filter(({ at }) => at <= end)
    .sort((left, right) => left.at - right.at)
  const policies = lines.flatMap((line) => policyOf(line, end, random))
  const { movements, byCause } = makeMovements(settlements, policies, { end, random })
  return {
    settlements,
    movements,
    premiums: policies.map(({ chargedAt: _, ...policy }) => ({
      ...policy,
      movement: byCause.get(policy.policy) ?? null,
    })),
    inspections: lines
      .filter((line) => line.shippedAt !== null && random.chance(history.settings.qicShare))
      .flatMap((line) => inspectionOf(line, end, random)),
  }
}

function settlementsOf(line: Line, random: Random): Settlement[] {
  const account = random.pick(['聚合账户', '聚合账户', '微信', '支付宝', '合众支付'])
  const isForgotten = random.chance(0.006)
  if (line.finishedAt === null || isForgotten) return []
  const refunds = line.afterSales.flatMap((afterSale) => {
    const at = stepTime(afterSale, '同意退款，退款成功')
    return at === null ? [] : [{ afterSale, at, fen: refundFenOf(afterSale) }]
  })
  const at = settlementTime(line, random)
  const before = refunds.filter((refund) => refund.at <= at)
  const refundedBeforeFen = before.reduce((sum, refund) => sum + refund.fen, 0)
  if (refundedBeforeFen >= line.payableFen) return []
  const settled = settlementOf(line, { at, account, refundedBeforeFen })
  const later = refunds.filter((refund) => refund.at > at)
  return [settled, ...later.map((refund) => reversalOf(settled, refund, random))]
}

/** Category-dependent days after 确认收货, in the platform's nightly run. */
function settlementTime(line: Line, random: Random): Seconds {
  const due = (line.finishedAt ?? 0) + line.sku.product.settlementLagDays * DAY
  return startOfDay(due) + DAY + random.int(HOUR, 6 * HOUR)
}

function settlementOf(
  line: Line,
  facts: { at: Seconds; account: string; refundedBeforeFen: number },
): Settlement {
  const gross = line.payableFen + line.platformDiscountFen + line.creatorDiscountFen
  const incomeFen = gross - facts.refundedBeforeFen
  const serviceFeeFen = -Math.floor((incomeFen * 2) / 100)
  const percent = line.order.creator ? line.sku.product.commissionPercent : 0
  const commissionFen = 0 - Math.floor((incomeFen * percent) / 100)
  return {
    line,
    afterSale: null,
    kind: '已结算',
    ...facts,
    buyerPaidFen: line.payableFen - line.payDiscountFen,
    platformSubsidyFen: line.platformDiscountFen,
    creatorSubsidyFen: line.creatorDiscountFen,
    payDiscountFen: line.payDiscountFen,
    incomeFen,
    serviceFeeFen,
    commissionFen,
    amountFen: incomeFen + serviceFeeFen + commissionFen,
  }
}

/** Money that goes back after it was settled; the buyer's share only, the fees stay. */
function reversalOf(
  settled: Settlement,
  refund: { afterSale: AfterSale; at: Seconds; fen: number },
  random: Random,
): Settlement {
  const kind = random.weighted<SettlementKind>([
    ['结算后退款-原路退回', 20],
    ['结算后退款-非原路退回', 2],
    ['保证金退款-支出退回', 1],
  ])
  return {
    ...settled,
    afterSale: refund.afterSale,
    kind,
    at: refund.at,
    buyerPaidFen: -refund.fen,
    platformSubsidyFen: 0,
    creatorSubsidyFen: 0,
    payDiscountFen: 0,
    refundedBeforeFen: 0,
    incomeFen: -refund.fen,
    serviceFeeFen: 0,
    commissionFen: 0,
    amountFen: -refund.fen,
  }
}

interface Policy {
  readonly policy: string
  readonly line: Line
  readonly insuredAt: Seconds
  readonly feeFen: number
  readonly chargedAt: Seconds | null
}

function policyOf(line: Line, end: Seconds, random: Random): Policy[] {
  if (line.shippedAt === null || line.shippedAt > end || !random.chance(0.3)) return []
  const isOwed = end - line.shippedAt < 30 * DAY && random.chance(0.02)
  return [
    {
      policy: `2${random.digits(17)}${random.int(1, 9)}`,
      line,
      insuredAt: line.shippedAt,
      feeFen: random.int(30, 120),
      chargedAt: isOwed ? null : line.shippedAt + DAY,
    },
  ]
}

function inspectionOf(line: Line, end: Seconds, random: Random): Inspection[] {
  if (line.shippedAt === null || line.shippedAt > end) return []
  return [
    {
      number: `BIC${random.digits(16)}`,
      line,
      at: line.shippedAt - HOUR,
      feeFen: random.int(150, 900),
      isSettled: end - line.shippedAt > 10 * DAY,
    },
  ]
}

type Cause = Pick<
  Movement,
  'at' | 'amountFen' | 'scene' | 'account' | 'line' | 'settlement' | 'afterSale' | 'note'
> & { readonly policy: string | null }

const OPENING_BALANCE_FEN = 500_000

/** Settlements, refunds, premiums, now and then a compensation; on Mondays most of it is withdrawn. */
function makeMovements(
  settlements: readonly Settlement[],
  policies: readonly Policy[],
  { end, random }: { end: Seconds; random: Random },
): { movements: Movement[]; byCause: Map<string, Movement> } {
  const ids = new IdMaker(random.fork('movements'))
  const causes = [
    ...settlements.map(causeOfSettlement),
    ...policies.flatMap((policy) => causeOfPolicy(policy, end)),
    ...settlements
      .filter(({ at }) => at + DAY <= end && random.chance(0.001))
      .map(causeOfCompensation),
  ].sort((left, right) => left.at - right.at)
  const movements: Movement[] = []
  const byCause = new Map<string, Movement>()
  let balanceFen = OPENING_BALANCE_FEN
  const book = ({ policy, ...cause }: Cause) => {
    balanceFen += cause.amountFen
    const movement = { ...cause, number: ids.movement(cause.at), balanceFen }
    movements.push(movement)
    if (policy !== null) byCause.set(policy, movement)
  }
  let nextWithdrawal = nextMonday(causes[0]?.at ?? end)
  for (const cause of causes) {
    for (; cause.at >= nextWithdrawal; nextWithdrawal += 7 * DAY) {
      book(withdrawal(nextWithdrawal, Math.floor(balanceFen * 0.8)))
    }
    book(cause)
  }
  return { movements, byCause }
}

function nextMonday(at: Seconds): Seconds {
  const midnight = startOfDay(at)
  // 1970-01-05 was a Monday.
  const weekday = Math.floor((midnight + 8 * HOUR) / DAY - 4) % 7
  return midnight + (7 - weekday) * DAY + 10 * HOUR
}

const NO_CAUSE = { line: null, settlement: null, afterSale: null, policy: null, note: '' } as const

function withdrawal(at: Seconds, fen: number): Cause {
  return { ...NO_CAUSE, at, amountFen: -fen, scene: '提现', account: '聚合账户' }
}

function causeOfSettlement(settlement: Settlement): Cause {
  const { line, afterSale, at, amountFen, account, kind } = settlement
  const scene = kind === '已结算' ? '货款结算入账' : '退款-结算后退款-退用户'
  return { ...NO_CAUSE, at, amountFen, scene, account, line, settlement, afterSale }
}

function causeOfPolicy({ chargedAt, feeFen, line, policy }: Policy, end: Seconds): Cause[] {
  if (chargedAt === null || chargedAt > end) return []
  const scene = '保费扣除'
  const account = '聚合账户'
  return [{ ...NO_CAUSE, at: chargedAt, amountFen: -feeFen, scene, account, line, policy }]
}

/** The scene is left blank now and then; the note says what it was. */
function causeOfCompensation({ line, at }: Settlement): Cause {
  const note = '消费者赔付,协商一致'
  return { ...NO_CAUSE, at: at + DAY, amountFen: -500, scene: '', account: '聚合账户', line, note }
}

import { type AfterSaleStage, afterSaleStage } from '../closing/after-sale-stage.ts'
import { beijingToEpochMs } from '../time.ts'
import type {
  AfterSaleToAnswer,
  ChecklistItem,
  ItemStep,
  LineToShip,
  MessageId,
  ReasonCode,
} from './checklist-item.ts'

export interface ChecklistFacts {
  /** ISO 8601 with +08:00 */
  at: string
  lines: readonly LineToShip[]
  afterSales: readonly AfterSaleToAnswer[]
  /** The closing agreement was signed, so that only the platform can still refund. */
  isShopClosed: boolean
  /** Hours late from which the platform calls a line out of stock (see `rules/late-shipping.ts`). */
  outOfStockAfterHours: number
}

const HOUR_MS = 3_600_000
/** The usual promise for shipping is 48 hours: within that a day's work decides. */
const SOON_HOURS = 48

/**
 * One item for every unshipped line and every open after-sale, the soonest deadline first, without a
 * deadline last. A line that has both is one item. Nothing is ticked yet.
 */
export function openItems(facts: ChecklistFacts): ChecklistItem[] {
  const { byLine, byOrder, rest } = pairAfterSales(facts)
  const lines = facts.lines.map((line) => {
    const own = line.lineId === null ? byOrder.get(line.orderId) : byLine.get(line.lineId)
    return lineItem(line, own ?? [], facts)
  })
  return [...lines, ...rest.map((afterSale) => afterSaleItem(afterSale, facts))].sort(byDeadline)
}

/** Which after-sales belong to a line to ship, and which stand for themselves. */
function pairAfterSales({ lines, afterSales }: ChecklistFacts) {
  const lineIds = new Set(lines.flatMap(({ lineId }) => (lineId === null ? [] : [lineId])))
  const records = new Set(
    lines.flatMap(({ orderId, lineId }) => (lineId === null ? [orderId] : [])),
  )
  const byLine = new Map<string, AfterSaleToAnswer[]>()
  const byOrder = new Map<string, AfterSaleToAnswer[]>()
  const rest: AfterSaleToAnswer[] = []
  for (const afterSale of afterSales) {
    const { lineId, orderId } = afterSale
    if (lineId !== null && lineIds.has(lineId)) append(byLine, lineId, afterSale)
    else if (orderId !== null && records.has(orderId)) append(byOrder, orderId, afterSale)
    else rest.push(afterSale)
  }
  return { byLine, byOrder, rest }
}

function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key)
  if (group) group.push(value)
  else groups.set(key, [value])
}

function lineItem(
  line: LineToShip,
  afterSales: readonly AfterSaleToAnswer[],
  facts: ChecklistFacts,
): ChecklistItem {
  const { orderId, lineId, product, quantity, payableFen } = line
  const deadline = soonest([line.promisedShipAt, ...afterSales.map((each) => each.deadline)])
  const refundFen = afterSales.find((each) => each.refundFen !== null)?.refundFen ?? null
  return {
    id: lineId === null ? `order:${orderId}` : `line:${lineId}`,
    formerIds: afterSales.flatMap(({ afterSaleId }) =>
      afterSaleId === null ? [] : [`after-sale:${afterSaleId}`],
    ),
    orderId,
    lineId,
    afterSaleId: afterSales.find((each) => each.afterSaleId !== null)?.afterSaleId ?? null,
    product,
    quantity,
    amountFen: refundFen ?? payableFen,
    ...lineAdvice(line, afterSales[0], facts),
    deadline,
    urgency: urgencyOf(deadline, facts.at),
    status: 'todo',
    note: '',
  }
}

type Advice = Pick<ChecklistItem, 'reason' | 'action' | 'steps' | 'message'>

const SHIP_STEPS: readonly ItemStep[] = [
  'ship',
  'ask-buyer',
  'refund',
  'replace',
  'platform',
  'keep-proof',
]
const REFUND_STEPS: readonly ItemStep[] = [
  'ask-buyer',
  'refund',
  'replace',
  'platform',
  'keep-proof',
]

/**
 * Ship what can be shipped. A buyer who asks for a refund before shipping stops it (R:aJkboynit5yb
 * art. 21); what is late beyond the grace counts as out of stock (R:aJoPPkWZ7VQM), so agree.
 */
function lineAdvice(
  { promisedShipAt }: LineToShip,
  afterSale: AfterSaleToAnswer | undefined,
  { at, isShopClosed, outOfStockAfterHours }: ChecklistFacts,
): Advice {
  if (isShopClosed) return afterClosing()
  if (afterSale) {
    const stage = afterSaleStage(afterSale.status, afterSale.type)
    if (stage.reason !== 'after-sale-answer' || stage.action === 'replace') {
      return staged(stage, afterSale)
    }
    return {
      reason: { code: 'refund-before-shipping', args: { status: afterSale.status } },
      action: 'agree-refund',
      steps: ['open-after-sale', 'ask-buyer', 'refund', 'platform', 'keep-proof'],
      message: 'refund-before-shipping',
    }
  }
  if (promisedShipAt === null) return ship('no-promise', {}, 'ship-or-refund')
  const hoursLate = Math.floor((beijingToEpochMs(at) - beijingToEpochMs(promisedShipAt)) / HOUR_MS)
  if (at <= promisedShipAt) return ship('to-ship', {}, 'ship-or-refund')
  if (beijingToEpochMs(at) - beijingToEpochMs(promisedShipAt) <= outOfStockAfterHours * HOUR_MS) {
    return ship('ship-late', { hours: hoursLate }, 'late')
  }
  return {
    reason: { code: 'out-of-stock', args: { hours: hoursLate } },
    action: 'agree-refund',
    steps: REFUND_STEPS,
    message: 'late',
  }
}

function ship(
  code: ReasonCode,
  args: Readonly<Record<string, number>>,
  message: MessageId,
): Advice {
  return { reason: { code, args }, action: 'ship', steps: SHIP_STEPS, message }
}

function staged({ reason, action, steps, message }: AfterSaleStage, of: AfterSaleToAnswer): Advice {
  return { reason: { code: reason, args: { status: of.status } }, action, steps, message }
}

/** After closing only platform support can explain and make the refund; past that, the request. */
function afterClosing(): Advice {
  return {
    reason: { code: 'shop-closed', args: {} },
    action: 'ask-platform',
    steps: ['ask-buyer', 'platform', 'refund-request', 'keep-proof'],
    message: 'talk-again',
  }
}

function afterSaleItem(afterSale: AfterSaleToAnswer, facts: ChecklistFacts): ChecklistItem {
  const { afterSaleId, orderId, lineId, product, quantity, refundFen, deadline } = afterSale
  const lineKey = lineId === null ? [] : [`line:${lineId}`]
  const id = afterSaleId === null ? (lineKey[0] ?? `order:${orderId}`) : `after-sale:${afterSaleId}`
  const advice = facts.isShopClosed
    ? afterClosing()
    : staged(afterSaleStage(afterSale.status, afterSale.type), afterSale)
  return {
    id,
    formerIds: afterSaleId === null ? [] : lineKey,
    orderId,
    lineId,
    afterSaleId,
    product,
    quantity,
    amountFen: refundFen,
    ...advice,
    deadline,
    urgency: urgencyOf(deadline, facts.at),
    status: 'todo',
    note: '',
  }
}

function urgencyOf(deadline: string | null, at: string): ChecklistItem['urgency'] {
  if (deadline === null) return 'none'
  if (deadline < at) return 'overdue'
  const hours = (beijingToEpochMs(deadline) - beijingToEpochMs(at)) / HOUR_MS
  return hours <= SOON_HOURS ? 'soon' : 'later'
}

function soonest(moments: readonly (string | null)[]): string | null {
  return moments.filter((moment) => moment !== null).sort()[0] ?? null
}

/** Without a deadline last; then by id, so that the order never depends on the input's. */
export function byDeadline(
  a: Pick<ChecklistItem, 'deadline' | 'id'>,
  b: Pick<ChecklistItem, 'deadline' | 'id'>,
): number {
  if (a.deadline !== b.deadline) {
    if (a.deadline === null) return 1
    if (b.deadline === null) return -1
    return a.deadline < b.deadline ? -1 : 1
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

import { byDeadline } from './checklist.ts'
import type { ChecklistItem, Tick, TickStatus } from './checklist-item.ts'

/** What the archive knows of an item that needs nothing any more. */
export interface EndedDetail {
  orderId: string | null
  lineId: string | null
  product: string | null
  quantity: number | null
  amountFen: number | null
  /** The platform's word for how it ended, such as 已完成 or 同意退款，退款成功. */
  outcome: string | null
}

/** An item of an earlier checklist that the exports no longer show as open. */
export interface DoneItem extends EndedDetail {
  id: string
  status: TickStatus
  note: string
}

export interface Checklist {
  /** ISO 8601 with +08:00 */
  at: string
  /** What the exports say is open, whatever was ticked: a tick cannot hide an open after-sale. */
  items: ChecklistItem[]
  /** What was on the checklist before and is over by now; nothing ever vanishes. */
  done: DoneItem[]
  /** Ids that are listed for the first time, to be remembered as `todo`. */
  fresh: string[]
}

export interface EarlierTicks {
  at: string
  ticks: readonly Tick[]
  /** Details of ticked items that are not open any more, by id; those unknown are listed bare. */
  ended: ReadonlyMap<string, EndedDetail>
  isShopClosed: boolean
}

/** Lays earlier ticks over the items that are open now, and keeps what is over in a list of its own. */
export function withTicks(
  open: readonly ChecklistItem[],
  { at, ticks, ended, isShopClosed }: EarlierTicks,
): Checklist {
  const byId = new Map(ticks.map((tick) => [tick.id, tick]))
  const items = open.map((item) => ticked(item, byId, isShopClosed)).sort(byDeadline)
  const carried = open.flatMap(({ formerIds }) =>
    formerIds.filter((id) => !isOver(byId.get(id)?.status)),
  )
  const listed = new Set([...open.map(({ id }) => id), ...carried])
  return {
    at,
    items,
    done: ticks
      .filter(({ id }) => !listed.has(id))
      .map((tick) => doneItem(tick, ended.get(tick.id)))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    fresh: open.filter(({ id }) => !byId.has(id)).map(({ id }) => id),
  }
}

function ticked(
  item: ChecklistItem,
  ticks: ReadonlyMap<string, Tick>,
  isShopClosed: boolean,
): ChecklistItem {
  const { status, note } = tickOf(item, ticks)
  const known = { ...item, status, note }
  return status === 'refused' ? afterRefusal(known, isShopClosed) : known
}

/**
 * Its own tick, else the newest one of a former id. There, an end was the end of something else: a
 * line that was shipped says nothing about the after-sale that came later.
 */
function tickOf({ id, formerIds }: ChecklistItem, ticks: ReadonlyMap<string, Tick>) {
  const own = ticks.get(id)
  if (own && (own.status !== 'todo' || own.note !== '')) return own
  const former = formerIds
    .flatMap((formerId) => ticks.get(formerId) ?? [])
    .sort((a, b) => (a.at > b.at ? -1 : 1))[0]
  if (!former) return own ?? { status: 'todo' as const, note: '' }
  const status = isOver(former.status) ? ('todo' as const) : former.status
  return { status, note: former.note }
}

function isOver(status: TickStatus | undefined): boolean {
  return status === 'done' || status === 'refused'
}

/** The buyer said no: before closing the platform decides; after it, the refund request is left. */
function afterRefusal(item: ChecklistItem, isShopClosed: boolean): ChecklistItem {
  return {
    ...item,
    reason: { code: 'buyer-refused', args: {} },
    action: isShopClosed ? 'file-refund-request' : 'ask-platform',
    steps: ['give-evidence', 'platform', 'refund-request', 'keep-proof'],
    message: 'talk-again',
  }
}

function doneItem({ id, status, note }: Tick, detail: EndedDetail | undefined): DoneItem {
  const unknown: EndedDetail = {
    orderId: null,
    lineId: null,
    product: null,
    quantity: null,
    amountFen: null,
    outcome: null,
  }
  return { id, ...(detail ?? unknown), status, note }
}

import { NAMED } from '../../archive/shop-state/known-orders.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { ORDER_DETAIL } from '../../sources/open-api/methods.ts'
import { type FetchContext, momentNow } from './list-walks.ts'

const IDS_AT_ONCE = 500
/** How the version begins under which an order is wanted that a file or an earlier run told of. */
const SINCE = 'since'

/**
 * Wants the details of orders that no list shows any more, but whose numbers files or earlier runs know.
 * @param wall Unix seconds
 */
export async function wantOrdersBehind(wall: number, context: FetchContext): Promise<void> {
  const { state } = context.archive
  const wallAt = epochSecondsToBeijing(wall)
  for (let after = ''; ; ) {
    const orders = state.orders.behind(wallAt, after, IDS_AT_ONCE)
    const last = orders.at(-1)
    if (last === undefined) return
    const idsOf = (isNamed: boolean) =>
      orders.filter((order) => order.isNamed === isNamed).map(({ id }) => id)
    await wantOrders(SINCE, idsOf(false), context)
    await wantOrders(NAMED, idsOf(true), context)
    after = last.id
  }
}

/** Wants those of which neither a file nor a list has told, but that after-sales or bills are about. */
export async function wantOrdersNamed(context: FetchContext): Promise<void> {
  for (let after = ''; ; ) {
    const ids = context.archive.state.orders.named(after, IDS_AT_ONCE)
    const last = ids.at(-1)
    if (last === undefined) return
    await wantOrders(NAMED, ids, context)
    after = last
  }
}

async function wantOrders(
  why: string,
  ids: readonly string[],
  context: FetchContext,
): Promise<void> {
  if (ids.length === 0) return
  const at = momentNow(context)
  const method = ORDER_DETAIL.name
  await context.archive.keep({ type: 'want', at, method, version: `${why} ${at}`, ids })
}

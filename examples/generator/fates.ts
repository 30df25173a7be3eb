import { DAY, HOUR, MINUTE, type Seconds } from './beijing-time.ts'
import type { IdMaker } from './ids.ts'
import type { AfterSale, AfterSaleStatus, AfterSaleType } from './model.ts'
import type { Random } from './random.ts'

/** What is known of a line before its fate is drawn. */
export interface Prospect {
  readonly confirmedAt: Seconds
  readonly promisedShipAt: Seconds
  readonly quantity: number
  readonly payableFen: number
  readonly freightFen: number
  readonly payDiscountFen: number
}

/** What happens to a paid line. */
export interface Fate {
  readonly partlyShippedAt: Seconds | null
  readonly shippedAt: Seconds | null
  readonly finishedAt: Seconds | null
  readonly closedAt: Seconds | null
  readonly cancelReason: string | null
  readonly afterSales: readonly AfterSale[]
}

type Drawer = (prospect: Prospect, ids: IdMaker, random: Random) => Fate

/** Draws what happens to a paid line; `trouble` multiplies everything that is not a smooth sale. */
export function drawFate(
  prospect: Prospect,
  trouble: number,
  { ids, random }: { ids: IdMaker; random: Random },
): Fate {
  const draw = random.weighted<Drawer>([
    [smoothSale, 860],
    [neverShipped, 5 * trouble],
    [refundBeforeShipping, 40 * trouble],
    [refundInTransit, 12 * trouble],
    [returnAfterShipping, 24 * trouble],
    [returnAfterFinishing, 18 * trouble],
    [partialRefund, 9 * trouble],
    [exchangeOrResend, 9 * trouble],
    [withdrawnThenReturned, 3 * trouble],
    [rejectedOrWithdrawn, 9 * trouble],
    [stuckAfterSale, 4 * trouble],
  ])
  return draw(prospect, ids, random)
}

const smoothSale: Drawer = (prospect, _ids, random) => {
  const hasSecondParcel = prospect.quantity > 1 && random.chance(0.2)
  const isLate = random.chance(0.03)
  const span = prospect.promisedShipAt - prospect.confirmedAt
  const shippedAt = isLate
    ? prospect.promisedShipAt + random.int(HOUR, 3 * DAY)
    : prospect.confirmedAt + random.int(2 * HOUR, Math.max(3 * HOUR, Math.floor(span * 0.9)))
  return {
    partlyShippedAt: hasSecondParcel ? Math.floor((prospect.confirmedAt + shippedAt) / 2) : null,
    shippedAt,
    finishedAt: shippedAt + random.int(3 * DAY, 12 * DAY),
    closedAt: null,
    cancelReason: null,
    afterSales: [],
  }
}

/** Out of stock and forgotten: overdue until somebody acts. */
const neverShipped: Drawer = () => ({
  partlyShippedAt: null,
  shippedAt: null,
  finishedAt: null,
  closedAt: null,
  cancelReason: null,
  afterSales: [],
})

const refundBeforeShipping: Drawer = (prospect, ids, random) => {
  const appliedAt = prospect.confirmedAt + random.int(HOUR, 30 * HOUR)
  const afterSale = refund('未发货退款', appliedAt, prospect, { ids, random })
  const closedAt = afterSale.steps.at(-1)?.at ?? appliedAt
  const cancelReason = random.pick(['买家申请退款', '不想要了', '拍错/多拍'])
  return { ...neverShipped(prospect, ids, random), closedAt, cancelReason, afterSales: [afterSale] }
}

const refundInTransit: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.shippedAt ?? 0) + random.int(DAY, 2 * DAY)
  return closedBy(refund('已发货退款', appliedAt, prospect, { ids, random }), sale)
}

const returnAfterShipping: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.shippedAt ?? 0) + random.int(2 * DAY, 3 * DAY)
  return closedBy(refund('退货退款', appliedAt, prospect, { ids, random }), sale)
}

/** The order stays 已完成; the money goes back before or after it was settled. */
const returnAfterFinishing: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.finishedAt ?? 0) + random.int(HOUR, 14 * DAY)
  return { ...sale, afterSales: [refund('退货退款', appliedAt, prospect, { ids, random })] }
}

const partialRefund: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.shippedAt ?? 0) + random.int(3 * DAY, 10 * DAY)
  const goodsFen = Math.max(1, Math.floor((prospect.payableFen * random.int(10, 50)) / 100))
  const part = { ...prospect, payableFen: goodsFen, freightFen: 0, payDiscountFen: 0 }
  return { ...sale, afterSales: [refund('已发货退款', appliedAt, part, { ids, random })] }
}

const exchangeOrResend: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.shippedAt ?? 0) + random.int(3 * DAY, 8 * DAY)
  const [type, end] = random.pick([
    ['换货', '换货成功'],
    ['补寄', '补寄成功'],
  ] as const)
  const waits = [[end, random.int(2 * DAY, 6 * DAY)] as const]
  return { ...sale, afterSales: [noMoney(type, appliedAt, waits, { ids, random })] }
}

const rejectedOrWithdrawn: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  return { ...sale, afterSales: [givenUp(sale, prospect, { ids, random })] }
}

/** A buyer who withdraws a first request and asks again later. */
const withdrawnThenReturned: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const first = givenUp(sale, prospect, { ids, random })
  const appliedAt = Math.max(sale.finishedAt ?? 0, first.steps.at(-1)?.at ?? 0) + DAY
  return { ...sale, afterSales: [first, refund('退货退款', appliedAt, prospect, { ids, random })] }
}

/** Cases that stay open: refused after the return, refund failed, arbitration, waiting for proof. */
const stuckAfterSale: Drawer = (prospect, ids, random) => {
  const sale = smoothSale(prospect, ids, random)
  const appliedAt = (sale.shippedAt ?? 0) + random.int(2 * DAY, 6 * DAY)
  const status = random.pick<AfterSaleStatus>([
    '退货后拒绝退款',
    '同意退款，退款失败',
    '仲裁中',
    '待商家上传退款凭证',
    '待商家收货',
  ])
  const done = refund('退货退款', appliedAt, prospect, { ids, random })
  const last = done.steps.at(-2)?.at ?? appliedAt
  const steps = [...done.steps.slice(0, -2), { at: last, status }]
  return { ...sale, afterSales: [{ ...done, steps }] }
}

function closedBy(afterSale: AfterSale, sale: Fate): Fate {
  const closedAt = afterSale.steps.at(-1)?.at ?? null
  if (sale.finishedAt !== null && closedAt !== null && sale.finishedAt <= closedAt) {
    return { ...sale, afterSales: [afterSale] }
  }
  const cancelReason = '售后退款成功，订单关闭'
  return { ...sale, finishedAt: null, closedAt, cancelReason, afterSales: [afterSale] }
}

interface Tools {
  readonly ids: IdMaker
  readonly random: Random
}

type Waits = readonly (readonly [AfterSaleStatus, Seconds])[]

/** A request for money that ends with 退款成功. */
function refund(
  type: AfterSaleType,
  appliedAt: Seconds,
  prospect: Prospect,
  { ids, random }: Tools,
): AfterSale {
  const isReturn = type === '退货退款'
  const waits: Waits = [
    ...(isReturn
      ? ([
          ['待买家退货', random.int(HOUR, 20 * HOUR)],
          ['待商家收货', random.int(DAY, 3 * DAY)],
        ] as const)
      : []),
    ['同意退款，退款中', random.int(2 * HOUR, 40 * HOUR)],
    ['同意退款，退款成功', random.int(MINUTE, DAY)],
  ]
  return {
    id: ids.afterSale(appliedAt),
    type,
    appliedAt,
    steps: stepsFrom(appliedAt, waits),
    goodsFen: prospect.payableFen - prospect.freightFen - prospect.payDiscountFen,
    freightFen: prospect.freightFen,
    payDiscountFen: prospect.payDiscountFen,
    reason: random.pick(REASONS[type]),
    wasShipped: type !== '未发货退款',
    returnParcel: isReturn ? `YT${random.digits(13)}` : null,
  }
}

function noMoney(
  type: AfterSaleType,
  appliedAt: Seconds,
  waits: Waits,
  { ids, random }: Tools,
): AfterSale {
  return {
    id: ids.afterSale(appliedAt),
    type,
    appliedAt,
    steps: stepsFrom(appliedAt, waits),
    goodsFen: 0,
    freightFen: 0,
    payDiscountFen: 0,
    reason: random.pick(REASONS[type]),
    wasShipped: true,
    returnParcel: null,
  }
}

function givenUp(sale: Fate, prospect: Prospect, tools: Tools): AfterSale {
  const appliedAt = (sale.shippedAt ?? 0) + tools.random.int(3 * DAY, 9 * DAY)
  const asked = refund('已发货退款', appliedAt, prospect, tools)
  const end = tools.random.pick<AfterSaleStatus>(['售后关闭', '拒绝售后申请'])
  return { ...asked, steps: stepsFrom(appliedAt, [[end, tools.random.int(HOUR, 2 * DAY)]]) }
}

function stepsFrom(appliedAt: Seconds, waits: Waits): AfterSale['steps'] {
  let at = appliedAt
  const later = waits.map(([status, wait]) => {
    at += wait
    return { at, status }
  })
  return [{ at: appliedAt, status: '待商家处理' }, ...later]
}

const REASONS: Readonly<Record<AfterSaleType, readonly string[]>> = {
  未发货退款: ['不想要了', '拍错/多拍', '未按约定时间发货'],
  已发货退款: ['少件/漏发', '快递一直未送到', '商品破损,已拍照'],
  退货退款: ['七天无理由退货', '与描述不符', '尺寸不合适'],
  换货: ['尺寸不合适', '颜色发错'],
  补寄: ['少件/漏发', '配件缺失'],
}

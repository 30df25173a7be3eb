import { formatYuan } from '../../../domain/money.ts'
import { asList, readInteger, readText, valueAt } from '../client/json-fields.ts'
import type { Json, JsonObject } from '../client/lossless-json.ts'
import { AFTER_SALE_TYPES, afterSaleWord } from './after-sale-words.ts'
import {
  fen,
  id,
  type MappedColumn,
  made,
  madeWord,
  text,
  time,
  type Words,
  word,
} from './cells.ts'

const SHIPPED: Words = { 2: '未发货', 3: '已发货', 5: '已收货', 255: '已完成' }

/** What the status of an after-sale is told by. */
const STATUS_FIELDS = [
  'detail.after_sale_status',
  'info.aftersale_status',
  'detail.after_sale_type',
  'info.aftersale_type',
  'detail.refund_status',
  'info.refund_status',
  'arbitration.arbitrate_status',
  'info.arbitrate_status',
] as const

/**
 * A row of the after-sale export, from an item of afterSale.List (`info`, `order`, `line`) and the
 * answer of afterSale.Detail (`detail`, `detailOrder`, `detailLine`, `parcels`); either may be
 * missing (API notes 3.3, 3.4). Ids are texts in one and numbers in the other.
 */
export const AFTER_SALE_COLUMNS: readonly MappedColumn[] = [
  id('售后单号', 'info.aftersale_id', 'detail.after_sale_id'),
  id('订单号', 'order.shop_order_id', 'detailOrder.shop_order_id'),
  id('商品单号', 'line.sku_order_id', 'detailLine.sku_order_id', 'relatedLineId'),
  text('商品名称', 'line.product_name', 'detailLine.product_name'),
  id('商品ID', 'line.product_id', 'detailLine.product_id'),
  fen('应付金额（元）', 'line.pay_amount', 'detailLine.pay_amount'),
  fen('商品运费（元）', 'line.post_amount', 'detailLine.post_amount'),
  fen('支付优惠（元）', 'line.promotion_pay_amount'),
  word('商品发货状态', SHIPPED, 'line.order_status', 'detailLine.order_status'),
  word('售后类型', AFTER_SALE_TYPES, 'detail.after_sale_type', 'info.aftersale_type'),
  made(
    '退商品金额（元）',
    refundedGoods,
    'detail.refund_total_amount',
    'info.refund_amount',
    'detail.refund_post_amount',
    'info.refund_post_amount',
  ),
  fen('退运费金额（元）', 'detail.refund_post_amount', 'info.refund_post_amount'),
  madeWord('售后状态', statusText, ...STATUS_FIELDS),
  time('售后申请时间', 'info.apply_time', 'detail.apply_time'),
  text('售后原因', 'detail.reason'),
  id('退货物流单号', 'info.return_logistics_code', 'parcels.return.tracking_no'),
  text('退货物流公司', 'info.return_logistics_company_name', 'parcels.return.company_name'),
  time('退货发货时间', 'parcels.return.logistics_time'),
  time('自动处理截止时间', 'detail.status_deadline', 'info.status_deadline'),
  time('用户到账时间', 'detail.refund_time'),
  made('发货物流单号', shippedTracking),
  id('换货物流单号', 'parcels.exchange.tracking_no'),
  time('售后完结时间', 'detail.aftersale_status_to_final_time'),
  text('售后备注', 'info.remark'),
  made('实际退款金额（元）', realRefund, 'detail.refund_status', 'detail.real_refund_amount'),
]

/** Everything about one after-sale, under the names that the columns use. */
export function afterSaleRow(item: Json | null, detail: Json | null): Json {
  const order = valueAt(item, ['order_info'])
  const detailOrder = valueAt(detail, ['order_info'])
  const parts: Record<string, Json | undefined> = {
    info: valueAt(item, ['aftersale_info']),
    order,
    line: only(valueAt(order, ['related_order_info'])),
    relatedLineId: relatedLineId(item),
    detail: valueAt(detail, ['process_info', 'after_sale_info']),
    parcels: valueAt(detail, ['process_info', 'logistics_info']),
    arbitration: valueAt(detail, ['process_info', 'arbitrate_info']),
    detailOrder,
    detailLine: only(valueAt(detailOrder, ['sku_order_infos'])),
  }
  const row: JsonObject = {}
  for (const [name, part] of Object.entries(parts)) if (part !== undefined) row[name] = part
  return row
}

/** What was really paid back; money counts as refunded only when the refund says so (3.4). */
function realRefund(row: Json): string | undefined {
  if (readInteger(valueAt(row, ['detail', 'refund_status'])) !== 3) return undefined
  const refunded = readInteger(valueAt(row, ['detail', 'real_refund_amount']))
  return refunded ? formatYuan(refunded) : undefined
}

/** An after-sale of several lines belongs to none of them. */
function only(list: Json | undefined): Json | undefined {
  const items = asList(list)
  return items.length === 1 ? items[0] : undefined
}

/** `related_id` is a line's number when `aftersale_order_type` is 1, and the order's when it is 2. */
function relatedLineId(item: Json | null): Json | undefined {
  const info = valueAt(item, ['aftersale_info'])
  const isOfLine = readInteger(valueAt(info, ['aftersale_order_type'])) === 1
  return isOfLine ? valueAt(info, ['related_id']) : undefined
}

/** The amount asked for contains the postage, in the list as in the details. */
function refundedGoods(row: Json): string | undefined {
  const field = (...path: string[]) => readInteger(valueAt(row, path))
  const total = field('detail', 'refund_total_amount') ?? field('info', 'refund_amount')
  if (total === undefined) return undefined
  const post = field('detail', 'refund_post_amount') ?? field('info', 'refund_post_amount') ?? 0
  return formatYuan(total - post)
}

function statusText(row: Json): string | undefined {
  const field = (...path: string[]) => readInteger(valueAt(row, path))
  const status = field('detail', 'after_sale_status') ?? field('info', 'aftersale_status')
  if (status === undefined) return undefined
  return afterSaleWord({
    status,
    type: field('detail', 'after_sale_type') ?? field('info', 'aftersale_type'),
    refundStatus: field('detail', 'refund_status') ?? field('info', 'refund_status'),
    arbitrateStatus: field('arbitration', 'arbitrate_status') ?? field('info', 'arbitrate_status'),
    isFinal: (field('detail', 'aftersale_status_to_final_time') ?? 0) > 0,
  })
}

function shippedTracking(row: Json): string | undefined {
  const parcels = valueAt(row, ['info', 'order_logistics']) ?? valueAt(row, ['parcels', 'order'])
  if (parcels === undefined || parcels === null) return undefined
  const numbers = asList(parcels).map((each) => readText(valueAt(each, ['tracking_no'])) ?? '')
  return numbers.filter(Boolean).join(';')
}

import { asList, readInteger, readText, valueAt } from '../client/json-fields.ts'
import type { Json } from '../client/lossless-json.ts'
import { orderAfterSaleWord } from './after-sale-words.ts'
import {
  fen,
  id,
  integer,
  type MappedColumn,
  made,
  madeWord,
  text,
  time,
  type Words,
  word,
} from './cells.ts'

/** The words of the order export for `order_status` (API notes 4.1). */
const ORDER_STATUSES: Words = {
  1: '待支付',
  105: '已支付',
  2: '待发货',
  101: '部分发货',
  3: '已发货',
  4: '已关闭',
  5: '已完成',
}

const FLAGS: Words = { 0: '灰', 1: '紫', 2: '青', 3: '绿', 4: '橙', 5: '红' }

/**
 * A line of the order export, from `line` (an element of sku_order_list) and `order` (the shop order
 * around it), see 3.1. Status and money are the line's own; words and the receiver are the order's.
 */
export const ORDER_COLUMNS: readonly MappedColumn[] = [
  id('主订单编号', 'line.parent_order_id', 'order.order_id'),
  id('子订单编号', 'line.order_id'),
  text('选购商品', 'line.product_name'),
  made('商品规格', specText),
  integer('商品数量', 'line.item_num'),
  id('商品ID', 'line.product_id_str', 'line.product_id'),
  text('商家编码', 'line.code'),
  // Not goods_price, whose unit is not sure.
  fen('商品单价', 'line.origin_amount'),
  fen('订单应付金额', 'line.pay_amount'),
  fen('运费', 'line.post_amount'),
  fen('优惠总金额', 'line.promotion_amount'),
  fen('平台优惠', 'line.promotion_platform_amount'),
  fen('商家优惠', 'line.promotion_shop_amount'),
  fen('达人优惠', 'line.promotion_talent_amount'),
  fen('商家改价', 'line.modify_amount'),
  fen('支付优惠', 'line.promotion_pay_amount'),
  fen('红包抵扣', 'line.promotion_redpack_amount'),
  text('支付方式', 'line.pay_type_desc', 'order.pay_type_desc'),
  // Only what the platform has masked already; ciphertexts stay in the originals (6).
  text('收件人', 'order.mask_post_receiver', 'line.mask_post_receiver'),
  text('收件人手机号', 'order.mask_post_tel', 'line.mask_post_tel'),
  text('省', 'order.post_addr.province.name', 'order.mask_post_addr.province.name'),
  text('市', 'order.post_addr.city.name', 'order.mask_post_addr.city.name'),
  text('区', 'order.post_addr.town.name', 'order.mask_post_addr.town.name'),
  text('街道', 'order.post_addr.street.name', 'order.mask_post_addr.street.name'),
  text('详细地址', 'order.mask_post_addr.detail', 'line.mask_post_addr.detail'),
  text('买家留言', 'order.buyer_words'),
  time('订单提交时间', 'line.create_time', 'order.create_time'),
  word('旗帜颜色', FLAGS, 'order.seller_remark_stars'),
  text('商家备注', 'order.seller_words'),
  time('订单完成时间', 'line.finish_time'),
  time('支付完成时间', 'line.pay_time', 'order.pay_time'),
  text('APP渠道', 'line.b_type_desc', 'order.b_type_desc'),
  word('订单状态', ORDER_STATUSES, 'line.order_status'),
  time('承诺发货时间', 'line.exp_ship_time', 'order.exp_ship_time'),
  text('订单类型', 'line.order_type_desc', 'order.order_type_desc'),
  id('达人ID', 'line.author_id'),
  madeWord(
    '售后状态',
    afterSaleText,
    'line.after_sale_info.after_sale_status',
    'line.after_sale_info.after_sale_type',
    'line.after_sale_info.refund_status',
  ),
  text('取消原因', 'line.cancel_reason', 'order.cancel_reason'),
  time('预约发货时间', 'line.appointment_ship_time', 'order.appointment_ship_time'),
  time('发货时间', 'line.ship_time'),
  fen('平台实际承担优惠金额', 'line.only_platform_cost_amount'),
  fen('商家实际承担优惠金额', 'line.shop_cost_amount'),
  fen('达人实际承担优惠金额', 'line.author_cost_amount'),
  fen('商品金额', 'line.sum_amount'),
  made('快递信息', trackingText),
  fen('税费', 'line.tax_amount'),
]

/** The lines of a shop order, each with the order around it. */
export function orderLines(order: Json): Json[] {
  return asList(valueAt(order, ['sku_order_list'])).map((line) => ({ order, line }))
}

function specText(row: Json): string | undefined {
  const spec = valueAt(row, ['line', 'spec'])
  if (spec === undefined || spec === null) return undefined
  const values = asList(spec).map((each) => readText(valueAt(each, ['value'])) ?? '')
  return values.filter(Boolean).join(';')
}

function afterSaleText(row: Json): string | undefined {
  const info = valueAt(row, ['line', 'after_sale_info'])
  if (info === undefined || info === null) return undefined
  const field = (name: string) => readInteger(valueAt(info, [name]))
  return orderAfterSaleWord({
    status: field('after_sale_status') ?? 0,
    type: field('after_sale_type'),
    refundStatus: field('refund_status'),
  })
}

/** The parcels that hold this line, in the export's form `number-carrier`. */
function trackingText(row: Json): string | undefined {
  const parcels = valueAt(row, ['order', 'logistics_info'])
  if (parcels === undefined || parcels === null) return undefined
  const lineId = readText(valueAt(row, ['line', 'order_id']))
  const mine = asList(parcels).filter((parcel) => holdsLine(parcel, lineId))
  return mine
    .map((parcel) => {
      const number = readText(valueAt(parcel, ['tracking_no'])) ?? ''
      return [number, readText(valueAt(parcel, ['company_name']))].filter(Boolean).join('-')
    })
    .join(';')
}

/** A parcel that does not say what is in it counts for every line. */
function holdsLine(parcel: Json, lineId: string | undefined): boolean {
  const contents = asList(valueAt(parcel, ['product_info']))
  if (contents.length === 0) return true
  return contents.some((each) => readText(valueAt(each, ['sku_order_id'])) === lineId)
}

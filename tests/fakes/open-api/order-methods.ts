import {
  type Asked,
  type Handler,
  integer,
  invalid,
  optionalInteger,
  type PageScript,
  Refusal,
} from './answers.ts'
import { type FakeLine, type FakeOrder, type FakeShop, lineFen, orderFen } from './shop-data.ts'
import type { Wire } from './wire-json.ts'

const WALL_SECONDS = 90 * 86_400
const MAX_DEPTH = 50_000

export interface ListOptions {
  /** Whether the end of a time window belongs to it: nobody knows for orders. */
  isEndInclusive: boolean
  pages: PageScript
  pageCount: () => number
}

/** order.searchList (API notes 3.1). */
export function searchList(shop: FakeShop, options: ListOptions): Handler {
  return (asked) => {
    const { params } = asked
    const page = integer(params, 'page', 10035)
    const size = integer(params, 'size', 20008)
    if (page < 0) throw invalid(10035)
    if (size < 1 || size > 100) throw invalid(20008)
    if (page * size > MAX_DEPTH) throw invalid(20013)
    const found = select(shop.orders, asked, options)
    const sent = {
      method: 'order.searchList',
      page,
      rows: found.slice(page * size, (page + 1) * size),
      total: found.length,
    }
    options.pages(sent, options.pageCount())
    return {
      page,
      size,
      total: sent.total,
      shop_order_list: sent.rows.length === 0 ? null : sent.rows.map(orderWire),
    }
  }
}

function select(
  orders: readonly FakeOrder[],
  { params, now }: Asked,
  options: ListOptions,
): FakeOrder[] {
  const createdFrom = optionalInteger(params, 'create_time_start')
  const updatedFrom = optionalInteger(params, 'update_time_start')
  if (createdFrom === null && updatedFrom === null) throw invalid(20011)
  const wall = now - WALL_SECONDS
  if (createdFrom !== null && createdFrom < wall) throw invalid(20022)
  const last = options.isEndInclusive ? 0 : -1
  const createdTo = optionalInteger(params, 'create_time_end') ?? now
  const updatedTo = optionalInteger(params, 'update_time_end') ?? now
  const key = params.order_by === 'update_time' ? 'updatedAt' : 'createdAt'
  const direction = params.order_asc === true ? 1 : -1
  return orders
    .filter(
      ({ createdAt, updatedAt }) =>
        createdAt >= Math.max(wall, createdFrom ?? wall) &&
        createdAt <= createdTo + last &&
        (updatedFrom === null || (updatedAt >= updatedFrom && updatedAt <= updatedTo + last)),
    )
    .sort((a, b) => direction * (a[key] - b[key] || (a.orderId < b.orderId ? -1 : 1)))
}

/** order.orderDetail (3.2): no wall, whatever the order's age. */
export function orderDetail(shop: FakeShop): Handler {
  const byId = new Map(shop.orders.map((order) => [order.orderId, order]))
  return ({ params }) => {
    const id = params.shop_order_id
    if (typeof id !== 'string' || id === '') {
      throw new Refusal(40002, 'isv.missing-parameter:20000')
    }
    const order = byId.get(id)
    if (!order) throw invalid(20001, 'no such order')
    return { shop_order_detail: { ...(orderWire(order) as object), campaign_info: null } as Wire }
  }
}

function orderWire(row: unknown): Wire {
  const order = row as FakeOrder
  const { orderId, createdAt, updatedAt, status } = order
  const finished = status === 5 ? updatedAt : 0
  const times = {
    create_time: createdAt,
    update_time: updatedAt,
    pay_time: status === 1 ? 0 : createdAt + 60,
    ship_time: status === 3 || status === 5 ? createdAt + 7200 : 0,
    finish_time: finished,
    exp_ship_time: createdAt + 172_800,
  }
  return {
    order_id: orderId,
    shop_id: 4_463_798_000_000_001_234n,
    order_status: status,
    order_status_desc: `状态${status}`,
    pay_type: 16,
    pay_type_desc: '收银台',
    order_expire_time: 1800,
    cancel_reason: status === 4 ? '司马迟说不要了' : '',
    ...times,
    order_amount: orderFen(order),
    pay_amount: orderFen(order),
    buyer_words: '请放门口',
    seller_words: null,
    seller_remark_stars: 3,
    encrypt_post_receiver: '##Y2FuYXJ5*Y2FuYXJ5#1##',
    mask_post_receiver: '王**',
    mask_post_tel: '1********35',
    mask_post_addr: maskedAddress(),
    open_address_id: '#canaryaddress7',
    user_coordinate: {
      user_coordinate_longitude: '116.397128',
      user_coordinate_latitude: '39.916527',
    },
    a_field_of_the_future: { deep: [1] },
    logistics_info: [
      {
        tracking_no: `SF${orderId.slice(-10)}`,
        company: 'shunfeng',
        company_name: '顺丰速运',
        ship_time: times.ship_time,
        product_info: order.lines.map(({ lineId, productId }) => ({
          sku_order_id: lineId,
          product_id: productId,
        })),
      },
    ],
    sku_order_list: order.lines.map((line) => lineWire(order, line, times)),
  }
}

function lineWire({ orderId }: FakeOrder, line: FakeLine, times: Wire): Wire {
  return {
    order_id: line.lineId,
    parent_order_id: orderId,
    order_status: line.status,
    ...(times as object),
    product_id: line.productId,
    product_id_str: String(line.productId),
    sku_id: line.skuId,
    product_name: line.product,
    spec: [{ name: '规格', value: line.spec }],
    item_num: line.quantity,
    code: 'HH-0001',
    origin_amount: line.priceFen,
    sum_amount: line.priceFen * line.quantity,
    pay_amount: lineFen(line),
    post_amount: 0,
    promotion_amount: line.discountFen,
    promotion_platform_amount: line.discountFen,
    promotion_pay_amount: 0,
    only_platform_cost_amount: line.discountFen,
    author_cost_amount: 0,
    author_id: 0,
    after_sale_info: { after_sale_status: 0, after_sale_type: 0, refund_status: 0 },
    inventory_list: null,
  }
}

function maskedAddress(): Wire {
  return {
    province: { id: '11', name: '北俱省' },
    city: { id: '1101', name: '梁泊市' },
    town: { id: '110101', name: '聚义区' },
    street: { id: '110101001', name: '忠义街道' },
    detail: '替天路**',
  }
}

import { dateText, type Handler, integer, invalid, Refusal, seconds } from './answers.ts'
import type { FakeProduct, FakeShop } from './shop-data.ts'
import type { Wire } from './wire-json.ts'

/** address.list gives no more than this, whatever was asked for: its maximum is not documented. */
const ADDRESS_PAGE = 20
const BILL_WINDOW_SECONDS = 7 * 86_400

const PRODUCT_PAGES = 100
const PRODUCT_DEPTH = 10_000

/** product.listV2 (API notes 3.7): by the cursor, ending with empty `data`, or in pages to a depth. */
export function productList(shop: FakeShop): Handler {
  return ({ params }) => {
    const page = integer(params, 'page', 2010004)
    const size = integer(params, 'size', 2010004)
    if (page < 1 || size < 1 || size > 100) throw invalid(2010004)
    if (params.use_cursor !== true) {
      if (page > PRODUCT_PAGES || page * size > PRODUCT_DEPTH) throw invalid(2010004)
      const rows = shop.products.slice((page - 1) * size, page * size)
      return { data: rows.map(productWire), total: shop.products.length, page, size }
    }
    const after = typeof params.cursor_id === 'string' ? BigInt(params.cursor_id || 0) : 0n
    const rows = shop.products.filter(({ productId }) => productId > after).slice(0, size)
    return {
      data: rows.map(productWire),
      total: shop.products.length,
      page: 1,
      size,
      cursor_id: String(rows.at(-1)?.productId ?? after),
    }
  }
}

export function productDetail(shop: FakeShop): Handler {
  return ({ params }) => {
    const found = shop.products.find(({ productId }) => String(productId) === params.product_id)
    if (!found) throw invalid(2010058)
    return {
      ...(productWire(found) as object),
      product_id_str: String(found.productId),
      create_time: dateText(found.createdAt),
      update_time: dateText(found.updatedAt),
      weight_value: 0.5,
      spec_prices: found.skus.map(({ skuId, priceFen, stock, spec }) => ({
        sku_id: skuId,
        price: priceFen,
        stock_num: stock,
        code: `SKU-${skuId}`,
        sell_properties: [{ property_name: '规格', value_name: spec }],
        stock_num_map: null,
      })),
    }
  }
}

function productWire({ productId, name, status, createdAt, updatedAt }: FakeProduct): Wire {
  return {
    product_id: productId,
    name,
    status,
    check_status: 3,
    create_time: createdAt,
    update_time: updatedAt,
    outer_product_id: 'OUT-1',
    category_detail: { first_cid: 1n, first_cname: '食品', second_cname: '茶', third_cname: '' },
  }
}

/** address.list (3.6): pages from 1, misspelt names, the two labels of the answer swapped. */
export function addressList(shop: FakeShop): Handler {
  return ({ params }) => {
    const page = integer(params, 'page_no', 5001)
    const size = Math.min(integer(params, 'page_size', 5001), ADDRESS_PAGE)
    if (page < 1 || size < 1) throw invalid(5001)
    if (!params.order_by || !params.order_field) throw invalid(5001)
    const rows = shop.addresses.slice((page - 1) * size, page * size)
    return {
      total: shop.addresses.length,
      page_size: page,
      page_no: size,
      address_list: rows.map(({ addressId, contact, phone, detail }) => ({
        address_id: addressId,
        reciever_name: contact,
        mobile: phone,
        receiver_provinc: '北俱省',
        receiver_city: '梁泊市',
        receiver_district: '聚义区',
        receiver_street: '忠义街道',
        receiver_detail: detail,
        is_default: '1',
        create_time: '1700000000',
        remark: '退货仓',
      })),
    }
  }
}

interface BillOptions {
  areBillsLate?: boolean
}

interface Bill {
  at: number
  wire: Wire
}

export function settlementList(shop: FakeShop, options: BillOptions): Handler {
  return bills(100, options, () =>
    shop.settlements.map(({ requestNo, order, settledAt, settledFen }) => ({
      at: settledAt,
      wire: {
        settle_time: dateText(settledAt),
        request_no: requestNo,
        shop_order_id: order.orderId,
        order_id: order.lines[0]?.lineId ?? null,
        order_time: dateText(order.createdAt),
        product_id: String(order.lines[0]?.productId ?? ''),
        goods_count: 1,
        trade_type: 0,
        is_contains_refund_before_settle: 0,
        settle_amount: settledFen,
        real_pay_amount: settledFen,
        platform_service_fee: -5,
        pay_type_desc: '聚合账户',
      },
    })),
  )
}

export function fundList(shop: FakeShop, options: BillOptions): Handler {
  return bills(1000, options, () =>
    shop.funds.map(({ tradeNo, order, movedAt, amountFen, isOut }) => ({
      at: movedAt,
      wire: {
        account_trade_no: tradeNo,
        bill_time: dateText(movedAt),
        fund_flow: isOut ? 1 : 0,
        account_amount: amountFen,
        account_bill_desc: isOut ? '提现' : '货款结算入账',
        account_bill_desc_tag: isOut ? 11 : 3,
        order_id: order.lines[0]?.lineId ?? null,
        shop_order_id: order.orderId,
        shop_id: String(shop.shopId),
      },
    })),
  )
}

/** A day's bills are out from 15:00 of the next day on, Beijing time (3.11). */
function outAt(at: number): number {
  const daySeconds = 86_400
  const offset = 8 * 3600
  const day = Math.floor((at + offset) / daySeconds)
  return (day + 1) * daySeconds + 15 * 3600 - offset
}

/**
 * The bills' way of paging (3.11): the next page needs both the index and the time that the answer
 * named, because the index counts from that time. Their own code is "100000", not 10000.
 */
function bills(maxSize: number, { areBillsLate }: BillOptions, all: () => Bill[]): Handler {
  return ({ params, now }) => {
    const size = integer(params, 'size', 100_001)
    if (size < 1 || size > maxSize) return { code: '100001', code_msg: 'size', data: null }
    const from = seconds(params.start_time)
    const to = seconds(params.end_time)
    if (to < from || to - from > BILL_WINDOW_SECONDS)
      throw new Refusal(50002, 'isv.business-failed:100001')
    const start = typeof params.start_index === 'string' ? Number(params.start_index || 0) : 0
    const found = all()
      .filter(({ at }) => at >= from && at <= to && (!areBillsLate || now >= outAt(at)))
      .sort((a, b) => a.at - b.at)
    const rows = found.slice(start, start + size)
    const next = found[start + size]
    const sameTime = next
      ? found.slice(0, start + size).filter(({ at }) => at === next.at).length
      : 0
    return {
      code: '100000',
      code_msg: 'success',
      data: rows.length === 0 ? null : rows.map(({ wire }) => wire),
      next_start_index: String(sameTime),
      next_start_time: next ? dateText(next.at) : '',
      is_end: next ? 0 : 1,
      size,
      data_size: rows.length,
    }
  }
}

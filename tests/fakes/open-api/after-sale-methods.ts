import { type Handler, integer, invalid, optionalInteger, Refusal } from './answers.ts'
import type { ListOptions } from './order-methods.ts'
import { type FakeAfterSale, type FakeShop, orderFen } from './shop-data.ts'
import type { Wire } from './wire-json.ts'

const DEFAULT_REACH_SECONDS = 180 * 86_400

/** afterSale.List (API notes 3.3): the start belongs to the window, the end does not. */
export function afterSaleList(shop: FakeShop, options: ListOptions): Handler {
  return ({ params, now }) => {
    const page = integer(params, 'page', 11000)
    const size = integer(params, 'size', 11000)
    if (page < 0 || size < 1 || size > 100 || page * size > 50_000) throw invalid(11003)
    const updatedFrom = optionalInteger(params, 'update_start_time')
    const [order = ''] = Array.isArray(params.order_by) ? (params.order_by as string[]) : []
    const from = optionalInteger(params, 'start_time') ?? now - DEFAULT_REACH_SECONDS
    const to = optionalInteger(params, 'end_time') ?? now + 1
    const updatedTo = optionalInteger(params, 'update_end_time') ?? now + 1
    const key = order.startsWith('update_time') ? 'updatedAt' : 'appliedAt'
    const found = shop.afterSales
      .filter(({ appliedAt, updatedAt }) =>
        updatedFrom === null
          ? appliedAt >= from && appliedAt < to
          : updatedAt >= updatedFrom && updatedAt < updatedTo,
      )
      .sort((a, b) => a[key] - b[key] || (a.afterSaleId < b.afterSaleId ? -1 : 1))
      // Without an order the update window silently misses rows (the documentation says so).
      .filter((_, index) => updatedFrom === null || order !== '' || index % 3 !== 0)
    const rows = found.slice(page * size, (page + 1) * size)
    const sent = { method: 'afterSale.List', page, rows, total: found.length }
    options.pages(sent, options.pageCount())
    return {
      items: sent.rows.map(itemWire),
      has_more: (page + 1) * size < sent.total,
      total: sent.total,
      page,
      size,
    }
  }
}

/** afterSale.Detail (3.4): ids are numbers here and texts in the list. */
export function afterSaleDetail(shop: FakeShop): Handler {
  return ({ params }) => {
    const id = params.after_sale_id
    if (typeof id !== 'string') throw new Refusal(40002, 'isv.missing-parameter:11000')
    const found = shop.afterSales.find(({ afterSaleId }) => afterSaleId === id)
    if (!found) throw invalid(11000, 'no such after-sale')
    return detailWire(found)
  }
}

function itemWire(row: FakeAfterSale): Wire {
  const { afterSaleId, order, appliedAt, updatedAt, status, type, refundStatus, refundFen } = row
  return {
    aftersale_info: {
      aftersale_id: afterSaleId,
      aftersale_order_type: 1,
      related_id: order.lines[0]?.lineId ?? null,
      aftersale_type: type,
      aftersale_status: status,
      refund_status: refundStatus,
      arbitrate_status: 0,
      apply_time: appliedAt,
      update_time: updatedAt,
      status_deadline: status === 12 || status === 28 ? 0 : updatedAt + 86_400,
      refund_amount: refundFen,
      refund_post_amount: 0,
      return_logistics_code: '',
      order_logistics: null,
    },
    order_info: {
      shop_order_id: order.orderId,
      related_order_info: order.lines.slice(0, 1).map((line) => ({
        sku_order_id: line.lineId,
        product_id: line.productId,
        product_name: line.product,
        pay_amount: orderFen(order),
        item_num: line.quantity,
      })),
    },
    text_part: null,
    seller_logs: [
      { content: '已联系买家', op_name: '客服阿紫', create_time: '2026-11-01', star: 0 },
    ],
  }
}

function detailWire(row: FakeAfterSale): Wire {
  const { afterSaleId, order, appliedAt, updatedAt, status, type, refundStatus, refundFen } = row
  const isFinal = status === 12 || status === 28
  return {
    process_info: {
      after_sale_info: {
        after_sale_id: BigInt(afterSaleId),
        after_sale_status: status,
        after_sale_type: type,
        refund_status: refundStatus,
        refund_total_amount: refundFen,
        refund_post_amount: 0,
        real_refund_amount: refundStatus === 3 ? refundFen : 0,
        apply_time: appliedAt,
        update_time: updatedAt,
        status_deadline: isFinal ? 0 : updatedAt + 86_400,
        refund_time: refundStatus === 3 ? updatedAt : 0,
        aftersale_status_to_final_time: isFinal ? updatedAt : 0,
        reason: '尺寸不合适',
        risk_decsison_code: 0,
      },
      logistics_info: { return: null, exchange: null, resend: null, order: null },
    },
    order_info: {
      shop_order_id: BigInt(order.orderId),
      sku_order_infos: order.lines.map(({ lineId, productId, skuId }) => ({
        sku_order_id: BigInt(lineId),
        product_id: productId,
        sku_id: skuId,
      })),
    },
  }
}

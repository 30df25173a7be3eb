import { DAY, HOUR } from './beijing-time.ts'
import type { AfterSale, Line } from './model.ts'
import { starred } from './people.ts'
import { type Column, columnKinds } from './sheet.ts'
import { afterSaleStatusAt, isOpenAfterSale, seenAt, stepTime } from './states.ts'

export interface AfterSaleRow {
  readonly afterSale: AfterSale
  readonly line: Line
  readonly at: number
}

const { id, text, plain, fen, time, unused } = columnKinds<AfterSaleRow>()

function step(...statuses: Parameters<typeof stepTime>[1][]) {
  return ({ afterSale, at }: AfterSaleRow) => seenAt(stepTime(afterSale, ...statuses), at)
}

const ENDS = ['同意退款，退款成功', '售后关闭', '换货成功', '补寄成功', '拒绝售后申请'] as const

function isReturn({ afterSale }: AfterSaleRow): boolean {
  return afterSale.type === '退货退款'
}

/** The platform acts by itself two days after the step that waits for somebody. */
function deadline({ afterSale, at }: AfterSaleRow): number | null {
  const current = afterSale.steps.findLast((candidate) => candidate.at <= at)
  return current && isOpenAfterSale(current.status) ? current.at + 2 * DAY : null
}

/** 50 columns; B5 of the reference. 商品单号 is the sub-order, 订单号 the order. */
export const AFTER_SALE_COLUMNS: readonly Column<AfterSaleRow>[] = [
  id('售后单号', ({ afterSale }) => afterSale.id),
  id('订单号', ({ line }) => line.order.id),
  id('商品单号', ({ line }) => line.id),
  text('商品名称', ({ line }) => line.sku.product.title),
  id('商品ID', ({ line }) => line.sku.product.id),
  fen('应付金额（元）', ({ line }) => line.payableFen),
  fen('商品运费（元）', ({ line }) => line.freightFen),
  fen('支付优惠（元）', ({ line }) => line.payDiscountFen),
  fen('商品税费（元）', () => 0),
  plain('商品发货状态', ({ afterSale }) => (afterSale.wasShipped ? '已发货' : '未发货')),
  plain('售后类型', ({ afterSale }) => afterSale.type),
  fen('退商品金额（元）', ({ afterSale }) => afterSale.goodsFen),
  fen('退运费金额（元）', ({ afterSale }) => afterSale.freightFen),
  fen('退支付优惠（元）', ({ afterSale }) => afterSale.payDiscountFen),
  fen('退税费金额（元）', () => 0),
  plain('售后状态', ({ afterSale, at }) => afterSaleStatusAt(afterSale, at)),
  time('售后申请时间', ({ afterSale }) => afterSale.appliedAt),
  plain('退款方式', (row) => (step('同意退款，退款成功')(row) ? '原路退回' : null)),
  plain('是否已上传退款凭证', () => '否'),
  plain('售后原因', ({ afterSale }) => afterSale.reason),
  unused('售后原因标签'),
  id('退货物流单号', (row) =>
    step('待商家收货')(row) === null ? null : row.afterSale.returnParcel,
  ),
  unused('退货异常'),
  time('退货发货时间', step('待商家收货')),
  plain('退货物流公司', (row) => (step('待商家收货')(row) ? '圆通速递' : null)),
  time('自动处理截止时间', deadline),
  time('同意售后申请时间', step('待买家退货', '同意退款，退款中')),
  time('商家退款时间', step('同意退款，退款中')),
  time('用户到账时间', step('同意退款，退款成功')),
  time('售后关闭时间', step('售后关闭')),
  plain('商家退货地址', (row) => (isReturn(row) ? '北俱省梁泊市聚义区忠义街道替天路1号仓' : null)),
  plain('商家退货联系人姓名', (row) => (isReturn(row) ? '仓管' : null)),
  plain('商家退货联系人电话', (row) => (isReturn(row) ? '19900000000' : null)),
  plain('仲裁状态', (row) => (step('仲裁中')(row) ? '仲裁中' : null)),
  unused('纠纷责任方'),
  plain('是否极速退款', () => '否'),
  plain('是否拒签后退款', () => '否'),
  id('发货物流单号', ({ afterSale, line }) =>
    afterSale.wasShipped ? (line.parcel?.number ?? null) : null,
  ),
  plain('发货物流状态', ({ afterSale }) => (afterSale.wasShipped ? '已签收' : null)),
  unused('换货物流单号'),
  plain('退货物流状态', (row) => (step('待商家收货')(row) ? '运输中' : null)),
  time('售后完结时间', step(...ENDS)),
  text('订单备注', ({ line, at }) => {
    const { note } = line.order
    return note && seenAt(note.at, at) ? note.text : ''
  }),
  text('用户售后说明', ({ afterSale, line }) =>
    afterSale.goodsFen > 0 && line.order.message ? `${line.order.message}\n请尽快退款` : '',
  ),
  unused('售后备注'),
  plain('操作人', ({ afterSale, at }) => (afterSale.appliedAt + HOUR <= at ? '客服小组' : '系统')),
  text('协商记录', ({ afterSale, line }) =>
    afterSale.wasShipped
      ? `买家${starred(line.order.buyer.name)}发起申请，原因："${afterSale.reason}"`
      : '',
  ),
  unused('换货商品信息'),
  text('商家编码', ({ line }) => line.sku.code),
  plain('门店名称', () => null),
]

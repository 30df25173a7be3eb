import { orderExportWord } from './after-sale-words.ts'
import { DAY } from './beijing-time.ts'
import type { Line, Order } from './model.ts'
import { starred } from './people.ts'
import { type Column, columnKinds, yuan } from './sheet.ts'
import { afterSaleAt, afterSaleStatusAt, orderStatusAt, seenAt } from './states.ts'

/** What differs from one order export to the next although the columns are the same. */
export interface OrderLook {
  /** Ciphertext in the exports of 2026; stars and virtual numbers come from other tools. */
  readonly receiver: 'cipher' | 'stars' | 'virtual'
  /** 选购商品 as `title-(商家编码)`. */
  readonly hasCodeInTitle: boolean
  /** 商家优惠 as `券名-金额` instead of a number. */
  readonly hasCouponNames: boolean
  /** 备货中 instead of 待发货. */
  readonly saysStocking: boolean
}

/** One row of an order export made at `at`: one line, or in 订单维度 all lines of the order. */
export interface OrderRow {
  readonly order: Order
  readonly lines: readonly Line[]
  readonly at: number
  readonly look: OrderLook
}

const { id, text, plain, fen, count, time, unused } = columnKinds<OrderRow>()

/** The cell of a row with several lines: joined with `;`, as 订单维度 does. */
function each(value: (line: Line) => string): (row: OrderRow) => string {
  return ({ lines }) => lines.map(value).join(';')
}

function total(value: (line: Line) => number): (row: OrderRow) => number {
  return ({ lines }) => lines.reduce((sum, line) => sum + value(line), 0)
}

/** The latest moment that all lines have reached, as far as the export sees it. */
function reached(moment: (line: Line) => number | null): (row: OrderRow) => number | null {
  return ({ lines, at }) => {
    const moments = lines.map((line) => seenAt(moment(line), at))
    return moments.reduce((last, next) => (last && next ? Math.max(last, next) : null))
  }
}

function first<T>(value: (line: Line, row: OrderRow) => T): (row: OrderRow) => T | null {
  return (row) => (row.lines[0] ? value(row.lines[0], row) : null)
}

function priceOf(line: Line): number {
  return line.sku.priceFen * line.quantity
}

/** The word the file shows for the state of its lines. */
export function orderStatusWord({ lines, at, look }: OrderRow): string {
  const status = orderStatusAt(lines, at)
  return status === '待发货' && look.saysStocking ? '备货中' : status
}

function afterSaleWord({ lines, at }: OrderRow): string | null {
  for (const line of lines) {
    const afterSale = afterSaleAt(line, at)
    const status = afterSale && afterSaleStatusAt(afterSale, at)
    if (status) return orderExportWord(status)
  }
  return null
}

const COLUMNS: readonly Column<OrderRow>[] = [
  id('主订单编号', ({ order }) => order.id),
  id(
    '子订单编号',
    each((line) => line.id),
  ),
  text('选购商品', ({ lines, look }) =>
    lines
      .map(({ sku }) =>
        look.hasCodeInTitle ? `${sku.product.title}-(${sku.code})` : sku.product.title,
      )
      .join(';'),
  ),
  text(
    '商品规格',
    each(({ sku }) => sku.spec),
  ),
  count(
    '商品数量',
    total((line) => line.quantity),
  ),
  id(
    '商品ID',
    each(({ sku }) => sku.product.id),
  ),
  text(
    '商家编码',
    each(({ sku }) => sku.code),
  ),
  plain(
    '货号',
    first((line) => line.sku.product.code),
  ),
  fen(
    '商品单价',
    first((line) => line.sku.priceFen),
  ),
  fen('商品金额', total(priceOf)),
  fen(
    '订单应付金额',
    total((line) => line.payableFen),
  ),
  fen(
    '运费',
    total((line) => line.freightFen),
  ),
  fen(
    '优惠总金额',
    total((line) => line.platformDiscountFen + line.shopDiscountFen + line.creatorDiscountFen),
  ),
  fen(
    '平台优惠',
    total((line) => line.platformDiscountFen),
  ),
  plain('商家优惠', (row) => {
    const amount = total((line) => line.shopDiscountFen)(row)
    return row.look.hasCouponNames && amount > 0 ? `新客券-${yuan(amount)}` : yuan(amount)
  }),
  fen(
    '达人优惠',
    total((line) => line.creatorDiscountFen),
  ),
  fen('商家改价', () => 0),
  fen(
    '支付优惠',
    total((line) => line.payDiscountFen),
  ),
  fen('红包抵扣', () => 0),
  plain('支付方式', ({ order, at }) => (seenAt(order.paidAt, at) ? order.payMethod : null)),
  fen('手续费', () => 0),
  plain('收件人', ({ order: { buyer }, look }) =>
    look.receiver === 'cipher' ? buyer.cipher.name : starred(buyer.name),
  ),
  plain('收件人手机号', ({ order: { buyer }, look }) => {
    if (look.receiver === 'cipher') return buyer.cipher.phone
    return look.receiver === 'stars' ? starred(buyer.phone) : `${buyer.phone}-${buyer.extension}`
  }),
  plain('省', ({ order }) => order.buyer.province),
  plain('市', ({ order }) => order.buyer.city),
  plain('区', ({ order }) => order.buyer.district),
  plain('街道', ({ order }) => order.buyer.street),
  plain('详细地址', ({ order: { buyer }, look }) =>
    look.receiver === 'cipher' ? buyer.cipher.address : starred(buyer.address),
  ),
  plain('是否修改过地址', () => '否'),
  unused('地址修改时段'),
  text('买家留言', ({ order }) => order.message),
  time('订单提交时间', ({ order }) => order.createdAt),
  plain('旗帜颜色', ({ order }) => order.flag),
  text('商家备注', ({ order, at }) =>
    order.note && seenAt(order.note.at, at) ? order.note.text : '',
  ),
  time(
    '订单完成时间',
    reached((line) => line.finishedAt),
  ),
  time('支付完成时间', ({ order, at }) => seenAt(order.paidAt, at)),
  plain('APP渠道', () => '抖音'),
  plain('流量来源', ({ order }) => order.source),
  plain('订单状态', orderStatusWord),
  time('承诺发货时间', ({ order, lines, at }) =>
    seenAt(order.paidAt, at) ? (lines[0]?.promisedShipAt ?? null) : null,
  ),
  plain('订单类型', () => '普通订单'),
  plain('鲁班落地页ID', () => '0'),
  text('达人ID', ({ order }) => order.creator?.id ?? '0'),
  plain('达人昵称', ({ order }) => order.creator?.name ?? null),
  plain('所属门店ID', () => '0'),
  plain('售后状态', afterSaleWord),
  plain(
    '取消原因',
    first((line, { at }) => (seenAt(line.closedAt, at) ? line.cancelReason : null)),
  ),
  unused('预约发货时间'),
  unused('仓库ID'),
  unused('仓库名称'),
  unused('序列号'),
  plain('是否安心购', () => '是'),
  unused('广告渠道'),
  plain('流量类型', ({ order }) => (order.creator ? '自然流量' : '商业流量')),
  plain('流量体裁', ({ order }) => (order.creator ? '直播' : '商品卡')),
  plain('流量渠道', ({ order }) => order.source),
  plain('发货主体', () => '商家'),
  unused('发货主体明细'),
  time(
    '发货时间',
    reached((line) => line.shippedAt),
  ),
  fen('降价类优惠', () => 0),
  fen(
    '平台实际承担优惠金额',
    total((line) => line.platformDiscountFen),
  ),
  fen(
    '商家实际承担优惠金额',
    total((line) => line.shopDiscountFen),
  ),
  fen(
    '达人实际承担优惠金额',
    total((line) => line.creatorDiscountFen),
  ),
  time('预计送达时间', ({ lines: [line], at }) => {
    const shippedAt = seenAt(line?.shippedAt ?? null, at)
    return shippedAt && shippedAt + 3 * DAY
  }),
  plain('是否平台仓自流转', () => '否'),
  text(
    '商品69码',
    each(({ sku }) => sku.barcode),
  ),
  plain(
    '快递信息',
    ({ lines, at }) =>
      lines
        .filter((line) => seenAt(line.shippedAt, at) !== null)
        .flatMap(({ parcel }) => (parcel ? `${parcel.number}-${parcel.carrier}` : []))
        .join(';') || null,
  ),
  plain('是否福袋订单', () => '否'),
]

const byName = new Map(COLUMNS.map((column) => [column.name, column]))

/** The columns of a layout in its order; one that this shop never fills needs no definition. */
export function orderColumns(names: readonly string[]): Column<OrderRow>[] {
  return names.map((name) => byName.get(name) ?? unused(name))
}

import { DAY } from './beijing-time.ts'
import { direction } from './bill-columns.ts'
import type { Inspection, Movement, Premium } from './books.ts'
import type { Sku } from './catalogue.ts'
import { type Column, columnKinds } from './sheet.ts'

const ledger = columnKinds<Movement>()

/** 账户流水, in a ZIP; B8 of the reference. Its brackets are half-width. */
export const LEDGER_COLUMNS: readonly Column<Movement>[] = [
  ledger.id('动账流水号', ({ number }) => number),
  ledger.time('动账时间', ({ at }) => at),
  ledger.plain('账户方向', direction),
  ledger.fen('动账金额(元)', ({ amountFen }) => Math.abs(amountFen)),
  ledger.plain('动账场景', ({ scene }) => scene),
  ledger.id('关联订单号', ({ line }) => line?.id ?? null),
  ledger.fen('账户余额(元)', ({ balanceFen }) => balanceFen),
  ledger.plain('备注', ({ note }) => note),
]

export type PaidPremium = Premium & { readonly movement: Movement }

const premium = columnKinds<PaidPremium>()

/** 保费支出, in the same ZIP. */
export const PREMIUM_COLUMNS: readonly Column<PaidPremium>[] = [
  premium.id('保险单号', ({ policy }) => policy),
  premium.id('动账流水号', ({ movement }) => movement.number),
  premium.id('关联子订单号', ({ line }) => line.id),
  premium.time('动账时间', ({ movement }) => movement.at),
  premium.fen('金额(元)', ({ feeFen }) => feeFen),
  premium.plain('摘要描述', () => '运费险保费支出'),
]

const insurance = columnKinds<Premium>()

/** 运费险 list, 18 columns. */
export const INSURANCE_COLUMNS: readonly Column<Premium>[] = [
  insurance.id('投保单号', ({ policy }) => `TB${policy}`),
  insurance.id('订单编号', ({ line }) => line.id),
  insurance.time('下单时间', ({ line }) => line.order.createdAt),
  insurance.time('承保时间', ({ insuredAt }) => insuredAt),
  insurance.plain('保险名称', () => '退换货运费险'),
  insurance.plain('承保保司', () => '水帘财险'),
  insurance.plain('保费来源', () => '商家支付'),
  insurance.fen('支付保费', ({ feeFen }) => feeFen),
  insurance.plain('保费状态', ({ movement }) => (movement ? '已支付' : '待支付')),
  insurance.time('动账时间', ({ movement }) => movement?.at ?? null),
  insurance.id('动账流水号', ({ movement }) => movement?.number ?? null),
  insurance.id('保险交易单号', ({ policy }) => policy),
  insurance.fen('平台优惠【营销补贴】', () => 0),
  insurance.plain('保障额度', () => '12.00'),
  insurance.plain('保障状态', () => '保障中'),
  insurance.plain('备注', () => ''),
  insurance.fen('平台优惠【特殊活动】', () => 0),
  insurance.fen('平台优惠', () => 0),
]

const qic = columnKinds<Inspection>()

/** BIC/QIC list, 19 columns. */
export const QIC_COLUMNS: readonly Column<Inspection>[] = [
  qic.id('结算单号', ({ number }) => number),
  qic.id('订单码', ({ number }) => number.slice(3)),
  qic.id('关联订单号', ({ line }) => line.order.id),
  qic.id('关联运单号', ({ line }) => line.parcel?.number ?? null),
  qic.plain('费用项', () => '质检费'),
  qic.plain('服务商', () => '大观质检'),
  qic.plain('QIC仓', () => '大观一号仓'),
  qic.fen('结算金额', ({ feeFen }) => feeFen),
  qic.plain('计费参数', ({ line }) => `件数:${line.quantity},单价:按件`),
  qic.time('计费完成时间', ({ at }) => at + 600),
  qic.plain('业务节点', () => '质检完成'),
  qic.time('业务发生时间', ({ at }) => at),
  qic.time('结算时间', ({ at, isSettled }) => (isSettled ? at + 7 * DAY : null)),
  qic.plain('状态', ({ isSettled }) => (isSettled ? '已结算' : '待结算')),
  qic.plain('动账账户', () => '聚合账户'),
  qic.unused('动账流水号'),
  qic.plain('备注', () => ''),
  qic.plain('是否木带宝', () => '否'),
  qic.plain('是否子单', () => '否'),
]

const product = columnKinds<Sku>()

/** Product list, 21 columns, one row per SKU; B9 of the reference (names are probable). */
export const PRODUCT_COLUMNS: readonly Column<Sku>[] = [
  product.id('商品ID', (sku) => sku.product.id),
  product.plain('商品名称', (sku) => sku.product.title),
  product.plain('商品类型', () => '普通商品'),
  product.plain('一级类目', (sku) => sku.product.categories[0]),
  product.plain('二级类目', (sku) => sku.product.categories[1]),
  product.plain('三级类目', (sku) => sku.product.categories[2]),
  product.plain('四级类目', (sku) => sku.product.categories[3]),
  product.plain('商品分组', () => ''),
  product.plain('货号', (sku) => sku.product.code),
  product.plain('商家编码', (sku) => sku.product.code),
  product.plain('商家SKU编码', (sku) => sku.code),
  product.id('规格ID（SKUID）', (sku) => sku.id),
  product.plain('商品规格', (sku) => sku.spec),
  product.fen('商品价格', (sku) => sku.priceFen),
  product.count('库存', (sku) => sku.stock),
  product.plain('商品发货时间', (sku) => `${sku.product.promiseHours}小时内发货`),
  product.count('销量', (sku) => (sku.stock * 7) % 400),
  product.plain('佣金比例', (sku) => `${sku.product.commissionPercent}%`),
  product.plain('商品审核状态', () => '审核通过'),
  product.plain('商品状态', (sku) => (sku.product.isOnSale ? '售卖中' : '已下架')),
  product.plain('商品链接', (sku) => `https://example.com/item?id=${sku.product.id}`),
]

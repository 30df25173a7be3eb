import { fen, id, integer, type MappedColumn, text, time, type Words, word } from './cells.ts'

const TRADE_TYPES: Words = {
  0: '已结算',
  1: '结算后退款-原路退回',
  2: '保证金退款-支出退回',
  3: '结算后退款-非原路退回',
}

const YES_NO: Words = { 0: '否', 1: '是' }
const DIRECTIONS: Words = { 0: '入账', 1: '出账' }

/** A row of the settlement bill; the platform's `order_id` is the line's number here (notes 7.21). */
export const SETTLEMENT_COLUMNS: readonly MappedColumn[] = [
  time('结算时间', 'settle_time'),
  id('订单号', 'shop_order_id'),
  id('子订单号', 'order_id'),
  fen('结算金额', 'settle_amount'),
  text('结算账户', 'pay_type_desc'),
  word('结算单类型', TRADE_TYPES, 'trade_type'),
  word('有结算前退款', YES_NO, 'is_contains_refund_before_settle'),
  time('下单时间', 'order_time'),
  id('商品ID', 'product_id'),
  integer('商品数量', 'goods_count'),
  text('业务类型', 'flow_type_desc'),
  text('订单类型', 'order_type'),
  fen('订单总价', 'total_amount'),
  fen('商品总价', 'total_goods_amount'),
  fen('运费', 'post_amount'),
  fen('店铺劵', 'shop_coupon'),
  fen('结算前退款金额', 'refund_before_settle'),
  fen('平台补贴', 'platform_coupon'),
  fen('达人补贴', 'author_coupon'),
  fen('抖音支付补贴', 'zt_pay_promotion'),
  fen('抖音月付营销补贴', 'zr_pay_promotion'),
  fen('用户实付', 'real_pay_amount'),
  fen('收入合计', 'total_income'),
  fen('平台服务费', 'platform_service_fee'),
  fen('佣金', 'commission'),
  fen('渠道分成', 'good_learn_channel_fee'),
  fen('招商服务费', 'colonel_service_fee'),
  fen('站外推广费', 'channel_promotion_fee'),
  fen('其他分成', 'other_sharing_amount'),
  fen('支出合计', 'total_outcome'),
  text('备注', 'remark'),
]

/** A movement of the account (API notes 3.11). */
export const FUND_COLUMNS: readonly MappedColumn[] = [
  time('动账时间', 'bill_time'),
  id('动帐流水号', 'account_trade_no'),
  word('动账方向', DIRECTIONS, 'fund_flow'),
  fen('动账金额', 'account_amount'),
  text('动账场景', 'account_bill_desc'),
  id('子订单号', 'order_id'),
  id('订单号', 'shop_order_id'),
  id('售后编号', 'after_sale_service_no'),
]

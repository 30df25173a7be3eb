import { type Column, columns, ownCodes, type ReportFormat, regions } from '../format.ts'

/**
 * The order export (订单管理 › 导出订单). Columns in the order of the 90-column report of 2026, then
 * those that only the 75-column report has. Files of 73 (V1), 74 (V1 + 序列号), 90 (+ 福袋…) and 75
 * columns, and any custom selection, are picked from these by name.
 */
export const ORDERS: ReportFormat = {
  kind: 'orders',
  record: 'lines',
  signature: ['主订单编号', '子订单编号', '订单状态'],
  coverage: '订单提交时间',
  columns: [
    { name: '主订单编号', type: 'id', field: 'orderId', aliases: ['主订单号', '订单编号'] },
    { name: '子订单编号', type: 'id', field: 'lineId', aliases: ['子订单号'] },
    { name: '选购商品', type: 'text', field: 'product' },
    { name: '商品规格', type: 'text', field: 'spec' },
    { name: '商品数量', type: 'integer', field: 'quantity' },
    { name: '商品ID', type: 'id', field: 'productId' },
    { name: '商家编码', type: 'text', field: 'merchantCode', holds: 'own-code' },
    ...columns('amount', '商品单价'),
    { name: '订单应付金额', type: 'amount', field: 'payableFen', aliases: ['应付金额'] },
    ...columns('amount', '运费', '优惠总金额', '平台优惠'),
    { name: '商家优惠', type: 'amount', orText: true },
    ...columns('amount', '达人优惠', '商家改价'),
    { name: '支付优惠', type: 'amount', field: 'paymentDiscountFen' },
    ...columns('amount', '红包抵扣'),
    ...columns('text', '支付方式'),
    ...columns('amount', '手续费'),
    { name: '收件人', type: 'text', personal: 'name' },
    { name: '收件人手机号', type: 'text', personal: 'phone' },
    ...regions('省', '市', '区'),
    { name: '街道', type: 'text', personal: 'address' },
    { name: '详细地址', type: 'text', personal: 'address' },
    ...columns('text', '是否修改过地址', '地址修改时段'),
    { name: '买家留言', type: 'text', personal: 'free-text' },
    { name: '订单提交时间', type: 'time', field: 'createdAt', dates: true },
    ...columns('text', '旗帜颜色'),
    { name: '商家备注', type: 'text', personal: 'free-text' },
    { name: '订单完成时间', type: 'time', field: 'finishedAt', dates: true },
    { name: '支付完成时间', type: 'time', field: 'paidAt', dates: true, aliases: ['支付时间'] },
    ...columns('text', 'APP渠道', '流量来源'),
    { name: '订单状态', type: 'text', field: 'status' },
    { name: '承诺发货时间', type: 'time', field: 'promisedShipAt' },
    ...columns('text', '订单类型'),
    ...columns('id', '鲁班落地页ID', '达人ID'),
    ...columns('text', '达人昵称'),
    ...columns('id', '所属门店ID'),
    { name: '售后状态', type: 'text', field: 'afterSaleStatus' },
    ...columns('text', '取消原因'),
    // Planned and promised times are words of the platform as often as dates, so they stay text.
    ...columns('text', '预约发货时间'),
    ...columns('id', '仓库ID'),
    ...columns('text', '仓库名称'),
    ...ownCodes('序列号'),
    ...columns('text', '是否安心购', '广告渠道'),
    ...columns('text', '流量类型', '流量体裁', '流量渠道', '发货主体', '发货主体明细'),
    { name: '发货时间', type: 'time', field: 'shippedAt', dates: true },
    ...columns('amount', '降价类优惠'),
    { name: '平台实际承担优惠金额', type: 'amount', field: 'platformBorneFen' },
    ...columns('amount', '商家实际承担优惠金额'),
    { name: '达人实际承担优惠金额', type: 'amount', field: 'creatorBorneFen' },
    ...columns('text', '预计送达时间', '是否平台仓自流转', '车型'),
    ...columns('id', '商品69码', '发货SN码', '发货IMEI码1', '发货IMEI码2'),
    ...columns('text', '预约送达时间', '建议发货时间（起）', '建议发货时间（止）'),
    ...columns('id', '物流SN码', '物流IMEI码1', '物流IMEI码2'),
    ...luckyBagColumns(),
    ...ownCodes('货号'),
    ...columns('amount', '商品金额'),
    ...columns('text', '是否是以旧换新'),
    ...columns('amount', '换新额外补贴'),
    ...columns('text', '换新额外补贴发放状态'),
    { name: '快递信息', type: 'text', field: 'tracking', holds: 'parcel' },
    ...columns('id', '拼团订单团编号'),
    ...columns('text', '商品单价是否含税'),
    ...columns('amount', '税费', '教育优惠'),
    ...columns('text', '是否是渠道商品'),
    ...columns('amount', '商家收入金额', '实销金额'),
  ],
}

/** The sixteen columns of a 福袋 (lucky bag) purchase, which share a prefix. */
function luckyBagColumns(): Column[] {
  const named = (type: Column['type'], ...names: string[]) =>
    columns(type, ...names.map((name) => `福袋采购订单${name}`))
  return [
    ...columns('text', '是否福袋订单'),
    ...columns('id', '福袋采购订单号'),
    ...named('text', '状态'),
    ...named('id', '采购方ID'),
    ...named('text', '采购方名称'),
    ...named('text', '创建时间', '支付时间'),
    ...named('amount', '订单应付金额', '订单实际付款金额', '订单优惠金额'),
    ...named('id', '商品ID'),
    ...named('text', '商品名称'),
    ...named('amount', '商品单价'),
    ...named('integer', '商品数量', '核销数量', '结算数量'),
  ]
}

import {
  columns,
  freeTexts,
  goods,
  ownCodes,
  parcels,
  type ReportFormat,
  words,
} from '../format.ts'

/** 运费险: freight insurance policies, 18 columns. */
export const FREIGHT_INSURANCE: ReportFormat = {
  kind: 'freight-insurance',
  record: 'freightInsurance',
  signature: ['投保单号', '支付保费', '保费状态'],
  coverage: '承保时间',
  columns: [
    { name: '投保单号', type: 'id', field: 'policyId' },
    { name: '订单编号', type: 'id', field: 'orderId' },
    { name: '下单时间', type: 'time', field: 'orderCreatedAt', dates: true },
    { name: '承保时间', type: 'time', field: 'insuredAt', dates: true },
    ...columns('text', '保险名称', '承保保司', '保费来源'),
    { name: '支付保费', type: 'amount', field: 'premiumFen' },
    { name: '保费状态', type: 'text', field: 'premiumStatus' },
    { name: '动账时间', type: 'time', dates: true },
    { name: '动账流水号', type: 'id', field: 'tradeNo', aliases: ['动帐流水号'] },
    ...columns('id', '保险交易单号'),
    ...columns('amount', '平台优惠【营销补贴】', '保障额度'),
    { name: '保障状态', type: 'text', field: 'coverStatus' },
    ...freeTexts('备注'),
    ...columns('amount', '平台优惠【特殊活动】', '平台优惠'),
  ],
}

/** BIC/QIC warehouse slips, 19 columns. */
export const QIC: ReportFormat = {
  kind: 'qic',
  record: 'qic',
  signature: ['结算单号', '订单码', 'QIC仓'],
  coverage: '业务发生时间',
  columns: [
    { name: '结算单号', type: 'id', field: 'slipNo' },
    { name: '订单码', type: 'id', field: 'orderCode' },
    { name: '关联订单号', type: 'id', field: 'orderId' },
    ...parcels('关联运单号'),
    { name: '费用项', type: 'text', field: 'feeItem' },
    ...columns('text', '服务商', 'QIC仓'),
    { name: '结算金额', type: 'amount', field: 'amountFen' },
    ...columns('text', '计费参数'),
    { name: '计费完成时间', type: 'time', dates: true },
    ...columns('text', '业务节点'),
    { name: '业务发生时间', type: 'time', field: 'happenedAt', dates: true },
    { name: '结算时间', type: 'time', field: 'settledAt', dates: true },
    { name: '状态', type: 'text', field: 'status' },
    ...columns('text', '动账账户'),
    { name: '动账流水号', type: 'id', field: 'tradeNo', aliases: ['动帐流水号'] },
    ...freeTexts('备注'),
    ...words('是否木带宝', '是否子单'),
  ],
}

/** The product export, one row a SKU. Less sure than the others: some columns are only probable. */
export const PRODUCTS: ReportFormat = {
  kind: 'products',
  record: 'products',
  signature: ['商品ID', '商品名称', '一级类目'],
  columns: [
    { name: '商品ID', type: 'id', field: 'productId' },
    { name: '商品名称', type: 'text', field: 'name', holds: 'goods' },
    ...goods('商品类型', '商品分组'),
    { name: '一级类目', type: 'text', field: 'category1', holds: 'goods' },
    { name: '二级类目', type: 'text', field: 'category2', holds: 'goods' },
    { name: '三级类目', type: 'text', field: 'category3', holds: 'goods' },
    { name: '四级类目', type: 'text', field: 'category4', holds: 'goods' },
    ...ownCodes('货号'),
    { name: '商家编码', type: 'text', field: 'merchantCode', holds: 'own-code' },
    { name: '商家SKU编码', type: 'text', field: 'skuCode', holds: 'own-code' },
    { name: '规格ID（SKUID）', type: 'id', field: 'skuId' },
    { name: '商品规格', type: 'text', field: 'spec', holds: 'goods' },
    { name: '商品价格', type: 'amount', field: 'priceFen' },
    ...columns('integer', '库存', '现货可售', '预售库存', '阶梯库存'),
    ...words('商品发货时间'),
    ...columns('integer', '销量'),
    ...words('佣金比例', '商品审核状态'),
    { name: '商品状态', type: 'text', field: 'status' },
    { name: '商品链接', type: 'text', field: 'link', unscreened: true },
  ],
}

/** A list of addresses that the merchant wrote down: our own template's names and the usual ones. */
export const ADDRESSES: ReportFormat = {
  kind: 'addresses',
  record: 'addresses',
  signature: ['联系人', '电话', '详细地址'],
  columns: [
    {
      name: '联系人',
      type: 'text',
      field: 'contact',
      personal: 'name',
      aliases: ['姓名', '收件人', '收货人', '联系人姓名', 'contact', 'name'],
    },
    {
      name: '电话',
      type: 'text',
      field: 'phone',
      personal: 'phone',
      aliases: ['手机', '手机号', '手机号码', '联系电话', '联系方式', 'phone', 'mobile', 'tel'],
    },
    { name: '省', type: 'text', field: 'province', aliases: ['省份', 'province'] },
    { name: '市', type: 'text', field: 'city', aliases: ['城市', 'city'] },
    { name: '区', type: 'text', field: 'district', aliases: ['区县', '区/县', 'district'] },
    {
      name: '详细地址',
      type: 'text',
      field: 'detail',
      personal: 'address',
      aliases: ['地址', '街道地址', 'detail', 'address'],
    },
    { name: '备注', type: 'text', field: 'label', aliases: ['标签', '用途', 'label', 'note'] },
    { name: '地址ID', type: 'id', field: 'addressId' },
  ],
}

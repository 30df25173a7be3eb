import { columns, freeTexts, goods, type ReportFormat, words } from '../format.ts'

/**
 * The settlement bill (结算账单), 34 columns; row 2 explains the columns. 店铺劵 is the platform's own
 * spelling.
 */
export const SETTLEMENTS: ReportFormat = {
  kind: 'settlements',
  record: 'settlements',
  signature: ['结算时间', '结算金额', '结算单类型'],
  explained: true,
  coverage: '结算时间',
  columns: [
    { name: '结算时间', type: 'time', field: 'settledAt', dates: true },
    { name: '订单号', type: 'id', field: 'orderId', aliases: ['主订单编号', '主订单号'] },
    { name: '子订单号', type: 'id', field: 'lineId', aliases: ['子订单编号'] },
    { name: '结算金额', type: 'amount', field: 'settledFen' },
    { name: '结算账户', type: 'text', field: 'account' },
    { name: '结算单类型', type: 'text', field: 'type' },
    ...words('有结算前退款'),
    { name: '下单时间', type: 'time', field: 'orderCreatedAt' },
    { name: '商品ID', type: 'id', field: 'productId' },
    ...columns('integer', '商品数量'),
    ...columns('text', '业务类型', '订单类型'),
    ...columns('amount', '订单总价', '商品总价', '运费', '店铺劵', '结算前退款金额', '平台补贴'),
    ...columns('amount', '达人补贴', '抖音支付补贴', '抖音月付营销补贴'),
    { name: '用户实付', type: 'amount', field: 'paidFen' },
    { name: '收入合计', type: 'amount', field: 'incomeFen' },
    ...columns('amount', '平台服务费'),
    { name: '佣金', type: 'amount', aliases: ['达人佣金'] },
    ...columns('amount', '渠道分成', '招商服务费'),
    { name: '站外推广费', type: 'amount', aliases: ['直播间站外推广'] },
    ...columns('amount', '其他分成'),
    ...freeTexts('其他分成说明'),
    { name: '支出合计', type: 'amount', field: 'outgoFen' },
    ...words('是否免佣'),
    ...columns('amount', '免佣金额'),
    ...freeTexts('备注'),
  ],
}

/** Fund movements by order (动账明细), 39 columns in 2026 and 30 in 2023. 动帐流水号 is so spelled. */
export const FUNDS: ReportFormat = {
  kind: 'funds',
  record: 'funds',
  signature: ['动账方向', '动账场景', '订单实付应结'],
  explained: true,
  coverage: '动账时间',
  columns: [
    { name: '动账时间', type: 'time', field: 'movedAt', dates: true },
    { name: '动帐流水号', type: 'id', field: 'tradeNo', aliases: ['动账流水号'] },
    { name: '动账方向', type: 'text', field: 'direction' },
    { name: '动账金额', type: 'amount', field: 'amountFen' },
    { name: '动账账户', type: 'text', field: 'account' },
    { name: '动账场景', type: 'text', field: 'scene' },
    ...columns('text', '计费类型'),
    { name: '子订单号', type: 'id', field: 'lineId', aliases: ['子订单编号'] },
    { name: '订单号', type: 'id', field: 'orderId', aliases: ['主订单编号', '主订单号'] },
    { name: '售后编号', type: 'id', field: 'afterSaleId' },
    ...columns('time', '下单时间'),
    ...columns('id', '商品ID'),
    ...goods('商品名称'),
    ...columns('id', '达人ID'),
    ...columns('text', '达人名称', '订单类型'),
    ...columns('amount', '订单实付应结', '运费实付', '实际平台补贴_运费', '实际平台补贴'),
    ...columns('amount', '其他平台补贴', '以旧换新抵扣', '政府补贴平台垫资', '实际达人补贴'),
    ...columns('amount', '实际抖音支付补贴', '实际抖音月付营销补贴', '银行补贴', '订单退款'),
    ...columns('amount', '平台服务费'),
    { name: '佣金', type: 'amount', aliases: ['达人佣金'] },
    ...columns('amount', '服务商佣金', '渠道分成', '招商服务费'),
    { name: '站外推广费', type: 'amount', aliases: ['直播间站外推广'] },
    ...columns('amount', '其他分成'),
    ...words('是否免佣'),
    ...columns('amount', '免佣金额'),
    ...columns('text', '商户主体名称'),
    { name: '备注', type: 'text', field: 'remark', personal: 'free-text' },
  ],
}

/** The account ledger with its running balance (in a ZIP, half-width brackets). */
export const LEDGER: ReportFormat = {
  kind: 'ledger',
  record: 'ledger',
  signature: ['动账流水号', '账户方向', '账户余额(元)'],
  coverage: '动账时间',
  columns: [
    { name: '动账流水号', type: 'id', field: 'tradeNo', aliases: ['动帐流水号'] },
    { name: '动账时间', type: 'time', field: 'movedAt', dates: true },
    { name: '账户方向', type: 'text', field: 'direction' },
    { name: '动账金额(元)', type: 'amount', field: 'amountFen' },
    { name: '动账场景', type: 'text', field: 'scene' },
    { name: '关联订单号', type: 'id', field: 'orderId' },
    { name: '账户余额(元)', type: 'amount', field: 'balanceFen' },
    { name: '备注', type: 'text', field: 'remark', personal: 'free-text' },
  ],
}

/** 保费支出: what was paid in premiums, in the ledger's ZIP. */
export const PREMIUMS: ReportFormat = {
  kind: 'premiums',
  record: 'premiums',
  signature: ['保险单号', '关联子订单号', '金额(元)'],
  coverage: '动账时间',
  columns: [
    { name: '保险单号', type: 'id', field: 'policyNo' },
    { name: '动账流水号', type: 'id', field: 'tradeNo', aliases: ['动帐流水号'] },
    { name: '关联子订单号', type: 'id', field: 'lineId' },
    { name: '动账时间', type: 'time', field: 'movedAt', dates: true },
    { name: '金额(元)', type: 'amount', field: 'amountFen' },
    { name: '摘要描述', type: 'text', field: 'summary', personal: 'free-text' },
  ],
}

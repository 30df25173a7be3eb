import { BACK_OFFICE, pagePath } from '../../rules/back-office.ts'
import type { ChecklistWords } from './checklist-words.ts'
import { timeSpan } from './time-left.ts'

const ORDERS = pagePath(BACK_OFFICE.orders, 'zh')
const AFTER_SALES = pagePath(BACK_OFFICE.afterSales, 'zh')

/** The checklist in Chinese. */
export const CHECKLIST_ZH: ChecklistWords = {
  title: '退款处理清单',
  doneTitle: '已了结',
  lead: '按截止时间排列，从上往下处理。先在飞鸽和买家说清楚，再退款或换货，不行再找平台。改“状态”和“备注”两列，其余不要改；改完用 dyshop checklist sync 读回。',
  noItems: '没有待发货的订单，也没有进行中的售后。',
  noneDone: '还没有了结的项。处理过、重新导出并运行 dyshop backup 以后，已经了结的会移到这里。',
  pageHead: (count, yuan, at) => `共 ${count} 项，涉及金额 ${yuan} 元，截至 ${at}`,
  noDeadline: '无',
  outcome: '结果',
  anyProduct: '商品',
  columns: {
    status: '状态',
    deadline: '截止时间',
    action: '建议',
    reason: '原因',
    orderId: '订单号',
    lineId: '子订单号',
    product: '商品',
    quantity: '数量',
    amount: '金额（元）',
    steps: '步骤',
    message: '飞鸽消息（可复制）',
    note: '备注',
    id: '编号（勿改）',
    statusWas: '原状态（勿改）',
    noteWas: '原备注（勿改）',
  },
  statuses: {
    todo: '待处理',
    asked: '已询问',
    agreed: '已同意',
    done: '已完成',
    refused: '被拒绝',
  },
  actions: {
    ship: '发货',
    'agree-refund': '协商退款',
    replace: '换货或补寄',
    'answer-after-sale': '处理售后',
    'ask-platform': '找平台客服',
    'file-refund-request': '提交退款申请',
  },
  reasons: {
    'to-ship': () => '还没有发货，仍在承诺时间内',
    'ship-late': ({ hours }) => `已超过承诺发货时间 ${timeSpan(Number(hours), 'zh')}`,
    'out-of-stock': ({ hours }) => `已超时 ${timeSpan(Number(hours), 'zh')}，平台按缺货处理`,
    'no-promise': () => '还没有发货，导出的订单里没有承诺发货时间',
    'refund-before-shipping': ({ status }) => `买家在发货前申请退款（${status}），应停止发货`,
    'after-sale-answer': ({ status }) => `售后等您处理（${status}）`,
    'after-sale-parcel-back': ({ status }) => `退货在路上或已到，等您收货（${status}）`,
    'after-sale-buyer-sends': ({ status }) => `等买家寄回商品（${status}）`,
    'after-sale-voucher': ({ status }) => `等您上传退款凭证（${status}）`,
    'after-sale-refund-running': ({ status }) => `退款还没有到账（${status}）`,
    'after-sale-refund-failed': ({ status }) => `退款没有成功（${status}）`,
    'after-sale-arbitration': ({ status }) => `平台正在仲裁（${status}）`,
    'after-sale-refused': ({ status }) => `拒绝退款后仍有争议（${status}）`,
    'after-sale-unknown': ({ status }) => `没见过的售后状态“${status}”，请到后台查看`,
    'shop-closed': () => '店铺已经关闭，只能由平台说明和处理退款',
    'buyer-refused': () => '买家没有同意，请平台介入',
  },
  steps: {
    ship: `有货就发货：${ORDERS} › 待发货 › 发货；以快递揽收为准，只上传单号不算发货`,
    'ask-buyer':
      '在飞鸽发下面的消息，等买家明确回复“同意”：飞鸽客服 › 搜索订单号。买家回复前不要自行退款或换货',
    refund: `退款：让买家在订单里申请退款，您到 ${AFTER_SALES} 点同意`,
    replace: '买家愿意的话，改发同等价值的商品；先在飞鸽说定商品和金额',
    'open-after-sale': `打开这笔售后：${AFTER_SALES}，核对类型、金额和截止时间`,
    'check-parcel': '收到退货后当天验货并签收；有问题先拍照，再和买家说明',
    'upload-voucher': `上传退款凭证：${AFTER_SALES} › 这笔售后 › 上传凭证`,
    'retry-refund': `再退一次：先看账户余额够不够，再到 ${AFTER_SALES} 重新退款`,
    'watch-refund': `等退款到账：${AFTER_SALES}；状态变为“退款成功”后重新导出`,
    'give-evidence': '把飞鸽聊天截图、发货和物流记录作为证据提交，通常 24 小时内',
    platform: '谈不拢或买家不回：找平台客服（商家智能助手，或电话 950518），说明订单号和经过',
    'refund-request':
      '客服联系不上或已过期：抖音 › 我 › 钱包 › 消费记录 › 这笔未发货订单 › 申请退款',
    'keep-proof': '截图保存聊天和处理结果，用 dyshop attach 放进存档',
  },
  messages: {
    'ship-or-refund': ({ order, product }) =>
      `您好，本店即将停止经营。您购买的“${product}”（订单 ${order}）我们会尽快发出。如果您不想再等，我们也可以全额退款。请直接回复“同意发货”或“同意退款”，我们按您的回复办理。`,
    late: ({ order, product }) =>
      `您好，很抱歉，您购买的“${product}”（订单 ${order}）没有按时发出。本店即将停止经营，想和您商量全额退款。如果您同意，请回复“同意退款”，并在订单里点“申请退款”，我们马上通过；如果您更愿意换成同等价值的商品，请回复“同意换货”。`,
    'refund-before-shipping': ({ order, product }) =>
      `您好，我们看到您为“${product}”（订单 ${order}）申请了退款，还没有发货，我们会停止发货并同意退款。请回复“同意退款”确认，谢谢。`,
    'after-sale': ({ order, product }) =>
      `您好，您为“${product}”（订单 ${order}）申请的售后我们已经看到。本店即将停止经营，希望尽快为您处理好。我们的方案是按您的申请办理退款。如果您同意，请回复“同意”；有别的想法也请告诉我们。`,
    replace: ({ order, product }) =>
      `您好，您为“${product}”（订单 ${order}）申请了换货或补寄。本店即将停止经营，有货我们就尽快寄出；如果没有货，可以改成全额退款，或换成同等价值的商品。请回复“同意换货”或“同意退款”，我们按您的回复办理。`,
    'send-back': ({ order, product }) =>
      `您好，“${product}”（订单 ${order}）的退货还没有寄出。本店即将停止经营，请尽快寄回并填写物流单号，我们收到后马上退款。如果您不想退了，请回复“同意取消”，并在订单里撤销售后。`,
    'refund-on-its-way': ({ order, product }) =>
      `您好，“${product}”（订单 ${order}）的退款我们正在办理。收到退款后请回复“已收到”；如果三天内还没有收到，请告诉我们，我们去查。`,
    'talk-again': ({ order, product }) =>
      `您好，关于“${product}”（订单 ${order}），我们希望和您把事情说清楚。我们愿意按平台的意见处理。如果您同意，请回复“同意”；不同意也请说明您的想法，我们会请平台一起处理。`,
  },
}

import type { PlanWords } from './plan-words.ts'

/** The plan's sentences in Chinese. */
export const PLAN_ZH: PlanWords = {
  holds: {
    notice: ({ start, days }) => `关店公示从 ${start} 开始，要连续公示 ${days} 天`,
    'orders-finished': ({ count }) =>
      `还有 ${count} 行订单没有完成或关闭；今天处理完，也要从第二天算起`,
    'after-sale-period': ({ day, days, category }) =>
      category
        ? `“${category}”最后一笔订单在 ${day} 结束，售后期 ${days} 天`
        : `最后一笔订单在 ${day} 结束，售后期 ${days} 天`,
    'after-sales-closed': ({ count }) =>
      Number(count) > 0
        ? `还有 ${count} 单售后没有结束；今天处理完，也要从第二天算起`
        : '最后一单售后刚刚结束',
    'goods-money': ({ count, day, days }) =>
      Number(count) > 0
        ? `还有 ${count} 行已完成的订单没有结算；今天结算，也要从第二天算起`
        : `最后一笔订单在 ${day} 确认收货，货款 ${days} 天后结算`,
    reserve: () => '售后预留金到这一天才释放',
  },
  milestones: {
    'notice-start': ['开启关店公示', '店铺 › 关店。公示要连续 30 天'],
    'notice-over': ['公示满 30 天', '公示期结束；其他条件也满足后就可以申请'],
    'after-sale-period-over': ['售后期全部结束', '最后一批订单已过售后期'],
    'earliest-filing': [
      '最早可以申请退店',
      '先运行 dyshop check，全部满足后在 店铺 › 关店 提交申请，并填写收款账户',
    ],
    'review-done': ['平台审核完成（最晚）', '提交后 3 个工作日内审核'],
    signing: [
      '签署协议（不可撤销）',
      '签署的那一刻店铺关闭，后台再也看不到任何资料。签之前：存档已核验、报表导出到当天、保证金电子收据已下载',
    ],
    'money-back-from': ['保证金退还（最快）', '关店后 1 个工作日起'],
    'money-back-by': ['保证金退还（最晚）', '关店后 3 个工作日内到账'],
  },
  assumptions: {
    'no-data': () => '存档里没有订单报表，订单、售后和货款都没有算进来',
    'notice-ticked': () =>
      '没有填写公示开始日期，但已打勾“公示已满 30 天”，按已满来算；请把第一天写进 shop.toml 的 notice_start，日期才能核对',
    'notice-starts-today': ({ day }) =>
      `没有填写公示开始日期，按 ${day} 当天开启来算；开启后请写进 shop.toml 的 notice_start`,
    'notice-runs-out': () =>
      '规则只写“已开启关店公示”，没有写明是否要满 30 天才能申请；这里按满 30 天计算',
    'unfinished-closed-today': ({ count, day }) =>
      day
        ? `有 ${count} 行订单没有完结，按今天就关闭来算；如果是今天签收，售后期还要走完，最早 ${day} 才能申请`
        : `有 ${count} 行订单没有完结，按今天就关闭来算`,
    'after-sales-closed-today': ({ count }) => `有 ${count} 单售后没有结束，按今天就结束来算`,
    'settled-today': ({ count }) => `有 ${count} 行已完成的订单没有结算，按今天就结算来算`,
    'default-after-sale-days': ({ days }) =>
      `没有单独填写的类目，售后期按 ${days} 天计算；可以在 shop.toml 的 [after_sale_days] 里按类目填写`,
    'reserve-unknown': () =>
      '售后预留金何时释放，导出的报表里看不到，没有算进来；请在 账户中心 › 售后预留金 查看',
    'payouts-unknown': () => '全球购的定期结算和佣金，导出的报表里看不到，按已结清来算',
    'manual-conditions-met': () => '只能由您自己查看的条件（保证金、贷款、发票等），按已满足来算',
    'review-takes-longest': () => '审核按最长 3 个工作日、退款按最长 3 个工作日计算',
    'signed-same-day': () => '审核通过的当天就签署协议',
    'holidays-not-known': ({ year }) =>
      `${year} 年以后的放假和调休安排还不知道，只按法定节假日和周末推算，日期可能差几天`,
    'only-a-lower-bound': () => '这是按现有资料算出的最早日期，新的订单或售后会把它推后',
  },
}

import { isWholeName, withoutSurnames } from './chinese-names.ts'

/**
 * What the platform writes into columns that nobody types into: ways of paying, kinds, channels, reasons,
 * states. Nobody publishes a full list and new words come, so a word counts as one of these when it is
 * made of these, or, where it is longer than a given name, written in nothing but their characters,
 * surnames left out. A word that is not known is one word less in an archive; a name that is taken for a
 * word stays in it.
 */
const VOCABULARY = `
  是 否 有 无 已 未 不 可 需 全部 部分 其他 其它 未知 默认 正常 异常 普通 特殊 暂无 没有
  待支付 已支付 待发货 备货中 部分发货 已发货 已完成 已关闭 待确认 已取消 已签收 运输中 派送中 已揽收 待揽收 已拒收 已退回
  已到达 查询中 转运中 待取件 已取件 疑难件 无物流 已收货 已核销 已发放 待发放 发放失败 发放成功 审核中 审核通过 未通过 驳回
  提交 审核 价保 申诉 处理 发货 收货 退货 签收 结算 关闭 完成 支付 付款 退款 换货 通过 生效 失效 过期 到账 扣款 划扣 转入 转出 下单 预约
  草稿 上架 下架 已上架 已下架 售卖中 在线 下线 删除 废弃 彻底删除 在售 售罄 封禁 回收站 已删除 已送检 已通过 已结算 结算中 待结算 未结算 已生效 已失效 已过期 保障中 已终止
  同意 拒绝 完结 成功 失败 售后待处理 待退货 待收退货 退款成功 退款失败 退款中 未发货 售后关闭 售后已拒绝 换货成功 补寄成功 已全额退款 售后中 待商家处理
  待买家退货 待上传退款凭证 仲裁 仲裁中 客服介入 举证 判定 支持 不支持 责任 双方 用户 买家 商家 平台 物流 供应商 厂家
  收银台 微信 支付宝 抖音支付 抖音月付 钱包 银行卡 信用卡 储蓄卡 云闪付 零钱 余额 货到付款 先用后付 先享后付 放心花 花呗 白条 分期
  合众支付 聚合账户 组合支付 无需支付 数字人民币 线上 线下 现金 礼品卡 红包 优惠券 积分 原路退回 非原路退回 保证金 支出 收入
  抖音 抖音极速版 抖音火山版 抖音精选 抖音商城 抖音盒子 今日头条 头条极速版 西瓜视频 番茄小说 番茄畅听 红果短剧 皮皮虾 懂车帝
  多闪 剪映 汽水音乐 小程序 鲁班 值点 飞鸽 巨量千川 巨量引擎 星图
  精选联盟 自营 自播 自然流量 商业流量 付费 免费 直播 直播间 短视频 图文 商品卡 橱窗 店铺页 搜索 推荐 猜你喜欢 商城 频道
  活动 秒杀 拼团 百亿补贴 超值购 低价 大促 会员 粉丝群 关注页 个人主页 私信 群聊 站内 站外 广告 投放 随心推 达人 机构 招商
  团长 购物车 购后 订单中心 足迹 收藏 同城 本地 生活服务 安心购 渠道 来源 体裁 类型 引流 品牌 合作 联盟 榜单 专区
  普通订单 预售 定金 尾款 现货 实物 虚拟 卡券 电子券 代金券 核销 海淘 跨境 全球购 保税 直邮 供销 分销 代发 赠品 补差价 样品
  福袋 盲盒 以旧换新 教育 门店 自提 外卖 配送 小时达 次日达 当日达 即时零售 定制 租赁 二手 拍卖 闪购 主品 单品 组合 套装
  云仓 仓库 官方 自流转 国内 境外 海外 国补 补贴 政府 免佣 含税 不含税 单独 垫资
  七天无理由 多拍 错拍 不想要了 拍错 不喜欢 效果不好 不符 与描述不符 页面 质量问题 破损 少件 漏发 发错 未按约定时间发货 缺货 虚假发货
  尺寸不合适 颜色 款式 型号 规格 数量 外观 功能 味道 质感 大小 尺码 偏大 偏小 材质 做工 粗糙 过期 变质 假冒 发票 未开 地址填写错误 信息填错 重新购买 差价 降价 退差
  快递太慢 一直未送达 丢失 拒收 协商一致 退款 退货退款 仅退款 换货 补寄 维修 取消 超时 未支付 系统 自动 关闭 风控 主动 申请 原因
  主品订单售后完成，未发货赠品订单取消 收到 商品 包装 空包 少发 多发 拍照 图片 截图 录像 不能用 故障 瑕疵 过敏 口味 异味 临期 保质期
  上门取件 寄回 签收 驿站 代收 极速退款 拒签 凭证 上传 货款 服务费 佣金 运费 运费险 保费 扣除 提现 赔付 消费者 触发 分账
  入账 出账 转账 冻结 解冻 充值 返还 返点 罚款 违约金 贴息 税费 手续费 推广费 计费 重量 体积 首重 续重 元每件 每单 按量
  不想要 送到 一直 图案 描述 店播 达播 原路退款 丢失 修改 已修改 未修改 头条 西瓜 千川 鸿蒙 小店 全款 寄卖 备用金 抽奖 保险 客户
  协商 追缴 交易 逆向 封禁中 协商期 交易成功 交易完成 自营仓 中转 集运 重发 拦截 拒绝 部分退款 全额退款 定向 通用 专享 新人 老客
  付款后 小时内 天内 当天 次日 工作日 上午 下午 周末 之前 以内 最晚 尽快 起 止 前 后 年 月 日 时 分 秒 至 到
  一 二 三 四 五 六 七 八 九 十 百 千 万 零 两 第 号 个 件 次 元 份 和 或 及 的 为 在 由 与 被 将
  灰 紫 青 绿 橙 红 黄 蓝 白 黑 灰色 紫色 青色 绿色 橙色 红色 黄色 蓝色 黑色 白色 旗帜
`

/** What joins words to others: 未+发货, 7+天, 退+分账. Characters that names are made of are not among them. */
const JOINTS = new Set(
  '未已待不是否有无可需退前后起止内至到中年月日时分秒元件次第号及或与的在为由被将'.split(''),
)

/** Brand names and abbreviations in Latin letters; a person's name is hardly among them. */
const LATIN =
  /(?<![A-Za-z])(?:APP|PC|H5|iOS|iPhone|WeChat|Pay|Refund|lite|SDK|LIVE|T|Android|AI|VIP|SKU|ID|SN|IMEI|QIC|BIC|MCN|CPS|CPM|DOU|SF|EMS|JD|KOL|kg|g|ml|cm|mm|m|x|N|A|B|C)(?![A-Za-z])/gi

const WORDS = new Set(VOCABULARY.split(/\s+/).filter((word) => word !== ''))
/** Characters of pet names, which count inside their words only, as surnames do. */
const OF_PET_NAMES = /[小红宝花月丽]/g
const CHARACTERS = new Set(withoutSurnames([...WORDS].join('').replace(OF_PET_NAMES, '')))
const LONGER_WORDS = [...WORDS].filter((word) => [...word].length > 1)
/** Words with a character in them that counts nowhere else: 完成, 白条, 红包. */
const BOUND_WORDS = LONGER_WORDS.filter((word) => [...word].some((each) => !CHARACTERS.has(each)))
const ANY_WORD = alternatives(LONGER_WORDS)
const BOUND_WORD = alternatives(BOUND_WORDS)
const HAN_RUN = /\p{Script=Han}+/gu
/** A letter of any script but Chinese. */
const OTHER_LETTER = /[^\P{L}\p{Script=Han}]/u
/** Given names have two or three characters, and these may stand in words of the platform too. */
const LONGEST_NAME = 3

function alternatives(words: readonly string[]): RegExp {
  return new RegExp(words.toSorted((a, b) => b.length - a.length).join('|'), 'gu')
}

/** True for a text that the platform's own words, small numbers, moments and signs make up from end to end. */
export function isOfPlatformWords(text: string): boolean {
  if (hasOtherLetters(text) || hasLongNumber(text)) return false
  return (text.match(HAN_RUN) ?? []).every(isPlatformRun)
}

/** Letters of another script than Chinese, but for what the platform writes with. */
export function hasOtherLetters(text: string): boolean {
  return OTHER_LETTER.test(text.replace(MOMENTS, '').replace(LATIN, ''))
}

const MOMENTS = /\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?:\+08:00)?)?/g
const BETWEEN_DIGITS =
  /(?<=[\d零〇一二三四五六七八九])[\s\p{P}]{1,2}(?=[\d零〇一二三四五六七八九])/gu

/** More digits than words have, however they are grouped or written: a phone, an account, a card. */
export function hasLongNumber(text: string): boolean {
  const joined = text.replace(MOMENTS, '').replace(BETWEEN_DIGITS, '')
  return /\d{6}|[零〇一二三四五六七八九]{6}/.test(joined)
}

/** What is left of a text without the platform's words, and without signs. */
export function withoutPlatformWords(text: string): string {
  return text.replace(ANY_WORD, '').replace(/[^\p{L}]/gu, '')
}

function isPlatformRun(run: string): boolean {
  if (WORDS.has(run)) return true
  if (isWholeName(run)) return false
  const { length } = [...run]
  if (length > LONGEST_NAME) {
    return [...run.replace(BOUND_WORD, '')].every((each) => CHARACTERS.has(each))
  }
  const rest = [...run.replace(ANY_WORD, '')]
  const isJoined = rest.length < length || length === 1
  return isJoined && rest.every((each) => JOINTS.has(each))
}

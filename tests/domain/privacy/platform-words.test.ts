import { describe, expect, test } from 'vitest'
import { isOfPlatformWords } from '../../../src/domain/privacy/platform-words.ts'

/** Words that stand in real files and answers, column by column (reference of formats, B3 to B7). */
const WORDS = [
  ...[
    '在线',
    '下线',
    '删除',
    '废弃',
    '彻底删除',
    '未提交',
    '待审核',
    '审核通过',
    '封禁',
    '通过待上架',
  ],
  ...['售卖中', '已下架', '系统取消', '用户取消', '价保', '维修', '维修成功'],
  ...['待支付', '已支付', '待发货', '备货中', '部分发货', '已发货', '已完成', '已关闭'],
  ...[
    '售后待处理',
    '待退货',
    '待收退货',
    '退款成功',
    '售后关闭',
    '售后已拒绝',
    '换货成功',
    '补寄成功',
  ],
  ...['已全额退款', '售后中', '待商家处理', '退货成功', '同意退款，退款成功', '同意退款，退款失败'],
  ...['待商家收货', '待买家退货处理', '仲裁中', '退货后拒绝退款', '待商家上传退款凭证'],
  ...['未发货仅退款', '已发货退款', '退货退款', '补寄', '换货'],
  ...['已结算', '结算后退款-原路退回', '结算后退款-非原路退回', '保证金退款-支出退回'],
  ...['聚合账户', '微信', '支付宝', '合众支付', '云闪付', '抖音支付', '抖音月付', '入账', '出账'],
  ...['货款结算入账', '退款-结算后退款-退用户', '退款-订单退款触发-退分账', '退换货运费险'],
  ...['抖音月付与商家联合贴息活动', '消费者赔付', '提现', '上门取件运费', '保费扣除'],
  ...['精选联盟', '自然流量', '商业流量', '直播', '商品卡', '抖音', '普通订单', '商家', '是', '否'],
  ...['主品订单售后完成，未发货赠品订单取消', '尺寸不合适', '7天无理由退货', '48小时内发货'],
  ...[
    '灰',
    '黄',
    '紫',
    '颜色发错',
    '青',
    '绿',
    '橙',
    '红',
    '',
    '-',
    '2026-09-01 10:00:00',
    '15%',
    'APP',
    'iOS',
  ],
]

/** Made up, some of them of characters that stand in words of the platform too. */
const PEOPLE = [
  ...[
    '李小龙',
    '王小明',
    '赵云',
    '张三',
    '欧阳测',
    '成龙',
    '高明',
    '白小花',
    '小周',
    '金红',
    '于和',
  ],
  ...['小红', '红红', '小宝', '海平', '新民', '和平', '天宝', '单平', '上官小红'],
  ...['李小龙退款', '退款给王小明', 'Wang Xiaoming', 'xiaoming', 'مۇھەممەد', '金丝雀支付方式0'],
]

describe('what the platform writes', () => {
  test.each(WORDS)('%j is a word of its own', (text) => {
    expect(isOfPlatformWords(text)).toBe(true)
  })

  test.each(PEOPLE)('%j is none', (text) => {
    expect(isOfPlatformWords(text)).toBe(false)
  })

  test('a surname counts only inside the word that it stands in', () => {
    expect(isOfPlatformWords('白条')).toBe(true)
    expect(isOfPlatformWords('条白')).toBe(false)
    // The colour of a flag, by itself.
    expect(isOfPlatformWords('白')).toBe(true)
    expect(isOfPlatformWords('白花')).toBe(false)
  })
})

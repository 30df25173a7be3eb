import { LEGAL_DUTIES, type LegalDuty } from '../laws.ts'
import { type GuideWords, points, steps } from './guide-topic.ts'
import { STEPS_ZH } from './steps-zh.ts'

const FINAL = '关店不能撤销：再开店要重新注册、重新申请。'

function duty({ zh, law, articles }: LegalDuty): string {
  return `${zh}（《${law.title}》第 ${articles} 条，${law.effective} 起）`
}

/** The guide in Chinese. */
export const GUIDE_ZH: GuideWords = {
  steps: STEPS_ZH,
  reasons: {
    regulation: '监管收紧（例如医疗器械、保健食品等需要资质的商品）',
    competition: '竞争激烈',
    goods: '货源或商品问题',
    'after-sale-service': '售后问题',
    logistics: '物流问题',
    marketing: '营销推广问题',
  },
  topics: {
    closing: {
      title: '关店总览',
      warning: FINAL,
      sections: [
        points('开始之前', [
          '店铺里的订单必须全部处理完：没有完成的订单先处理。',
          '签署协议以后后台再也看不到任何资料，所有报表都要在那之前导出。',
          '不登录不等于关店：连续 30 天不登录且 60 天没有发布商品，店铺会“置休”，超过 60 天平台可以释放店铺，而钱和义务还在。',
        ]),
        steps('按这个顺序做', [
          '导出订单、售后、结算、资金报表，运行 dyshop backup 存档。',
          '开启关店公示（30 天），同时处理待发货订单和售后。',
          '所有条件满足后申请退店，等平台审核。',
          '核验存档，确认报表导出到当天，再签署协议。',
          '收到保证金；账簿和发票保存好，买家个人信息按期删除。',
        ]),
        points('两条路线', [
          '电脑后台：dyshop guide pc。手机抖音：dyshop guide app。',
          '两条路线说法不同时，以平台规则页《商家退店规范》为准：公示、审核和签署都要做。',
        ]),
      ],
      next: 'dyshop check',
    },
    backup: {
      title: '备份资料',
      warning: '签署协议之后什么都导不出来。',
      sections: [
        steps('要备份的三样', [
          '订单：我的订单 / 订单管理 › 导出订单，得到已完成、已取消、已关闭订单的表格；维度选“商品维度”。',
          '个人或店铺资料：编辑个人资料，留一份副本（写进 shop.toml）。',
          '地址：全部复制到本机的文本文件（dyshop addresses add）。',
        ]),
        points('注意', [
          '密码不要放进任何备份，备份文件要保管好：里面有买家的信息。',
          '只用手工导出的文件。平台禁止用机器人或爬虫获取后台信息。',
          '不要用 Excel 打开再保存：长编号会被四舍五入。',
        ]),
      ],
      next: 'dyshop backup <导出文件所在的文件夹>',
    },
    unshipped: {
      title: '没有发货的订单',
      warning: '一定要先和买家谈，再动手。',
      sections: [
        steps('关店之前', [
          '能发的先发货。',
          '发不了的，和买家商量退款，或换成同等价值的商品；在飞鸽里得到明确的“同意”。',
          '最省钱的办法是在承诺发货时间之前谈妥：超时后平台会按比例扣款。',
        ]),
        steps('关店之后', [
          '找平台客服，客服在一段时间内仍会说明怎样退款。',
          '客服联系不上或已过期：我 › 钱包 › 消费记录 › 这笔未发货订单 › 申请退款。',
        ]),
      ],
      next: 'dyshop checklist',
    },
    pc: {
      title: '电脑后台关店',
      warning: '点“同意协议”的那一刻店铺关闭，不能撤销。',
      sections: [
        steps('顺序', [
          '公示：店铺 › 关店，开启公示，30 天。',
          '验证身份。',
          '申请退店：全部条件满足后提交，填写收款账户。',
          '账户审核：最长 3 个工作日。',
          '签署协议：店铺在这一步关闭。',
          '退还保证金：1–3 个工作日。',
        ]),
        points('还不确定的', [
          '规则只写公示“已开启”和期限 30 天，没有写明能否在第 1 天就申请；dyshop 按满 30 天计划。',
          '签署之前能否撤回申请，规则没有写。',
        ]),
      ],
      next: 'dyshop steps --route pc',
    },
    app: {
      title: '手机抖音关店',
      warning: `第 5 步确认后就是最终的。${FINAL}`,
      sections: [
        steps('顺序', [
          '打开首页右下角的“我”。',
          '设置。',
          '账号与安全。',
          '我的店铺。',
          '关闭店铺，确认。',
        ]),
        points('和规则页的关系', [
          '规则页《商家退店规范》较新，以它为准：公示 30 天、全部条件满足、审核和签署，在手机上也一样要满足。',
        ]),
      ],
      next: 'dyshop steps --route app',
    },
    money: {
      title: '货款和保证金',
      warning: '保证金电子收据在签署协议时失效，请先下载。',
      sections: [
        points('货款', [
          '确认收货后：售后期不超过 30 天的类目 3 天结算，其他 10 天，0元入驻商家 21 天；准确日期看 资金 › 账单管理 › 待结算订单。',
          '售后预留金可能是最慢的一项，看 账户中心 › 售后预留金 › 预留规则。',
          '商品卡免佣等返点没有结清就关店，可能拿不回来。',
        ]),
        points('保证金', [
          '基础保证金按上月成交额：5 万元以下 500 元，5–10 万元 2,000 元，10 万元以上 5,000 元；特殊类目更高。',
          '全额退还只能通过关店，1–3 个工作日；银行手续费由商家承担。',
        ]),
      ],
      next: 'dyshop plan',
    },
    changes: {
      title: '关店会改变什么',
      warning: null,
      sections: [
        points(null, [
          '粉丝：完全不变。',
          '发视频、评论、互动：完全不变。',
          '收入：会变。店铺收入结束，广告、直播和打赏继续。',
          '店铺授权号：完成全部关店步骤后立即释放。',
          '店铺名称可能被重置；家居家电、汽车类主动关店会计入品牌清退次数。',
          '关店和注销账号是两件事：注销在 主账号 › 注销账号，15 天内答复，不能撤销。',
        ]),
      ],
      next: 'dyshop guide selling',
    },
    duties: {
      title: '关店以后的义务',
      warning: '以下不是法律意见；关店不会注销营业执照、税务登记和发票。',
      sections: [
        points('法律', LEGAL_DUTIES.map(duty)),
        points('平台', [
          '仍在售后期内的要求继续处理；以前交易的义务不变。',
          '关店后商家必须删除消费者信息。和十年的涉税资料并不矛盾：留金额，去掉人。',
        ]),
      ],
      next: 'dyshop verify --deep',
    },
    privacy: {
      title: '买家的个人信息',
      warning: '泄露买家信息会被平台处罚，也违反法律。',
      sections: [
        points('保存 10 年', ['订单号、时间、商品、数量、金额、费用、结算和流水号、发票号。']),
        points('售后和争议期过后删除', [
          '收件人、手机号、街道、详细地址、买家留言、商家备注和售后说明里的个人信息、达人信息（如果是个人）。',
          '省、市、区可以作为统计保留。',
        ]),
        points('在那之前', [
          '存档文件夹只让自己能读；给别人看时用默认导出（买家信息已遮住）。',
          '买家要求查询、更正、删除时要及时答复。',
        ]),
      ],
      next: 'dyshop guide duties',
    },
    forgotten: {
      title: '容易忘记的事',
      warning: null,
      sections: [
        points('钱', [
          '巨量千川余额、电子面单余额（钱在快递网点）、小额打款、未付保费、服务市场订阅、代运营和品牌授权费用。',
        ]),
        points('和店铺一起消失的', ['评价、飞鸽聊天、保证金电子收据、电子发票：先保存或截图。']),
        points('别人的权限', ['子账号、ERP 和第三方授权、抖音账号绑定：逐一解除。']),
        points('还在路上的', [
          '快递拦截、换货补寄、精选联盟样品（达人履约受影响时要配合退款并承担退回运费）。',
        ]),
      ],
      next: 'dyshop attach <文件>',
    },
    'cross-border': {
      title: '全球购店铺',
      warning: null,
      sections: [
        points('条件不同', [
          '所有商品已下架。',
          '店铺首页公示满 30 天。',
          '所有订单已完成或关闭，最后一笔完成已满 90 天。',
          '没有欠付的佣金，定期结算已结清，保证金没有欠缴。',
        ]),
        points('设置', ['在 shop.toml 写 kind = "cross-border"，check 和 plan 就按这些条件判断。']),
      ],
      next: 'dyshop plan',
    },
    selling: {
      title: '继续卖货',
      warning: null,
      sections: [
        points('直播', ['选适合商品的主播，准备好话术和素材，和观众互动。']),
        points('短视频', ['内容吸引人，选好话题，了解推荐算法的习惯。']),
        points('其他平台', ['例如淘宝、京东：按商品选平台，做好详情页，客服及时回复。']),
      ],
      next: 'dyshop export products --out 商品.xlsx',
    },
    reasons: {
      title: '为什么关店',
      warning: null,
      sections: [
        points(null, [
          '监管更严：例如医疗器械、保健食品等需要资质的商品。',
          '竞争激烈。',
          '经营问题：商品、售后、物流、营销。',
        ]),
      ],
      next: 'dyshop guide closing',
    },
  },
}

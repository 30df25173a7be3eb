/** What the header of a column that nobody has described says of its cells. */
export type HeaderMeaning = 'name' | 'phone' | 'address' | 'identity' | 'code' | 'unknown'

/** About a thing, a count or a moment, whatever person or place the header names too. */
const OTHER_MATTERS =
  /备注|留言|说明|是否|次数|数量|金额|运费|价|时间|时段|日期|状态|类型|类目|型号|品牌|颜色|规格|款式|系统|渠道|版本|等级|标签|来源|链接|网址|图|备案|url|ip地址|所在[省市区]/

const IDENTITY =
  /身份证|证件|护照|驾驶证|驾照|军官证|idcard|idno|passport|银行卡|卡号|银行账[号户]|支付宝|收款账[号户]/
const PHONE =
  /电话|手机|联系方式|联系号码|联系方法|座机|传真|微信|抖音号|抖音id|快手号|小红书号|邮箱|邮件|^qq|qq号|(?<![a-z])tel(?![a-z])|telephone|phone|mobile|cell|wechat|e-?mail/
const ADDRESS = /地址|(?:收货|收件|寄件|联系人?)信息|住址|街道|门牌|乡镇|address|street/
const NAME =
  /姓名|收件人|收货人|签收人|寄件人|发件人|联系人|收款人|付款人|订购人|购买人|提货人|入住人|出行人|被保险人|投保人|户名|真名|昵称|旺旺|会员名|用户名|(?:买家|客户|用户|会员|顾客|消费者)(?:名|账号|帐号|id|$)|receiver|recipient|consignee|contact|(?<!机器|达|适用)人员?$|(?:buyer|customer|user|nick|full|first|last)[ _-]?name|^name$|^buyer$|^customer$/

/** Codes of things: whatever a cell looks like, it is no person's number. */
const CODE =
  /(?:单号|编号|流水号|批次号|货号|款号|条码|编码|序号|序列号|批号|sku|id|code|barcode|[^a-z]no|订单)$/

/**
 * Decides by the words of the header, conservatively: a column that names a person, a phone, an address
 * or an identity document is taken to hold one.
 */
export function meaningOfHeader(header: string): HeaderMeaning {
  const words = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'"`()*:]/g, '')
    .replace(/\d+$/, '')
  if (IDENTITY.test(words)) return 'identity'
  if (OTHER_MATTERS.test(words)) return 'unknown'
  if (PHONE.test(words)) return 'phone'
  if (ADDRESS.test(words)) return 'address'
  if (NAME.test(words)) return 'name'
  return CODE.test(words) ? 'code' : 'unknown'
}

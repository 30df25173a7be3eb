import { expect, test } from 'vitest'
import { meaningOfHeader } from '../../../src/domain/privacy/personal-headers.ts'

test.each([
  [
    'name',
    [
      '收货人姓名',
      '买家昵称',
      '收件人',
      '收件人 (2)',
      '客户',
      '会员名',
      'Buyer Name',
      '旺旺',
      '实收人',
      '领取人',
      '签收人',
      '经办人员',
    ],
  ],
  [
    'phone',
    ['联系电话', '收货人手机号', '微信号', '抖音号', 'QQ', '电子邮箱', 'Tel', 'receiver_phone'],
  ],
  ['address', ['收货地址', '收货信息', '街道', 'Address']],
  ['identity', ['身份证号', '证件号码', '银行卡号', '支付宝账号']],
  ['code', ['第三方单号', '快递单号', '子订单编号 (2)', 'SKU', '商品ID']],
  [
    'unknown',
    [
      '商品名称',
      '仓库',
      '买家备注',
      '买家实付金额',
      '手机型号',
      '商品链接地址',
      '收货时间',
      'hotel',
      '机器人',
      '达人',
      '是否本人',
    ],
  ],
] as const)(
  'a header that nobody has described says what its cells are: %s',
  (meaning, headers) => {
    for (const header of headers) expect(meaningOfHeader(header), header).toBe(meaning)
  },
)

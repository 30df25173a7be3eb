import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER_SALE_WORDS } from '../../../src/domain/after-sale.ts'
import { ORDER_STATUS_WORDS } from '../../../src/domain/order-status.ts'
import {
  maskFreeText,
  maskNumbers,
  maskUnlessCode,
  maskUnlessNumber,
  maskWord,
} from '../../../src/domain/privacy/masking.ts'
import { isIdentity } from '../../../src/domain/privacy/personal-numbers.ts'
import {
  identities,
  landlines,
  localLandlines,
  mobiles,
  onlyDigits,
} from '../../support/personal-numbers.ts'

/** Around a number anything but digits and what could be a part of it. */
const before = fc.constantFrom('', '请打', '李小龙', '新电话：', '改地址，', '（', 'abc ', '✔')
const after = fc.constantFrom('', '，谢谢', '李小龙收', '）', ' 周五后送', '。')

describe('whatever way it is typed, what is shown has no', () => {
  test.each([
    ['mobile number', mobiles],
    ['identity card', identities],
    ['landline', landlines],
  ])('%s, in free text and in the name of a product', (_, numbers) => {
    fc.assert(
      fc.property(numbers, before, after, ({ digits, typed }, start, end) => {
        for (const mask of [maskFreeText, maskNumbers, maskWord]) {
          const shown = mask(`${start}${typed}${end}`)
          expect(onlyDigits(shown)).not.toContain(digits)
          expect(mask(shown)).toBe(shown)
        }
      }),
    )
  })

  test('landline without its area code, in free text', () => {
    fc.assert(
      fc.property(localLandlines, before, after, ({ digits, typed }, start, end) => {
        if (/[a-z]$/.test(start)) return
        expect(onlyDigits(maskFreeText(`${start}${typed}${end}`))).not.toContain(digits)
      }),
    )
  })
})

test.each([
  ['138.0000.5678', '138****5678'],
  ['138 0000 5678', '138****5678'],
  ['１３８００００５６７８', '138****5678'],
  ['(138)0000-5678', '(***'],
  ['138①②③④5678', '138****5678'],
  ['+86 13800005678', '861****5678'],
  ['座机88881234转8', '座机***'],
  ['010.8888.1234', '***'],
  ['（0571）88881234', '***'],
  ['身份证11010119900307109X，请核对', '身份证***，请核对'],
  ['110101900307123', '***'],
  ['李小龙110101900307123', '******'],
  ['李小龙13900005678', '***139****5678'],
  ['请给李小龙13900005678打电话', '请给***139****5678打电话'],
  ['13900005678李小龙收', '139****5678***收'],
  ['李四收', '***收'],
  ['快递给欧阳修文（亲收）', '快递给***（亲收）'],
  ['收货人李四', '收货人***'],
  ['歐陽翠花收', '***收'],
  ['请找李小龙先生', '请找***先生'],
  ['李小龙女士13900005678', '***女士139****5678'],
])('free text hides %s', (text, shown) => {
  expect(maskFreeText(text)).toBe(shown)
})

test.each([
  '订单6920112233445566771',
  '492011223344556678',
  '运单SF1234567890123',
  '2026-11-23 09:30:00',
  '20261123',
  '3000-5000元',
  '2025-2026款',
  '已付15.00 20.00 100',
  '货号88881234',
  '抖音支付通道1',
  '方便收货',
  '查收',
  '平台收款',
  '周末收，谢谢',
  '拍２件送①个',
])('free text keeps %s', (text) => {
  expect(maskFreeText(text)).toBe(text)
})

test.each([
  ['苹果 欧阳翠花收13900005678', '苹果 ***收139****5678'],
  ['苹果（李小龙先生 13900005678）', '苹果（***先生 139****5678）'],
  ['苹果13900005678李小龙女士', '苹果139****5678***女士'],
  ['李小龙13900005678', '***139****5678'],
])('the name of a product hides a person beside a number: %s', (text, shown) => {
  expect(maskNumbers(text)).toBe(shown)
})

test('the name of a product keeps all that is no number of a person', () => {
  for (const name of [
    '南京路1号糕点礼盒',
    '王小卤13袋',
    '李四收纳箱',
    '型号88881234',
    '尺寸150*2000*1000',
    '王先生牛肉面',
  ]) {
    expect(maskNumbers(name)).toBe(name)
  }
})

test('an order id of 18 or 19 digits is no identity card and no phone', () => {
  const ids = fc
    .bigInt({ min: 4n * 10n ** 17n, max: 7n * 10n ** 18n })
    .map(String)
    // One in some hundred thousand has a province, a birthday and the right check digit by chance.
    .filter((id) => id.length === 19 || !isIdentity(id))
  fc.assert(
    fc.property(ids, fc.constantFrom('', '订单', '退款：'), (id, label) => {
      for (const mask of [maskFreeText, maskNumbers, maskUnlessCode]) {
        expect(mask(`${label}${id}`)).toBe(`${label}${id}`)
      }
    }),
  )
})

test('cells that are what their column should hold stay as they are', () => {
  for (const cell of [
    '13800005678.00',
    '-28.90',
    '2026-11-23 09:30:00',
    '13800005678',
    '1,234.00',
  ]) {
    expect(maskUnlessNumber(cell)).toBe(cell)
  }
  for (const code of ['13800005678', 'SKU-88881234', 'YT1,YT2'])
    expect(maskUnlessCode(code)).toBe(code)
})

test('cells that are not are screened', () => {
  expect(maskUnlessNumber('李四13800005678')).toBe('***138****5678')
  expect(maskUnlessCode('单号见李四 13800005678')).not.toContain('13800005678')
})

test.each([
  ['张三丰', '张**'],
  ['李四', '李**'],
  ['已取消，13800005678', '已取消，138****5678'],
  ['飞了13800005678', '飞**'],
  ['歐陽翠花', '歐**'],
  ['陳大文', '陳**'],
  ['小猴子', '小**'],
  ['John Smith', 'J**'],
])('where a word of the platform should be, a person is hidden: %s', (word, shown) => {
  expect(maskWord(word)).toBe(shown)
})

test.each([...ORDER_STATUS_WORDS, ...AFTER_SALE_WORDS])(
  'a status that is known stays: %s',
  (word) => {
    expect(maskWord(word)).toBe(word)
  },
)

test.each([
  '安装中',
  '成团失败',
  '交易成功',
  '待商家处理',
  '已取消',
  '包装中',
  '关闭中',
  '仅退款',
  '-',
])('a status nobody has seen stays readable: %s', (word) => {
  expect(maskWord(word)).toBe(word)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  maskFileName,
  maskHeader,
  maskOwnCode,
  maskRegion,
  maskTracking,
} from '../../../src/domain/privacy/masking-columns.ts'
import { FORMATS } from '../../../src/sources/seller-files/formats/all.ts'

describe('of a parcel, the number and the carrier are kept and the person is not', () => {
  test.each([
    ['SF123-顺丰速运-欧阳翠花-13912345678', 'SF123-顺丰速运-***'],
    ['SF123-shunfeng-顺丰速运-13912345678', 'SF123-shunfeng-顺丰速运-***'],
    ['顺丰速运-SF123-李小龙', '顺丰速运-SF123-***'],
    ['SF1-顺丰速运-欧阳翠花;YT2-圆通速递', 'SF1-顺丰速运-***;YT2-圆通速递'],
    ['SF123-欧阳翠花13912345678', 'SF123-***'],
    ['SF123 顺丰速运 歐陽翠花 13912345678', 'SF123 顺丰速运 ***'],
  ])('%s', (text, shown) => {
    expect(maskTracking(text)).toBe(shown)
    expect(maskTracking(shown)).toBe(shown)
  })

  test.each([
    '13800138000-顺丰速运',
    '13800138000',
    'SF1234567890123-顺丰速运;YT2-圆通速递',
    'JDVA1234-1-1-京东快递',
    'SF123-shunfeng-顺丰速运',
    '75312345678901-中通快递，75312345678902-中通快递',
    '无需物流',
    '9876543210-某某同城',
    '',
  ])('%s stays', (text) => {
    expect(maskTracking(text)).toBe(text)
  })
})

describe("of the merchant's own codes", () => {
  test.each([
    ['13912345678', '139****5678'],
    ['139-1234-5678', '139****5678'],
    ['A款 13912345678', 'A款 139****5678'],
    ['欧阳翠花13912345678', '***139****5678'],
  ])('a phone is hidden: %s', (text, shown) => {
    expect(maskOwnCode(text)).toBe(shown)
  })

  test.each([
    'SKU-88881234',
    '88881234',
    '6901234567892',
    'A13912345678',
    '2026112309300001',
    '李子500g-A',
    '花园A1号',
    '010-1234-5678',
  ])('a code stays: %s', (text) => {
    expect(maskOwnCode(text)).toBe(text)
  })
})

describe('where a province, city or district should be', () => {
  test.each([
    ['浙江省杭州市西湖区文三路99号3栋502室', '***'],
    ['西湖区文三路', '***'],
    ['欧阳翠花', '欧**'],
    ['13912345678', '139****5678'],
  ])('a person is hidden: %s', (text, shown) => {
    expect(maskRegion(text)).toBe(shown)
  })

  test.each([
    '浙江省',
    '新疆维吾尔自治区',
    '双江拉祜族佤族布朗族傣族自治县',
    '常德市',
    '温州',
    '路南区',
    '鼓楼区',
    '周村区',
    '张家口市',
    '高新技术产业开发区',
    '花果山省',
    'Singapore',
    '',
  ])('a region stays: %s', (text) => {
    expect(maskRegion(text)).toBe(text)
  })
})

describe('a header', () => {
  test.each([
    ['欧阳翠花13912345678', '***139****5678'],
    ['备注（电话13912345678）', '备注（电话139****5678）'],
    ['欧阳翠花', '欧**'],
  ])('that holds a person is cut: %s', (text, shown) => {
    expect(maskHeader(text)).toBe(shown)
  })

  test('of any report that is known stays, and so do others that hold nobody', () => {
    const known = FORMATS.flatMap(({ columns }) =>
      columns.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    )
    const others = [
      '收货人姓名 (2)',
      '成本价',
      '毛利率',
      '安装费',
      '管理员',
      '第12列',
      '2026年11月',
    ]
    for (const header of [...known, ...others]) expect(maskHeader(header)).toBe(header)
  })
})

describe('the name of a file', () => {
  test.each([
    ['欧阳翠花13912345678.csv', '***139****5678.csv'],
    ['a.zip/订单 139-1234-5678.csv', 'a.zip/订单 139****5678.csv'],
    ['11010119900307109X.csv', '***.csv'],
  ])('is shown without a number that leads to a person: %s', (name, shown) => {
    expect(maskFileName(name)).toBe(shown)
    expect(maskFileName(shown)).toBe(shown)
  })

  test('of an export stays, whatever digits its hash has', () => {
    const hex = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 32,
      maxLength: 32,
    })
    fc.assert(
      fc.property(hex, fc.integer({ min: 1_700_000_000, max: 1_999_999_999 }), (hash, epoch) => {
        const name = `x/${epoch}_${hash}-2.csv`
        expect(maskFileName(name)).toBe(name)
        expect(maskFileName(`${epoch}-3.csv`)).toBe(`${epoch}-3.csv`)
      }),
    )
    for (const name of ['订单20261101-20261123.xlsx', '李四的店/订单.csv', '20261123093000.csv'])
      expect(maskFileName(name)).toBe(name)
  })
})

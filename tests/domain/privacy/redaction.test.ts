import { describe, expect, test } from 'vitest'
import {
  ofContent,
  ofPlainSize,
  onlyAmounts,
  onlyCodes,
  onlyHarmless,
  onlyIntegers,
  onlyKeys,
  onlyLinks,
  onlyPlatformWords,
  onlyStates,
  onlyTimes,
  unlessName,
  withoutNumbers,
} from '../../../src/domain/privacy/redaction.ts'

// Numbers that no one has: 199 0000 …, and a check digit that is right for nobody.
const PHONE = '19900001234'
const WIDE_PHONE = '１９９００００１２３４'

/** People in the spellings that turn up where nobody should be. */
const PEOPLE = ['王小明', '刘成功', '李达', '欧阳测', 'Aynur Memet', 'مۇھەممەد', '李小龙先生']

describe('what is deleted leaves nothing to recognise somebody by', () => {
  test.each([
    '138 1234 5680',
    '138-1234-5681',
    '一三八一二三四五六七八',
    '6222 0212 3456 7890',
    '0571-8888-6666',
  ])('%j is a number in whatever groups, and no word', (text) => {
    expect(onlyPlatformWords(text)).toBe('***')
    expect(onlyStates(text)).toBe('***')
    expect(unlessName(text)).toBe('***')
  })

  test.each(['李小龙退款', '客户张三', '王 小 明', '【李小龙】'])(
    '%j is a name among words',
    (text) => {
      expect(unlessName(text)).toBe('***')
    },
  )

  test.each(['T+1', 'WeChat Pay', '苏宁物流', '安能'])('%j is none', (text) => {
    expect(unlessName(text)).toBe(text)
  })

  test.each(['wxid_ab12cd34', 'lisi88'])('%j is an account and no code', (text) => {
    expect(onlyCodes(text)).toBe('***')
  })

  test('a phone in the name of a product goes whole, unlike one that is only masked', () => {
    const cleaned = withoutNumbers(`定制礼盒 客服${PHONE}`)
    expect(cleaned).toBe('定制礼盒 客服***')
    expect(cleaned).not.toMatch(/199|1234/)
  })

  test.each(['已完成', '待发货', '同意退款，退款成功', '下架', '草稿', '已结算', '保障中', ''])(
    '%j is a status and stays',
    (text) => {
      expect(onlyStates(text)).toBe(text)
    },
  )

  test.each([...PEOPLE, '古丽达', '小猴子', PHONE])('%j is no status', (text) => {
    expect(onlyStates(text)).toBe('***')
  })

  test.each(['货款结算入账', '暴力催单赔付', '微信', '白条', '平安产险', 'DOU+投放', 'QIC仓', ''])(
    '%j is a word that the books need, known or not, and stays',
    (text) => {
      expect(unlessName(text)).toBe(text)
    },
  )

  test.each(PEOPLE)('%j among such words is none', (text) => {
    expect(unlessName(text)).toMatch(/^\*\*\*(?:先生)?$/)
  })

  test('a phone and an address among such words go', () => {
    expect(unlessName(`退款 ${PHONE}`)).toBe('***')
    expect(unlessName('文三路1204号')).not.toContain('文三路')
  })

  test.each(['微信', '自然流量', '48小时内发货', '收银台', '2026-09-01 10:00:00', ''])(
    '%j is a word of the platform and stays',
    (text) => {
      expect(onlyPlatformWords(text)).toBe(text)
    },
  )

  test.each([
    ...PEOPLE,
    '小明要求退款',
    '小红',
    '海平',
    '天宝',
    '平安里',
    PHONE,
    WIDE_PHONE,
    '123456',
  ])('%j is none', (text) => {
    expect(onlyPlatformWords(text)).toBe('***')
  })

  test.each(['12.30', '-0.50', '1,234.00', '¥5'])('%j is an amount', (text) => {
    expect(onlyAmounts(text)).toBe(text)
  })

  test.each(['王小明', `券名${PHONE}`, '2026-09-01'])(
    '%j among amounts is none and goes',
    (text) => {
      expect(onlyAmounts(text)).toBe('')
    },
  )

  test('a number of the size of a phone is one only where it is no fact', () => {
    expect(onlyIntegers(PHONE)).toBe(PHONE)
    expect(ofPlainSize(onlyIntegers)(PHONE)).toBe('')
    expect(ofPlainSize(onlyIntegers)('123456789')).toBe('123456789')
    expect(ofPlainSize(onlyAmounts)(`${PHONE}.00`)).toBe('')
    expect(ofPlainSize(onlyAmounts)('123,456,789.10')).toBe('123,456,789.10')
  })

  test.each(['2026-09-01 10:00:00', '2026-09-01', '2026-10-01T10:00:00+08:00', '2026-09-01 10:00'])(
    '%j is a moment, in every form that is read',
    (text) => {
      expect(onlyTimes(text)).toBe(text)
    },
  )

  test.each([PHONE, '王小明', '明天'])('%j is none', (text) => {
    expect(onlyTimes(text)).toBe('')
  })

  test.each(['6917926768823643751', 'SF-123', '0', '691;692', ''])('%j is a code', (text) => {
    expect(onlyCodes(text)).toBe(text)
  })

  test.each([...PEOPLE, '李小龙说', 'zhangsan', '##YWJj*ZGVm#1##', 'a1@b.cn', '杭州仓'])(
    '%j is none',
    (text) => {
      expect(onlyCodes(text)).toBe('***')
    },
  )

  test('an id by which rows are told apart stays as it was read', () => {
    for (const id of [PHONE, '6917926768823643751；6917926768823643752', 'A:1']) {
      expect(onlyKeys(id)).toBe(id)
    }
    expect(onlyKeys('王小明')).toBe('***')
  })

  test('a link stays, and nothing else that stands in its place', () => {
    const link = 'https://haohuo.jinritemai.com/views/product/item2?id=3514871520210000348'
    expect(onlyLinks(link)).toBe(link)
    for (const text of ['王小明', 'https://x.cn/张三.jpg']) expect(onlyLinks(text)).toBe('***')
  })

  test.each([
    'A-6901234567892',
    '88881234',
    '辣条大包',
    '白桃',
    '牛肉干',
    'Red Dress',
    'HH-0001',
    '',
  ])('%j is an own code', (code) => {
    expect(ofContent['own-code'](code)).toBe(code)
  })

  test.each([WIDE_PHONE, 'a1@b.cn', '0571-88886666', '##YWJj*ZGVm#1##', '文三路1204号'])(
    '%j is none',
    (text) => {
      const left = ofContent['own-code'](text)
      expect(left).not.toBe(text)
      expect(left).not.toMatch(/小明|８８|8888|1234|１２|@|YWJj|文三/)
    },
  )

  test.each([
    '浙江省',
    '杭州市',
    '西湖区',
    '鼓楼区',
    '张家界市',
    '祁县',
    '北京',
    '内蒙古',
    '北俱省',
    '',
  ])('%j is a region', (text) => {
    expect(ofContent.region(text)).toBe(text)
  })

  test.each([
    ...PEOPLE,
    '王红旗',
    '张九州',
    '李四家住杭州市',
    '阳光嘉园东区',
    '李四',
    '王伟',
    '小猴子',
    '李岛',
    '文三路1204号',
  ])('%j is none', (text) => {
    expect(ofContent.region(text)).toBe('***')
  })

  test.each([
    'SF123-顺丰速运',
    'YT1-yuantong-圆通速递;SF2-安能',
    'SF123',
    '顺丰速运：SF1234567890',
    'SF1、SF2',
    'YT1(拒收)',
    'SF1-丰网',
    '13800138001-中通快递',
    '',
  ])('%j are parcels', (text) => {
    expect(ofContent.parcel(text)).toBe(text)
  })

  test.each([
    'SF1-李成',
    'SF1-小猴子',
    'Aynur Memet',
    'SF1-Aynur Memet',
    'SF1-zhangsan',
    'SF2-wxid_ab12',
    'SF123-李四顺丰',
    '王小明',
    'SF1-顺丰速运-王小明',
  ])('%j holds more than a parcel', (text) => {
    expect(ofContent.parcel(text)).not.toMatch(/李|小|Aynur|Memet|zhang|wxid/)
  })

  test.each([
    '',
    '6917926768823643751',
    'SF-123',
    '12.30',
    '2026-09-01 10:00:00',
    '0123456789abcdef',
  ])('of a column nobody has described, %j stays', (text) => {
    expect(onlyHarmless(text)).toBe(text)
  })

  test.each([
    ...PEOPLE,
    'zhangsan',
    'wxid_ab12cd34',
    PHONE,
    `tel:${PHONE}`,
    '##YWJj*ZGVm#1##',
    '北俱省一号路 3 号',
  ])('of a column nobody has described, %j goes', (text) => {
    expect(onlyHarmless(text)).toBe('')
  })
})

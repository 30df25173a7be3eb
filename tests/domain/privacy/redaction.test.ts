import { describe, expect, test } from 'vitest'
import {
  ofContent,
  onlyCodes,
  onlyHarmless,
  onlyIds,
  onlyLinks,
  onlyNumbers,
  onlyPlatformWords,
  onlyWords,
  unlessName,
  withoutNumbers,
} from '../../../src/domain/privacy/redaction.ts'

// Numbers that no one has: 199 0000 …, and a check digit that is right for nobody.
const PHONE = '19900001234'

describe('what is deleted leaves nothing to recognise somebody by', () => {
  test('a phone in the name of a product goes whole, unlike one that is only masked', () => {
    const cleaned = withoutNumbers(`定制礼盒 客服${PHONE}`)
    expect(cleaned).toBe('定制礼盒 客服***')
    expect(cleaned).not.toMatch(/199|1234/)
  })

  test('a name where a status should be goes, and a status stays', () => {
    expect(onlyWords('已完成')).toBe('已完成')
    expect(onlyWords('王小明')).not.toContain('王')
  })

  test('a word that the books need stays, known or not, unless it is a name', () => {
    for (const word of ['货款结算入账', '暴力催单赔付', '微信', '白条', '平安产险', '']) {
      expect(unlessName(word)).toBe(word)
    }
    expect(unlessName('王小明')).toBe('***')
    expect(unlessName(`退款 ${PHONE}`)).toBe('退款 ***')
  })

  test('a word that they do not need stays only when it is plainly the platform’s', () => {
    for (const word of ['微信', '自然流量', '48小时内发货', '']) {
      expect(onlyPlatformWords(word)).toBe(word)
    }
    for (const text of ['王小明', '小明要求退款', 'Wang', '平安里']) {
      expect(onlyPlatformWords(text)).toBe('***')
    }
    expect(onlyPlatformWords(PHONE)).toBe('***')
    // Digits in full width are the same number.
    expect(onlyPlatformWords('１９９００００１２３４')).toBe('***')
  })

  test('an id stays whatever number it looks like; words in its place do not', () => {
    expect(onlyIds(PHONE)).toBe(PHONE)
    expect(onlyIds('6917926768823643751；6917926768823643752')).toContain('；')
    expect(onlyIds('王小明')).toBe('***')
  })

  test('a link stays, and nothing else that stands in its place', () => {
    const link = 'https://haohuo.jinritemai.com/views/product/item2?id=3514871520210000348'
    expect(onlyLinks(link)).toBe(link)
    expect(onlyLinks('王小明')).toBe('***')
  })

  test('a merchant’s own code stays, a name in its place does not', () => {
    expect(ofContent['own-code']('A-6901234567892')).toBe('A-6901234567892')
    expect(ofContent['own-code']('辣条大包')).toBe('辣条大包')
    expect(ofContent['own-code']('王小明')).toBe('***')
  })

  test.each(['', '12.30', '-0.50', '1,234.00', '2026-09-01 10:00:00'])(
    '%j is a number or a moment',
    (text) => {
      expect(onlyNumbers(text)).toBe(text)
    },
  )

  test.each(['王小明', `券名${PHONE}`])('%j among amounts is none and goes', (text) => {
    expect(onlyNumbers(text)).toBe('')
  })

  test('an id stays as it is; words among ids lose what tells of people', () => {
    expect(onlyCodes('6917926768823643751')).toBe('6917926768823643751')
    expect(onlyCodes('王小明')).not.toMatch(/王/)
    expect(onlyCodes('杭州仓')).toBe('杭州仓')
    expect(onlyCodes(`收件人王小明 ${PHONE}`)).not.toMatch(/王|199/)
  })

  test.each(['', '6917926768823643751', 'SF-123', '12.30', '2026-09-01 10:00:00'])(
    'of a column nobody has described, %j stays',
    (text) => {
      expect(onlyHarmless(text)).toBe(text)
    },
  )

  test.each([
    '王小明',
    'Wang Xiaoming',
    PHONE,
    `tel:${PHONE}`,
    '##YWJj*ZGVm#1##',
    '北俱省一号路 3 号',
  ])('of a column nobody has described, %j goes', (text) => {
    expect(onlyHarmless(text)).toBe('')
  })
})

import { describe, expect, it } from 'vitest'
import { ROUTE_STEPS } from '../../src/domain/closing/steps.ts'
import { guideReport, guideText, guideTopicsText } from '../../src/reports/guide-report.ts'
import { guideWords } from '../../src/rules/guide/guide.ts'
import { GUIDE_SOURCES } from '../../src/rules/guide/guide-topic.ts'
import { GUIDE_TOPICS } from '../../src/rules/guide/topic-ids.ts'
import { LEGAL_DUTIES } from '../../src/rules/laws.ts'
import { SOURCES } from '../../src/rules/rule-age.ts'

const LANGUAGES = ['zh', 'en'] as const
const ZH = guideWords('zh')
const EN = guideWords('en')

describe('the guide', () => {
  it.each(GUIDE_TOPICS)('tells the same about %s in both languages', (topic) => {
    const shape = (words: typeof ZH) => {
      const { warning, sections } = words.topics[topic]
      const parts = sections.map(({ heading, isOrdered, lines }) => [
        heading !== null,
        isOrdered,
        lines.length,
      ])
      return { hasWarning: warning !== null, parts }
    }
    expect(shape(ZH)).toEqual(shape(EN))
    for (const { lines } of EN.topics[topic].sections) expect(lines.length).toBeGreaterThan(0)
  })

  it.each(GUIDE_TOPICS)('ends %s with the next command', (topic) => {
    for (const language of LANGUAGES) {
      const text = guideText(guideReport(topic, language), language).trimEnd()
      const last = text.split('\n').at(-1) ?? ''
      expect(last).toMatch(language === 'zh' ? /^下一步：dyshop \w+/ : /^Next: dyshop \w+/)
    }
  })

  it('shows every source with its date and address', () => {
    for (const topic of GUIDE_TOPICS) {
      const text = guideText(guideReport(topic, 'zh'), 'zh')
      for (const source of GUIDE_SOURCES[topic]) {
        expect(SOURCES).toContain(source)
        expect(text).toContain(source.url)
        if ('effective' in source) expect(text).toContain(source.effective)
      }
    }
  })

  it('names every duty of the law with its article and date', () => {
    const text = guideText(guideReport('duties', 'zh'), 'zh')
    for (const { zh, articles, law } of LEGAL_DUTIES) {
      expect(text).toContain(zh)
      expect(text).toContain(articles)
      expect(text).toContain(law.effective)
    }
  })

  it('keeps the order of the five taps in the app', () => {
    const lines = ZH.topics.app.sections[0]?.lines ?? []
    const taps = ['我', '设置', '账号与安全', '我的店铺', '关闭店铺']
    expect(lines).toHaveLength(taps.length)
    for (const [index, tap] of taps.entries()) expect(lines[index]).toContain(tap)
    expect(ROUTE_STEPS.app).toHaveLength(taps.length)
    expect(ZH.steps['close-shop'].where).toContain('关闭店铺')
  })

  it('keeps the order of the six steps in the back office', () => {
    const names = ['公示', '验证身份', '申请退店', '账户审核', '签署协议', '退还保证金']
    const lines = ZH.topics.pc.sections[0]?.lines ?? []
    for (const [index, name] of names.entries()) {
      expect(lines[index]).toContain(name)
      const step = ROUTE_STEPS.pc[index] as (typeof ROUTE_STEPS.pc)[number]
      expect(ZH.steps[step].title).toBe(name)
    }
  })

  it('lists all topics', () => {
    for (const language of LANGUAGES) {
      const text = guideTopicsText(language)
      for (const topic of GUIDE_TOPICS) expect(text).toContain(`  ${topic}`)
    }
  })
})

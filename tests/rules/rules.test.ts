import { describe, expect, it } from 'vitest'
import { BACK_OFFICE } from '../../src/rules/back-office.ts'
import {
  CONDITION_IDS,
  CONDITIONS,
  CROSS_BORDER_CONDITIONS,
  conditionsOf,
} from '../../src/rules/conditions.ts'
import { FIGURES } from '../../src/rules/figures.ts'
import { LEGAL_DUTIES } from '../../src/rules/laws.ts'
import { areRulesOld, newestRuleDate, ruleAgeDays, SOURCES } from '../../src/rules/rule-age.ts'

const DAY = /^20\d{2}-\d{2}-\d{2}$/
const HAN = /\p{Script=Han}/u

describe('the rules', () => {
  it('name for every source an https address, a certainty and a real day', () => {
    for (const source of SOURCES) {
      expect(new URL(source.url).protocol).toBe('https:')
      expect(['H', 'M', 'L']).toContain(source.certainty)
      if ('effective' in source) {
        expect(source.effective).toMatch(DAY)
        expect(new Date(source.effective).toISOString()).toContain(source.effective)
      }
    }
  })

  it('have no two sources with one id', () => {
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length)
  })

  it('list only sources that are known, so that the age counts all of them', () => {
    for (const { rule } of Object.values(FIGURES)) expect(SOURCES).toContain(rule)
    for (const { rule } of [...CONDITIONS, ...CROSS_BORDER_CONDITIONS]) {
      expect(SOURCES).toContain(rule)
    }
    for (const { law } of LEGAL_DUTIES) expect(SOURCES).toContain(law)
  })

  it('speak Chinese and English', () => {
    const texts = [...Object.values(FIGURES), ...CONDITIONS, ...CROSS_BORDER_CONDITIONS]
    for (const { zh, en } of [...texts, ...LEGAL_DUTIES]) {
      expect(zh).toMatch(HAN)
      expect(en).not.toMatch(HAN)
      expect(en).not.toBe('')
    }
  })

  it('have the seventeen conditions of a domestic shop in the order of their ids', () => {
    expect(CONDITIONS.map(({ id }) => id)).toEqual([...CONDITION_IDS])
    expect(CONDITIONS).toHaveLength(17)
    expect(conditionsOf('domestic')).toBe(CONDITIONS)
  })

  it('have a set of their own for cross-border shops, from another page', () => {
    const ids = conditionsOf('cross-border').map(({ id }) => id)
    expect(ids).toEqual([
      'goods-delisted',
      'notice',
      'orders-finished',
      'after-sale-period',
      'commission',
      'payouts',
      'deposit',
    ])
    expect(new Set(CROSS_BORDER_CONDITIONS.map(({ rule }) => rule.id))).toEqual(
      new Set(['aJikTPY3ctGa']),
    )
  })

  it('keep to addresses of the back office', () => {
    for (const { url } of Object.values(BACK_OFFICE)) {
      if (url !== null) expect(new URL(url).host).toBe('fxg.jinritemai.com')
    }
  })

  it('tell their age from the newest page, and call 121 days old', () => {
    expect(newestRuleDate()).toBe('2026-08-19')
    expect(ruleAgeDays('2026-08-19')).toBe(0)
    expect(ruleAgeDays('2026-12-17')).toBe(120)
    expect(areRulesOld('2026-12-17')).toBe(false)
    expect(areRulesOld('2026-12-18')).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { noticeDates, noticeFindings } from '../../src/domain/closing/notice-dates.ts'
import { noticeReport, noticeText } from '../../src/reports/notice-report.ts'
import { FIGURES } from '../../src/rules/figures.ts'

const DATES = noticeDates('2026-10-21', FIGURES.noticeDays.value)

describe('noticeDates', () => {
  it('counts the first and the last day', () => {
    expect(DATES).toEqual({ from: '2026-10-21', to: '2026-11-19' })
    expect(noticeDates('2026-12-10', 30).to).toBe('2027-01-08')
  })
})

describe('noticeFindings', () => {
  const at = '2026-11-23T09:30:00+08:00'
  const codes = (noticeStart: string | null, firstOrderAt: string | null = null) =>
    noticeFindings({ noticeStart, at, firstOrderAt }).map(({ code }) => code)

  it('remarks a start in the future, and one before the shop had orders', () => {
    expect(codes('2026-11-24')).toEqual(['notice-in-future'])
    expect(codes('2020-01-01', '2025-03-01T10:00:00+08:00')).toEqual(['notice-before-shop'])
  })

  it('has nothing to say about other days', () => {
    expect(codes(null)).toEqual([])
    expect(codes('2026-11-23')).toEqual([])
    expect(codes('2025-03-01', '2025-03-01T10:00:00+08:00')).toEqual([])
  })
})

describe('noticeReport', () => {
  it('fills in the shop and the dates, in Chinese as Chinese writes them', () => {
    const { notice, from, to } = noticeReport(DATES, { shopName: '小店', language: 'zh' })
    expect(notice).toContain('小店因经营调整')
    expect(notice).toContain('自 2026年10月21日 起至 2026年11月19日 止')
    expect([from, to]).toEqual(['2026-10-21', '2026-11-19'])
  })

  it.each(['zh', 'en'] as const)('leaves no gap to fill in (%s)', (language) => {
    const text = noticeText(noticeReport(DATES, { shopName: '', language }))
    expect(text).not.toMatch(/undefined|null|NaN|\{|\}|XX|____/)
  })

  it('has a message for each case, each asking for a clear answer', () => {
    const zh = noticeReport(DATES, { shopName: '小店', language: 'zh' })
    expect(zh.messages.map(({ id }) => id)).toEqual([
      'unshipped-ship',
      'unshipped-refund',
      'in-transit',
      'after-sale',
    ])
    for (const { text } of zh.messages) expect(text).toMatch(/回复“[^”]+”/)
    const en = noticeReport(DATES, { shopName: 'Shop', language: 'en' })
    for (const { text } of en.messages) expect(text).toMatch(/answer “[^”]+”/)
  })

  it('shows a name that would turn the text around as it is', () => {
    const { notice } = noticeReport(DATES, { shopName: 'a\u202eb', language: 'zh' })
    expect(notice).toContain('a\\u{202e}b')
  })
})

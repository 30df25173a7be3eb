import { describe, expect, it } from 'vitest'
import { planClosing } from '../../src/domain/closing/plan.ts'
import { planReport } from '../../src/reports/plan-report.ts'
import { CHINESE_CALENDAR } from '../../src/rules/chinese-calendar.ts'
import { PLAN_PERIODS } from '../../src/rules/plan-periods.ts'

const PLAN = planClosing(
  {
    kind: 'domestic',
    at: '2026-11-23T09:30:00+08:00',
    noticeStart: null,
    afterSaleDays: { default: 90, 生鲜: 30 },
    settlementDays: null,
    reserveReleasedOn: '2027-01-15',
    hasOrders: true,
    ended: [
      {
        categories: ['生鲜'],
        lastEndedAt: '2026-11-20T10:00:00+08:00',
        lastFinishedAt: '2026-11-20T10:00:00+08:00',
      },
    ],
    unfinishedLines: 4,
    unfinishedToSign: 3,
    openAfterSales: 2,
    lastAfterSaleEndedAt: null,
    unsettledLines: 5,
  },
  PLAN_PERIODS,
  CHINESE_CALENDAR,
)

describe('planReport', () => {
  it('gives every reason and assumption as a sentence without gaps, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const { holds, assumptions } = planReport(PLAN, language)
      expect(holds.length).toBe(PLAN.holds.length)
      for (const { because } of holds) expect(because).not.toMatch(/undefined|null|NaN/)
      expect(assumptions.length).toBeGreaterThan(5)
      for (const { text } of assumptions) expect(text).not.toMatch(/undefined|null|NaN/)
    }
  })

  it('names the category and its days', () => {
    const hold = planReport(PLAN, 'zh').holds.find(({ id }) => id === 'after-sale-period')
    expect(hold?.because).toBe('“生鲜”最后一笔订单在 2026-11-20 结束，售后期 30 天')
    expect(hold?.until).toBe('2026-12-21')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planClosing } from '../../../src/domain/closing/plan.ts'
import type { EndedLines, PlanFacts } from '../../../src/domain/closing/plan-facts.ts'
import { addDays } from '../../../src/domain/time.ts'
import { CHINESE_CALENDAR } from '../../../src/rules/chinese-calendar.ts'
import { PLAN_PERIODS } from '../../../src/rules/plan-periods.ts'

/** A domestic shop with order exports, in which everything has ended long ago. */
const QUIET: PlanFacts = {
  kind: 'domestic',
  at: '2026-11-23T09:30:00+08:00',
  noticeStart: '2026-10-01',
  afterSaleDays: { default: 90 },
  settlementDays: null,
  reserveReleasedOn: null,
  hasOrders: true,
  ended: [],
  unfinishedLines: 0,
  unfinishedToSign: 0,
  openAfterSales: 0,
  lastAfterSaleEndedAt: null,
  unsettledLines: 0,
}

const plan = (facts: Partial<PlanFacts>) =>
  planClosing({ ...QUIET, ...facts }, PLAN_PERIODS, CHINESE_CALENDAR)

function ended(at: string, ...categories: string[]): EndedLines {
  return { categories, lastEndedAt: `${at}+08:00`, lastFinishedAt: `${at}+08:00` }
}

interface Situation {
  name: string
  facts: Partial<PlanFacts>
  filing: string
  review: string
  moneyFrom: string
  moneyBy: string
  /** What holds back most; null when nothing does. */
  most: string | null
}

/** Every day was computed by hand with a calendar; the comments show the counting. */
const SITUATIONS: Situation[] = [
  {
    name: 'the notice alone',
    facts: { at: '2026-11-01T09:00:00+08:00', noticeStart: '2026-10-21' },
    filing: '2026-11-20', // Fri
    review: '2026-11-25', // Mon, Tue, Wed
    moneyFrom: '2026-11-26',
    moneyBy: '2026-11-30', // Thu, Fri, Mon
    most: 'notice',
  },
  {
    name: 'National Day 2026, with a make-up Saturday',
    facts: { at: '2026-09-01T09:00:00+08:00', noticeStart: '2026-08-30' },
    filing: '2026-09-29', // Tue
    review: '2026-10-09', // 30 Sep, 8 Oct, 9 Oct
    moneyFrom: '2026-10-10', // Sat, worked
    moneyBy: '2026-10-13', // Sat 10, Mon 12, Tue 13
    most: 'notice',
  },
  {
    name: 'New Year 2026, with a make-up Sunday',
    facts: { at: '2025-12-02T09:00:00+08:00', noticeStart: '2025-12-01' },
    filing: '2025-12-31', // Wed
    review: '2026-01-06', // Sun 4, Mon 5, Tue 6
    moneyFrom: '2026-01-07',
    moneyBy: '2026-01-09',
    most: 'notice',
  },
  {
    name: 'New Year 2027, known only from the law',
    facts: { noticeStart: '2026-11-30' },
    filing: '2026-12-30', // Wed
    review: '2027-01-05', // Thu 31, Mon 4, Tue 5
    moneyFrom: '2027-01-06',
    moneyBy: '2027-01-08',
    most: 'notice',
  },
  {
    name: 'Spring Festival 2026, with a make-up Saturday before it',
    facts: { at: '2026-01-20T09:00:00+08:00', noticeStart: '2026-01-12' },
    filing: '2026-02-11', // Wed
    review: '2026-02-14', // Thu, Fri, Sat (worked)
    moneyFrom: '2026-02-24', // 15 to 23 off
    moneyBy: '2026-02-26',
    most: 'notice',
  },
  {
    name: 'an order that finished within a day, 90 days of after-sale period',
    facts: { ended: [ended('2026-10-15T10:00:00')] },
    filing: '2027-01-14', // over on 13 Jan at 10:00, so from the 14th, Thu
    review: '2027-01-19',
    moneyFrom: '2027-01-20',
    moneyBy: '2027-01-22',
    most: 'after-sale-period',
  },
  {
    name: 'an order that finished at midnight exactly',
    facts: { ended: [ended('2026-10-15T00:00:00')] },
    filing: '2027-01-13', // Wed
    review: '2027-01-18', // Thu, Fri, Mon
    moneyFrom: '2027-01-19',
    moneyBy: '2027-01-21',
    most: 'after-sale-period',
  },
  {
    name: 'a category with 30 days',
    facts: {
      afterSaleDays: { default: 90, 生鲜: 30 },
      ended: [ended('2026-11-10T12:00:00', '海鲜', '生鲜')],
    },
    filing: '2026-12-11', // Fri
    review: '2026-12-16',
    moneyFrom: '2026-12-17',
    moneyBy: '2026-12-21', // Thu, Fri, Mon
    most: 'after-sale-period',
  },
  {
    name: 'two categories, of which the one that ended first lasts longer',
    facts: {
      afterSaleDays: { default: 90, 生鲜: 30 },
      ended: [ended('2026-11-15T23:59:59', '生鲜'), ended('2026-09-20T08:00:00', '家电')],
    },
    filing: '2026-12-20', // Sun; 生鲜 only until 16 Dec
    review: '2026-12-23',
    moneyFrom: '2026-12-24',
    moneyBy: '2026-12-28', // Thu, Fri, Mon
    most: 'after-sale-period',
  },
  {
    name: 'settlement later than the after-sale period',
    facts: {
      afterSaleDays: { default: 7 },
      settlementDays: 21,
      ended: [ended('2026-11-20T15:00:00')],
    },
    filing: '2026-12-12', // Sat; the after-sale period is over on 28 Nov
    review: '2026-12-16',
    moneyFrom: '2026-12-17',
    moneyBy: '2026-12-21',
    most: 'goods-money',
  },
  {
    name: 'an open after-sale, closed today at the soonest',
    facts: { openAfterSales: 1 },
    filing: '2026-11-24', // Tue
    review: '2026-11-27',
    moneyFrom: '2026-11-30',
    moneyBy: '2026-12-02',
    most: 'after-sales-closed',
  },
  {
    name: 'the last after-sale closed this morning',
    facts: { lastAfterSaleEndedAt: '2026-11-23T08:00:00+08:00' },
    filing: '2026-11-24',
    review: '2026-11-27',
    moneyFrom: '2026-11-30',
    moneyBy: '2026-12-02',
    most: 'after-sales-closed',
  },
  {
    name: 'nothing in the way any more',
    facts: { ended: [ended('2026-06-01T10:00:00')] },
    filing: '2026-11-23', // today, Mon
    review: '2026-11-26',
    moneyFrom: '2026-11-27',
    moneyBy: '2026-12-01', // Fri, Mon, Tue
    most: null,
  },
  {
    name: 'a notice that is not set starts today',
    facts: { noticeStart: null },
    filing: '2026-12-23', // Wed
    review: '2026-12-28', // Thu, Fri, Mon
    moneyFrom: '2026-12-29',
    moneyBy: '2026-12-31',
    most: 'notice',
  },
  {
    name: 'a notice that starts in the future',
    facts: { noticeStart: '2026-12-10' },
    filing: '2027-01-09', // Sat
    review: '2027-01-13',
    moneyFrom: '2027-01-14',
    moneyBy: '2027-01-18', // Thu, Fri, Mon
    most: 'notice',
  },
  {
    name: 'the reserve as the longest pole',
    facts: { reserveReleasedOn: '2027-03-01', ended: [ended('2026-10-15T10:00:00')] },
    filing: '2027-03-01', // Mon
    review: '2027-03-04',
    moneyFrom: '2027-03-05',
    moneyBy: '2027-03-09', // Fri, Mon, Tue
    most: 'reserve',
  },
  {
    name: 'a cross-border shop: 90 days whatever the category, into Spring Festival 2027',
    facts: {
      kind: 'cross-border',
      afterSaleDays: { default: 90, 美妆: 30 },
      openAfterSales: 2,
      ended: [ended('2026-11-01T00:00:01', '美妆')],
    },
    filing: '2027-01-31', // Sun
    review: '2027-02-03',
    moneyFrom: '2027-02-04', // Thu
    moneyBy: '2027-02-10', // 5 to 8 Feb off: Thu 4, Tue 9, Wed 10
    most: 'after-sale-period',
  },
  {
    name: 'without orders the notice that is set is still a bound',
    facts: { hasOrders: false, noticeStart: '2026-11-10' },
    filing: '2026-12-10', // Thu
    review: '2026-12-15',
    moneyFrom: '2026-12-16',
    moneyBy: '2026-12-18',
    most: 'notice',
  },
]

describe('planClosing', () => {
  it.each(SITUATIONS)('counts the days by hand: $name', (situation) => {
    const { filing, review, moneyFrom, moneyBy, most, facts } = situation
    const made = plan(facts)
    expect(made.earliestFiling).toBe(filing)
    expect(made.moneyBackBy).toBe(moneyBy)
    expect(made.holds[0]?.id ?? null).toBe(most)
    expect(made.milestones).toContainEqual({ date: review, id: 'review-done' })
    expect(made.milestones).toContainEqual({ date: review, id: 'signing' })
    expect(made.milestones).toContainEqual({ date: moneyFrom, id: 'money-back-from' })
  })

  it('sorts what holds back by how long it does', () => {
    const { holds } = plan({
      noticeStart: '2026-11-20',
      openAfterSales: 2,
      unfinishedLines: 3,
      ended: [ended('2026-11-20T10:00:00')],
    })
    expect(holds.map(({ id, until }) => [id, until])).toEqual([
      ['after-sale-period', '2027-02-19'],
      ['notice', '2026-12-20'],
      ['goods-money', '2026-12-01'],
      ['orders-finished', '2026-11-24'],
      ['after-sales-closed', '2026-11-24'],
    ])
  })

  it.each([
    [30, '2026-11-24'],
    [31, '2026-12-01'],
  ])('settles a category with %d after-sale days by the table', (days, until) => {
    const { holds } = plan({
      afterSaleDays: { default: days },
      ended: [ended('2026-11-20T10:00:00')],
    })
    expect(holds.find(({ id }) => id === 'goods-money')?.until).toBe(until)
  })

  it('says when filing is possible if parcels on the way are signed for today', () => {
    const made = plan({ unfinishedLines: 3, unfinishedToSign: 2 })
    expect(made.earliestFiling).toBe('2026-11-24')
    expect(made.filingIfSigned).toBe('2027-02-22')
    expect(made.assumptions).toContainEqual({
      id: 'unfinished-closed-today',
      args: { count: 3, day: '2027-02-22' },
    })
  })

  it('knows no day without any data', () => {
    expect(plan({ hasOrders: false, noticeStart: null })).toEqual({
      at: QUIET.at,
      noticeStart: null,
      earliestFiling: null,
      moneyBackBy: null,
      filingIfSigned: null,
      holds: [],
      milestones: [],
      assumptions: [{ id: 'no-data', args: {} }],
    })
  })

  it('takes a notice that is only ticked for over, and invents no days for it', () => {
    const ticked = plan({ noticeStart: null, isNoticeTicked: true })
    expect(ticked.holds.map(({ id }) => id)).not.toContain('notice')
    expect(ticked.milestones.map(({ id }) => id)).not.toContain('notice-start')
    expect(ticked.milestones.map(({ id }) => id)).not.toContain('notice-over')
    expect(ticked.noticeStart).toBe(null)
  })

  it('names a notice that is not set, and years without known holidays, as assumptions', () => {
    const ids = (facts: Partial<PlanFacts>) => plan(facts).assumptions.map(({ id }) => id)
    expect(ids({ noticeStart: null })).toContain('notice-starts-today')
    expect(ids({})).not.toContain('notice-starts-today')
    expect(ids({ noticeStart: null, isNoticeTicked: true })).toContain('notice-ticked')
    expect(ids({ noticeStart: '2026-12-10' })).toContain('holidays-not-known')
    expect(ids({})).not.toContain('holidays-not-known')
  })

  it('does not take a category named like a property of every object for one with days', () => {
    const made = plan({ ended: [ended('2026-10-15T10:00:00', 'constructor', 'default')] })
    expect(made.earliestFiling).toBe('2027-01-14')
  })

  it('is never earlier for something more in the way', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 3 }), (start, last, open) => {
        const fewer = plan({ noticeStart: start })
        const more = plan({
          noticeStart: start,
          ended: [ended(`${last}T12:00:00`)],
          openAfterSales: open,
        })
        expect((more.earliestFiling ?? '') >= (fewer.earliestFiling ?? '')).toBe(true)
        expect((more.moneyBackBy ?? '') > (more.earliestFiling ?? '')).toBe(true)
        const dates = more.milestones.map(({ date }) => date)
        expect(dates).toEqual([...dates].sort())
      }),
    )
  })
})

describe('a whole plan', () => {
  const OPEN: Partial<PlanFacts> = {
    noticeStart: '2026-11-01',
    ended: [ended('2026-09-22T00:54:10', '女装')],
    unfinishedLines: 3,
    unfinishedToSign: 2,
    openAfterSales: 4,
    unsettledLines: 5,
    reserveReleasedOn: '2027-01-31',
  }

  it('of a domestic shop names every day and everything that it takes for granted', () => {
    expect(plan(OPEN)).toEqual({
      at: QUIET.at,
      noticeStart: '2026-11-01',
      earliestFiling: '2027-01-31',
      moneyBackBy: expect.any(String),
      // Signed for today, then ninety days from tomorrow.
      filingIfSigned: '2027-02-22',
      holds: [
        { id: 'reserve', until: '2027-01-31', args: {} },
        {
          id: 'after-sale-period',
          until: '2026-12-22',
          args: { day: '2026-09-22', days: 90, category: '' },
        },
        { id: 'notice', until: '2026-12-01', args: { start: '2026-11-01', days: 30 } },
        { id: 'orders-finished', until: '2026-11-24', args: { count: 3 } },
        { id: 'after-sales-closed', until: '2026-11-24', args: { count: 4 } },
        { id: 'goods-money', until: '2026-11-24', args: { count: 5 } },
      ],
      milestones: [
        { date: '2026-11-01', id: 'notice-start' },
        { date: '2026-12-01', id: 'notice-over' },
        { date: '2026-12-22', id: 'after-sale-period-over' },
        { date: '2027-01-31', id: 'earliest-filing' },
        { date: expect.any(String), id: 'review-done' },
        { date: expect.any(String), id: 'signing' },
        { date: expect.any(String), id: 'money-back-from' },
        { date: plan(OPEN).moneyBackBy, id: 'money-back-by' },
      ],
      assumptions: [
        { id: 'notice-runs-out', args: {} },
        { id: 'unfinished-closed-today', args: { count: 3, day: '2027-02-22' } },
        { id: 'after-sales-closed-today', args: { count: 4 } },
        { id: 'settled-today', args: { count: 5 } },
        { id: 'default-after-sale-days', args: { days: 90 } },
        { id: 'manual-conditions-met', args: {} },
        { id: 'review-takes-longest', args: {} },
        { id: 'signed-same-day', args: {} },
        ...holidaysNotKnown(plan(OPEN).moneyBackBy),
        { id: 'only-a-lower-bound', args: {} },
      ],
    })
  })

  it('of a cross-border shop goes by its own terms', () => {
    const crossBorder = plan({ ...OPEN, kind: 'cross-border' })
    expect(crossBorder.holds).toEqual([
      {
        id: 'after-sale-period',
        until: '2026-12-22',
        args: { day: '2026-09-22', days: 90, category: '' },
      },
      { id: 'notice', until: '2026-12-01', args: { start: '2026-11-01', days: 30 } },
      { id: 'orders-finished', until: '2026-11-24', args: { count: 3 } },
    ])
    expect(crossBorder.filingIfSigned).toBe('2027-02-22')
    expect(crossBorder.assumptions).toEqual([
      { id: 'unfinished-closed-today', args: { count: 3, day: '2027-02-22' } },
      { id: 'payouts-unknown', args: {} },
      { id: 'manual-conditions-met', args: {} },
      { id: 'review-takes-longest', args: {} },
      { id: 'signed-same-day', args: {} },
      ...holidaysNotKnown(crossBorder.moneyBackBy),
      { id: 'only-a-lower-bound', args: {} },
    ])
  })

  it('of a quiet shop takes little for granted, and has no day that never was', () => {
    const quiet = plan({})
    expect(quiet.filingIfSigned).toBeNull()
    expect(quiet.milestones.map(({ id }) => id)).not.toContain('after-sale-period-over')
    expect(quiet.assumptions.map(({ id }) => id)).toEqual([
      'notice-runs-out',
      'default-after-sale-days',
      'reserve-unknown',
      'manual-conditions-met',
      'review-takes-longest',
      'signed-same-day',
      ...holidaysNotKnown(quiet.moneyBackBy).map(({ id }) => id),
      'only-a-lower-bound',
    ])
  })

  it('without a notice start begins today, and says so; ticked, it has been on', () => {
    const begins = plan({ noticeStart: null })
    expect(begins.assumptions[0]).toEqual({
      id: 'notice-starts-today',
      args: { day: '2026-11-23' },
    })
    expect(begins.milestones[0]).toEqual({ date: '2026-11-23', id: 'notice-start' })
    const ticked = plan({ noticeStart: null, isNoticeTicked: true })
    expect(ticked.assumptions[0]).toEqual({ id: 'notice-ticked', args: {} })
    expect(ticked.milestones[0]?.id).toBe('earliest-filing')
    // A day that is set is worth more than a tick.
    const both = plan({ noticeStart: '2026-11-20', isNoticeTicked: true })
    expect(both.earliestFiling).toBe('2026-12-20')
  })

  it('without orders says so even when the notice is on', () => {
    expect(plan({ hasOrders: false }).assumptions[0]).toEqual({ id: 'no-data', args: {} })
    expect(plan({ unsettledLines: null }).assumptions.map(({ id }) => id)).not.toContain(
      'settled-today',
    )
  })

  it('does not read the default as a category that somebody has named so', () => {
    const { holds } = plan({ ended: [ended('2026-11-01T10:00:00', 'default')] })
    expect(holds[0]?.args).toEqual({ day: '2026-11-01', days: 90, category: '' })
  })
})

/** The last of its days may lie in a year whose holidays nobody has arranged yet. */
function holidaysNotKnown(moneyBackBy: string | null) {
  const year = CHINESE_CALENDAR.lastKnownYear
  return Number(moneyBackBy?.slice(0, 4)) > year
    ? [{ id: 'holidays-not-known', args: { year } }]
    : []
}

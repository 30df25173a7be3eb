import { describe, expect, test } from 'vitest'
import {
  type NoticeStart,
  noticeDates,
  noticeFindings,
} from '../../../src/domain/closing/notice-dates.ts'

test('a notice of thirty days is shown on thirty days, the first included', () => {
  expect(noticeDates('2026-10-21', 30)).toEqual({ from: '2026-10-21', to: '2026-11-19' })
  expect(noticeDates('2026-10-21', 1)).toEqual({ from: '2026-10-21', to: '2026-10-21' })
})

describe('a notice start', () => {
  const found = (facts: Partial<NoticeStart>) =>
    noticeFindings({
      noticeStart: null,
      at: '2026-11-23T00:30:00+08:00',
      firstOrderAt: '2026-03-01T23:59:59+08:00',
      ...facts,
    }).map(({ code, where, args }) => [code, where, args])

  test.each([
    [null],
    // The day of the first order, any later one, and today.
    ['2026-03-01'],
    ['2026-11-22'],
    ['2026-11-23'],
  ])('%s is nothing to wonder about', (noticeStart) => {
    expect(found({ noticeStart })).toEqual([])
  })

  test('in the future, or before the shop had orders, is told and not corrected', () => {
    const where = { file: 'shop.toml' }
    expect(found({ noticeStart: '2026-11-24' })).toEqual([
      ['notice-in-future', where, { day: '2026-11-24' }],
    ])
    expect(found({ noticeStart: '2026-02-28' })).toEqual([
      ['notice-before-shop', where, { day: '2026-02-28', first: '2026-03-01' }],
    ])
  })

  test('is not compared with orders that nobody knows', () => {
    expect(found({ noticeStart: '2020-01-01', firstOrderAt: null })).toEqual([])
    expect(found({ noticeStart: '2026-12-01', firstOrderAt: null })).toHaveLength(1)
  })

  test('does not matter to a moment before the shop, which is told by itself', () => {
    const before = { at: '2026-02-28T10:00:00+08:00' }
    const told = ['moment-before-shop', {}, { day: '2026-02-28', first: '2026-03-01' }]
    expect(found(before)).toEqual([told])
    expect(found({ ...before, noticeStart: '2026-03-02' }).map(([code]) => code)).toEqual([
      'moment-before-shop',
      'notice-in-future',
    ])
    expect(found({ at: '2026-03-01T00:00:00+08:00' })).toEqual([])
  })
})

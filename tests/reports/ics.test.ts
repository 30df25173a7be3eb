import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { planClosing } from '../../src/domain/closing/plan.ts'
import { calendar, foldLine } from '../../src/reports/ics.ts'
import { planCalendar } from '../../src/reports/plan-calendar.ts'
import { CHINESE_CALENDAR } from '../../src/rules/chinese-calendar.ts'
import { PLAN_PERIODS } from '../../src/rules/plan-periods.ts'

const OPTIONS = { name: '关店计划', madeAt: '2026-11-23T09:30:00+08:00' }
const EVENT = {
  uid: 'signing-1@dyshop',
  day: '2026-12-31',
  title: '签署',
  detail: '一, 二; 三\\四',
}

/** The events as ical.js understands them. */
function eventsOf(text: string) {
  const root = new ICAL.Component(ICAL.parse(text))
  return root.getAllSubcomponents('vevent').map((component) => ({
    component,
    event: new ICAL.Event(component),
  }))
}

describe('calendar', () => {
  it('is read back by an independent parser, as whole days', () => {
    const [only] = eventsOf(calendar([EVENT], OPTIONS))
    const { event, component } = only as NonNullable<typeof only>
    expect(event.uid).toBe(EVENT.uid)
    expect(event.summary).toBe('签署')
    expect(event.description).toBe('一, 二; 三\\四')
    expect(event.startDate.isDate).toBe(true)
    expect(event.startDate.toString()).toBe('2026-12-31')
    expect(event.endDate.toString()).toBe('2027-01-01')
    expect(component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-23T01:30:00Z')
    const alarm = component.getFirstSubcomponent('valarm')
    expect(alarm?.getFirstPropertyValue('trigger')?.toString()).toBe('-PT15H')
    expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY')
  })

  it('gives a later calendar a higher sequence under the same uid', () => {
    const later = { ...OPTIONS, madeAt: '2026-11-24T09:30:00+08:00' }
    const sequence = (text: string) => eventsOf(text)[0]?.event.sequence ?? 0
    expect(sequence(calendar([EVENT], later))).toBeGreaterThan(sequence(calendar([EVENT], OPTIONS)))
  })

  it('ends every line with CRLF and has none longer than 75 octets', () => {
    const long = { ...EVENT, detail: '店铺在签署的那一刻关闭😀'.repeat(40) }
    const text = calendar([long], OPTIONS)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toMatch(/\p{Cs}/u)
    }
    expect(eventsOf(text)[0]?.event.description).toBe(long.detail)
  })

  it('keeps any text through writing and reading', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 })
    fc.assert(
      fc.property(text, text, (title, detail) => {
        const [read] = eventsOf(calendar([{ ...EVENT, title, detail }], OPTIONS))
        const kept = (value: string) =>
          value.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
        expect(read?.event.summary ?? '').toBe(kept(title))
        expect(read?.event.description ?? '').toBe(kept(detail))
      }),
    )
  })

  it('lets nobody smuggle in a property', () => {
    const [read] = eventsOf(calendar([{ ...EVENT, title: 'a\r\nATTACH:file:///etc' }], OPTIONS))
    expect(read?.component.getFirstPropertyValue('attach')).toBeNull()
    expect(read?.event.summary).toBe('a\nATTACH:file:///etc')
  })
})

describe('foldLine', () => {
  it('leaves a line of 75 octets and folds one of 76', () => {
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75))
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  })
})

describe('planCalendar', () => {
  it('has every milestone of the plan once, in both languages', () => {
    const plan = planClosing(
      {
        kind: 'domestic',
        at: OPTIONS.madeAt,
        noticeStart: '2026-11-01',
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
      },
      PLAN_PERIODS,
      CHINESE_CALENDAR,
    )
    for (const language of ['zh', 'en'] as const) {
      const shop = { shopId: '12345', shopName: '小店;一号', language }
      const events = eventsOf(planCalendar(plan, shop))
      expect(events.map(({ event }) => event.startDate.toString())).toEqual(
        plan.milestones.map(({ date }) => date),
      )
      expect(new Set(events.map(({ event }) => event.uid)).size).toBe(plan.milestones.length)
      expect(events[0]?.event.summary).toContain('小店;一号')
    }
  })
})

import { describe, expect, it } from 'vitest'
import { closingSteps } from '../../src/domain/closing/steps.ts'
import { stepsReport } from '../../src/reports/steps-report.ts'
import { paint } from '../../src/reports/text/paint.ts'
import { stepsText } from '../../src/reports/text/steps-text.ts'

describe('stepsReport', () => {
  const made = {
    ...closingSteps({
      route: 'pc',
      at: '2026-11-23T09:30:00+08:00',
      ticks: [],
      noticeStart: null,
      noticeOver: null,
      damagedFiles: ['orders.xlsx'],
      reports: new Map([['orders', '2026-11-23T08:00:00+08:00']]),
      conditions: [{ id: 'wallet', isMet: false }],
      attached: new Set(),
      waived: new Set(),
    }),
    noticeOver: null,
    ticks: [],
  }

  it('has the published keys of every step', () => {
    const keys = ['id', 'title', 'detail', 'where', 'state', 'irreversible', 'verifiedBy']
    for (const step of stepsReport(made, 'zh').steps) {
      for (const key of keys) expect(step).toHaveProperty(key)
    }
  })

  it('says in words what is missing, and which command helps', () => {
    const { gate } = stepsReport(made, 'zh')
    expect(gate.open).toBe(false)
    const part = (id: string) => gate.parts.find((each) => each.id === id)
    expect(part('check-clear')?.todo).toContain('抖店钱包没有余额')
    expect(part('exports-to-today')?.todo).toContain('售后')
    expect(part('archive-verified')?.command).toBe('dyshop verify')
  })

  it('speaks English', () => {
    const { gate } = stepsReport(made, 'en')
    expect(gate.parts.find(({ id }) => id === 'check-clear')?.todo).toContain(
      'no balance in the wallet',
    )
  })

  it('tells of a notice that is running until when it runs, and what to do meanwhile', () => {
    const facts = { noticeStart: '2026-11-01', noticeOver: '2026-12-01' }
    const running = { ...made, ...facts }
    const shown = (language: 'zh' | 'en') =>
      stepsText(stepsReport(running, language), { language, paint: paint(false) })
    expect(shown('zh')).toContain('公示中，到 2026-12-01 满')
    expect(shown('zh')).toContain('下一步：dyshop check（公示到 2026-12-01 满')
    expect(shown('zh')).not.toContain('--notice-start')
    expect(shown('en')).toContain('running, over on 2026-12-01')
    expect(shown('en')).toContain('Next: dyshop check (the notice is over on 2026-12-01')
  })
})

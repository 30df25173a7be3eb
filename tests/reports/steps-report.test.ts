import { describe, expect, it } from 'vitest'
import { closingSteps } from '../../src/domain/closing/steps.ts'
import { stepsReport } from '../../src/reports/steps-report.ts'

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
})

import { describe, expect, it } from 'vitest'
import {
  closingSteps,
  isShopClosed,
  ROUTE_STEPS,
  type StepsFacts,
  tickRefusal,
} from '../../../src/domain/closing/steps.ts'

/** Everything is ready and nothing has been done. */
const READY: StepsFacts = {
  route: 'pc',
  at: '2026-11-23T09:30:00+08:00',
  ticks: [],
  noticeStart: null,
  noticeOver: null,
  damagedFiles: [],
  reports: new Map([
    ['orders', '2026-11-23T08:00:00+08:00'],
    ['after-sales', '2026-11-23T08:05:00+08:00'],
  ]),
  conditions: [
    { id: 'notice', isMet: true },
    { id: 'deposit', isMet: true },
  ],
  attached: new Set(['deposit-receipt', 'reviews', 'chats']),
  waived: new Set(),
}

const steps = (facts: Partial<StepsFacts> = {}) => closingSteps({ ...READY, ...facts })
const states = (facts: Partial<StepsFacts> = {}) =>
  steps(facts).steps.map(({ id, state }) => `${id} ${state}`)
const ticked = (...ids: string[]) => ids.map((id) => ({ id, at: READY.at, by: '店主' }))

describe('closingSteps', () => {
  it('has both routes in the order of the guide', () => {
    expect(steps().steps.map(({ id }) => id)).toEqual([
      'publish-notice',
      'verify-identity',
      'apply',
      'account-review',
      'sign',
      'deposit-back',
    ])
    expect(steps({ route: 'app' }).steps.map(({ id }) => id)).toEqual([
      'open-me',
      'open-settings',
      'open-account-security',
      'open-my-shop',
      'close-shop',
    ])
  })

  it('takes the first step that is not done as the next, and only one', () => {
    expect(states()).toEqual([
      'publish-notice next',
      'verify-identity todo',
      'apply todo',
      'account-review todo',
      'sign todo',
      'deposit-back todo',
    ])
    expect(states({ ticks: ticked('publish-notice') }).slice(0, 2)).toEqual([
      'publish-notice done',
      'verify-identity next',
    ])
  })

  it('proves the notice from its start once its days have run', () => {
    const facts = { noticeStart: '2026-10-24', noticeOver: '2026-11-23' }
    expect(steps(facts).steps[0]).toMatchObject({ state: 'done', verifiedBy: 'data' })
    expect(steps({ ...facts, noticeOver: '2026-11-24' }).steps[0]).toMatchObject({
      state: 'next',
      verifiedBy: null,
    })
  })

  it('tells who ticked a step and when', () => {
    expect(steps({ ticks: ticked('verify-identity') }).steps[1]).toMatchObject({
      state: 'done',
      verifiedBy: 'tick',
      doneAt: READY.at,
      doneBy: '店主',
    })
  })

  it('blocks applying until every condition is met, and names those that are not', () => {
    const facts = {
      ticks: ticked('publish-notice', 'verify-identity'),
      conditions: [
        { id: 'wallet', isMet: false },
        { id: 'deposit', isMet: true },
      ],
    }
    expect(steps(facts).steps[2]).toMatchObject({ state: 'blocked', blockedBy: ['wallet'] })
    expect(states(facts)).not.toContain('account-review next')
  })

  it('marks the point of no return on both routes, and nowhere else', () => {
    for (const route of ['pc', 'app'] as const) {
      const final = steps({ route }).steps.filter(({ irreversible }) => irreversible)
      expect(final.map(({ id }) => id)).toEqual([route === 'pc' ? 'sign' : 'close-shop'])
    }
  })
})

describe('the last gate', () => {
  const closing = [
    ['pc', 'sign'],
    ['app', 'close-shop'],
  ] as const

  it.each(closing)('is open on %s when everything is met', (route, id) => {
    expect(steps({ route }).gate.isOpen).toBe(true)
    const before = ROUTE_STEPS[route].slice(0, route === 'pc' ? 4 : -1)
    const last = steps({ route, ticks: ticked(...before) }).steps.find((step) => step.id === id)
    expect(last).toMatchObject({ state: 'next', blockedBy: [] })
  })

  it.each<[string, Partial<StepsFacts>]>([
    ['archive-verified', { damagedFiles: ['orders.xlsx'] }],
    ['exports-to-today', { reports: new Map([['orders', '2026-11-23T08:00:00+08:00']]) }],
    [
      'exports-to-today',
      { reports: new Map([...READY.reports, ['orders', '2026-11-22T23:59:59+08:00']]) },
    ],
    [
      'exports-to-today',
      { reports: new Map([...READY.reports, ['settlements', '2026-11-20T08:00:00+08:00']]) },
    ],
    ['check-clear', { conditions: [{ id: 'loan', isMet: false }] }],
    ['check-clear', { conditions: [] }],
    ['deposit-receipt', { attached: new Set(['reviews', 'chats']) }],
    ['reviews', { attached: new Set(['deposit-receipt', 'chats']) }],
    ['chats', { attached: new Set(['deposit-receipt', 'reviews']) }],
  ])('keeps signing blocked for the sake of %s', (part, facts) => {
    for (const [route, id] of closing) {
      const { gate, steps: made } = steps({ ...facts, route })
      expect(gate.isOpen).toBe(false)
      expect(gate.parts.filter(({ isMet }) => !isMet).map((each) => each.id)).toEqual([part])
      expect(made.find((step) => step.id === id)).toMatchObject({
        state: 'blocked',
        blockedBy: [part],
      })
    }
  })

  it('takes a document that was given up by name', () => {
    const facts = {
      attached: new Set(['deposit-receipt'] as const),
      waived: new Set(['reviews', 'chats'] as const),
    }
    const { gate } = steps(facts)
    expect(gate.isOpen).toBe(true)
    expect(gate.parts.find(({ id }) => id === 'chats')?.by).toBe('waived')
  })

  it('does not ask a list of products for a day', () => {
    const reports = new Map([...READY.reports, ['products', '2026-01-01T08:00:00+08:00'] as const])
    expect(steps({ reports }).gate.isOpen).toBe(true)
  })
})

describe('tickRefusal', () => {
  it('lets any harmless step be ticked', () => {
    expect(tickRefusal('verify-identity', steps())).toBeNull()
  })

  it('refuses a step of another route', () => {
    expect(tickRefusal('open-me', steps())).toEqual({ reason: 'unknown-step' })
  })

  it('refuses to sign through a closed gate, and before the steps that come first', () => {
    expect(tickRefusal('sign', steps({ damagedFiles: ['orders.xlsx'] }))).toEqual({
      reason: 'blocked',
      blockedBy: ['archive-verified'],
      irreversible: true,
    })
    expect(tickRefusal('sign', steps())).toEqual({ reason: 'too-early', first: 'publish-notice' })
  })

  it('refuses what follows the closing of the shop until that is done', () => {
    const before = ['publish-notice', 'verify-identity', 'apply', 'account-review']
    expect(tickRefusal('deposit-back', steps({ ticks: ticked(...before) }))).toEqual({
      reason: 'too-early',
      first: 'sign',
    })
    expect(tickRefusal('deposit-back', steps({ ticks: ticked(...before, 'sign') }))).toBeNull()
    expect(tickRefusal('deposit-back', steps({ ticks: ticked('sign') }))).toBeNull()
  })
})

describe('isShopClosed', () => {
  it('is true once the final step of either route is ticked', () => {
    expect(isShopClosed(ticked('apply'))).toBe(false)
    expect(isShopClosed(ticked('sign'))).toBe(true)
    expect(isShopClosed(ticked('close-shop'))).toBe(true)
  })
})

describe('the last gate', () => {
  const gate = (facts: Partial<StepsFacts>) => steps(facts).gate
  const met = (id: string, by = 'data') => ({ id, isMet: true, by, missing: [] })

  it('tells of each part how it was met', () => {
    expect(
      gate({ waived: new Set(['chats']), attached: new Set(['deposit-receipt', 'reviews']) }),
    ).toEqual({
      isOpen: true,
      parts: [
        met('archive-verified'),
        met('exports-to-today'),
        met('check-clear'),
        met('deposit-receipt', 'attached'),
        met('reviews', 'attached'),
        met('chats', 'waived'),
      ],
    })
  })

  it('tells of each part what is missing', () => {
    const shut = gate({
      damagedFiles: ['orders.xlsx'],
      reports: new Map([['orders', '2026-11-22T23:59:59+08:00']]),
      conditions: [
        { id: 'notice', isMet: false },
        { id: 'deposit', isMet: true },
      ],
      attached: new Set(['reviews']),
    })
    const unmet = (id: string, ...missing: string[]) => ({ id, isMet: false, by: null, missing })
    expect(shut).toEqual({
      isOpen: false,
      parts: [
        unmet('archive-verified', 'orders.xlsx'),
        unmet('exports-to-today', 'orders', 'after-sales'),
        unmet('check-clear', 'notice'),
        unmet('deposit-receipt', 'deposit-receipt'),
        met('reviews', 'attached'),
        unmet('chats', 'chats'),
      ],
    })
  })

  it('asks for new exports of every report that the archive has, but for lists', () => {
    const old = '2026-10-01T08:00:00+08:00'
    const reports: StepsFacts['reports'] = new Map([
      ...READY.reports,
      ['funds', old],
      ['addresses', old],
      ['products', old],
    ])
    expect(gate({ reports }).parts[1]?.missing).toEqual(['funds'])
  })
})

it('a notice that has run proves its own step and no other, on its day and not before', () => {
  const over = (noticeOver: string) =>
    steps({ noticeOver }).steps.map(({ verifiedBy }) => verifiedBy)
  expect(over('2026-11-23')).toEqual(['data', null, null, null, null, null])
  expect(over('2026-11-24')).toEqual([null, null, null, null, null, null])
})

it('a shop is closed by the one tick that closes it, whatever else was ticked', () => {
  expect(isShopClosed(ticked('apply', 'sign'))).toBe(true)
  expect(isShopClosed(ticked('apply'))).toBe(false)
  expect(isShopClosed([])).toBe(false)
})

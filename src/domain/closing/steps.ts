import { type Gate, type GateFacts, gateOf } from './gate.ts'

export const ROUTES = ['pc', 'app'] as const

export type Route = (typeof ROUTES)[number]

/** The six steps of R:101829 in the back office, and the five taps of the app. */
export const ROUTE_STEPS = {
  pc: ['publish-notice', 'verify-identity', 'apply', 'account-review', 'sign', 'deposit-back'],
  app: ['open-me', 'open-settings', 'open-account-security', 'open-my-shop', 'close-shop'],
} as const satisfies Record<Route, readonly string[]>

export type StepId = (typeof ROUTE_STEPS)[Route][number]

/** After these nothing can be taken back and the back office shows nothing any more. */
const IRREVERSIBLE: ReadonlySet<StepId> = new Set(['sign', 'close-shop'])

export type StepState = 'done' | 'next' | 'todo' | 'blocked'

/** A step that the merchant ticked. */
export interface StepTick {
  id: string
  /** ISO 8601 with +08:00 */
  at: string
  by: string
}

export interface Step {
  id: StepId
  state: StepState
  irreversible: boolean
  /** `data`: proven from shop.toml and the exports; `tick`: by the merchant's word. */
  verifiedBy: 'data' | 'tick' | null
  doneAt: string | null
  doneBy: string | null
  /** Ids of what has to be met first: parts of the gate, or conditions. Empty unless blocked. */
  blockedBy: readonly string[]
}

export interface StepsFacts extends GateFacts {
  route: Route
  ticks: readonly StepTick[]
  /** YYYY-MM-DD; null until the notice is on. */
  noticeStart: string | null
  /** The first day after the notice has run, YYYY-MM-DD; null without a start. */
  noticeOver: string | null
}

export interface Steps {
  route: Route
  steps: Step[]
  gate: Gate
}

/**
 * The steps of a route in order, and which of them comes next. Applying is blocked while a condition
 * is not met; the step that closes the shop is blocked until the whole gate is open.
 */
export function closingSteps(facts: StepsFacts): Steps {
  const gate = gateOf(facts)
  let isNextTaken = false
  const steps = ROUTE_STEPS[facts.route].map((id): Step => {
    const done = doneness(id, facts)
    const blockedBy = done ? [] : blockersOf(id, facts, gate)
    const state = stateOf(done !== null, blockedBy, isNextTaken)
    if (state !== 'done') isNextTaken = true
    return {
      id,
      state,
      irreversible: IRREVERSIBLE.has(id),
      verifiedBy: done?.verifiedBy ?? null,
      doneAt: done?.at ?? null,
      doneBy: done?.by ?? null,
      blockedBy,
    }
  })
  return { route: facts.route, steps, gate }
}

function stateOf(isDone: boolean, blockedBy: readonly string[], isNextTaken: boolean): StepState {
  if (isDone) return 'done'
  if (blockedBy.length > 0) return 'blocked'
  return isNextTaken ? 'todo' : 'next'
}

interface Doneness {
  verifiedBy: 'data' | 'tick'
  at: string | null
  by: string | null
}

function doneness(id: StepId, { ticks, noticeOver, at }: StepsFacts): Doneness | null {
  if (id === 'publish-notice' && noticeOver !== null && noticeOver <= at.slice(0, 10)) {
    return { verifiedBy: 'data', at: noticeOver, by: null }
  }
  const tick = ticks.find((each) => each.id === id)
  return tick ? { verifiedBy: 'tick', at: tick.at, by: tick.by } : null
}

/** What has to be met before a step; the order of the steps is not among it. */
function blockersOf(id: StepId, { conditions }: StepsFacts, gate: Gate): string[] {
  if (id === 'apply') return conditions.filter(({ isMet }) => !isMet).map((each) => each.id)
  if (IRREVERSIBLE.has(id)) return gate.parts.filter(({ isMet }) => !isMet).map((part) => part.id)
  return []
}

/** Why a step must not be ticked now; null when it may. */
export type TickRefusal =
  | { reason: 'unknown-step' }
  /** The gate is closed, or conditions are not met; `force` overrides after the shop's name is typed. */
  | { reason: 'blocked'; blockedBy: readonly string[]; irreversible: boolean }
  /** An earlier step of the route is not done. */
  | { reason: 'too-early'; first: StepId }

/** Whether `steps done <id>` may tick a step of this route. */
export function tickRefusal(id: string, { steps }: Pick<Steps, 'steps'>): TickRefusal | null {
  const index = steps.findIndex((step) => step.id === id)
  const step = steps[index]
  if (!step) return { reason: 'unknown-step' }
  if (step.state === 'blocked') {
    return { reason: 'blocked', blockedBy: step.blockedBy, irreversible: step.irreversible }
  }
  const earlier = steps.slice(0, index).filter(({ state }) => state !== 'done')
  // Nothing that follows the closing of the shop can be done before it; other steps may overtake each other.
  const first = earlier.find(({ irreversible }) => irreversible || step.irreversible)
  return first ? { reason: 'too-early', first: first.id } : null
}

/** Whether the shop was closed on one of the routes, as far as it was ticked. */
export function isShopClosed(ticks: readonly StepTick[]): boolean {
  return ticks.some(({ id }) => (IRREVERSIBLE as ReadonlySet<string>).has(id))
}

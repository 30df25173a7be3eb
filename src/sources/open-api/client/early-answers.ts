import type { Clock } from '../../../app/ports.ts'
import type { Call } from './call.ts'
import { canonicalJson } from './canonical-json.ts'
import { quietly } from './quietly.ts'
import type { ApiAnswer } from './transport.ts'

/** Files may be read in between, for hours; an answer of before them tells too little of now. */
const FRESH_MS = 60_000

/**
 * Lets a call be made ahead of the walk that it belongs to: whoever makes the very same call soon gets
 * that answer, or that refusal, and the platform is not asked twice.
 */
export function withEarlyAnswers(send: Call, clock: Clock): { call: Call; ask: Call } {
  const early = new Map<string, { answer: Promise<ApiAnswer>; askedAt: number }>()
  const keyOf = (...[method, params]: Parameters<Call>) => `${method.name} ${canonicalJson(params)}`
  return {
    call(method, params) {
      if (early.size === 0) return send(method, params)
      const key = keyOf(method, params)
      const known = early.get(key)
      early.delete(key)
      const isFresh = known && clock.now() - known.askedAt < FRESH_MS
      return isFresh ? known.answer : send(method, params)
    },
    ask(method, params) {
      const answer = quietly(send(method, params))
      early.set(keyOf(method, params), { answer, askedAt: clock.now() })
      return answer
    },
  }
}

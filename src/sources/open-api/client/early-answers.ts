import { quietly } from '../walks/fetch-ahead.ts'
import type { Call } from './call.ts'
import { canonicalJson } from './canonical-json.ts'
import type { ApiAnswer } from './transport.ts'

/**
 * Lets a call be made ahead of the walk that it belongs to: whoever makes the very same call next gets
 * that answer, or that refusal, and the platform is not asked twice.
 */
export function withEarlyAnswers(send: Call): { call: Call; ask: Call } {
  const early = new Map<string, Promise<ApiAnswer>>()
  const keyOf = (...[method, params]: Parameters<Call>) => `${method.name} ${canonicalJson(params)}`
  return {
    call(method, params) {
      const key = keyOf(method, params)
      const answer = early.get(key)
      early.delete(key)
      return answer ?? send(method, params)
    },
    ask(method, params) {
      const answer = quietly(send(method, params))
      early.set(keyOf(method, params), answer)
      return answer
    },
  }
}

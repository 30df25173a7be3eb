import type { Time } from '../../../app/ports.ts'
import type { Secret } from '../../../domain/privacy/secret.ts'
import { type Method, rateOf } from '../methods.ts'
import { ApiError, recoveryOf } from './api-error.ts'
import type { Params } from './canonical-json.ts'
import { Evenness, RateLimiter, SharedPause } from './limiter.ts'
import { withRetry } from './retry.ts'
import type { ApiAnswer, Send } from './transport.ts'

/** A signed read of the shop. */
export type Call = (method: Method, params: Params) => Promise<ApiAnswer>

/** Where calls get their token from; see `tokens.ts`. */
export interface TokenSource {
  current(): Promise<Secret>
  /** Another token than one that was refused, renewed at most once however many calls ask. */
  replace(refused: Secret): Promise<Secret>
}

export interface Pace {
  time: Time
  /** From 0 to 1. */
  random: () => number
  /** Requests a second for each method, as the merchant knows them from the console. */
  rate: number | null
}

/** Lets calls out at their method's rate, and holds all of them while the platform asks for a pause. */
export function withLimits(send: Send, { time, random, rate }: Pace): Send {
  const pause = new SharedPause(time, random)
  const evenness = new Evenness()
  const limiters = new Map<string, RateLimiter>()
  const limiterOf = (method: Method) => {
    const limiter =
      limiters.get(method.name) ?? new RateLimiter(rateOf(method, rate), time, evenness)
    limiters.set(method.name, limiter)
    return limiter
  }
  return async (call) => {
    // A pause may begin while this call stands in the queue of its method.
    do {
      await pause.over()
      await limiterOf(call.method).take()
    } while (pause.isOn())
    const leftAt = time.monotonicMs()
    try {
      const answer = await send(call)
      evenness.answered(time.monotonicMs() - leftAt)
      pause.succeeded()
      return answer
    } catch (error) {
      if (recoveryOf(error) === 'throttle') {
        pause.start((error instanceof ApiError && error.retryAfterMs) || 0)
      }
      throw error
    }
  }
}

/** Gives each call a token; one that is refused as expired or unknown is replaced once. */
function withToken(send: Send, tokens: TokenSource): Send {
  return async (call) => {
    const accessToken = await tokens.current()
    try {
      return await send({ ...call, accessToken })
    } catch (error) {
      if (recoveryOf(error) !== 'renew-token') throw error
      return send({ ...call, accessToken: await tokens.replace(accessToken) })
    }
  }
}

/** The whole stack: token ( retry ( limit ( sign and send ))). `limited` is already paced. */
export function stackCall(limited: Send, tokens: TokenSource, { time, random }: Pace): Call {
  const send = withToken(withRetry(limited, time, random), tokens)
  return (method, params) => send({ method, params })
}

import type { Time } from '../../../app/ports.ts'
import { recoveryOf } from './api-error.ts'
import type { Send } from './transport.ts'

const TRIES = 5
const FIRST_DELAY_MS = 1000
const LONGEST_DELAY_MS = 30_000

/**
 * How long to wait after a failed try, or null to give up. Full jitter: anything up to the doubled
 * delay, so that clients that failed together do not return together.
 *
 * @param tries how many were made
 * @param random from 0 to 1
 */
export function retryDelayMs(error: unknown, tries: number, random: number): number | null {
  if (tries >= TRIES) return null
  const recovery = recoveryOf(error)
  // The limiter makes a throttled call wait, together with all others.
  if (recovery === 'throttle') return 0
  if (recovery !== 'retry') return null
  return random * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1))
}

/** Tries a read again. Every attempt goes through `send` anew: its own slot, time and signature. */
export function withRetry(send: Send, time: Time, random: () => number): Send {
  return async (call) => {
    for (let tries = 1; ; tries++) {
      try {
        return await send(call)
      } catch (error) {
        const delayMs = retryDelayMs(error, tries, random())
        if (delayMs === null) throw error
        if (delayMs > 0) await time.sleep(delayMs)
      }
    }
  }
}

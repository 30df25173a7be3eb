import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../app/ports.ts'

/** The clock of requests and the waiting between them, so that tests need no real time. */
export interface Time extends Clock {
  /** Milliseconds since some moment, never going back; for distances between requests. */
  monotonicMs(): number
  /** @throws the reason of the signal that stopped the work meanwhile */
  sleep(delayMs: number): Promise<void>
}

/** @param signal ends every sleep, so that Ctrl-C is not kept waiting by a pause */
export function systemTime(signal?: AbortSignal): Time {
  return {
    now: Date.now,
    monotonicMs: () => performance.now(),
    async sleep(delayMs) {
      try {
        await wait(delayMs, undefined, signal ? { signal } : {})
      } catch (error) {
        throw signal?.aborted ? signal.reason : error
      }
    },
  }
}

import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Time } from '../app/ports.ts'

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

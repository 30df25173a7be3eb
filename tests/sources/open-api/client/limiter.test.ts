import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Time } from '../../../../src/app/ports.ts'
import { DyshopError } from '../../../../src/errors.ts'
import { systemTime } from '../../../../src/platform/system-time.ts'
import { ApiError } from '../../../../src/sources/open-api/client/api-error.ts'
import { withLimits } from '../../../../src/sources/open-api/client/call.ts'
import {
  Evenness,
  RateLimiter,
  SharedPause,
} from '../../../../src/sources/open-api/client/limiter.ts'
import { ADDRESS_LIST, rateOf, TOKEN_CREATE } from '../../../../src/sources/open-api/methods.ts'
import { VirtualTime } from '../../../fakes/open-api/virtual-time.ts'

/** When each of `count` takers was let through, in milliseconds from the start. */
async function departures(limiter: RateLimiter, time: Time, count: number): Promise<number[]> {
  const start = time.monotonicMs()
  const at: number[] = []
  await Promise.all(
    Array.from({ length: count }, () =>
      limiter.take().then(() => at.push(time.monotonicMs() - start)),
    ),
  )
  return at
}

function mostInAnyWindow(at: readonly number[], windowMs: number): number {
  return Math.max(
    ...at.map((from) => at.filter((each) => each >= from && each < from + windowMs).length),
  )
}

describe('the rate', () => {
  test('spaces requests evenly and lets the first one out at once', async () => {
    const time = new VirtualTime()
    const at = await departures(new RateLimiter(5, time), time, 4)
    expect(at.map(Math.round)).toEqual([0, 208, 416, 624])
  })

  test('holds in every second, however late the timers are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
        async (rate, lateness) => {
          const clock = new VirtualTime()
          let count = 0
          const time: Time = {
            now: () => clock.now(),
            monotonicMs: () => clock.monotonicMs(),
            sleep: (ms) => clock.sleep(ms + (lateness[count++ % lateness.length] ?? 0)),
          }
          const at = await departures(new RateLimiter(rate, time), time, rate * 3)
          expect(mostInAnyWindow(at, 1000)).toBeLessThanOrEqual(rate)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('catches up after a stall instead of losing the slots for good', async () => {
    const clock = new VirtualTime()
    let count = 0
    const late: Time = {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      sleep: (ms) => clock.sleep(ms + (count++ % 2 === 0 ? 5 : 0)),
    }
    const at = await departures(new RateLimiter(20, late), late, 400)
    expect(399 / ((at.at(-1) ?? 0) / 1000)).toBeGreaterThanOrEqual(19)
  })

  test.each([
    ['evenly', [50, 55, 60], 20, 20],
    ['very unevenly', [50, 350], 17, 19],
    ['in no predictable time', [1, 9000], 16, 17],
  ] as const)(
    'where answers come %s is kept at the far end too',
    async (_, latencies, low, high) => {
      const time = new VirtualTime()
      const evenness = new Evenness()
      for (let count = 0; count < 60; count++) {
        evenness.answered(latencies[count % latencies.length] ?? 0)
      }
      const at = await departures(new RateLimiter(20, time, evenness), time, 201)
      const rate = 200 / ((at.at(-1) ?? 0) / 1000)
      expect(Math.ceil(rate)).toBeGreaterThanOrEqual(low)
      expect(rate).toBeLessThanOrEqual(high)
    },
  )

  test('may be less than one a second', async () => {
    const time = new VirtualTime()
    const at = await departures(new RateLimiter(0.5, time), time, 3)
    expect(at.map(Math.round)).toEqual([0, 2080, 4160])
  })

  test('goes on when one of the waiting was stopped', async () => {
    const clock = new VirtualTime()
    let isStopped = false
    const time: Time = {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      sleep: (ms) => (isStopped ? Promise.reject(new Error('stopped')) : clock.sleep(ms)),
    }
    const limiter = new RateLimiter(1, time)
    await limiter.take()
    isStopped = true
    await expect(limiter.take()).rejects.toThrow('stopped')
    isStopped = false
    await limiter.take()
  })

  test('is what the merchant set, else what is stated, else five a second', () => {
    expect(rateOf(ADDRESS_LIST, null)).toBe(5)
    expect(rateOf(ADDRESS_LIST, 20)).toBe(20)
    expect(rateOf(TOKEN_CREATE, null)).toBe(5)
    expect(rateOf(TOKEN_CREATE, 1000)).toBe(60)
  })
})

describe('the shared pause', () => {
  test('doubles up to half a minute, and begins anew after a success', async () => {
    const time = new VirtualTime()
    const pause = new SharedPause(time, () => 1)
    const lengths: number[] = []
    for (let count = 0; count < 7; count++) {
      pause.start()
      const start = time.monotonicMs()
      await pause.over()
      lengths.push(time.monotonicMs() - start)
    }
    expect(lengths).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    pause.succeeded()
    pause.start()
    const start = time.monotonicMs()
    await pause.over()
    expect(time.monotonicMs() - start).toBe(1000)
  })

  test('counts the throttled requests of one burst once', async () => {
    const time = new VirtualTime()
    const pause = new SharedPause(time, () => 1)
    for (let count = 0; count < 10; count++) pause.start()
    const start = time.monotonicMs()
    await pause.over()
    expect(time.monotonicMs() - start).toBe(1000)
  })

  test('lasts as long as the platform asked for', async () => {
    const time = new VirtualTime()
    const sent: number[] = []
    const send = withLimits(
      async () => {
        sent.push(time.now())
        if (sent.length === 1) {
          throw new ApiError('api-throttled', {}, { recovery: 'throttle', retryAfterMs: 7000 })
        }
        return { data: null, raw: new Uint8Array(), logId: '' }
      },
      { time, random: () => 0, rate: 100 },
    )
    const call = { method: ADDRESS_LIST, params: {} }
    await expect(send(call)).rejects.toThrow()
    await send(call)
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(7000)
  })
})

describe('the real time', () => {
  test('ends a sleep at once when the user asks to stop', async () => {
    const stop = new AbortController()
    const time = systemTime(stop.signal)
    const reason = new DyshopError('interrupted')
    const sleep = time.sleep(60_000)
    stop.abort(reason)
    await expect(sleep).rejects.toBe(reason)
    await expect(time.sleep(1)).rejects.toBe(reason)
    const before = time.monotonicMs()
    await systemTime().sleep(5)
    expect(time.monotonicMs()).toBeGreaterThan(before)
  })
})

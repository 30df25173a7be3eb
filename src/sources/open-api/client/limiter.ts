import type { Time } from '../../../app/ports.ts'

/**
 * Kept below the allowed rate, so that requests which the network bunches together still arrive no
 * faster than allowed: at 20 a second this forgives 40 ms and uses 96 % of the rate.
 */
const HEADROOM = 1.04
/** As far as more is given where the network, or a busy machine, bunches them more. */
const MOST_MORE_MS = 200

/** Answers by which the way there is judged, and how few of them say nothing yet. */
const LAST_ANSWERS = 60
const FEW_ANSWERS = 5
const UNEVEN_UNTIL_KNOWN_MS = 80

/**
 * How evenly requests travel. Nobody sees when they arrive, but where answers take now 50 and now 250
 * ms, one request may gain that much on another, half of it on its way there.
 */
export class Evenness {
  readonly #latencies: number[] = []
  #next = 0

  answered(latencyMs: number): void {
    this.#latencies[this.#next] = latencyMs
    this.#next = (this.#next + 1) % LAST_ANSWERS
  }

  get unevenMs(): number {
    if (this.#latencies.length < FEW_ANSWERS) return UNEVEN_UNTIL_KNOWN_MS
    return (Math.max(...this.#latencies) - Math.min(...this.#latencies)) / 2
  }
}

/**
 * Spaces the requests of one method evenly, and never lets more leave within a window than the rate
 * allows there, also when the process was held up and has slots to catch up with.
 */
export class RateLimiter {
  readonly #time: Time
  readonly #spacingMs: number
  readonly #windowMs: number
  readonly #evenness: Evenness | null
  /** When the last requests left, as many as fit a window; the oldest at `#oldest`. */
  readonly #departures: number[]
  #oldest = 0
  #nextSlot = Number.NEGATIVE_INFINITY
  #queue: Promise<void> = Promise.resolve()

  /** @param evenness shared by all methods, which travel the same way; null trusts the way */
  constructor(ratePerSecond: number, time: Time, evenness: Evenness | null = null) {
    this.#evenness = evenness
    const burst = Math.max(1, Math.floor(ratePerSecond))
    this.#time = time
    this.#spacingMs = (1000 / ratePerSecond) * HEADROOM
    this.#windowMs = this.#spacingMs * burst
    this.#departures = new Array<number>(burst).fill(Number.NEGATIVE_INFINITY)
  }

  /** What a window is longer by than the headroom makes it. */
  get #moreMs(): number {
    const headroomMs = this.#windowMs - this.#windowMs / HEADROOM
    return Math.min(MOST_MORE_MS, Math.max(0, (this.#evenness?.unevenMs ?? 0) - headroomMs))
  }

  /** Resolves, first come first served, when the next request may leave. */
  take(): Promise<void> {
    const turn = this.#queue.then(() => this.#waitForSlot())
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async #waitForSlot(): Promise<void> {
    const oldest = this.#departures[this.#oldest] as number
    const slot = Math.max(this.#nextSlot, oldest + this.#windowMs + this.#moreMs)
    const delayMs = slot - this.#time.monotonicMs()
    if (delayMs > 0) await this.#time.sleep(delayMs)
    const now = this.#time.monotonicMs()
    this.#departures[this.#oldest] = now
    this.#oldest = (this.#oldest + 1) % this.#departures.length
    // Counted from the slot, or every timer's lateness would cost rate; after a rest, from now.
    const isLate = now - slot < this.#spacingMs
    this.#nextSlot = (isLate ? slot : now) + this.#spacingMs
  }
}

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000

/** One pause for all methods, because the platform counts an app's requests together (5.3). */
export class SharedPause {
  readonly #time: Time
  readonly #random: () => number
  #until = Number.NEGATIVE_INFINITY
  #inARow = 0

  constructor(time: Time, random: () => number) {
    this.#time = time
    this.#random = random
  }

  /** Waits until nobody asks to pause any more. */
  async over(): Promise<void> {
    for (;;) {
      const delayMs = this.#until - this.#time.monotonicMs()
      if (delayMs <= 0) return
      await this.#time.sleep(delayMs)
    }
  }

  isOn(): boolean {
    return this.#until > this.#time.monotonicMs()
  }

  /** Doubles from pause to pause; the throttled requests of one burst count as one. */
  start(atLeastMs = 0): void {
    const now = this.#time.monotonicMs()
    if (this.#until <= now) this.#inARow++
    else if (atLeastMs === 0) return
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#inARow - 1))
    // Half is fixed: a pause of nothing would only be throttled again.
    const delayMs = longest / 2 + (this.#random() * longest) / 2
    this.#until = Math.max(this.#until, now + Math.max(delayMs, atLeastMs))
  }

  succeeded(): void {
    if (!this.isOn()) this.#inARow = 0
  }
}

import type { Time } from '../../../src/app/ports.ts'

interface Sleeper {
  at: number
  order: number
  wake: () => void
}

/**
 * Time that moves only when everything else waits: each sleep ends at its own moment, in order, and
 * no real time passes. What is due next wakes after all pending microtasks and I/O callbacks.
 */
export class VirtualTime implements Time {
  #nowMs: number
  #order = 0
  #isTicking = false
  readonly #sleepers: Sleeper[] = []

  constructor(nowMs = Date.parse('2026-11-23T12:00:00+08:00')) {
    this.#nowMs = nowMs
  }

  now(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#nowMs
  }

  /** Lets time pass for a test; whoever sleeps less wakes later, at the new time. */
  advance(milliseconds: number): void {
    this.#nowMs += milliseconds
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((wake) => {
      const at = this.#nowMs + Math.max(0, delayMs)
      const index = this.#sleepers.findLastIndex((each) => each.at <= at) + 1
      this.#sleepers.splice(index, 0, { at, order: this.#order++, wake })
      this.#tickSoon()
    })
  }

  #tickSoon(): void {
    if (this.#isTicking) return
    this.#isTicking = true
    setImmediate(() => this.#tick())
  }

  #tick(): void {
    this.#isTicking = false
    const next = this.#sleepers.shift()
    if (!next) return
    this.#nowMs = Math.max(this.#nowMs, next.at)
    next.wake()
    if (this.#sleepers.length > 0) this.#tickSoon()
  }
}

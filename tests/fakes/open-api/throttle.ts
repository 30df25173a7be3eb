import { Refusal } from './answers.ts'

/** Counts each method's requests in a sliding second; product methods have a number of their own. */
export class FakeThrottle {
  readonly #limit: number
  readonly #times = new Map<string, number[]>()

  constructor(limit: number) {
    this.#limit = limit
  }

  check(method: string, at: number): void {
    const times = this.#times.get(method) ?? []
    this.#times.set(method, times)
    while (times.length > 0 && (times[0] as number) <= at - 1000) times.shift()
    if (times.length >= this.#limit) {
      throw method.startsWith('product.')
        ? new Refusal(50002, 'isv.business-failed:2010401')
        : new Refusal(60000, 'isv.traffic-limited')
    }
    times.push(at)
  }
}

import { type Finding, type FindingArgs, type FindingCode, finding, type Place } from './finding.ts'

/** How many findings of one kind are told one by one; the rest are counted. */
export const FINDINGS_OF_A_KIND = 1000

/** Gathers findings in the order they are made, bounded whatever the input is like. */
export class FindingCollector {
  readonly #kept: Finding[] = []
  readonly #counts = new Map<FindingCode, number>()
  #hasError = false

  add(code: FindingCode, where: Place = {}, args: FindingArgs = {}): Finding {
    const made = finding(code, where, args)
    this.push(made)
    return made
  }

  push(made: Finding): void {
    const count = (this.#counts.get(made.code) ?? 0) + 1
    this.#counts.set(made.code, count)
    this.#hasError ||= made.severity === 'error'
    if (count <= FINDINGS_OF_A_KIND) this.#kept.push(made)
  }

  /** False once something was not read or not understood. */
  get isComplete(): boolean {
    return !this.#hasError
  }

  /** Everything found; kinds with too many findings end in one that counts the others. */
  all(): Finding[] {
    const summaries = [...this.#counts]
      .filter(([, count]) => count > FINDINGS_OF_A_KIND)
      .map(([code, count]) => ({
        ...finding('more', {}, { code, count: count - FINDINGS_OF_A_KIND }),
        severity: finding(code).severity,
      }))
    return [...this.#kept, ...summaries]
  }
}

/**
 * Tells apart what a deletion makes equal, where rows are told apart by it: the second different text that
 * becomes `红色***` becomes `红色*** (2)`. The numbers say in which order texts came, and nothing of them.
 */
export class StandIns {
  readonly #numbers = new Map<string, Map<string, number>>()

  of(before: string, after: string): string {
    const seen = this.#numbers.get(after) ?? new Map<string, number>()
    this.#numbers.set(after, seen)
    const number = seen.get(before) ?? seen.size + 1
    seen.set(before, number)
    return number === 1 ? after : `${after} (${number})`
  }
}

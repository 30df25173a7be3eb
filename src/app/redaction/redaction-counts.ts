import type { RedactedField } from '../../domain/privacy/redaction-record.ts'

/** How many cells of each column held something that goes or is cleaned. */
export class FieldCounts {
  readonly #counts = new Map<string, RedactedField>()
  total = 0

  add(report: string, column: string, how: RedactedField['how']): void {
    const key = `${report}\n${column}\n${how}`
    const known = this.#counts.get(key)
    if (known) known.cells++
    else this.#counts.set(key, { report, column, cells: 1, how })
    this.total++
  }

  /** By report, the fullest columns first. */
  all(): RedactedField[] {
    const byReport = (a: RedactedField, b: RedactedField) => a.report.localeCompare(b.report, 'en')
    return [...this.#counts.values()].sort((a, b) => byReport(a, b) || b.cells - a.cells)
  }
}

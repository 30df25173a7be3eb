import { formatYuan } from '../../domain/money.ts'

/** Amounts as a page shows them: `55,249.61`. */
export function yuan(fen: number): string {
  const [whole = '', cents = ''] = formatYuan(fen).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** Counts with commas: `1,234,567`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

const DAY_MS = 86_400_000

/** Whole days from one day YYYY-MM-DD to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** So many bars fit a page side by side with their labels. */
const MOST_PERIODS = 24

/** Months as they are grouped on a page: a shop of ten years has too many to show one by one. */
export interface Periods {
  /** In the order of time, without holes; '' last where something has no month. */
  names: readonly string[]
  /** The period of a month YYYY-MM. */
  of(month: string): string
}

/** Months while they are few, else quarters, else years. @param months YYYY-MM, or '' for not known */
export function periodsOf(months: readonly string[]): Periods {
  const known = [...new Set(months.filter((month) => month !== ''))].sort()
  const unknown = months.includes('') ? [''] : []
  const first = known[0]
  const last = known.at(-1)
  if (first === undefined || last === undefined) return { names: unknown, of: (month) => month }
  const all = monthsBetween(first, last)
  for (const of of [ofMonth, ofQuarter]) {
    const names = [...new Set(all.map(of))]
    if (names.length <= MOST_PERIODS) return { names: [...names, ...unknown], of }
  }
  return { names: [...new Set(all.map(ofYear)), ...unknown], of: ofYear }
}

const ofMonth = (month: string): string => month
const ofYear = (month: string): string => month.slice(0, 4)
function ofQuarter(month: string): string {
  return month === '' ? '' : `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  let [year, month] = first.split('-').map(Number) as [number, number]
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
    months.push(name)
    if (name >= last) return months
    month++
    if (month > 12) {
      month = 1
      year++
    }
  }
}

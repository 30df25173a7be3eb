/** The platform's table of deductions for late shipping, passed in as data (see `rules/`). */
export interface DeductionTable {
  graceHours: number
  tiers: readonly {
    promiseUpToHours: number | null
    late: DeductionStep
    outOfStock: DeductionStep
  }[]
}

export interface DeductionStep {
  percent: number
  minFen: number
  maxFen: number
}

/** What the table needs to know of one unshipped line. Times in milliseconds. */
export interface PromisedLine {
  /** What the buyer paid for it. */
  paidFen: number
  paidAtMs: number | null
  promisedAtMs: number | null
}

const HOUR_MS = 3_600_000

/**
 * What the platform takes for one shop order as of a moment: for each of its late lines the share of
 * what the buyer paid, together rounded half up to a fen, then within the bounds of the strictest of
 * their steps. An estimate: the platform decides.
 */
export function orderDeduction(
  lines: readonly PromisedLine[],
  atMs: number,
  table: DeductionTable,
): number {
  let shareFen = 0
  let strictest: DeductionStep | null = null
  for (const line of lines) {
    const step = stepOf(line, atMs, table)
    if (!step || step.percent === 0) continue
    shareFen += line.paidFen * step.percent
    if (!strictest || step.minFen > strictest.minFen) strictest = step
  }
  if (!strictest) return 0
  const rounded = Math.floor((shareFen + 50) / 100)
  return Math.min(Math.max(rounded, strictest.minFen), strictest.maxFen)
}

/** When the deduction for an order changes next, and to what; null when it cannot get worse. */
export function nextDeduction(
  lines: readonly PromisedLine[],
  atMs: number,
  table: DeductionTable,
): { atMs: number; fen: number } | null {
  const now = orderDeduction(lines, atMs, table)
  const moments = lines
    .flatMap(({ promisedAtMs }) =>
      promisedAtMs === null ? [] : [promisedAtMs, promisedAtMs + table.graceHours * HOUR_MS],
    )
    .filter((moment) => moment >= atMs)
    .sort((a, b) => a - b)
  for (const moment of moments) {
    const fen = orderDeduction(lines, moment + 1, table)
    if (fen !== now) return { atMs: moment, fen }
  }
  return null
}

/** The step a line is in; null while its promise is kept, or when its promise is not known. */
function stepOf(
  { paidAtMs, promisedAtMs }: PromisedLine,
  atMs: number,
  { tiers, graceHours }: DeductionTable,
): DeductionStep | null {
  if (promisedAtMs === null || atMs <= promisedAtMs) return null
  // Without a payment time the usual promise of the first tier is assumed.
  const promiseHours = paidAtMs === null ? 0 : (promisedAtMs - paidAtMs) / HOUR_MS
  const tier = tiers.find(
    ({ promiseUpToHours }) => promiseUpToHours === null || promiseHours <= promiseUpToHours,
  )
  if (!tier) return null
  return atMs - promisedAtMs <= graceHours * HOUR_MS ? tier.late : tier.outOfStock
}

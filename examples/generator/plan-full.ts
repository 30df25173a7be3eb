import { beijing, DAY, HOUR, MINUTE, type Seconds } from './beijing-time.ts'
import type { FundLayout } from './bill-columns.ts'
import type { HistorySettings } from './history.ts'
import { BILL_CSV, exportName, OLD_LOOK, ORDER_CSV, PLAIN_LOOK } from './looks.ts'
import {
  afterSaleFile,
  csvFile,
  ledgerZip,
  type OrderRequest,
  orderCsv,
  orderExport,
  productWorkbook,
} from './plan-parts.ts'
import { Random } from './random.ts'
import type { CsvLook } from './sheet.ts'
import type { ShopFile } from './shop-files.ts'

/**
 * A shop as large as one whose real exports are known: 111 files, 33,743 lines, 31,765 orders from
 * January to June 2026 (B1 of the reference).
 */
export function fullHistory(seed: number): HistorySettings {
  return {
    seed,
    from: beijing('2026-01-01'),
    until: beijing('2026-07-01'),
    orders: 31_765,
    // 1,600 × 1 + 150 × 2 + 26 × 3 further lines = 33,743 − 31,765.
    severalLines: [
      [2, 1600],
      [3, 150],
      [4, 26],
    ],
    recordOnlyOrders: 7,
    products: 120,
    trouble: 1,
    qicShare: 0.02,
    finalRush: 1,
  }
}

export const FULL_END = beijing('2026-07-01 19:00:00')

const FROM = beijing('2026-01-01')
const UNTIL = beijing('2026-07-01')
/** The merchant's last round of CSV exports. */
const LAST_ROUND = beijing('2026-07-01 10:00:00')

const MONTHS = Array.from({ length: 6 }, (_, index) => ({
  number: index + 1,
  from: beijing(`2026-0${index + 1}-01`),
  to: beijing(`2026-0${index + 2}-01`),
}))

/** Everything the merchant exported in half a year, 111 order CSV files among it. */
export function fullFiles(seed: number): ShopFile[] {
  const random = new Random(`full plan ${seed}`)
  return [
    ...dailyRounds(random),
    ...weeklyRounds(random),
    ...halfMonthlyRounds(random),
    ...ordersByOrder(random),
    ...unfinishedOrders(random),
    ...workbooks(),
    februaryZip(random),
    ...afterSales(random),
    ...bills(random),
    ...lists(random),
  ]
}

/** 61 files: every three days the orders of those days, most of them just placed. */
function dailyRounds(random: Random): ShopFile[] {
  return rangesOf(3).map(({ from, to }, place) => {
    const at = to + 9 * HOUR + random.int(0, 40 * MINUTE)
    return orderCsv({ from, to, at, ...dailyForm(place) }, random)
  })
}

/** The merchant changed the report now and then, and opened some files with other tools. */
function dailyForm(place: number): Pick<OrderRequest, 'layout' | 'csv' | 'look'> {
  const csv: Partial<CsvLook> = {
    ...(place % 9 === 4 && { encoding: 'utf-8' as const }),
    ...(place % 7 === 3 && { newline: '\n' as const }),
    ...((place === 5 || place === 17) && { encoding: 'gb18030' as const }),
    ...(place === 23 && { encoding: 'utf-16le' as const }),
    ...(place >= 10 && place < 14 && { hasThousandsCommas: true }),
    ...(place >= 30 && place < 34 && { empty: '' as const }),
  }
  if (place < 8) return { layout: 'v2', csv: { ...csv, empty: '–' }, look: OLD_LOOK }
  if (place < 12) return { layout: 'v2', csv, look: { ...PLAIN_LOOK, receiver: 'virtual' } }
  if (place < 40) return { layout: 'v1', csv }
  return { layout: place < 54 ? 'v1a' : 'v1b', csv }
}

/** 26 files: each week again, ten days later, when most is on its way. */
function weeklyRounds(random: Random): ShopFile[] {
  return rangesOf(7).map(({ from, to }, place) => {
    const at = Math.min(to + 10 * DAY + 14 * HOUR, LAST_ROUND) - random.int(20, 39) * MINUTE
    return orderCsv({ from, to, at, layout: place < 18 ? 'v1' : 'v1a' }, random)
  })
}

/** 12 files: each half of a month once more, when most of it is finished. */
function halfMonthlyRounds(random: Random): ShopFile[] {
  const halves = MONTHS.flatMap(({ from, to }) => {
    const middle = from + 15 * DAY
    return [
      { from, to: middle },
      { from: middle, to },
    ]
  })
  return halves.map(({ from, to }, place) => {
    const at = Math.min(to + 25 * DAY + 16 * HOUR, LAST_ROUND) - random.int(2, 15) * MINUTE
    return orderCsv({ from, to, at, layout: place < 9 ? 'v1' : 'v1b' }, random)
  })
}

/** 6 files in 订单维度, where an order with several lines is one row. */
function ordersByOrder(random: Random): ShopFile[] {
  return MONTHS.map(({ number, from, to }) => {
    const at = Math.min(to + DAY + 20 * HOUR, LAST_ROUND - 45 * MINUTE)
    const layout = number % 3 === 0 ? 'v1' : 'custom'
    return orderCsv({ from, to, at, layout, dimension: 'order' }, random)
  })
}

/** 6 files with the merchant's own fields: what is not finished yet, whenever it was placed. */
function unfinishedOrders(random: Random): ShopFile[] {
  return MONTHS.map(({ to }) => {
    const at = Math.min(to + 8 * HOUR, LAST_ROUND)
    const request = { from: FROM, to, at: to === UNTIL ? LAST_ROUND : at } as const
    return orderCsv({ ...request, layout: 'custom', isUnfinishedOnly: true }, random)
  })
}

/** Workbooks that somebody renamed; only their rows tell how new they are. */
function workbooks(): ShopFile[] {
  const requests = [
    ['订单/2026-03/订单导出.xlsx', '2026-03-03', '2026-03-06', '2026-03-08 12:00:00', 'v1'],
    ['订单/2026-05/订单导出 (1).xlsx', '2026-05-08', '2026-05-11', '2026-05-12 15:00:00', 'v1a'],
    ['订单/2026-06/6月订单 最新.xlsx', '2026-06-20', '2026-06-23', '2026-07-01 18:30:00', 'v1'],
  ] as const
  return requests.map(([path, from, to, madeAt, layout]) => {
    const at = beijing(madeAt)
    const content = orderExport({ from: beijing(from), to: beijing(to), at, layout })
    return { path, madeAt: at, body: { container: 'xlsx', content } }
  })
}

/** February again, in one ZIP with a member for each ten days; long after everything ended. */
function februaryZip(random: Random): ShopFile {
  const at = beijing('2026-06-05 11:22:33')
  const parts = [
    ['2月上旬订单.csv', '2026-02-01', '2026-02-11'],
    ['2月中旬订单.csv', '2026-02-11', '2026-02-21'],
    ['2月下旬订单.csv', '2026-02-21', '2026-03-01'],
  ] as const
  const members = parts.map(([name, from, to]) => ({
    name,
    look: ORDER_CSV,
    content: orderExport({ from: beijing(from), to: beijing(to), at, layout: 'v1a' }),
  }))
  return {
    path: `订单/2026-02/${exportName(at, 'zip', random)}`,
    madeAt: at,
    body: { container: 'zip', isDeflated: true, members },
  }
}

/** One file a month, two of them workbooks; at the end all of them again, as they stand then. */
function afterSales(random: Random): ShopFile[] {
  const monthly = MONTHS.map(({ number, from, to }) => {
    const at = Math.min(to + 2 * DAY + 9 * HOUR, LAST_ROUND + 5 * MINUTE)
    return afterSaleFile({ from, to, at }, number === 2 || number === 5 ? 'xlsx' : 'csv', random)
  })
  const at = FULL_END - 20 * MINUTE
  return [...monthly, afterSaleFile({ from: FROM, to: FULL_END, at }, 'csv', random)]
}

const FUND_FORMS: readonly (readonly [FundLayout, Partial<CsvLook>])[] = [
  ['of2023', {}],
  ['signed', { hasThousandsCommas: true }],
  ['current', { idMark: '`' }],
  ['current', {}],
  ['current', { encoding: 'utf-8' }],
  ['current', {}],
]

/** Settlements and fund movements by month; each file begins some days before its month. */
function bills(random: Random): ShopFile[] {
  return MONTHS.flatMap(({ from, to }, place) => {
    const isLast = to === UNTIL
    const madeAt = isLast ? FULL_END : to + 3 * DAY + 10 * HOUR
    const until = isLast ? FULL_END + 1 : to
    const [layout, csv] = FUND_FORMS[place] ?? ['current', {}]
    const settlements = { kind: 'settlements', from: from - 5 * DAY, to: until } as const
    const funds = { kind: 'funds', from: from - 2 * DAY, to: until, layout } as const
    const commas = { ...BILL_CSV, hasThousandsCommas: place === 2 }
    return [
      csvFile('结算', madeAt, settlements, { look: commas, random }),
      csvFile('资金', madeAt, funds, { look: { ...BILL_CSV, ...csv }, random }),
    ]
  })
}

/** The ledger, freight insurance by quarter, QIC fees and the products. */
function lists(random: Random): ShopFile[] {
  const form = { look: ORDER_CSV, random }
  const middle = beijing('2026-04-01')
  const firstQuarter = { kind: 'insurance', from: FROM, to: middle } as const
  const secondQuarter = { kind: 'insurance', from: middle, to: FULL_END + 1 } as const
  return [
    ledgerZip(FULL_END, true, random),
    csvFile('资金/运费险', FULL_END, firstQuarter, form),
    csvFile('资金/运费险', FULL_END, secondQuarter, form),
    csvFile('资金/QIC', FULL_END, { kind: 'qic' }, form),
    productWorkbook(FULL_END),
  ]
}

function rangesOf(days: number): { from: Seconds; to: Seconds }[] {
  const ranges: { from: Seconds; to: Seconds }[] = []
  for (let from = FROM; from < UNTIL; from += days * DAY) {
    ranges.push({ from, to: Math.min(from + days * DAY, UNTIL) })
  }
  return ranges
}

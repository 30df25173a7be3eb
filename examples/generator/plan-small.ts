import { beijing } from './beijing-time.ts'
import type { HistorySettings } from './history.ts'
import { BILL_CSV, exportName, OLD_LOOK, ORDER_CSV } from './looks.ts'
import {
  afterSaleFile,
  csvFile,
  ledgerZip,
  orderCsv,
  orderExport,
  productWorkbook,
} from './plan-parts.ts'
import { Random } from './random.ts'
import type { ShopFile } from './shop-files.ts'

const SEPTEMBER = beijing('2026-09-01')
const OCTOBER = beijing('2026-10-01')
const NOVEMBER = beijing('2026-11-01')
const LAST_DAY = beijing('2026-11-23')

/** The moment of the last export, from which the demo looks at the shop. */
export const SMALL_END = beijing('2026-11-23 09:30:00')

/** The shop of the demo: a few months before it closes, with loose ends of every kind. */
export function smallHistory(seed: number): HistorySettings {
  return {
    seed,
    from: SEPTEMBER,
    until: LAST_DAY,
    orders: 120,
    severalLines: [
      [2, 8],
      [3, 2],
    ],
    recordOnlyOrders: 1,
    products: 14,
    trouble: 3,
    qicShare: 0.1,
    finalRush: 6,
  }
}

/** Every kind of file, most of them once; ZIPs stored, so that Node's version does not matter. */
export function smallFiles(seed: number): ShopFile[] {
  const random = new Random(`small plan ${seed}`)
  return [...smallOrders(random), ...oneFileOfEachOtherKind(random)]
}

function oneFileOfEachOtherKind(random: Random): ShopFile[] {
  const everything = { from: SEPTEMBER, to: SMALL_END + 1 }
  const at = SMALL_END
  const bill = { look: BILL_CSV, random }
  const list = { look: ORDER_CSV, random }
  return [
    afterSaleFile({ ...everything, at }, 'csv', random),
    csvFile('结算', at, { kind: 'settlements', ...everything }, bill),
    csvFile('资金', at, { kind: 'funds', layout: 'current', ...everything }, bill),
    ledgerZip(at, false, random),
    csvFile('资金/运费险', at, { kind: 'insurance', ...everything }, list),
    csvFile('资金/QIC', at, { kind: 'qic' }, list),
    productWorkbook(at),
  ]
}

function smallOrders(random: Random): ShopFile[] {
  const ofSeptember = { from: SEPTEMBER, to: OCTOBER, at: beijing('2026-10-03 09:12:41') } as const
  const ofOctober = { from: OCTOBER, to: NOVEMBER, at: beijing('2026-11-02 10:03:07') } as const
  const ofNovember = { from: NOVEMBER, to: LAST_DAY, at: SMALL_END } as const
  const byOldTool = {
    from: beijing('2026-09-20'),
    to: beijing('2026-10-10'),
    at: beijing('2026-10-12 17:45:20'),
  }
  const byOrder = { from: SEPTEMBER, to: LAST_DAY, at: beijing('2026-11-20 18:20:11') }
  return [
    orderCsv({ ...ofSeptember, layout: 'v1' }, random),
    orderCsv({ ...ofOctober, layout: 'v1a' }, random),
    orderCsv({ ...ofNovember, layout: 'v1b' }, random),
    orderCsv(
      { ...byOldTool, layout: 'v2', look: OLD_LOOK, csv: { encoding: 'gb18030', empty: '–' } },
      random,
    ),
    orderCsv({ ...byOrder, layout: 'custom', dimension: 'order' }, random),
    renamedWorkbook(),
    laterZip(random),
  ]
}

function renamedWorkbook(): ShopFile {
  const at = beijing('2026-10-05 11:00:00')
  const range = { from: beijing('2026-09-25'), to: OCTOBER, at }
  const content = orderExport({ ...range, layout: 'v1' })
  return { path: '订单/订单导出.xlsx', madeAt: at, body: { container: 'xlsx', content } }
}

/** The last days of September and October once more, when all of it has ended. */
function laterZip(random: Random): ShopFile {
  const at = beijing('2026-11-22 10:30:00')
  const months = [
    ['9月下旬订单.csv', beijing('2026-09-21'), OCTOBER],
    ['10月下旬订单.csv', beijing('2026-10-21'), NOVEMBER],
  ] as const
  const members = months.map(([name, from, to]) => ({
    name,
    look: ORDER_CSV,
    content: orderExport({ from, to, at, layout: 'v1a' }),
  }))
  return {
    path: `订单/${exportName(at, 'zip', random)}`,
    madeAt: at,
    body: { container: 'zip', isDeflated: false, members },
  }
}

/** Some twenty orders, one file of each kind: for tests that need a shop in no time. */
export function tinyHistory(seed: number): HistorySettings {
  return {
    ...smallHistory(seed),
    from: beijing('2026-10-20'),
    orders: 20,
    severalLines: [[2, 2]],
    products: 4,
    qicShare: 0.3,
  }
}

export function tinyFiles(seed: number): ShopFile[] {
  const random = new Random(`tiny plan ${seed}`)
  const everything = { from: SEPTEMBER, to: LAST_DAY }
  const at = SMALL_END
  return [
    orderCsv({ ...everything, at, layout: 'v1' }, random),
    orderCsv({ ...everything, at: at - 60, layout: 'custom', dimension: 'order' }, random),
    ...oneFileOfEachOtherKind(random),
  ]
}

import { join } from 'node:path'
import { movedByMonth, settledByMonth } from '../../archive/queries/money-queries.ts'
import { moneyByMonth } from '../../archive/queries/queries.ts'
import type { RecordFilter } from '../../archive/records/record-reader.ts'
import { readCellBytes, readRecords } from '../../archive/records/record-reader.ts'
import type { Store } from '../../archive/store.ts'
import type { Address } from '../../domain/address.ts'
import type { ArchiveFacts } from '../../domain/archive-facts.ts'
import { fieldIndex, type RecordKind } from '../../domain/records.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { addressesText } from '../../reports/addresses-text.ts'
import {
  movedBlocks,
  ordersSummary,
  plainSummary,
  settledBlocks,
} from '../../reports/archive-summary.ts'
import { writeWorkbook } from '../../reports/xlsx/workbook.ts'
import type { BulkSheet, SummaryBlock } from '../../reports/xlsx/workbook-model.ts'
import type { AtomicFile, Deps } from '../ports.ts'
import type { Output } from '../results.ts'
import { exportColumns } from './export-columns.ts'
import { SOURCE_COLUMNS, sheetColumns, sheetRows } from './sheet-rows.ts'
import { told } from './told-rows.ts'

interface SheetSource {
  report: ReportKind
  record: RecordKind
  name: string
  filter?: RecordFilter
}

interface Book {
  path: string
  sheets: readonly SheetSource[]
  /** What its first sheet tells of money. */
  money?: (store: Store) => SummaryBlock[]
}

/** The workbooks, and the reports on their sheets. Those without any row are not written. */
const WORKBOOKS: readonly Book[] = [
  {
    path: 'orders.xlsx',
    sheets: [
      { report: 'orders', record: 'lines', name: '订单' },
      {
        report: 'orders',
        record: 'orderRecords',
        name: '订单维度（不可拆分）',
        filter: { withoutLines: true },
      },
    ],
  },
  {
    path: 'after-sales.xlsx',
    sheets: [{ report: 'after-sales', record: 'afterSales', name: '售后' }],
  },
  {
    path: 'settlements.xlsx',
    sheets: [{ report: 'settlements', record: 'settlements', name: '结算账单' }],
    money: (store) => settledBlocks(settledByMonth(store)),
  },
  {
    path: 'funds.xlsx',
    sheets: [
      { report: 'funds', record: 'funds', name: '动账明细' },
      { report: 'ledger', record: 'ledger', name: '账户流水' },
      { report: 'premiums', record: 'premiums', name: '保费支出' },
      { report: 'freight-insurance', record: 'freightInsurance', name: '运费险' },
      { report: 'qic', record: 'qic', name: 'QIC仓结算' },
    ],
    money: (store) => movedBlocks(movedByMonth(store)),
  },
  { path: 'products.xlsx', sheets: [{ report: 'products', record: 'products', name: '商品' }] },
]

export interface OutputContext {
  root: string
  store: Store
  facts: ArchiveFacts
  deps: Pick<Deps, 'files' | 'progress' | 'interruption'>
}

export interface WrittenOutputs {
  outputs: Output[]
  /** Cells that no workbook can hold as they are; the originals and the database keep them whole. */
  cleanedCells: number
  cutCells: number
}

/** Writes every file for people anew; each is whole under its name, or not there. */
export async function writeOutputs(context: OutputContext): Promise<WrittenOutputs> {
  const written: WrittenOutputs = { outputs: [], cleanedCells: 0, cutCells: 0 }
  const books = WORKBOOKS.map(({ sheets, ...book }) => ({
    ...book,
    sheets: sheets.filter((sheet) => !context.store.isEmpty(sheet.record)),
  })).filter(({ path, sheets }) => path === 'orders.xlsx' || sheets.length > 0)
  const rows = books
    .flatMap(({ sheets }) => sheets)
    .map(({ record }) => context.store.count(record))
  context.deps.progress.start(
    'writing',
    rows.reduce((sum, count) => sum + count, 0),
  )
  for (const book of books) await writeBook(context, book, written)
  context.deps.progress.done()
  written.outputs.push(...(await writeFacts(context)))
  return written
}

async function writeBook(
  { root, store, facts, deps }: OutputContext,
  { path, sheets: sources, money }: Book,
  written: WrittenOutputs,
): Promise<void> {
  const file = await deps.files.create(join(root, path))
  try {
    const summary =
      path === 'orders.xlsx'
        ? ordersSummary(facts, moneyByMonth(store))
        : plainSummary(facts, {
            sheets: sources.map(({ name, record }) => [name, store.count(record)]),
            // The names of five sheets are wider than the page they are printed on.
            ...(sources.length > 1 ? { title: '资金' } : {}),
            ...(money ? { money: money(store) } : {}),
          })
    const stats = await writeWorkbook(file, {
      summary,
      sheets: sources.map((source) => bulkSheet(store, source, deps)),
    })
    const { sha256, size } = await file.commit()
    const rows = stats.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
    written.outputs.push({ path, sha256, size, rows })
    written.cleanedCells += stats.cleanedCells
    written.cutCells += stats.cutCells
  } catch (error) {
    await discardQuietly(file)
    throw error
  }
}

/** The error that ended the writing is what the user must hear, not one from clearing up after it. */
async function discardQuietly(file: AtomicFile): Promise<void> {
  await file.discard().catch(() => undefined)
}

function bulkSheet(
  store: Store,
  { report, record, name, filter }: SheetSource,
  deps: Pick<Deps, 'progress' | 'interruption'>,
): BulkSheet {
  const columns = exportColumns(store, report)
  const names = columns.map((column) => column.name)
  return {
    name,
    columns: [...sheetColumns(columns), ...SOURCE_COLUMNS],
    rows: sheetRows(told(readCellBytes(store, record, names, filter), deps), 'masked'),
  }
}

/** The profile and the merchant's own addresses, which are nobody else's data and stand unmasked. */
async function writeFacts({ root, store, facts, deps }: OutputContext): Promise<Output[]> {
  const { name, id, kind, profile } = facts.shop
  const addresses = readAddresses(store)
  const contents: [path: string, content: string, rows: number][] = [
    ['profile.json', json({ name, id, kind, ...profile }), 1],
    ['addresses.json', json({ addresses }), addresses.length],
    ['addresses.txt', addressesText(addresses), addresses.length],
  ]
  const outputs: Output[] = []
  for (const [path, content, rows] of contents) {
    outputs.push({ path, ...(await deps.files.write(join(root, path), content)), rows })
  }
  return outputs
}

/** The merchant's own addresses, unmasked. */
export function readAddresses(store: Store): Address[] {
  const text = (values: readonly unknown[], name: string) =>
    String(values[fieldIndex('addresses', name)] ?? '')
  return [...readRecords(store, 'addresses', [], { withValues: true })].map(({ key, values }) => ({
    addressId: key,
    contact: text(values, 'contact'),
    phone: text(values, 'phone'),
    province: text(values, 'province'),
    city: text(values, 'city'),
    district: text(values, 'district'),
    detail: text(values, 'detail'),
    label: text(values, 'label'),
  }))
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

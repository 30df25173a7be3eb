import { afterSaleState } from '../../../domain/after-sale.ts'
import { parseFen } from '../../../domain/money.ts'
import { statusKind } from '../../../domain/order-status.ts'
import {
  FIELDS,
  type Field,
  fieldIndex,
  type RecordKind,
  type Value,
} from '../../../domain/records.ts'
import type { ReportKind } from '../../../domain/report-kind.ts'
import { parseBeijingTime } from '../../../domain/time.ts'
import { formatOf } from '../formats/all.ts'

/** Reads the fields of a record out of its kept cells. */
export type Derive = (cells: readonly string[]) => Value[]

/**
 * How the cells of a report become the fields of a record, for one selection of columns. Made once
 * per selection, called once per row. A cell that does not read as its field's type gives null.
 */
export function deriveValues(
  report: ReportKind,
  record: RecordKind,
  columns: readonly string[],
): Derive {
  const sources = FIELDS[record].map((field) => {
    const column = columnOf(report, field)
    return { read: READERS[field.type], position: column === null ? -1 : columns.indexOf(column) }
  })
  const follow = FOLLOWERS[record]
  return (cells) => {
    const values = new Array<Value>(sources.length)
    for (let index = 0; index < sources.length; index++) {
      const { read, position } = sources[index] as (typeof sources)[number]
      const text = position < 0 ? '' : (cells[position] as string)
      values[index] = text === '' ? null : read(text)
    }
    follow?.(values)
    return values
  }
}

/** The column of a report that a field of its records is read from; null where none is. */
export function columnOf(report: ReportKind, { name }: Field): string | null {
  // An order record has the ids of all its lines in the column where a line has its own.
  const wanted = name === 'lineIds' ? 'lineId' : name
  const column = formatOf(report).columns.find(({ field }) => field === wanted)
  return column?.name ?? null
}

const READERS: Readonly<Record<Field['type'], (text: string) => Value>> = {
  id: (text) => text,
  text: (text) => text,
  fen: parseFen,
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : null),
  time: parseBeijingTime,
}

/** Fills in the fields that follow from others. */
const FOLLOWERS: Partial<Record<RecordKind, (values: Value[]) => void>> = {
  lines: followOrder('lines'),
  orderRecords: followOrder('orderRecords'),
  afterSales: followAfterSale(),
  funds: followDirection('funds'),
  ledger: followDirection('ledger'),
}

function followOrder(kind: 'lines' | 'orderRecords') {
  const status = fieldIndex(kind, 'status')
  const kindOfStatus = fieldIndex(kind, 'statusKind')
  const afterSale = fieldIndex(kind, 'afterSaleStatus')
  const stateOfAfterSale = fieldIndex(kind, 'afterSaleState')
  return (values: Value[]) => {
    values[kindOfStatus] = statusKind(String(values[status] ?? ''))
    values[stateOfAfterSale] = afterSaleState(String(values[afterSale] ?? ''))
  }
}

function followAfterSale() {
  const status = fieldIndex('afterSales', 'status')
  const state = fieldIndex('afterSales', 'state')
  const refund = fieldIndex('afterSales', 'refundFen')
  const parts = ['refundGoodsFen', 'refundFreightFen', 'refundDiscountFen', 'refundTaxFen'].map(
    (name) => fieldIndex('afterSales', name),
  )
  return (values: Value[]) => {
    const word = String(values[status] ?? '')
    values[state] = word === '' ? 'unknown' : afterSaleState(word)
    const known = parts.filter((part) => values[part] !== null)
    const sum = known.reduce((total, part) => total + Number(values[part]), 0)
    values[refund] = known.length === 0 ? null : sum
  }
}

/** 出账 is money out, whether the file gives the amount signed or not. */
function followDirection(kind: 'funds' | 'ledger') {
  const direction = fieldIndex(kind, 'direction')
  const amount = fieldIndex(kind, 'amountFen')
  return (values: Value[]) => {
    const fen = values[amount]
    if (typeof fen !== 'number') return
    if (values[direction] === '出账') values[amount] = -Math.abs(fen)
    else if (values[direction] === '入账') values[amount] = Math.abs(fen)
  }
}

import { isWiderThanPage } from './column-width.ts'
import type { SheetColumn } from './workbook-model.ts'

/** The columns of a sheet that go on paper, by the places of the first and the last, from 0. */
export type PrintArea = readonly [first: number, last: number]

/**
 * What is worth paper of a sheet with a hundred columns: which order, what, how many, how much; when, and
 * how it stands. Everything is on the screen; on paper it would be eight pages for every fifty rows.
 */
const PRINTED_ORDERS: readonly (readonly [first: string, last: string])[] = [
  ['主订单编号', '订单应付金额'],
  ['订单提交时间', '承诺发货时间'],
]

/** The parts of a wide sheet to print, each fitted to the width of a page; null to print all of it. */
export function printAreas(columns: readonly SheetColumn[]): readonly PrintArea[] | null {
  if (!isWiderThanPage(columns)) return null
  const at = (name: string) => columns.findIndex(({ header }) => header === name)
  const areas = PRINTED_ORDERS.map(([first, last]) => [at(first), at(last)] as const)
  const areKnown = areas.every(
    ([first, last]) =>
      first !== -1 && first <= last && !isWiderThanPage(columns.slice(first, last + 1)),
  )
  return areKnown ? areas : null
}

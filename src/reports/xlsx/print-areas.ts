import { isWiderThanPage } from './column-width.ts'
import type { SheetColumn } from './workbook-model.ts'

/** The columns of a sheet that go on paper, by the places of the first and the last, from 0. */
export type PrintArea = readonly [first: number, last: number]

type Stretch = readonly [first: string, last: string]

/**
 * What is worth paper of sheets with up to a hundred columns: which order, what, how many, how much; when,
 * and how it stands; of movements of money every amount. Everything is on the screen; on paper it would be
 * eight pages for every fifty rows.
 */
const PRINTED: readonly (readonly Stretch[])[] = [
  [
    ['主订单编号', '订单应付金额'],
    ['订单提交时间', '承诺发货时间'],
  ],
  [
    ['售后单号', '应付金额（元）'],
    ['售后类型', '退款方式'],
    ['自动处理截止时间', '售后关闭时间'],
  ],
  [
    ['动账时间', '订单号'],
    ['订单实付应结', '银行补贴'],
    ['订单退款', '免佣金额'],
  ],
]

/** The parts of a wide sheet to print, each fitted to the width of a page; null to print all of it. */
export function printAreas(columns: readonly SheetColumn[]): readonly PrintArea[] | null {
  if (!isWiderThanPage(columns)) return null
  const at = (name: string) => columns.findIndex(({ header }) => header === name)
  const known = PRINTED.map((stretches) =>
    stretches.map(([first, last]): PrintArea => [at(first), at(last)]),
  )
  return known.find((areas) => areas.every((area) => fitsPage(area, columns))) ?? null
}

function fitsPage([first, last]: PrintArea, columns: readonly SheetColumn[]): boolean {
  return first !== -1 && first <= last && !isWiderThanPage(columns.slice(first, last + 1))
}

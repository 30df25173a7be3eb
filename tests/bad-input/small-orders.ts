import type { ExportRow } from '../support/seller-exports.ts'

/** A finished order line; whatever a test wants otherwise is added to it. */
export function orderLine(id: string, changed: ExportRow = {}): ExportRow {
  return {
    主订单编号: id,
    子订单编号: id,
    商品ID: '300400008',
    订单提交时间: '2026-09-22 00:54:10',
    支付完成时间: '2026-09-22 00:54:20',
    订单完成时间: '2026-09-24 13:18:29',
    订单状态: '已完成',
    ...changed,
  }
}

/** A row of a worksheet whose cells are texts, so that a workbook needs no shared strings. */
export function inlineRow(number: number, cells: readonly string[]): string {
  const xml = cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`)
  return `<row r="${number}">${xml.join('')}</row>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export const A = '6917926768823643751'
export const B = '6917926768823643752'
export const C = '6917926768823643753'

/** A custom selection of the order export's columns, as small as tests of one thing want it. */
export const HEADER = [
  '主订单编号',
  '子订单编号',
  '选购商品',
  '商品数量',
  '订单应付金额',
  '订单提交时间',
  '订单状态',
] as const

export type Cells = Partial<Record<(typeof HEADER)[number], string>>

/** The cells of an order line under `HEADER`. */
export function cellsOf(id: string, changed: Cells = {}): string[] {
  const cells: Record<(typeof HEADER)[number], string> = {
    主订单编号: id,
    子订单编号: id,
    选购商品: '辣丝丝',
    商品数量: '1',
    订单应付金额: '28.90',
    订单提交时间: '2026-09-22 00:54:10',
    订单状态: '已完成',
    ...changed,
  }
  return HEADER.map((name) => cells[name])
}

/** Rows as the text of a file, cells as they are: whatever needs quotes brings them. */
export function textOf(
  rows: readonly (readonly string[])[],
  { delimiter = ',', lineEnd = '\r\n' } = {},
): string {
  return rows.map((cells) => cells.join(delimiter) + lineEnd).join('')
}

/** An order export with these rows below the usual header. */
export function ordersText(...rows: readonly (readonly string[])[]): string {
  return textOf([HEADER, ...rows])
}

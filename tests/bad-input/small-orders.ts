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

import type { CellType, SheetColumn } from './workbook-model.ts'

const TYPE_WIDTHS: Record<CellType, number> = { text: 12, amount: 13, integer: 11, time: 20 }
const MAX_HEADER_WIDTH = 30
/** Room for the button of the filter and the margins of the cell. */
const HEADER_MARGIN = 4
/** The widest that a column can be. */
const MAX_WIDTH = 255

/** Columns whose texts are known to be longer than their headers. */
const KNOWN_WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/编号$|单号$|流水号$|ID$|id$|69码$|订单码$|SN码|IMEI/, 22],
  [/^选购商品$|商品名称|详细地址/, 40],
  [/规格|备注|留言|原因|说明|文件|参数$/, 24],
  // Such as 同意退款，退款成功 and 结算后退款-原路退回.
  [/^售后状态$|^结算单类型$/, 20],
  [/数据截至/, 20],
]

/** Wide characters (East Asian Width W and F, and emoji) take two columns of the default font. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

/** How many characters of the default font a text is wide. */
export function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += WIDE.test(char) ? 2 : 1
  return width
}

/** The column's own width, or one that fits its type and its header. */
export function columnWidth({ header, type, width }: SheetColumn): number {
  if (width !== undefined) return Math.min(Math.max(width, 1), MAX_WIDTH)
  const known = type === 'text' ? KNOWN_WIDTHS.find(([pattern]) => pattern.test(header)) : undefined
  const headerWidth = Math.min(displayWidth(header) + HEADER_MARGIN, MAX_HEADER_WIDTH)
  return Math.max(known?.[1] ?? TYPE_WIDTHS[type], headerWidth)
}

/**
 * What an A4 page across holds at half size, in characters: wider, and a sheet fitted to its width
 * would be too small to read.
 */
const READABLE_WIDTH = 260

/** Whether a sheet is printed on several pages side by side. */
export function isWiderThanPage(columns: readonly SheetColumn[]): boolean {
  return columns.reduce((sum, column) => sum + columnWidth(column), 0) > READABLE_WIDTH
}

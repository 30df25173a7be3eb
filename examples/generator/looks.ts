import type { Seconds } from './beijing-time.ts'
import type { OrderLook } from './order-columns.ts'
import type { Random } from './random.ts'
import type { CsvLook } from './sheet.ts'

/** The look of an ordinary order export of 2026. */
export const ORDER_CSV: CsvLook = {
  encoding: 'utf-8-bom',
  newline: '\r\n',
  idMark: '\t',
  textMark: '\t',
  empty: '-',
  hasThousandsCommas: false,
}

/** Bills mark ids with an apostrophe and do not mark texts. */
export const BILL_CSV: CsvLook = { ...ORDER_CSV, idMark: "'", textMark: '' }

export const PLAIN_LOOK: OrderLook = {
  receiver: 'cipher',
  hasCodeInTitle: false,
  hasCouponNames: false,
  saysStocking: false,
}

/** As an older tool shows orders: stars, coupon names, codes behind the title, 备货中. */
export const OLD_LOOK: OrderLook = {
  receiver: 'stars',
  hasCodeInTitle: true,
  hasCouponNames: true,
  saysStocking: true,
}

/** `1768222209_<32 hex>.csv`: the name begins with the Unix second of the export. */
export function exportName(madeAt: Seconds, extension: string, random: Random): string {
  return `${madeAt}_${random.hex(32)}.${extension}`
}

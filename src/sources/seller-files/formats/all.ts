import type { ReportKind } from '../../../domain/report-kind.ts'
import type { ReportFormat } from '../format.ts'
import { AFTER_SALES } from './after-sales.ts'
import { FUNDS, LEDGER, PREMIUMS, SETTLEMENTS } from './money.ts'
import { ORDERS } from './orders.ts'
import { ADDRESSES, FREIGHT_INSURANCE, PRODUCTS, QIC } from './services.ts'

/** Every report that is recognised, the most telling signatures first. */
export const FORMATS: readonly ReportFormat[] = [
  AFTER_SALES,
  ORDERS,
  FUNDS,
  SETTLEMENTS,
  LEDGER,
  PREMIUMS,
  FREIGHT_INSURANCE,
  QIC,
  PRODUCTS,
  ADDRESSES,
]

/** @throws {TypeError} for a kind that no format has */
export function formatOf(kind: ReportKind): ReportFormat {
  const format = FORMATS.find((candidate) => candidate.kind === kind)
  if (!format) throw new TypeError(`no format for ${kind}`)
  return format
}

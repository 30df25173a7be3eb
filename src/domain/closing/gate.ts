import type { DocumentKind } from '../document-kind.ts'
import type { ReportKind } from '../report-kind.ts'
import { beijingDay } from '../time.ts'

/** Documents that die with the shop: the receipt becomes void, reviews and chats can no longer be seen. */
export const DYING_DOCUMENTS = [
  'deposit-receipt',
  'reviews',
  'chats',
] as const satisfies readonly DocumentKind[]

export type DyingDocument = (typeof DYING_DOCUMENTS)[number]

/** Reports without which nobody can tell what is still open; others count once the archive has them. */
const NEEDED_REPORTS: readonly ReportKind[] = ['orders', 'after-sales']

export type GatePartId = 'archive-verified' | 'exports-to-today' | 'check-clear' | DyingDocument

export interface GatePart {
  id: GatePartId
  isMet: boolean
  /** How it was met; null while it is not. */
  by: 'data' | 'attached' | 'waived' | null
  /** What is missing: damaged files, reports that are not up to date, conditions that are not met. */
  missing: readonly string[]
}

/** The last gate before the shop closes. */
export interface Gate {
  isOpen: boolean
  parts: GatePart[]
}

export interface GateFacts {
  /** ISO 8601 with +08:00 */
  at: string
  /** What a verification of the archive found damaged just now; empty when it is whole. */
  damagedFiles: readonly string[]
  /** The newest "as of" of each report that the archive has, ISO 8601 with +08:00. */
  reports: ReadonlyMap<ReportKind, string>
  /** Every condition of the shop's kind; met means proven, or ticked by hand. */
  conditions: readonly { id: string; isMet: boolean }[]
  attached: ReadonlySet<DocumentKind>
  /** Documents that the merchant gave up by name. */
  waived: ReadonlySet<DyingDocument>
}

/** What still stands between the merchant and the step that cannot be taken back. */
export function gateOf(facts: GateFacts): Gate {
  const stale = staleReports(facts)
  const unmet = facts.conditions.filter(({ isMet }) => !isMet).map(({ id }) => id)
  // Without any condition nothing was checked.
  const isClear = unmet.length === 0 && facts.conditions.length > 0
  const parts: GatePart[] = [
    part('archive-verified', facts.damagedFiles.length === 0, facts.damagedFiles),
    part('exports-to-today', stale.length === 0, stale),
    part('check-clear', isClear, unmet),
    ...DYING_DOCUMENTS.map((id) => documentPart(id, facts)),
  ]
  return { isOpen: parts.every(({ isMet }) => isMet), parts }
}

function part(id: GatePartId, isMet: boolean, missing: readonly string[] = []): GatePart {
  return { id, isMet, by: isMet ? 'data' : null, missing }
}

function documentPart(id: DyingDocument, { attached, waived }: GateFacts): GatePart {
  const by = attached.has(id) ? 'attached' : waived.has(id) ? 'waived' : null
  return { id, isMet: by !== null, by, missing: by === null ? [id] : [] }
}

/** Reports that were exported on an earlier day than the one asked about, or never. */
function staleReports({ reports, at }: GateFacts): ReportKind[] {
  const today = beijingDay(at)
  const kinds = new Set<ReportKind>([...NEEDED_REPORTS, ...datedReports(reports)])
  return [...kinds].filter((kind) => {
    const asOf = reports.get(kind)
    return asOf === undefined || beijingDay(asOf) < today
  })
}

/** Return addresses and products are lists that people keep; they have no day to reach. */
function datedReports(reports: ReadonlyMap<ReportKind, string>): ReportKind[] {
  return [...reports.keys()].filter((kind) => kind !== 'addresses' && kind !== 'products')
}

/** What was deleted and when: kept in the archive as proof. No person's data, and no name of a file. */
export interface RedactionRecord {
  format: 'dyshop-redaction'
  formatVersion: 1
  tool: string
  /** ISO 8601 with +08:00 */
  at: string
  shop: { name: string; id: string }
  /** `periods` when all of them had passed, `now` when the merchant did not wait. */
  basis: 'periods' | 'now'
  /** YYYY-MM-DD: the day from which the periods have passed; null when that is not known. */
  dueOn: string | null
  rules: readonly { law: string; articles: string; effective: string; text: string }[]
  /** Cells that held something and were deleted or cleaned, by report and column. */
  fields: readonly RedactedField[]
  originals: readonly RedactedOriginal[]
  /** Kept files that no report could be read from, deleted whole. */
  unread: readonly { sha256: string; size: number }[]
  /** Notes on ticks and on attached documents, which are free text. */
  notes: number
  /** Ticks that said who made them; absent in records of older versions. */
  tickedBy?: number
  /** The merchant's own addresses. */
  addresses: number
  documents: {
    kept: number
    removed: readonly { sha256: string; size: number; kind: string }[]
  }
}

export interface RedactedField {
  report: string
  column: string
  cells: number
  how: 'removed' | 'screened'
}

export interface RedactedOriginal {
  /** SHA-256 of the file as it was given; none of its bytes are left. */
  sha256: string
  size: number
  /** What took its place: a report each, as CSV. */
  replacedBy: readonly { path: string; sha256: string; report: string; rows: number }[]
}

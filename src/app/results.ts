import type { ArchivedDocument } from '../archive/documents.ts'
import type { HoldingRow } from '../archive/queries/closing-queries.ts'
import type { Match } from '../archive/queries/searchable-records.ts'
import type { Gap, ShopFacts, Totals } from '../domain/archive-facts.ts'
import type {
  AfterSaleToAnswer,
  LineToShip,
  TickStatus,
} from '../domain/checklist/checklist-item.ts'
import type { Plan } from '../domain/closing/plan.ts'
import type { DocumentKind } from '../domain/document-kind.ts'
import type { Finding } from '../domain/finding.ts'
import type { StatusKind } from '../domain/order-status.ts'
import type { RedactedField } from '../domain/privacy/redaction-record.ts'
import type { HeldReport, MoneyToCome, MonthFlow, MonthStatus } from '../domain/report-facts.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import type { DyshopError } from '../errors.ts'
import type { ConditionId, ShopKind } from '../rules/conditions.ts'
import type { ExportKind } from './output/export-columns.ts'

/** What the commands give back: the `data` of their JSON document. Keys only get added. */

/** A result with everything that was found on the way. */
export interface Outcome<T> {
  /** False when something was not read or not understood. */
  complete: boolean
  findings: Finding[]
  data: T
  /** What ended the work before its end, after all that was done had been saved. */
  stop?: DyshopError
}

export interface BackupResult {
  archive: string
  imports: ImportedReport[]
  totals: Totals
  outputs: Pick<Output, 'path' | 'sha256' | 'rows'>[]
  gaps: readonly Gap[]
  /** Reports that a shop has and this archive has none of. */
  missing: readonly ReportKind[]
  /** The newest "as of" of the order exports, ISO 8601 with +08:00. */
  asOf: string | null
  /** What was read through the Open API; absent without `--api`. */
  api?: ApiResult
}

export interface ApiResult {
  shopId: string
  shopName: string
  /** Every walk of a list in this run; stretches of time in ISO 8601 with +08:00, null for all. */
  lists: { list: string; from: string | null; to: string | null; rows: number }[]
  details: { method: string; fetched: number; refused: number }[]
  /** Windows of lists that are not proven to have come whole. */
  doubtful: { list: string; from: string | null; to: string | null }[]
}

export interface LoginResult {
  /** Where the credentials are good, as an origin; they are sent nowhere else. */
  host: string
  appKey: string
  shopId: string
  shopName: string
  /** Where the credentials are kept. */
  storedIn: string
  /** The keychain that has the key to them; null where they rest in the file as they are. */
  keychain: string | null
  permissions: { method: string; isGranted: boolean }[]
}

export interface LogoutResult {
  wasStored: boolean
  storedIn: string
  /** Only told; nothing was deleted. */
  dryRun: boolean
}

/** What became of a report; the counts are rows, and add up to `rows`. */
export interface ImportedReport {
  file: string
  sheet: string | null
  sha256: string
  kind: string
  asOf: string
  rows: number
  added: number
  updated: number
  unchanged: number
  rejected: number
  /** Set when the very same bytes had been imported before, under this name. */
  duplicateOf?: string
}

/** A file for people that was written; `path` is relative to the archive. */
export interface Output {
  path: string
  sha256: string
  size: number
  rows: number
}

export type ConditionStatus = 'pass' | 'blocked' | 'manual' | 'unknown'

export interface CheckedCondition {
  id: ConditionId
  status: ConditionStatus
  /** Lines that hold it back. */
  count: number
  where: string
  rule: { id: string; effective: string; url: string }
  /** With `--only`: the rows that hold it back, at most 1,000 of them. */
  rows?: readonly HoldingRow[]
  /** When the merchant ticked it, where no export can prove it. */
  ticked?: string
}

export interface CheckedLine extends LineToShip {
  overdue: boolean
  /** Negative when overdue; null when no promise is known. */
  hoursLeft: number | null
  /** Of the whole shop order, repeated on each of its lines. */
  deductionFen: number
  nextDeductionAt: string | null
  nextDeductionFen: number | null
}

export interface CheckResult {
  ready: boolean
  asOf: string | null
  at: string
  orders: Record<StatusKind, number>
  /** Orders among them that only a 订单维度 export knows, whose lines cannot be told apart: one line each. */
  unsplitOrders: number
  /** Decides which conditions there are. */
  shopKind: ShopKind
  conditions: CheckedCondition[]
  unshipped: CheckedLine[]
  /** Each shop order counted once. */
  deductionTotalFen: number
  openAfterSales: AfterSaleToAnswer[]
}

/** What can be wrong with a file of the archive. */
export type DamageProblem =
  | 'missing'
  | 'altered'
  | 'unreadable'
  | 'folder-in-way'
  | 'row-count'
  | 'content-differs'
  | 'unfinished-run'

/** How to mend it: by a command, or only from a copy or a new export. */
export type Repair = 'rebuild' | 'backup' | 'redact' | 'restore-copy' | 'export-again'

export interface Damage {
  path: string
  problem: DamageProblem
  repair: Repair
}

export interface VerifyResult {
  ok: boolean
  /** Files whose hash was compared. */
  checked: number
  damaged: Damage[]
  /** The record of a deletion of people's data, where there was one, relative to the archive. */
  redacted?: string
}

/** What `verify --repair` did: `damaged` is what stays, `ok` that nothing does. */
export interface RepairResult extends VerifyResult {
  mended: Damage[]
  lost: LostFile[]
}

/** An original or a document that is gone for good, unless there is a copy. */
export interface LostFile {
  /** Relative to the archive. */
  path: string
  /** The name it came with. */
  file: string
  /** What it held: a kind of report, `unknown` for one that could not be read, and its days. */
  reports: { kind: string; from: string | null; to: string | null }[]
}

export interface FindResult {
  query: string
  /** At most `limit` of them, orders first, the newest first. */
  matches: Match[]
  /** There are more than were asked for. */
  more: boolean
}

export interface AttachResult {
  attached: ArchivedDocument[]
  /** Documents in the archive now. */
  documents: number
}

export type ExportFormat = 'xlsx' | 'csv' | 'jsonl' | 'parquet'

/** A file of a partitioned export; `path` is relative to its folder. */
export interface PartitionFile {
  path: string
  rows: number
  size: number
  sha256: string
}

export interface ExportResult {
  kind: ExportKind
  format: ExportFormat
  out: string
  rows: number
  size: number
  /** Of a folder: of the list of its files as `sha256sum` prints it. */
  sha256: string
  masked: boolean
  /** The files of a folder, when the export was partitioned. */
  files?: PartitionFile[]
}

/** What `doctor` looks at, by stable ids. */
export type DoctorCheckId =
  | 'node'
  | 'folder'
  | 'space'
  | 'lock'
  | 'leftovers'
  | 'shop-file'
  | 'files'
  | 'database'
  | 'clock'
  | 'rules'
  | 'credentials'

export interface DoctorCheck {
  id: DoctorCheckId
  status: 'ok' | 'warn' | 'fail'
  /** What was seen, for the words. */
  facts: Readonly<Record<string, string | number>>
}

export interface DoctorResult {
  healthy: boolean
  checks: DoctorCheck[]
}

/** What became of ticks that were set or read back. */
export interface TickResult {
  changed: NewTick[]
  unchanged: number
}

export interface NewTick {
  id: string
  status: TickStatus
  note: string
}

/** What became of ticks of steps, conditions and documents. */
export interface StepMarkResult {
  changed: MarkedStep[]
  unchanged: number
}

export interface MarkedStep {
  id: string
  status: 'done' | 'undone' | 'waived'
  note: string
  /** As the system knows who ran the command. */
  by: string
  /** ISO 8601 with +08:00 */
  at: string
}

export interface InitResult {
  shop: ShopFacts
  changed: ShopChange[]
}

/** A value of `shop.toml` that was set. */
export interface ShopChange {
  /** Such as `shop.name` or `after_sale_days.食品饮料`. */
  key: string
  before: string | number | null
  after: string | number
}

/** What the report page is made from. */
export interface ReportFacts {
  /** The moment it was made for, ISO 8601 with +08:00. */
  at: string
  shop: ShopFacts
  /** With the rows behind every condition. */
  check: CheckResult
  plan: Plan
  months: readonly MonthStatus[]
  money: ReportMoney
  archive: HeldArchive
}

/** Sums in fen; null where no export speaks of them. */
export interface ReportMoney {
  months: readonly MonthFlow[]
  paidFen: number
  refundedFen: number | null
  settledFen: number | null
  feesFen: number | null
  /** Finished and on no settlement bill: an upper bound, before fees. */
  toCome: MoneyToCome | null
  /** Paid but not finished: comes if the orders are finished and not refunded. */
  onTheWay: MoneyToCome | null
  /** The balance after the last row of the account ledger. */
  wallet: { balanceFen: number; at: string } | null
}

/** What the archive holds, up to when, and what it lacks. */
export interface HeldArchive {
  totals: Totals
  reports: readonly HeldReport[]
  gaps: readonly Gap[]
  missing: readonly ReportKind[]
  documents: readonly { kind: DocumentKind; count: number }[]
}

/** The `data` of `report --json`: where the page is, and the facts that no other command tells. */
export interface ReportResult extends Pick<ReportFacts, 'at' | 'months' | 'money' | 'archive'> {
  out: string
  size: number
  sha256: string
  ready: boolean
  asOf: string | null
  earliestFiling: string | null
  moneyBackBy: string | null
}

export interface SealResult {
  archive: string
  /** The sealed file. */
  out: string
  size: number
  sha256: string
  /** Files in it, and their bytes before they were encrypted. */
  files: number
  plainBytes: number
  sealedWith: 'passphrase' | 'recipients'
  /** How many public keys it was sealed for; 0 with a passphrase. */
  recipients: number
  /** Decrypted, unpacked and compared with the archive, file by file, after it was written. */
  readBack: true
  /** The plain archive was removed. */
  removedPlain: boolean
}

/** What sealing would do; nothing was written or removed. */
export interface SealPlan {
  dryRun: true
  archive: string
  out: string
  files: number
  plainBytes: number
  /** The plain archive would be removed afterwards. */
  removesPlain: boolean
}

export interface UnsealResult {
  file: string
  /** The archive that came out of it. */
  archive: string
  files: number
  bytes: number
  /** Verified before it got its name. */
  verified: true
}

export interface RedactResult {
  archive: string
  /** Nothing was changed: these are the counts of what would be. */
  dryRun: boolean
  /** YYYY-MM-DD: the day from which the periods have passed; null when that is not known. */
  dueOn: string | null
  due: boolean
  /** Cells that hold something and go or are cleaned, by report and column. */
  fields: readonly RedactedField[]
  files: readonly RedactedFile[]
  /** Kept files of which something could not be read; with `--drop-unread` they go whole. */
  unread: readonly { file: string; sha256: string; size: number }[]
  /** Ticks and documents on which somebody wrote a note. */
  notes: number
  /** Ticks that say who made them. */
  tickedBy: number
  addresses: number
  documents: readonly RedactedDocument[]
  /** The proof of deletion, relative to the archive; null for a dry run. */
  record: string | null
}

export interface RedactedDocument {
  /** Relative to the archive, as it was. */
  path: string
  kind: DocumentKind
  fate: 'kept' | 'removed'
  /** Its path from then on, which is made of what is known and not of what somebody typed. */
  renamedTo: string | null
}

/** A kept file and what is in it. */
export interface RedactedFile {
  file: string
  sha256: string
  reports: readonly { kind: ReportKind; rows: number; rejected: number; cells: number }[]
}

import type {
  ChecklistAction,
  ItemStep,
  MessageId,
  ReasonCode,
  TickStatus,
} from '../../domain/checklist/checklist-item.ts'
import type { Sentence } from './language.ts'

/** The columns of the checklist, in order. `id` and the two `was` columns are for reading it back. */
export const CHECKLIST_COLUMNS = [
  'status',
  'deadline',
  'action',
  'reason',
  'orderId',
  'lineId',
  'product',
  'quantity',
  'amount',
  'steps',
  'message',
  'note',
  'id',
  'statusWas',
  'noteWas',
] as const

export type ChecklistColumn = (typeof CHECKLIST_COLUMNS)[number]

/** The texts of the checklist in one language. */
export interface ChecklistWords {
  title: string
  doneTitle: string
  /** How to use it, below the title. */
  lead: string
  noItems: string
  /** For the sheet of what is over, while there is nothing on it. */
  noneDone: string
  /** Above every printed page. */
  pageHead: (count: number, yuan: string, at: string) => string
  noDeadline: string
  outcome: string
  /** For a product without a name. */
  anyProduct: string
  columns: Readonly<Record<ChecklistColumn, string>>
  statuses: Readonly<Record<TickStatus, string>>
  actions: Readonly<Record<ChecklistAction, string>>
  reasons: Readonly<Record<ReasonCode, Sentence>>
  /** What to do, with the click path. */
  steps: Readonly<Record<ItemStep, string>>
  /** Each asks for a clear yes: the chat is the proof of what was agreed (R:aJoPTsTo7Jmx). */
  messages: Readonly<Record<MessageId, Sentence>>
}

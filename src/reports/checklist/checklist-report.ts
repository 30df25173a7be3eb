import type {
  ChecklistAction,
  ChecklistItem,
  TickStatus,
} from '../../domain/checklist/checklist-item.ts'
import type { Checklist, DoneItem } from '../../domain/checklist/checklist-ticks.ts'
import { harmless } from '../harmless.ts'
import { harmlessWords } from '../harmless-words.ts'
import { CHECKLIST_EN } from '../words/checklist-en.ts'
import type { ChecklistWords } from '../words/checklist-words.ts'
import { CHECKLIST_ZH } from '../words/checklist-zh.ts'
import type { Language } from '../words/language.ts'

/** An item in words, as every report of the checklist and `checklist --json` show it. */
export interface WordedItem {
  id: string
  orderId: string | null
  lineId: string | null
  afterSaleId: string | null
  product: string | null
  quantity: number | null
  amountFen: number | null
  reason: string
  action: ChecklistAction
  /** ISO 8601 with +08:00 */
  deadline: string | null
  urgency: ChecklistItem['urgency']
  steps: string[]
  message: string
  status: TickStatus
  note: string
}

/** The `data` of `checklist --json`. */
export interface ChecklistReport {
  at: string
  items: WordedItem[]
  done: DoneItem[]
}

/** The checklist with its reasons, steps and messages in words. */
export function checklistReport(checklist: Checklist, language: Language): ChecklistReport {
  const words = checklistWords(language)
  const { at, items, done } = checklist
  return { at, items: items.map((item) => worded(item, words)), done: [...done] }
}

export function checklistWords(language: Language): ChecklistWords {
  return language === 'zh' ? CHECKLIST_ZH : CHECKLIST_EN
}

function worded(item: ChecklistItem, words: ChecklistWords): WordedItem {
  const { formerIds: _, reason, steps, message, ...rest } = item
  const about = {
    order: item.orderId ?? item.afterSaleId ?? '',
    product: harmless(item.product ?? words.anyProduct),
  }
  return {
    ...rest,
    reason: words.reasons[reason.code](harmlessWords(reason.args)),
    steps: steps.map((step) => words.steps[step]),
    message: words.messages[message](about),
  }
}

/** `2026-11-24 08:00`, Beijing wall time as it is shown to people. */
export function shownMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

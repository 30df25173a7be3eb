import { formatYuan } from '../../domain/money.ts'
import type { ChecklistColumn, ChecklistWords } from '../words/checklist-words.ts'
import { type ChecklistReport, shownMoment } from './checklist-report.ts'

/** One row of a checklist as texts; the steps are apart, for each report sets them in its own way. */
export type ChecklistCells = Readonly<
  Record<Exclude<ChecklistColumn, 'steps' | 'statusWas' | 'noteWas'>, string>
>

export interface ChecklistRow {
  cells: ChecklistCells
  steps: readonly string[]
}

/** The open items as texts. */
export function openRows({ items }: ChecklistReport, words: ChecklistWords): ChecklistRow[] {
  return items.map((item) => ({
    steps: item.steps,
    cells: {
      status: words.statuses[item.status],
      deadline: item.deadline === null ? words.noDeadline : shownMoment(item.deadline),
      action: words.actions[item.action],
      reason: item.reason,
      orderId: item.orderId ?? '',
      lineId: item.lineId ?? '',
      product: item.product ?? '',
      quantity: item.quantity === null ? '' : String(item.quantity),
      amount: item.amountFen === null ? '' : formatYuan(item.amountFen),
      message: item.message,
      note: item.note,
      id: item.id,
    },
  }))
}

/** What is over, as texts: how it ended stands where the reason was. */
export function doneRows({ done }: ChecklistReport, words: ChecklistWords): ChecklistRow[] {
  return done.map((item) => ({
    steps: [],
    cells: {
      status: words.statuses[item.status],
      deadline: '',
      action: '',
      reason: item.outcome ?? '',
      orderId: item.orderId ?? '',
      lineId: item.lineId ?? '',
      product: item.product ?? '',
      quantity: item.quantity === null ? '' : String(item.quantity),
      amount: item.amountFen === null ? '' : formatYuan(item.amountFen),
      message: '',
      note: item.note,
      id: item.id,
    },
  }))
}

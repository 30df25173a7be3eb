import type { TickResult } from '../../app/results.ts'
import type { Finding } from '../../domain/finding.ts'
import { formatYuan } from '../../domain/money.ts'
import { type ChecklistReport, checklistWords, shownMoment } from '../checklist/checklist-report.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import { staleLine } from './last-notices.ts'
import { nextLine } from './next-line.ts'
import { type Paint, table } from './paint.ts'

interface View {
  language: Language
  paint: Paint
  /** The width of the terminal; any when left out. */
  columns?: number | undefined
}

const SHOWN_ITEMS = 20

/** What has to be dealt with, the most urgent first, and how to go on from there. */
export function checklistText(
  report: ChecklistReport,
  {
    language,
    paint,
    columns,
    out,
    findings,
  }: View & { out: string | null; findings: readonly Finding[] },
): string {
  const zh = language === 'zh'
  const { items, done } = report
  const stale = staleLine(findings, language)
  const last = stale === '' ? '' : `  ${paint.yellow(stale)}\n`
  const written = out === null ? '' : `${paint.green('✔')} ${harmless(out)}\n\n`
  if (items.length === 0) {
    const over = zh ? `（已处理 ${done.length} 项）` : ` (${done.length} dealt with)`
    const nothing = zh ? '✔ 没有要处理的订单和售后' : '✔ No order and no after-sale to deal with'
    const next = nextLine(
      language,
      'dyshop check',
      zh ? '离关店还差什么' : 'what closing still takes',
    )
    return `${written}${paint.green(nothing)}${done.length > 0 ? over : ''}\n${last}  ${next}\n`
  }
  const title = zh
    ? `要处理 ${items.length} 项，已处理 ${done.length} 项`
    : `${items.length} to deal with, ${done.length} done`
  const hint = zh
    ? [
        '打勾：dyshop checklist mark <编号> --status agreed --note "买家已同意退款"',
        ...(out === null
          ? ['写成表格（含步骤和发给买家的话）：dyshop checklist --out 待办.xlsx']
          : []),
        '填好后读回来：dyshop checklist sync 待办.xlsx',
      ]
    : [
        'Tick: dyshop checklist mark <id> --status agreed --note "…"',
        ...(out === null
          ? ['As a workbook with steps and messages: dyshop checklist --out todo.xlsx']
          : []),
        'Read it back when it is filled in: dyshop checklist sync todo.xlsx',
      ]
  return [
    `${written}${paint.bold(title)}`,
    itemsTable(report, { language, paint, columns }),
    ...hint.map((line) => paint.dim(`  ${line}`)),
    last,
  ].join('\n')
}

function itemsTable({ items }: ChecklistReport, { language, paint, columns: width }: View): string {
  const zh = language === 'zh'
  const words = checklistWords(language)
  const colors = {
    overdue: paint.red,
    soon: paint.yellow,
    later: (text: string) => text,
    none: (text: string) => text,
  }
  const headers = zh
    ? ['期限', '编号', '商品', '金额', '怎么办', '进度']
    : ['deadline', 'id', 'product', 'amount', 'action', 'status']
  const columns = headers.map((header, index) => ({
    header,
    // An id finds the product; what to do and how far it is are found nowhere else.
    ...(index === 2 ? { max: 22 } : {}),
    ...(index === 2 || index === 3 ? { isOptional: true as const } : {}),
    ...(index === 3 ? { align: 'right' as const } : {}),
  }))
  const rows = items
    .slice(0, SHOWN_ITEMS)
    .map(({ deadline, urgency, id, product, amountFen, action, status }) => [
      colors[urgency](deadline ? shownMoment(deadline) : '—'),
      id,
      harmless(product ?? ''),
      amountFen === null ? '' : formatYuan(amountFen),
      words.actions[action],
      words.statuses[status],
    ])
  const rest = items.length - SHOWN_ITEMS
  const more = zh ? `  … 还有 ${rest} 项，用 --out 写成表格查看\n` : `  … ${rest} more, see --out\n`
  return table(columns, rows, width) + (rest > 0 ? more : '')
}

/** What was ticked. */
export function ticksText({ changed, unchanged }: TickResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const words = checklistWords(language)
  const lines = changed.map(
    ({ id, status, note }) =>
      `  ${paint.green('✔')} ${id}  ${words.statuses[status]}${note ? `  ${harmless(note)}` : ''}\n`,
  )
  const summary = zh
    ? `改动 ${changed.length} 项，不变 ${unchanged} 项。下一步：dyshop checklist`
    : `${changed.length} changed, ${unchanged} unchanged. Next: dyshop checklist`
  return `${lines.join('')}${summary}\n`
}

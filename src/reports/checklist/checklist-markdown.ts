import { markdownTable, markdownText } from '../markdown.ts'
import type { ChecklistWords } from '../words/checklist-words.ts'
import type { Language } from '../words/language.ts'
import { type ChecklistRow, doneRows, openRows } from './checklist-cells.ts'
import { type ChecklistReport, checklistWords, shownMoment } from './checklist-report.ts'

/** The checklist as Markdown, one section per open item, with boxes for the steps. */
export function checklistMarkdown(report: ChecklistReport, language: Language): string {
  const words = checklistWords(language)
  const open = openRows(report, words).map((row) => section(row, words))
  const done = doneRows(report, words)
  return [
    `# ${words.title}`,
    `${shownMoment(report.at)}`,
    words.lead,
    ...(open.length === 0 ? [words.noItems] : open),
    ...(done.length === 0 ? [] : [doneTable(done, words)]),
    '',
  ].join('\n\n')
}

function section({ cells, steps }: ChecklistRow, { columns }: ChecklistWords): string {
  // The steps are our own words, with addresses that are meant to be links.
  const box = (step: string) => `- [ ] ${step}`
  const facts = (
    ['status', 'reason', 'orderId', 'lineId', 'product', 'quantity', 'amount'] as const
  )
    .filter((column) => cells[column] !== '')
    .map((column) => `- ${columns[column]}: ${markdownText(cells[column])}`)
  const note = cells.note === '' ? [] : [`- ${columns.note}: ${markdownText(cells.note)}`]
  return [
    `## ${markdownText(`${cells.deadline} · ${cells.action}`)}`,
    [...facts, ...note, `- ${columns.id}: ${markdownText(cells.id)}`].join('\n'),
    steps.map(box).join('\n'),
    `> ${markdownText(cells.message)}`,
  ].join('\n\n')
}

function doneTable(rows: readonly ChecklistRow[], words: ChecklistWords): string {
  const shown = ['id', 'product', 'amount', 'status', 'reason', 'note'] as const
  const header = shown.map((column) =>
    column === 'reason' ? words.outcome : words.columns[column],
  )
  const body = rows.map(({ cells }) => shown.map((column) => markdownText(cells[column])))
  return `## ${words.doneTitle}\n\n${markdownTable(header.map(markdownText), body)}`
}

import { harmless } from '../harmless.ts'
import type { ChecklistWords } from '../words/checklist-words.ts'
import type { Language } from '../words/language.ts'
import { escapeMarkup } from '../xlsx/cell-text.ts'
import { type ChecklistRow, doneRows, openRows } from './checklist-cells.ts'
import {
  type ChecklistReport,
  checklistWords,
  shownMoment,
  type WordedItem,
} from './checklist-report.ts'

/** No script, no address, nothing loaded from anywhere: the browser is told so as well. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const STYLE = `
body { font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
article { border: 1px solid #ccc; border-left: 6px solid #999; border-radius: 4px; padding: .5em 1em; margin: 1em 0; break-inside: avoid; }
article.overdue { border-left-color: #c00; } article.soon { border-left-color: #e69500; } article.later { border-left-color: #2e7d32; }
h2 { font-size: 1.1em; margin: .2em 0; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: .5em 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; } blockquote { background: #f5f5f5; margin: .5em 0; padding: .5em 1em; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #ccc; padding: .2em .5em; text-align: left; }
@media print { body { margin: 0; max-width: none; } }`

/** The checklist as one page that stands for itself, for a browser or a printer. */
export function checklistHtml(report: ChecklistReport, language: Language): string {
  const words = checklistWords(language)
  const open = openRows(report, words)
  const articles = report.items.map((item, index) => article(item, open[index], words))
  return `<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(POLICY)}">
<meta name="generator" content="dyshop checklist">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(words.title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${text(words.title)}</h1>
<p>${text(shownMoment(report.at))}</p>
<p>${text(words.lead)}</p>
${articles.length === 0 ? `<p>${text(words.noItems)}</p>` : articles.join('\n')}
${doneTable(doneRows(report, words), words)}</body>
</html>
`
}

function article(
  { urgency, status }: WordedItem,
  row: ChecklistRow | undefined,
  { columns }: ChecklistWords,
): string {
  if (!row) return ''
  const { cells, steps } = row
  const facts = (
    [
      'status',
      'reason',
      'orderId',
      'lineId',
      'product',
      'quantity',
      'amount',
      'note',
      'id',
    ] as const
  ).filter((column) => cells[column] !== '')
  return `<article class="${urgency}${status === 'done' ? ' done' : ''}">
<h2>${text(cells.deadline)} · ${text(cells.action)}</h2>
<dl>${facts.map((column) => `<dt>${text(columns[column])}</dt><dd>${text(cells[column])}</dd>`).join('')}</dl>
<ol>${steps.map((step) => `<li>${text(step)}</li>`).join('')}</ol>
<blockquote>${text(cells.message)}</blockquote>
</article>`
}

function doneTable(rows: readonly ChecklistRow[], words: ChecklistWords): string {
  if (rows.length === 0) return ''
  const shown = ['id', 'product', 'amount', 'status', 'reason', 'note'] as const
  const heads = shown.map((column) => (column === 'reason' ? words.outcome : words.columns[column]))
  const body = rows.map(({ cells }) =>
    tableRow(
      'td',
      shown.map((column) => cells[column]),
    ),
  )
  return `<h2>${text(words.doneTitle)}</h2>
<table>
${[tableRow('th', heads), ...body].join('\n')}
</table>
`
}

function tableRow(tag: 'th' | 'td', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join('')}</tr>`
}

/** Text from outside as element content: escaped, and without characters that turn or hide text. */
function text(raw: string): string {
  return escapeMarkup(harmless(raw))
}

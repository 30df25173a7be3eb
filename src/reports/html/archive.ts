import type { ReportKind } from '../../domain/report-kind.ts'
import { moment } from '../moment.ts'
import { REPORT_NAMES } from '../report-names.ts'
import { gapSentence } from '../words/gap-words.ts'
import { count } from './figures.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** What the archive holds, up to when, and what it lacks. */
export function archiveSection({ words, facts, language }: ReportView): Markup {
  const own = words.archive
  const { reports, gaps, missing, documents } = facts.archive
  const name = (kind: string) => REPORT_NAMES[kind as ReportKind]?.[language] ?? kind
  const order = Object.keys(REPORT_NAMES)
  const sorted = [...reports].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const { report, files, rows, rejected, days, asOf } = own.columns
  const lacking = [
    ...missing.map((kind) => own.missing(name(kind))),
    ...gaps.map((gap) => gapSentence(gap, language)),
  ]
  return html`<section id="archive" aria-labelledby="archive-title">
<h2 id="archive-title">${own.title}</h2>
${dataTable(
  own.table,
  [
    { title: report },
    { title: files, isNumber: true },
    { title: rows, isNumber: true },
    { title: rejected, isNumber: true },
    { title: days },
    { title: asOf },
  ],
  sorted.map((each) => ({
    className: each.rejected > 0 ? 'late' : '',
    cells: [
      name(each.kind),
      count(each.imports),
      count(each.rows),
      count(each.rejected),
      each.from === null || each.to === null ? '—' : own.fromTo(each.from, each.to),
      moment(each.asOf),
    ],
  })),
)}
<h3>${own.lacks}</h3>
${
  lacking.length === 0
    ? html`<p>${own.lacksNothing}</p>`
    : html`<ul>
${lacking.map((each) => html`<li>${each}</li>\n`)}</ul>`
}
<h3>${own.documents}</h3>
${
  documents.length === 0
    ? html`<p>${own.noDocuments}</p>`
    : html`<ul>
${documents.map(({ kind, count: of }) => html`<li>${own.documentKinds[kind]} × ${of}</li>\n`)}</ul>`
}
</section>`
}

import type { CheckedCondition } from '../../app/results.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { type ConditionId, type ConditionRule, conditionsOf } from '../../rules/conditions.ts'
import { moment } from '../moment.ts'
import { REPORT_NAMES } from '../report-names.ts'
import { heldBy } from '../words/condition-words.ts'
import { yuan } from './figures.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** So many of the rows that hold a condition back are shown; the command for all stands beside them. */
const SHOWN_ROWS = 5

/** The exports that speak of a condition. */
const PROVEN_BY: Partial<Record<ConditionId, readonly ReportKind[]>> = {
  'orders-finished': ['orders'],
  'after-sale-period': ['orders'],
  'after-sales-closed': ['after-sales'],
  'goods-money': ['settlements', 'orders'],
  wallet: ['ledger'],
  insurance: ['freight-insurance'],
  'qic-warehouse': ['qic'],
}

const SIGNS = { pass: '✔', blocked: '✘', manual: '?', unknown: '?' } as const

/** Every condition: met or not, what shows it, and the page of the back office to open. */
export function conditionsSection(view: ReportView): Markup {
  const { words, facts, language } = view
  const own = words.conditions
  const rules = conditionsOf(facts.check.shopKind)
  const source = rules[0]?.rule
  const rows = facts.check.conditions.flatMap((condition) => {
    const rule = rules.find(({ id }) => id === condition.id)
    return rule === undefined ? [] : [conditionRow(condition, rule, view)]
  })
  const held = facts.check.conditions.filter(
    ({ status, rows: behind = [] }) => status === 'blocked' && behind.length > 0,
  )
  const { condition, state, evidence, page } = own.columns
  return html`<section id="conditions" aria-labelledby="conditions-title">
<h2 id="conditions-title">${own.title}</h2>
<p>${own.lead}${
    source &&
    html` <a href="${source.url}" rel="noreferrer">${own.rule(language === 'zh' ? source.title : source.titleEn, source.effective)}</a>`
  }</p>
${dataTable(
  own.title,
  [condition, state, evidence, page].map((title) => ({ title })),
  rows,
  { isCaptionSeen: false },
)}
${held.length > 0 && html`<h3>${own.heldTitle}</h3>\n${held.map((each) => heldRows(each, view))}`}
</section>`
}

function conditionRow(condition: CheckedCondition, rule: ConditionRule, view: ReportView) {
  const { words, language } = view
  const { status } = condition
  const { url } = rule.page
  const path = language === 'zh' ? rule.page.zh : rule.page.en
  return {
    className: status,
    cells: [
      html`<span id="condition-${condition.id}">${language === 'zh' ? rule.zh : rule.en}</span>`,
      html`<span class="badge ${status}"><span aria-hidden="true">${SIGNS[status]}</span> ${words.conditions.states[status]}</span>`,
      evidenceText(condition, view),
      url === null ? path : html`<a href="${url}" rel="noreferrer">${path}</a>`,
    ],
  }
}

function evidenceText(condition: CheckedCondition, { words, facts, language }: ReportView): string {
  const own = words.conditions
  const { id, status, count, ticked } = condition
  const kinds = PROVEN_BY[id] ?? []
  const start = own.byShopFile(facts.shop.noticeStart ?? '')
  const held = heldBy(id, count, language)
  const names = kinds.map((kind) => REPORT_NAMES[kind][language]).join(own.separator)
  switch (status) {
    case 'blocked':
      return id === 'notice' ? `${start}${own.separator}${held}` : held
    case 'manual':
      if (id === 'notice') return own.noNotice
      return kinds.length > 0 ? own.noExport(names) : own.tickHint(id)
    case 'unknown':
      return own.noExport(names)
    case 'pass': {
      if (ticked !== undefined) return own.byTick(moment(ticked))
      if (id === 'notice') return start
      const asOf = kinds
        .flatMap((kind) => facts.archive.reports.filter((each) => each.kind === kind))
        .map((each) => each.asOf)
        .sort()[0]
      return own.byExports(names, asOf === undefined ? '' : moment(asOf))
    }
  }
}

/** What people call a condition; a cross-border shop has its own words. */
export function conditionName(id: ConditionId, { facts, language }: ReportView): string {
  const rule = conditionsOf(facts.check.shopKind).find((each) => each.id === id)
  return (language === 'zh' ? rule?.zh : rule?.en) ?? id
}

/** The first rows behind a condition that is not met, and the command that shows all of them. */
function heldRows({ id, rows = [], count }: CheckedCondition, view: ReportView): Markup {
  const own = view.words.conditions
  const { rowColumns: titles } = own
  const shown = rows.slice(0, SHOWN_ROWS)
  const name = conditionName(id, view)
  // Money and slips name no goods.
  const hasGoods = shown.some(({ product }) => product)
  const columns = [
    { title: titles.id, isWhole: true },
    ...(hasGoods ? [{ title: titles.what }] : []),
    { title: titles.state },
    { title: titles.amount, isNumber: true },
    { title: titles.time, isWhole: true },
  ]
  const cells = (row: (typeof shown)[number]) => [
    row.id,
    ...(hasGoods ? [row.product ?? ''] : []),
    row.status ?? '',
    row.amountFen === null ? '' : yuan(row.amountFen),
    row.time === null ? '' : moment(row.time),
  ]
  return html`<details><summary>${own.heldRows(name, own.rows(shown.length, count))}</summary>
${dataTable(
  name,
  columns,
  shown.map((row) => ({ cells: cells(row) })),
  { isCaptionSeen: false },
)}
${shown.length < count && html`<p class="note">${own.allRows(`dyshop check --only ${id}`)}</p>`}
</details>`
}

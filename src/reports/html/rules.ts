import { beijingDay } from '../../domain/time.ts'
import { areRulesOld, newestRuleDate, ruleAgeDays } from '../../rules/rule-age.ts'
import { RULE_PAGES } from '../../rules/rule-pages.ts'
import type { RuleSource } from '../../rules/rule-source.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** The rules that everything here goes by, each with its day; old ones are called old. */
export function rulesSection({ words, facts, language }: ReportView): Markup {
  const own = words.rules
  const today = beijingDay(facts.at)
  const dated = RULE_PAGES.filter((page): page is RuleSource => 'effective' in page)
  const newestFirst = [...dated].sort((a, b) => (a.effective > b.effective ? -1 : 1))
  return html`<section id="rules" aria-labelledby="rules-title">
<h2 id="rules-title">${own.title}</h2>
<p>${own.lead(newestRuleDate())}</p>
${areRulesOld(today) && html`<p class="warning">${own.old(ruleAgeDays(today))}</p>`}
<details><summary>${own.table}</summary>
${dataTable(
  own.table,
  [{ title: own.columns.rule }, { title: own.columns.effective }],
  newestFirst.map(({ title, titleEn, url, effective }) => ({
    cells: [
      html`<a href="${url}" rel="noreferrer">${language === 'zh' ? title : titleEn}</a>`,
      effective,
    ],
  })),
)}
</details>
</section>`
}

import type { ReportFacts } from '../../app/results.ts'
import type { Finding } from '../../domain/finding.ts'
import { moment } from '../moment.ts'
import type { Language } from '../words/language.ts'
import { REPORT_EN } from '../words/report-en.ts'
import { REPORT_ZH } from '../words/report-zh.ts'
import { archiveSection } from './archive.ts'
import { conditionsSection } from './conditions.ts'
import { deadlinesSection } from './deadlines.ts'
import { html, Markup } from './markup.ts'
import { moneySection } from './money.ts'
import { ordersSection } from './orders.ts'
import type { ReportView } from './report-view.ts'
import { rulesSection } from './rules.ts'
import { reportStyle } from './style.ts'
import { timeLineSection } from './time-line.ts'
import { verdictSection } from './verdict.ts'

/** Nothing is loaded and no script runs: the browser is told so as well. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** By this line a page is known to be one of ours, which a newer one may replace. */
const GENERATOR = '<meta name="generator" content="dyshop report">'

/** The whole report as one page that stands for itself. */
export function reportPage(
  {
    data,
    findings,
    complete,
  }: { data: ReportFacts; findings: readonly Finding[]; complete: boolean },
  language: Language,
): string {
  const words = language === 'zh' ? REPORT_ZH : REPORT_EN
  const view: ReportView = { facts: data, findings, complete, words, language }
  const sections = [
    ['verdict', words.verdict.title, verdictSection],
    ['time-line', words.timeLine.title, timeLineSection],
    ['deadlines', words.deadlines.title, deadlinesSection],
    ['conditions', words.conditions.title, conditionsSection],
    ['orders', words.orders.title, ordersSection],
    ['money', words.money.title, moneySection],
    ['archive', words.archive.title, archiveSection],
    ['rules', words.rules.title, rulesSection],
  ] as const
  const { shop, check, at } = data
  const shopName = shop.name === '' ? words.unnamedShop : shop.name
  const page = html`<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
${new Markup(GENERATOR)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}${shop.name !== '' && ` · ${shop.name}`}</title>
<style>${new Markup(reportStyle())}</style>
</head>
<body>
<header>
<h1>${words.title}</h1>
<p class="shop">${shopName}${shop.id !== '' && ` · ${shop.id}`}</p>
<p>${words.madeAt(moment(at))} · ${check.asOf === null ? words.noData : words.asOf(moment(check.asOf))}</p>
</header>
<nav aria-label="${words.contents}"><ul>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
${sections.map(([, , section]) => html`${section(view)}\n`)}</main>
<footer>
<p>${words.footer} ${words.privacy}</p>
</footer>
</body>
</html>
`
  return page.text
}

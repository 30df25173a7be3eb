import { beijingDay } from '../../domain/time.ts'
import { milestoneWords, planReport } from '../plan-report.ts'
import { chartFigure } from './chart.ts'
import { html, type Markup } from './markup.ts'
import { PHASE_TONES } from './palette.ts'
import { phaseChart, phaseChartHeight } from './phase-chart.ts'
import { type Phase, phasesOf } from './phases.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** From the notice to the deposit: what holds it back, and what to do on which day. */
export function timeLineSection(view: ReportView): Markup {
  const { words, facts, language } = view
  const own = words.timeLine
  const { plan } = facts
  const { holds, assumptions } = planReport(plan, language)
  return html`<section id="time-line" aria-labelledby="time-line-title">
<h2 id="time-line-title">${own.title}</h2>
${
  plan.earliestFiling === null || plan.moneyBackBy === null
    ? html`<p>${words.noData}</p>`
    : html`<p>${own.lead(plan.earliestFiling, plan.moneyBackBy)}</p>
${phaseFigure(view, plan.earliestFiling)}`
}
${
  holds.length > 0 &&
  html`<h3>${own.held}</h3>
<ul>
${holds.map(({ until, because }) => html`<li><time>${until}</time> ${because}</li>\n`)}</ul>`
}
${
  plan.milestones.length > 0 &&
  dataTable(
    own.milestones,
    [
      { title: own.milestoneColumns.day },
      { title: own.milestoneColumns.what, isWhole: true },
      { title: own.milestoneColumns.detail },
    ],
    plan.milestones.map(({ date, id }) => {
      const { title, detail } = milestoneWords(id, language)
      return { cells: [date, title, detail] }
    }),
  )
}
${
  assumptions.length > 0 &&
  html`<details><summary>${own.assumptions}</summary>
<ul>
${assumptions.map(({ text }) => html`<li>${text}</li>\n`)}</ul>
</details>`
}
</section>`
}

function phaseFigure({ words, facts }: ReportView, filing: string): Markup {
  const own = words.timeLine
  const phases = phasesOf(facts.plan)
  const chart = { phases, today: beijingDay(facts.at), filing, words: own }
  const roles = (Object.keys(PHASE_TONES) as Phase['role'][]).filter((role) =>
    phases.some((phase) => phase.role === role),
  )
  return chartFigure({
    title: own.chart,
    legend: roles.map((role) => ({ name: own.tones[role], tone: PHASE_TONES[role] })),
    height: () => phaseChartHeight(phases),
    option: (size) => phaseChart(chart, size),
    table: dataTable(
      own.chart,
      [own.columns.phase, own.columns.from, own.columns.to, own.columns.why].map((title) => ({
        title,
      })),
      phases.map(({ id, from, to, role }) => ({
        cells: [own.phases[id], from, to, own.tones[role]],
      })),
    ),
    tableTitle: words.dataTable,
  })
}

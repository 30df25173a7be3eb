import { beijingDay } from '../../domain/time.ts'
import { moment } from '../moment.ts'
import { nextSteps } from '../next-steps.ts'
import { findingMessage } from '../wording.ts'
import { count, daysBetween, yuan } from './figures.ts'
import { firstSteps, waitingFor } from './first-steps.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'

/** Whether the shop can be closed; if not, what comes first; and the figures that matter most. */
export function verdictSection(view: ReportView): Markup {
  const { words, facts, findings, language } = view
  const isReady = facts.check.ready && view.complete
  const own = words.verdict
  return html`<section id="verdict" aria-labelledby="verdict-title" class="verdict ${isReady ? 'ready' : 'waiting'}">
<h2 id="verdict-title">${own.title}</h2>
<p class="answer"><span aria-hidden="true">${isReady ? '✔' : '✘'}</span> ${answer(view)}</p>
${tiles(view)}
${
  isReady
    ? html`<p>${own.readyNext}</p>`
    : !facts.check.ready &&
      html`<h3>${own.notReadyNext}</h3>
<ol class="next">
${firstSteps(view).map((step) => html`<li>${step}</li>\n`)}</ol>
${waitsPart(view)}`
}
${
  findings.length > 0 &&
  html`<h3>${words.attention}</h3>
<ul>
${findings.map((each) => html`<li>${findingMessage(each, language)}</li>\n`)}</ul>`
}
</section>`
}

function waitsPart(view: ReportView): Markup | null {
  const shown = waitingFor(view)
  if (shown.length === 0) return null
  return html`<h3>${view.words.verdict.waits}</h3>
<ul class="next">
${shown.map((each) => html`<li>${each}</li>\n`)}</ul>`
}

function answer({ words, facts, complete }: ReportView): string {
  const { ready } = facts.check
  const { earliestFiling } = facts.plan
  if (!ready) return words.verdict.notReady
  if (!complete) return words.verdict.doubtful
  const isLater = earliestFiling !== null && earliestFiling > beijingDay(facts.at)
  return isLater ? words.verdict.readyLater(earliestFiling) : words.verdict.ready
}

interface Tile {
  name: string
  value: string
  note: string
}

function tiles({ words, facts }: ReportView): Markup {
  const { check, plan, money, at } = facts
  const { tiles: names, inDays, today, ...own } = words.verdict
  const until = (day: string) => {
    const days = daysBetween(beijingDay(at), day)
    return days > 0 ? inDays(days) : days === 0 ? today : ''
  }
  const late = check.unshipped.filter(({ overdue }) => overdue).length
  const shipNotes = [
    ...(late > 0 ? [own.late(late)] : []),
    ...(check.deductionTotalFen > 0 ? [own.deduction(yuan(check.deductionTotalFen))] : []),
  ]
  const deadlines = check.openAfterSales.flatMap(({ deadline }) => deadline ?? [])
  const overdue = deadlines.filter((deadline) => deadline < at).length
  const firstDeadline = deadlines.find((deadline) => deadline >= at)
  const held = check.conditions.filter(({ status }) => status === 'blocked').length
  // It is a thing to do by itself, not a page to look at.
  const unset = nextSteps(check).some(({ what }) => what === 'notice') ? 1 : 0
  const met = check.conditions.filter(({ status }) => status === 'pass').length
  const shown: Tile[] = [
    {
      name: names.conditions,
      value: `${met} / ${check.conditions.length}`,
      note: own.rest(held, check.conditions.length - met - held - unset, unset > 0),
    },
    ...(plan.earliestFiling === null
      ? []
      : [{ name: names.earliest, value: plan.earliestFiling, note: until(plan.earliestFiling) }]),
    ...(plan.moneyBackBy === null
      ? []
      : [{ name: names.moneyBack, value: plan.moneyBackBy, note: until(plan.moneyBackBy) }]),
    {
      name: names.toShip,
      value: count(check.unshipped.length),
      note: shipNotes.join(words.conditions.separator),
    },
    {
      name: names.afterSales,
      value: count(check.openAfterSales.length),
      note:
        overdue > 0
          ? own.overdue(overdue)
          : firstDeadline
            ? own.firstBy(moment(firstDeadline))
            : '',
    },
    ...(money.toCome === null
      ? []
      : [{ name: names.toCome, value: yuan(money.toCome.fen), note: own.beforeFees }]),
  ]
  return html`<dl class="tiles">
${shown.map(
  ({ name, value, note }) =>
    html`<div><dt>${name}</dt><dd><strong>${value}</strong>${note !== '' && html`<small>${note}</small>`}</dd></div>\n`,
)}</dl>`
}

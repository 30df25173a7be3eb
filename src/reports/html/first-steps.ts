import type { ConditionId } from '../../rules/conditions.ts'
import { type NextStep, nextSteps, type Wait, waits } from '../next-steps.ts'
import { nextStepText, waitText } from '../words/next-step-words.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'

/** What to do while the shop cannot be closed, what costs money first, each with its place on the page. */
export function firstSteps({ facts, language }: ReportView): Markup[] {
  return nextSteps(facts.check).map((step) => link(placeOf(step), nextStepText(step, language)))
}

/** What only takes time: parcels on their way, money, the after-sale period, the notice. */
export function waitingFor(view: ReportView): Markup[] {
  return waits(view.facts.check).map((wait) => {
    const text = waitText(wait, view.language)
    return wait.what === 'condition'
      ? link(placeOf(wait), text + untilText(wait.condition.id, view))
      : html`${text}`
  })
}

function placeOf(step: NextStep | Extract<Wait, { what: 'condition' }>): string {
  switch (step.what) {
    case 'ship':
    case 'after-sales':
      return 'deadlines'
    case 'notice':
      return 'condition-notice'
    case 'export':
    case 'look':
      return 'conditions'
    case 'settle':
    case 'condition':
      return `condition-${step.condition.id}`
  }
}

/** The day until which there is nothing but to wait, where it is known for certain. */
function untilText(id: ConditionId, { facts, words }: ReportView): string {
  if (id !== 'after-sale-period' && id !== 'notice') return ''
  const until = facts.plan.holds.find((hold) => hold.id === id)?.until
  return until === undefined ? '' : words.verdict.until(until)
}

function link(target: string, text: string): Markup {
  return html`<a href="#${target}">${text}</a>`
}

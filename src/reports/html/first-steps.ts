import type { ConditionId } from '../../rules/conditions.ts'
import { moment } from '../moment.ts'
import { byUrgency, todoFor, WAITS } from '../words/condition-words.ts'
import { conditionName } from './conditions.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'

/** What to do while the shop cannot be closed, what costs money first, each with its place on the page. */
export function firstSteps(view: ReportView): Markup[] {
  const { words, facts } = view
  const own = words.verdict.steps
  const { conditions, unshipped } = facts.check
  const steps: Markup[] = []
  if (unshipped.length > 0) {
    const late = unshipped.filter(({ overdue }) => overdue).length
    steps.push(link('deadlines', own.ship(unshipped.length, late)))
  }
  steps.push(...afterSaleStep(view))
  const isOpen = (id: string) => conditions.some((each) => each.id === id && each.status !== 'pass')
  if (facts.shop.noticeStart === null && isOpen('notice')) {
    steps.push(link('condition-notice', own.notice))
  }
  const unknown = conditions.filter(({ status }) => status === 'unknown')
  if (unknown.length > 0) {
    const names = unknown.map(({ id }) => conditionName(id, view))
    steps.push(html`${own.export(names.join(words.conditions.separator))}`)
  }
  steps.push(...blocked(view).flatMap(({ id, todo }) => (WAITS.has(id) ? [] : [todo])))
  const manual = conditions.filter(({ id, status }) => status === 'manual' && id !== 'notice')
  if (manual.length > 0) steps.push(link('conditions', own.look(manual.length)))
  return steps
}

/** What only takes time: parcels on their way, money, the after-sale period, the notice. */
export function waits(view: ReportView): Markup[] {
  const { facts, words } = view
  const { shipped } = facts.check.orders
  const signing = shipped > 0 ? [html`${words.verdict.steps.sign(shipped)}`] : []
  return [...signing, ...blocked(view).flatMap(({ id, todo }) => (WAITS.has(id) ? [todo] : []))]
}

function afterSaleStep({ words, facts }: ReportView): Markup[] {
  const { openAfterSales } = facts.check
  if (openAfterSales.length === 0) return []
  const overdue = openAfterSales.filter(({ deadline }) => deadline !== null && deadline < facts.at)
  const next = openAfterSales.find(({ deadline }) => deadline !== null && deadline >= facts.at)
  const first = next?.deadline ? moment(next.deadline) : ''
  const text = words.verdict.steps.afterSales(openAfterSales.length, overdue.length, first)
  return [link('deadlines', text)]
}

/** The conditions that are not met and not told of otherwise. */
function blocked(view: ReportView) {
  const told = new Set(['orders-finished', 'after-sales-closed'])
  return view.facts.check.conditions
    .filter(({ id, status }) => status === 'blocked' && !told.has(id))
    .sort(byUrgency)
    .map(({ id, count }) => ({
      id,
      todo: link(
        `condition-${id}`,
        todoFor(id, count, view.language, conditionName(id, view)) + untilText(id, view),
      ),
    }))
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

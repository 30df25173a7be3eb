import { moment } from '../moment.ts'
import { conditionName } from './conditions.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'

/** What to do while the shop cannot be closed, what costs money first, each with its place on the page. */
export function firstSteps(view: ReportView): Markup[] {
  const { words, facts } = view
  const own = words.verdict.steps
  const { conditions, unshipped, orders, openAfterSales } = facts.check
  const link = (target: string, text: string) => html`<a href="#${target}">${text}</a>`
  const steps: Markup[] = []
  if (unshipped.length > 0) {
    const late = unshipped.filter(({ overdue }) => overdue).length
    steps.push(link('deadlines', own.ship(unshipped.length, late)))
  }
  if (openAfterSales.length > 0) {
    const first = openAfterSales[0]?.deadline
    steps.push(link('deadlines', own.afterSales(openAfterSales.length, first ? moment(first) : '')))
  }
  const isOpen = (id: string) => conditions.some((each) => each.id === id && each.status !== 'pass')
  if (facts.shop.noticeStart === null && isOpen('notice')) {
    steps.push(link('condition-notice', own.notice))
  }
  const unknown = conditions.filter(({ status }) => status === 'unknown')
  if (unknown.length > 0) {
    const names = unknown.map(({ id }) => conditionName(id, view))
    steps.push(html`${own.export(names.join(words.conditions.separator))}`)
  }
  if (orders.shipped > 0) steps.push(html`${own.sign(orders.shipped)}`)
  const told = new Set(['orders-finished', 'after-sales-closed', 'notice'])
  for (const { id, status, count } of conditions) {
    if (status !== 'blocked' || told.has(id)) continue
    steps.push(link(`condition-${id}`, own.condition(conditionName(id, view), count)))
  }
  const manual = conditions.filter(({ id, status }) => status === 'manual' && id !== 'notice')
  if (manual.length > 0) steps.push(link('conditions', own.look(manual.length)))
  return steps
}

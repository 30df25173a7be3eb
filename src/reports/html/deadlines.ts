import { LATE_SHIPPING_RULE } from '../../rules/rule-pages.ts'
import { moment } from '../moment.ts'
import { timeLeft, timeSpan } from '../words/time-left.ts'
import { count, yuan } from './figures.ts'
import { html, type Markup } from './markup.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** More than this is a working list: the checklist has it. */
const SHOWN = 200

/** What has to be shipped and which after-sales are open, the soonest deadline first. */
export function deadlinesSection(view: ReportView): Markup {
  const { words } = view
  return html`<section id="deadlines" aria-labelledby="deadlines-title">
<h2 id="deadlines-title">${words.deadlines.title}</h2>
${shipPart(view)}
${afterSalePart(view)}
</section>`
}

function shipPart({ words, facts, language }: ReportView): Markup {
  const own = words.deadlines
  const { unshipped } = facts.check
  if (unshipped.length === 0) return html`<p>${own.noneToShip}</p>`
  const { shipColumns: columns } = own
  const rows = unshipped.slice(0, SHOWN).map((line) => ({
    className: line.overdue ? 'late' : '',
    cells: [
      line.promisedShipAt === null ? own.noPromise : moment(line.promisedShipAt),
      line.hoursLeft === null ? '' : timeLeft(line.hoursLeft, language),
      line.orderId,
      line.product ?? '',
      line.quantity === null ? '' : count(line.quantity),
      line.payableFen === null ? '' : yuan(line.payableFen),
      yuan(line.deductionFen),
    ],
  }))
  return html`${dataTable(
    own.toShip(unshipped.length),
    [
      { title: columns.promised, isWhole: true },
      { title: columns.left, isNumber: true },
      { title: columns.order, isWhole: true },
      { title: columns.product },
      { title: columns.quantity, isNumber: true },
      { title: columns.amount, isNumber: true },
      { title: columns.deduction, isNumber: true },
    ],
    rows,
  )}
${more(unshipped.length, own.more)}
<p class="note">${own.deductionNote(LATE_SHIPPING_RULE.effective)}</p>`
}

function afterSalePart({ words, facts, language }: ReportView): Markup {
  const own = words.deadlines
  const { openAfterSales } = facts.check
  if (openAfterSales.length === 0) return html`<p>${own.noAfterSales}</p>`
  const { afterSaleColumns: columns } = own
  const rows = openAfterSales.slice(0, SHOWN).map((each) => {
    const { deadline } = each
    const isPast = deadline !== null && deadline < facts.at
    const over = isPast ? hoursBetween(deadline, facts.at) : 0
    return {
      className: isPast ? 'late' : '',
      cells: [
        deadline === null
          ? own.noDeadline
          : html`${moment(deadline)}${isPast && html` <small>${own.overdue(timeSpan(over, language))}</small>`}`,
        each.afterSaleId ?? '—',
        each.orderId ?? '—',
        each.product ?? '',
        each.type ?? '—',
        each.status,
        each.refundFen === null ? '' : yuan(each.refundFen),
      ],
    }
  })
  return html`${dataTable(
    own.afterSales(openAfterSales.length),
    [
      { title: columns.deadline },
      { title: columns.id, isWhole: true },
      { title: columns.order, isWhole: true },
      { title: columns.product },
      { title: columns.type },
      { title: columns.state },
      { title: columns.refund, isNumber: true },
    ],
    rows,
  )}
${more(openAfterSales.length, own.more)}`
}

function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000
}

function more(all: number, words: (count: number) => string): Markup | null {
  return all > SHOWN ? html`<p>${words(all - SHOWN)}</p>` : null
}

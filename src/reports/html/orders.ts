import { periodsOf } from '../../domain/closing/periods.ts'
import type { StatusKind } from '../../domain/order-status.ts'
import { chartFigure } from './chart.ts'
import { count } from './figures.ts'
import { html, type Markup } from './markup.ts'
import { STATUS_TONES } from './palette.ts'
import { periodBars } from './period-bars.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

/** From the bottom of a bar to its top: what is over, what is under way, what is to be done. */
const ORDER: readonly StatusKind[] = [
  'finished',
  'closed',
  'shipped',
  'partlyShipped',
  'unshipped',
  'unpaid',
  'unknown',
]

/** Lines by the month of their order and what became of them. */
export function ordersSection({ words, facts }: ReportView): Markup {
  const own = words.orders
  const { unsplitOrders } = facts.check
  const body =
    facts.months.length === 0
      ? html`<p>${own.none}</p>`
      : chartFigure({ title: own.chart, ...ordersChart(words, facts.months) })
  return html`<section id="orders" aria-labelledby="orders-title">
<h2 id="orders-title">${own.title}</h2>
${body}
${unsplitOrders > 0 && html`<p>${own.unsplit(unsplitOrders)}</p>`}
</section>`
}

function ordersChart(
  words: ReportView['words'],
  months: ReportView['facts']['months'],
): Omit<Parameters<typeof chartFigure>[0], 'title'> {
  const own = words.orders
  const periods = periodsOf(months.map(({ month }) => month))
  const names = periods.names.map((name) => name || own.unknownMonth)
  const lines = (period: string, kind: StatusKind) =>
    months
      .filter((each) => each.kind === kind && periods.of(each.month) === period)
      .reduce((sum, each) => sum + each.lines, 0)
  const kinds = ORDER.filter((kind) => months.some((each) => each.kind === kind))
  const bars = kinds.map((kind) => ({
    name: own.statuses[kind],
    tone: STATUS_TONES[kind],
    values: periods.names.map((period) => lines(period, kind)),
  }))
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const row = (name: string, values: readonly number[]) => ({
    cells: [name, ...[...values, total(values)].map(count)],
  })
  return {
    legend: bars,
    height: (isNarrow) => (isNarrow ? 240 : 300),
    option: (size) => periodBars(names, bars, { isStacked: true, short: words.short, ...size }),
    table: dataTable(
      own.table,
      [
        { title: own.period },
        ...[...bars.map(({ name }) => name), own.total].map((title) => ({ title, isNumber: true })),
      ],
      names.map((name, index) =>
        row(
          name,
          bars.map(({ values }) => values[index] ?? 0),
        ),
      ),
      {
        foot: row(
          own.total,
          bars.map(({ values }) => total(values)),
        ),
      },
    ),
    tableTitle: words.dataTable,
  }
}

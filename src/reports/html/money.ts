import { periodsOf } from '../../domain/closing/periods.ts'
import type { MonthFlow } from '../../domain/report-facts.ts'
import { moment } from '../moment.ts'
import { chartFigure } from './chart.ts'
import { yuan } from './figures.ts'
import { html, type Markup } from './markup.ts'
import { MONEY_TONES } from './palette.ts'
import { periodBars } from './period-bars.ts'
import type { ReportView } from './report-view.ts'
import { dataTable } from './table.ts'

type Flow = Exclude<keyof MonthFlow, 'month'>

const FLOWS = Object.keys(MONEY_TONES) as Flow[]

/** What was paid, refunded, settled and charged, and what is still to come. */
export function moneySection(view: ReportView): Markup {
  const { words, facts } = view
  const own = words.money
  const { months } = facts.money
  return html`<section id="money" aria-labelledby="money-title">
<h2 id="money-title">${own.title}</h2>
${sums(view)}
${
  months.length === 0
    ? html`<p>${own.none}</p>`
    : chartFigure({ title: own.chart, ...moneyChart(words, months) })
}
<ul class="note">
${own.notes.map((note) => html`<li>${note}</li>\n`)}</ul>
</section>`
}

function sums({ words, facts }: ReportView): Markup {
  const own = words.money
  const { money } = facts
  const rows: [name: string, fen: number | null, note: string][] = [
    ...FLOWS.map((flow): [string, number | null, string] => [own.flows[flow], money[flow], '']),
    [own.toCome, money.toCome?.fen ?? null, money.toCome ? own.lines(money.toCome.lines) : ''],
    [
      own.onTheWay,
      money.onTheWay?.fen ?? null,
      money.onTheWay ? own.lines(money.onTheWay.lines) : '',
    ],
    ...(money.wallet === null
      ? []
      : [
          [own.wallet(moment(money.wallet.at)), money.wallet.balanceFen, ''] as [
            string,
            number,
            string,
          ],
        ]),
  ]
  return html`<dl class="tiles">
${rows.map(
  ([name, fen, note]) =>
    html`<div><dt>${name}</dt><dd><strong>${fen === null ? '—' : yuan(fen)}</strong><small>${fen === null ? own.notKnown : [own.unit, note].filter(Boolean).join(' · ')}</small></dd></div>\n`,
)}</dl>`
}

function moneyChart(
  words: ReportView['words'],
  months: readonly MonthFlow[],
): Omit<Parameters<typeof chartFigure>[0], 'title'> {
  const own = words.money
  const periods = periodsOf(months.map(({ month }) => month))
  const names = periods.names.map((name) => name || words.orders.unknownMonth)
  const bars = FLOWS.map((flow) => ({
    name: own.flows[flow],
    tone: MONEY_TONES[flow],
    fen: periods.names.map((period) =>
      months
        .filter(({ month }) => periods.of(month) === period)
        .reduce((sum, each) => sum + each[flow], 0),
    ),
  }))
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  return {
    legend: bars,
    height: (isNarrow) => (isNarrow ? 240 : 300),
    option: (size) =>
      periodBars(
        names,
        // The height of a bar may be rounded; no figure is read from it.
        bars.map(({ fen, ...bar }) => ({ ...bar, values: fen.map((each) => each / 100) })),
        { isStacked: false, short: words.short, ...size },
      ),
    table: dataTable(
      own.table,
      [{ title: own.period }, ...bars.map(({ name }) => ({ title: name, isNumber: true }))],
      names.map((name, index) => ({
        cells: [name, ...bars.map(({ fen }) => yuan(fen[index] ?? 0))],
      })),
      { foot: { cells: [words.orders.total, ...bars.map(({ fen }) => yuan(total(fen)))] } },
    ),
    tableTitle: words.dataTable,
  }
}

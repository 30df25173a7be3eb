import type { EChartsCoreOption } from 'echarts/core'
import { addDays } from '../../domain/time.ts'
import type { ReportWords } from '../words/report-words.ts'
import { AXIS_LABEL, AXIS_LINE, type ChartSize } from './chart.ts'
import { daysBetween } from './figures.ts'
import { CHART_INK, PAGE, PHASE_TONES } from './palette.ts'
import type { Phase } from './phases.ts'

/** What is left for the names of the phases, and for a date behind the last bar. */
const NAME_ROOM = { narrow: 116, wide: 140 }
const DATE_ROOM = 96
/** From one month on the axis to the next that is named. */
const MONTH_ROOM = 72

export interface PhaseChart {
  phases: readonly Phase[]
  /** YYYY-MM-DD */
  today: string
  filing: string
  words: ReportWords['timeLine']
}

/** Height for so many phases, with two lines above them for the marks. */
export function phaseChartHeight(phases: readonly Phase[]): number {
  return phases.length * 34 + 84
}

/** Bars from day to day, the first phase on top, with a line for today and one for the earliest filing. */
export function phaseChart(
  { phases, today, filing, words }: PhaseChart,
  { width, isNarrow }: ChartSize,
): EChartsCoreOption {
  const first = [today, ...phases.map(({ from }) => from)].sort()[0] ?? today
  const last =
    phases
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? filing
  const offset = (day: string) => daysBetween(first, day)
  const left = isNarrow ? NAME_ROOM.narrow : NAME_ROOM.wide
  const plot = width - left - 8
  const max = Math.ceil(((offset(last) || 1) * plot) / (plot - DATE_ROOM))
  return {
    grid: { left, right: 8, top: 48, bottom: 28 },
    xAxis: {
      type: 'value',
      min: 0,
      max,
      axisLabel: {
        ...AXIS_LABEL,
        customValues: monthStarts(first, last, MONTH_ROOM / (plot / max)).map(offset),
        formatter: (value: number) => addDays(first, value).slice(0, 7),
      },
      axisLine: { show: true, ...AXIS_LINE },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: phases.map(({ id }) => words.phases[id]),
      axisLabel: { ...AXIS_LABEL, width: left - 12, overflow: 'truncate' },
      axisLine: AXIS_LINE,
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        stack: 'phase',
        data: phases.map(({ from }) => offset(from)),
        itemStyle: { color: 'none' },
        silent: true,
      },
      {
        type: 'bar',
        stack: 'phase',
        barWidth: 18,
        barMinWidth: 3,
        data: phases.map(({ from, to, role }) => ({
          // A phase within a day is still to be seen.
          value: Math.max(daysBetween(from, to), max / 150),
          itemStyle: { color: PHASE_TONES[role].light, borderRadius: 3 },
          label: { formatter: to },
        })),
        emphasis: { disabled: true },
        label: {
          show: true,
          position: 'right',
          color: CHART_INK.light,
          fontSize: 13,
          // The lines for today and the filing may pass behind a date.
          backgroundColor: PAGE.light,
          padding: [0, 2],
        },
        markLine: markLines([
          { at: offset(today), text: `${words.today} ${today.slice(5)}`, distance: 4 },
          { at: offset(filing), text: `${words.filing} ${filing.slice(5)}`, distance: 22 },
        ]),
      },
    ],
  }
}

/** Each label on a line of its own, so that two near days do not write over each other. */
function markLines(marks: readonly { at: number; text: string; distance: number }[]) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: CHART_INK.light, type: 'dashed', width: 1 },
    data: marks.map(({ at, text, distance }) => ({
      xAxis: at,
      label: {
        formatter: text,
        // The axis of the phases runs downwards: its start is on top.
        position: 'start',
        distance,
        color: CHART_INK.light,
        fontSize: 13,
      },
    })),
    z: 1,
  }
}

/** The first days of months from one day to another, at least so many days apart. */
function monthStarts(first: string, last: string, apart: number): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const before = days.at(-1)
    const isNear = before !== undefined && daysBetween(before, day) < apart
    if (day.endsWith('-01') && !isNear) days.push(day)
  }
  return days
}

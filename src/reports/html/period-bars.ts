import type { EChartsCoreOption } from 'echarts/core'
import { AXIS_LABEL, AXIS_LINE, type ChartSize } from './chart.ts'
import { PAGE, type Tone } from './palette.ts'

export interface Bars {
  name: string
  tone: Tone
  /** One value for each period. */
  values: readonly number[]
}

/** Bars over periods: on top of each other, or side by side. */
export function periodBars(
  periods: readonly string[],
  bars: readonly Bars[],
  { isStacked, isNarrow, width }: { isStacked: boolean } & ChartSize,
): EChartsCoreOption {
  return {
    grid: {
      ...{ left: 4, right: 12, top: 12, bottom: 4 },
      ...{ outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    },
    xAxis: {
      type: 'category',
      data: [...periods],
      axisLabel: {
        ...AXIS_LABEL,
        hideOverlap: true,
        // A month is some 55 units wide; where there is less room, every second or third is named.
        interval: Math.ceil((periods.length * 66) / (width - 60)) - 1,
      },
      axisLine: AXIS_LINE,
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      splitNumber: isNarrow ? 3 : 5,
      minInterval: 1,
      axisLabel: { ...AXIS_LABEL, formatter: shortNumber },
      splitLine: AXIS_LINE,
    },
    series: bars.map(({ name, tone, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 56,
      barMinHeight: isStacked ? 0 : 1,
      emphasis: { disabled: true },
      // A line in the colour of the page keeps neighbours apart also without colours.
      itemStyle: { color: tone.light, borderColor: PAGE.light, borderWidth: 1 },
      ...(isStacked ? { stack: 'all' } : { barGap: '0%' }),
    })),
  }
}

/** `120000` → `120,000`: the axis has room for it, and it reads the same in both languages. */
function shortNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

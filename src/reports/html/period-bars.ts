import type { EChartsCoreOption } from 'echarts/core'
import { AXIS_LABEL, AXIS_LINE, type ChartSize } from './chart.ts'
import { PAGE, type Tone } from './palette.ts'

export interface Bars {
  name: string
  tone: Tone
  /** One value for each period. */
  values: readonly number[]
}

export interface BarLook {
  /** On top of each other, or side by side. */
  isStacked: boolean
  /** A number as short as an axis has room for. */
  short: (value: number) => string
}

/** Bars over periods: on top of each other, or side by side. */
export function periodBars(
  periods: readonly string[],
  bars: readonly Bars[],
  { isStacked, short, isNarrow, width }: BarLook & ChartSize,
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
      axisLabel: { ...AXIS_LABEL, formatter: short },
      splitLine: AXIS_LINE,
    },
    series: bars.map(({ name, tone, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 56,
      barMinHeight: isStacked ? 0 : 1,
      emphasis: { disabled: true },
      // A line in the colour of the page keeps what stands on each other apart also without colours;
      // of thin bars side by side it would leave nothing.
      itemStyle: { color: tone.light, borderColor: PAGE.light, borderWidth: isStacked ? 1 : 0 },
      ...(isStacked ? { stack: 'all' } : { barGap: '8%', barCategoryGap: '24%' }),
    })),
  }
}

import { BarChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { html, Markup } from './markup.ts'
import { CHART_INK, CHART_LINE, type Tone } from './palette.ts'

use([BarChart, GridComponent, MarkLineComponent, SVGRenderer])

/** For how much room a chart is drawn: a chart that is only scaled down cannot be read on a phone. */
export interface ChartSize {
  width: number
  height: number
  isNarrow: boolean
}

export const WIDE = 880
export const NARROW = 340

export interface Chart {
  /** Says what it shows, also to those who cannot see it. */
  title: string
  legend: readonly { name: string; tone: Tone }[]
  height: (isNarrow: boolean) => number
  /** The chart for a size; only this program's own words and figures may stand in it. */
  option: (size: ChartSize) => EChartsCoreOption
  /** The same in words: a table. */
  table: Markup
  tableTitle: string
}

/** A chart drawn for a page and once more for a phone, with its legend and its data as a table. */
export function chartFigure({ title, legend, height, option, table, tableTitle }: Chart): Markup {
  const draw = (isNarrow: boolean) => {
    const size = { width: isNarrow ? NARROW : WIDE, height: height(isNarrow), isNarrow }
    return html`<div class="chart ${isNarrow ? 'narrow' : 'wide'}">${drawing(option(size), size, title)}</div>`
  }
  return html`<figure>
<figcaption>${title}</figcaption>
<div class="together">
<ul class="legend">${legend.map(
    ({ name, tone }) =>
      html`<li><svg class="chart" width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill="${tone.light}"></rect></svg>${name}</li>`,
  )}</ul>
${draw(false)}
${draw(true)}
</div>
<details><summary>${tableTitle}</summary>
${table}
</details>
</figure>`
}

function drawing(option: EChartsCoreOption, { width, height }: ChartSize, title: string): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { color: CHART_INK.light }, ...option })
    const svg = chart.renderToSVGString({ useViewBox: true })
    return new Markup(quiet(svg, html` role="img" aria-label="${title}"`.text))
  } finally {
    chart.dispose()
  }
}

/** Without what only serves a mouse over a live chart. */
function quiet(svg: string, attributes: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="[^"]*")/g, '')
    .replace(/ (?:xmlns(?::xlink)?|version|baseProfile)="[^"]*"/g, '')
    .replace('<svg ', `<svg${attributes} `)
    .replace(/\n+/g, '\n')
}

/** Axis labels and lines in the tones that the page knows how to darken. */
export const AXIS_LABEL = { color: CHART_INK.light, fontSize: 13 }
export const AXIS_LINE = { lineStyle: { color: CHART_LINE.light } }

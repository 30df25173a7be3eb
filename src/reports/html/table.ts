import { html, type Markup, type Part } from './markup.ts'

export interface Column {
  title: string
  /** Amounts and counts stand under each other. */
  isNumber?: boolean
  /** Never broken over two lines: ids and times. */
  isWhole?: boolean
}

export interface TableRow {
  cells: readonly Part[]
  className?: string
}

/**
 * A table with a caption that says what it shows. Every cell also carries its column's title, under
 * which it stands on a screen too narrow for columns. A caption that a heading repeats is only spoken.
 */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
  { foot, isCaptionSeen = true }: { foot?: TableRow; isCaptionSeen?: boolean } = {},
): Markup {
  const row = ({ cells, className = '' }: TableRow) =>
    html`<tr class="${className}">${cells.map((cell, index) => {
      const { title = '', isNumber, isWhole } = columns[index] ?? {}
      const kind = isNumber ? 'number' : isWhole ? 'whole' : ''
      return index === 0
        ? html`<th scope="row" class="${kind}" data-title="${title}">${cell}</th>`
        : html`<td class="${kind}" data-title="${title}">${cell}</td>`
    })}</tr>\n`
  return html`<table>
<caption class="${isCaptionSeen ? '' : 'unseen'}">${caption}</caption>
<thead><tr>${columns.map(({ title, isNumber }) => html`<th scope="col" class="${isNumber ? 'number' : ''}">${title}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>${
    foot &&
    html`
<tfoot>${row(foot)}</tfoot>`
  }
</table>`
}

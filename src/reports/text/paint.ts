import { Chalk, type ChalkInstance } from 'chalk'
import stringWidth from 'string-width'

/** Colours for one output stream. chalk itself ignores NO_COLOR, so the level is always given. */
export type Paint = ChalkInstance

export function paint(hasColor: boolean): Paint {
  return new Chalk({ level: hasColor ? 1 : 0 })
}

/** Fills up to a width in terminal columns, in which Chinese characters and emoji take two. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text
}

/** Cuts to a width in terminal columns, with an ellipsis where something is left out. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const character of text) {
    used += stringWidth(character)
    if (used > width - 1) break
    kept += character
  }
  return `${kept}…`
}

export interface TableColumn {
  header: string
  align?: 'left' | 'right'
  /** Cut to this many terminal columns. */
  max?: number
}

/** A table without lines, aligned also with Chinese text; without a first line where no column has a header. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const headers = columns.map(({ header }) => header)
  const isTitled = headers.some((header) => header !== '')
  const cells = [...(isTitled ? [headers] : []), ...rows].map((row) =>
    columns.map(({ max }, index) => (max ? cut(row[index] ?? '', max) : (row[index] ?? ''))),
  )
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((row) => stringWidth(row[index] ?? ''))),
  )
  return cells
    .map((row) =>
      row
        .map((cell, index) => {
          const width = widths[index] ?? 0
          return columns[index]?.align === 'right' ? padStart(cell, width) : padEnd(cell, width)
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('')
}

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

/**
 * Cuts in the middle, where names of exports are alike: `1795314600_2a2b…9b95e4c5.zip/订单.csv` keeps
 * when it was made and, after the last slash, what it is.
 */
export function cutMiddle(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const end = lastOf(text, Math.ceil((width - 1) * END_SHARE))
  return cut(text, width - stringWidth(end)) + end
}

/** The end tells more than the start: the member of a ZIP, and what kind of file it is. */
const END_SHARE = 0.6

function lastOf(text: string, width: number): string {
  const characters = [...text]
  let used = 0
  let at = characters.length
  while (at > 0) {
    used += stringWidth(characters[at - 1] ?? '')
    if (used > width) break
    at--
  }
  return characters.slice(at).join('')
}

export interface TableColumn {
  header: string
  align?: 'left' | 'right'
  /** Cut to this many terminal columns. */
  max?: number
  /** Where to cut; at the end when left out. */
  cutAt?: 'middle'
}

/** A table without lines, aligned also with Chinese text; without a first line where no column has a header. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const headers = columns.map(({ header }) => header)
  const isTitled = headers.some((header) => header !== '')
  const cells = [...(isTitled ? [headers] : []), ...rows].map((row) =>
    columns.map(({ max, cutAt }, index) => {
      const text = row[index] ?? ''
      if (!max) return text
      return cutAt === 'middle' ? cutMiddle(text, max) : cut(text, max)
    }),
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

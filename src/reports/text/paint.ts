import { Chalk, type ChalkInstance } from 'chalk'
import stringWidth from 'fast-string-width'

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
  for (const character of charactersOf(text)) {
    used += stringWidth(character)
    if (used > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/** An export as the platform names it: its folder, when it was made, what nobody reads, what it is. */
const EXPORT_NAME = /^(.*?)(\d{10})(_[^/]*?)((?:\.\w+)?(?:\/[^/]*)?)$/

/**
 * Cuts where names of exports are alike: `订单/1795314600…e4c5.zip/订单.csv` keeps when it was made, by
 * which such files are told apart, and what it is. The folder gives way before that does.
 */
export function cutMiddle(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const [, folder = '', madeAt = '', hash = '', kind = ''] = EXPORT_NAME.exec(text) ?? []
  const room = width - stringWidth(folder + madeAt + kind)
  if (madeAt !== '' && room > 0) return `${folder}${madeAt}…${lastOf(hash, room - 1)}${kind}`
  const known = `${madeAt}…${kind}`
  const roomOfFolder = width - stringWidth(known)
  if (madeAt !== '' && roomOfFolder > 0) return cut(folder, roomOfFolder) + known
  const end = lastOf(text, Math.ceil((width - 1) * END_SHARE))
  return cut(text, width - stringWidth(end)) + end
}

/** The end tells more than the start: the member of a ZIP, and what kind of file it is. */
const END_SHARE = 0.6

function lastOf(text: string, width: number): string {
  const characters = charactersOf(text)
  let used = 0
  let at = characters.length
  while (at > 0) {
    used += stringWidth(characters[at - 1] ?? '')
    if (used > width) break
    at--
  }
  return characters.slice(at).join('')
}

/** As a reader sees them: an emoji of several code points is one, and its width is not their sum. */
function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
}

export interface TableColumn {
  header: string
  align?: 'left' | 'right'
  /** Cut to this many terminal columns, and to fewer where the terminal is too narrow. */
  max?: number
  /** Where to cut; at the end when left out. */
  cutAt?: 'middle'
  /** Left out where the terminal is too narrow for all columns; the last of them first. */
  isOptional?: true
}

/** A column that can be cut keeps at least this much. */
const LEAST_WIDTH = 8
const INDENT = 2
const SPACE = 2

/**
 * A table without lines, aligned also with Chinese text; without a first line where no column has a header.
 * @param width of the terminal, into which the table is fitted as far as it can be; any when left out
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const headers = columns.map(({ header }) => header)
  const isTitled = headers.some((header) => header !== '')
  const cells = [...(isTitled ? [headers] : []), ...rows]
  const widest = columns.map(({ max }, index) => {
    const content = Math.max(0, ...cells.map((row) => stringWidth(row[index] ?? '')))
    return max ? Math.min(max, content) : content
  })
  const shown = fitted(columns, widest, width ?? Number.POSITIVE_INFINITY)
  return cells
    .map((row) =>
      shown
        .map(({ index, size }) => {
          const { align, cutAt, max } = columns[index] ?? { header: '' }
          const whole = row[index] ?? ''
          const text = !max ? whole : cutAt === 'middle' ? cutMiddle(whole, size) : cut(whole, size)
          return align === 'right' ? padStart(text, size) : padEnd(text, size)
        })
        .join(' '.repeat(SPACE))
        .trimEnd(),
    )
    .map((line) => `${' '.repeat(INDENT)}${line}\n`)
    .join('')
}

/** Which columns are shown, and how wide. */
function fitted(
  columns: readonly TableColumn[],
  widest: readonly number[],
  width: number,
): { index: number; size: number }[] {
  let shown = widest.map((size, index) => ({ index, size })).filter(({ size }) => size > 0)
  const tooMuch = () =>
    INDENT + SPACE * (shown.length - 1) + shown.reduce((sum, { size }) => sum + size, 0) - width
  const canBeCut = () =>
    shown
      .filter(({ index }) => columns[index]?.max)
      .reduce((sum, { size }) => sum + Math.max(0, size - LEAST_WIDTH), 0)
  while (tooMuch() > canBeCut()) {
    const last = shown.findLast(({ index }) => columns[index]?.isOptional)
    if (!last) break
    shown = shown.filter((each) => each !== last)
  }
  for (let excess = tooMuch(); excess > 0; excess--) {
    const flexible = shown.filter(({ index, size }) => columns[index]?.max && size > LEAST_WIDTH)
    const longest = flexible.sort((a, b) => b.size - a.size)[0]
    if (!longest) break
    longest.size--
  }
  return shown
}

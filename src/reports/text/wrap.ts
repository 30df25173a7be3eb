import stringWidth from 'fast-string-width'

/** No line begins with one of these, and none ends with one of those. */
const CLOSING = /^[，。；：、！？）”’》」】…—%,.;:!?)\]]/u
const OPENING = /[（“‘《「【(]$/u

/** What follows the name of a command: its words, its options with their values, and what takes its place. */
const COMMAND =
  /dyshop(?: --archive [^\s（）；，。]+)? [a-z]+(?: (?:add|mark|sync|(?:done|undo|waive)(?: --archive [^\s（）；，。]+)?(?: [a-z][a-z-]*)*))?(?: (?:--?[a-z][a-z-]*(?: (?![-<"])[^\s（）；，。]+)?|<[^>]*>|"[^"]*"|[^\s（）；，。]*[\d./\\_-][^\s（）；，。]*))*/u

// biome-ignore lint/complexity/useRegexLiterals: a literal may not hold the escape character
const COLOUR = new RegExp('\u001b\\[[0-9;]*m')

const UNITS = new RegExp(
  `${COLOUR.source}|${COMMAND.source}|\\s+|[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFF00-\\uFFEF\\u3000-\\u303F]|[^\\s\\u001b\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFF00-\\uFFEF\\u3000-\\u303F]+`,
  'gu',
)

/** Further in than this, what hangs would stand in a column too narrow to read. */
const DEEPEST_SHARE = 0.4

/**
 * Breaks lines that are wider than the terminal between words or Chinese characters, with the rest under
 * the beginning of its text. A command or an address is never torn apart, so that it can be copied: what
 * is wider than the whole line is left to the terminal.
 * @param columns of the terminal; undefined for a file or a pipe, which get every line whole
 */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < 20) return text
  return text
    .split('\n')
    .map((line) => (stringWidth(line) <= columns ? line : wrappedLine(line, columns)))
    .join('\n')
}

function wrappedLine(line: string, columns: number): string {
  const hang = hangingIndent(line, columns)
  const indent = ' '.repeat(hang)
  let text = ''
  let used = 0
  let gap = ''
  for (const unit of unitsOf(line)) {
    if (/^\s+$/.test(unit)) {
      gap += unit
      continue
    }
    const width = stringWidth(unit)
    const isStart = used <= hang && text.trim() === ''
    if (width > 0 && !isStart && used + gap.length + width > columns) {
      text += `\n${indent}${unit}`
      used = hang + width
    } else {
      text += gap + unit
      used += gap.length + width
    }
    gap = ''
    // The terminal itself goes on behind what was wider than it.
    if (used > columns) used %= columns
  }
  return text
}

/** Words, single Chinese characters, commands and blanks; punctuation stays with what it belongs to. */
function unitsOf(line: string): string[] {
  const units: string[] = []
  let isOpen = false
  for (const [unit] of line.matchAll(UNITS)) {
    const last = units.at(-1)
    const isBlank = /^\s/.test(unit)
    const isColour = COLOUR.test(unit)
    const joins =
      last !== undefined && !/\s$/.test(last) && (isOpen || CLOSING.test(unit) || isColour)
    if (joins && !isBlank) units[units.length - 1] = last + unit
    else units.push(unit)
    if (!isColour) isOpen = OPENING.test(unit)
  }
  return units
}

/** Where the text of a line begins: behind its indentation, its mark or number, and its first columns. */
function hangingIndent(line: string, columns: number): number {
  const plain = line.replace(new RegExp(COLOUR, 'g'), '')
  const mark = /^\s*(?:(?:\d+\.|[·✔✘?→⚠!•…])\s+)?/u.exec(plain)?.[0] ?? ''
  const cells = [...plain.matchAll(/\S\s{2,}(?=\S)/gu)]
    .map((match) => stringWidth(plain.slice(0, match.index + match[0].length)))
    .filter((at) => at <= columns * DEEPEST_SHARE)
  return Math.max(stringWidth(mark), cells.at(-1) ?? 0)
}

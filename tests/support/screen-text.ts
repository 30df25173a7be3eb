/**
 * What a terminal shows at the end of a stream of text and the few control sequences that inquirer and
 * the progress line use: cursor up, to a column, erase a line or what is below, hide and show.
 */
export function screenText(stream: string): string {
  const lines: string[] = ['']
  let row = 0
  let column = 0
  // biome-ignore lint/complexity/useRegexLiterals: a literal may not hold the escape character
  const parts = stream.split(new RegExp('(\u001b\\[[0-9;?]*[A-Za-z]|\r|\n)'))
  for (const part of parts) {
    if (part === '\n') {
      row++
      if (row === lines.length) lines.push('')
      column = 0
    } else if (part === '\r') column = 0
    else if (part.startsWith('\u001b[')) control(part)
    else if (part !== '') write(part)
  }
  return lines.map((line) => line.trimEnd()).join('\n')

  function write(text: string): void {
    const cells = cellsOf(lines[row] ?? '')
    while (cells.length < column) cells.push(' ')
    for (const character of text) {
      const width = isWide(character) ? 2 : 1
      cells.splice(column, width, character, ...(width === 2 ? [''] : []))
      column += width
    }
    lines[row] = cells.join('')
  }

  function control(sequence: string): void {
    const count = Number.parseInt(sequence.slice(2), 10) || 1
    const kind = sequence.at(-1)
    if (kind === 'A') row = Math.max(0, row - count)
    else if (kind === 'B') row = Math.min(lines.length - 1, row + count)
    else if (kind === 'G') column = count - 1
    else if (kind === 'C') column += count
    else if (kind === 'D') column = Math.max(0, column - count)
    else if (kind === 'K') {
      const isWhole = sequence === '\u001b[2K'
      lines[row] = isWhole
        ? ''
        : cellsOf(lines[row] ?? '')
            .slice(0, column)
            .join('')
    } else if (kind === 'J') {
      lines[row] = cellsOf(lines[row] ?? '')
        .slice(0, column)
        .join('')
      lines.length = row + 1
    }
  }
}

/** One cell for each column of the terminal; the second half of a wide character is empty. */
function cellsOf(line: string): string[] {
  return [...line].flatMap((character) => (isWide(character) ? [character, ''] : [character]))
}

function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff)
  )
}

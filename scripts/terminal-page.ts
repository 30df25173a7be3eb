// A terminal's output as a web page, for a picture of it: the colours that dyshop uses, and Chinese
// characters as wide as two others whatever the font.
import stringWidth from 'fast-string-width'

const COLOURS: Readonly<Record<string, string>> = {
  '1': 'font-weight:700',
  '2': 'opacity:.7',
  '31': 'color:#ff8b80',
  '32': 'color:#7ee787',
  '33': 'color:#f2cc60',
  '36': 'color:#79c0ff',
}
const ENDS = new Set(['0', '22', '39'])
const ESCAPE = '\u001b['

/** @param text what a command printed, with colours */
export function terminalPage(text: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><meta charset="utf-8"><style>
body { margin: 0; background: #12161b; }
pre { display: inline-block; margin: 0; padding: 20px 24px; color: #e6e9ee; font: 15px/1.5 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
i { display: inline-block; width: 2ch; font-style: normal; text-align: center; }
</style><pre>${coloured(text)}</pre></html>`
}

function coloured(text: string): string {
  const [first = '', ...rest] = text.split(ESCAPE)
  let depth = 0
  let html = wide(first)
  for (const piece of rest) {
    const end = piece.indexOf('m')
    const code = piece.slice(0, end)
    if (ENDS.has(code)) {
      if (depth > 0) html += '</span>'
      depth = Math.max(0, depth - 1)
    } else {
      html += `<span style="${COLOURS[code] ?? ''}">`
      depth++
    }
    html += wide(piece.slice(end + 1))
  }
  return html + '</span>'.repeat(depth)
}

function wide(text: string): string {
  return [...text]
    .map((character) => {
      const shown = character.replace('&', '&amp;').replace('<', '&lt;')
      return stringWidth(character) === 2 ? `<i>${shown}</i>` : shown
    })
    .join('')
}

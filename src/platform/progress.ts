import stringWidth from 'fast-string-width'
import type { Progress, ProgressTask } from '../app/ports.ts'

export interface ProgressWords {
  reading: string
  writing: string
  checking: string
  fetching: string
  rows: string
  perSecond: string
  left: string
}

interface Output {
  write(text: string): unknown
  columns?: number
}

/** How often a line is drawn on a terminal, and how often one is printed elsewhere. */
const REDRAW_MS = 100
const PLAIN_LINE_MS = 10_000

/** One line that is drawn over itself on a terminal; a plain line now and then elsewhere. */
export function lineProgress(
  output: Output,
  words: ProgressWords,
  { isTerminal, now }: { isTerminal: boolean; now: () => number },
): Progress {
  let task: ProgressTask = 'reading'
  let total: number | null = null
  let units = 0
  let rows = 0
  let startedAt = 0
  let shownAt = 0
  let isDrawn = false

  const line = () => {
    const seconds = Math.max(0.001, (now() - startedAt) / 1000)
    const share = total ? Math.min(1, units / total) : null
    const parts = [words[task]]
    if (share !== null) parts.push(`${Math.floor(share * 100)}%`)
    if (rows > 0) {
      parts.push(`${rows.toLocaleString('en-US')} ${words.rows}`)
      parts.push(`${Math.round(rows / seconds).toLocaleString('en-US')} ${words.perSecond}`)
    }
    if (share !== null && share > 0.02 && share < 1) {
      parts.push(`${words.left} ${clock((seconds / share) * (1 - share))}`)
    }
    return parts.join('  ')
  }
  const show = () => {
    shownAt = now()
    if (!isTerminal) output.write(`${line()}\n`)
    else {
      // Cleared behind the text, not before it, so that the line never blinks.
      output.write(`\r${fitted(line(), (output.columns ?? 80) - 1)}\u001b[K`)
      isDrawn = true
    }
  }
  return {
    start(nextTask, nextTotal) {
      task = nextTask
      total = nextTotal
      units = 0
      rows = 0
      startedAt = now()
      shownAt = startedAt
    },
    advance(moreUnits, moreRows) {
      units += moreUnits
      rows += moreRows
      if (now() - shownAt >= (isTerminal ? REDRAW_MS : PLAIN_LINE_MS)) show()
    },
    done() {
      if (isDrawn) output.write('\r\u001b[K')
      isDrawn = false
    },
  }
}

/** What is wider than the terminal goes on in its next line, over which nothing is drawn any more. */
function fitted(text: string, width: number): string {
  const characters = [...text]
  while (stringWidth(characters.join('')) > width) characters.pop()
  return characters.join('')
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const NO_PROGRESS: Progress = {
  start() {},
  advance() {},
  done() {},
}

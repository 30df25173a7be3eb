import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { refuseLeaks } from './leaks.ts'

/** `script` (Debian's bsdutils) gives a command a real pseudo-terminal; macOS's has other options. */
export const hasTerminal =
  process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

const DYSHOP = join(import.meta.dirname, '../../bin/dyshop.js')

export const KEYS = { enter: '\r', down: '\u001b[B', up: '\u001b[A', ctrlC: '\u0003' }

/** A text to wait for on the screen, and the keys that are typed then. */
export type Answer = readonly [prompt: string, keys: string]

/** A question and what is typed; the next one is waited for only when this one is settled. */
export function reply(question: string, keys: string = KEYS.enter): Answer[] {
  const isEnd = keys.endsWith(KEYS.ctrlC)
  return isEnd
    ? [[`? ${question}`, keys]]
    : [
        [`? ${question}`, keys],
        [`✔ ${question}`, ''],
      ]
}

/** Types a text and Enter. */
export function type(question: string, text: string): Answer[] {
  return reply(question, text + KEYS.enter)
}

export interface Screen {
  screen: string
  exitCode: number | null
  /** Prompts that never came. */
  unanswered: readonly Answer[]
}

/** What was typed is shown while it is typed, which is no leak; what is secret is not. */
function withoutTyped(screen: string, answers: readonly Answer[]): string {
  return answers.reduce((rest, [, keys]) => {
    const typed = keys.trim()
    return typed.length < 4 || screen.includes('*'.repeat(typed.length))
      ? rest
      : rest.replaceAll(typed, '')
  }, screen)
}

/** No question of dyshop takes nearly as long to appear; a walk that waits in vain must end. */
const PATIENCE_MS = 60_000

/** Runs dyshop on a pseudo-terminal; each answer is typed once the text before it is on the screen. */
export function onTerminal(
  argv: readonly string[],
  answers: readonly Answer[],
  {
    cwd,
    columns = 120,
    rows = 60,
    env = {},
  }: { cwd?: string; columns?: number; rows?: number; env?: Readonly<Record<string, string>> } = {},
): Promise<Screen> {
  const line = [process.execPath, DYSHOP, ...argv].map((word) => `'${word}'`).join(' ')
  const child = spawn(
    'script',
    ['-qec', `stty cols ${columns} rows ${rows}; exec ${line}`, '/dev/null'],
    {
      env: { PATH: process.env.PATH ?? '', TERM: 'xterm', NO_COLOR: '1', ...env },
      ...(cwd ? { cwd } : {}),
    },
  )
  const waiting = [...answers]
  let screen = ''
  let seen = 0
  const answer = () => {
    for (;;) {
      const next = waiting[0]
      const at = next ? screen.indexOf(next[0], seen) : -1
      if (!next || at === -1) return
      seen = at + next[0].length
      waiting.shift()
      if (next[1] !== '') child.stdin.write(next[1])
    }
  }
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    screen += text
    answer()
  })
  const patience = setTimeout(() => child.kill('SIGHUP'), PATIENCE_MS)
  return new Promise((done, failed) => {
    child.on('close', (exitCode) => {
      clearTimeout(patience)
      try {
        refuseLeaks(argv, withoutTyped(screen, answers))
        done({ screen, exitCode, unanswered: waiting })
      } catch (error) {
        failed(error)
      }
    })
  })
}

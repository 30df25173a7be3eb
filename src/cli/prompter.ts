import { withoutSecrets } from '../domain/privacy/secret.ts'
import { DyshopError } from '../errors.ts'
import { harmlessLines } from '../reports/harmless.ts'
import type { Paint } from '../reports/text/paint.ts'
import type { Choices, Prompter, Question } from './context.ts'
import type { Texts } from './texts/zh.ts'

interface Asking {
  /** False where nobody can answer. */
  canAsk: boolean
  /** Colours for stderr, on which everything is asked: stdout is data. */
  paint: Paint
}

/** So many choices are shown at once, and fewer where the terminal is too low for them. */
const PAGE_SIZE = 20
/** Below the choices: an empty line, the keys, and the line of the cursor. */
const LINES_BELOW = 3
const LEAST_CHOICES = 5

/** Choices that fit below their question, so that it does not scroll away. */
function pageSize(message: string, rows = Number.POSITIVE_INFINITY): number {
  const room = rows - message.split('\n').length - LINES_BELOW
  return Math.max(LEAST_CHOICES, Math.min(PAGE_SIZE, room))
}

/**
 * Asks with inquirer, which is loaded only then. It is never called without a terminal on both ends:
 * with its input closed or piped it would answer by itself.
 */
export function terminalPrompter(texts: Texts, { canAsk, paint }: Asking): Prompter {
  const theme = themeOf(texts, paint)
  const refuseUnlessTerminal = (what: string, flag: string) => {
    if (!canAsk) throw new DyshopError('needs-terminal', { what, flag })
  }
  return {
    canAsk,
    async ask({ message, flag, isRequired, isSecret, initial, refuse }: Question) {
      refuseUnlessTerminal(message, flag)
      const validate = (value: string) => {
        const answer = value.trim()
        if (answer === '') return !isRequired || texts.prompts.required
        return refuse?.(answer, value) ?? true
      }
      return asking(async (prompt) => {
        const given = initial === undefined ? {} : { default: initial }
        const common = { name: 'answer', message, validate, theme } as const
        const { answer } = isSecret
          ? await prompt([{ ...common, type: 'password', mask: '*', theme: withoutTip(theme) }])
          : await prompt([{ ...common, type: 'input', ...given }])
        return answer.trim()
      })
    },
    async confirm(message: string, flag: string, initial = false) {
      refuseUnlessTerminal(message, flag)
      return asking(async (prompt) => {
        const question = {
          type: 'confirm',
          name: 'answer',
          message,
          default: initial,
          theme,
        } as const
        return (await prompt([question])).answer
      })
    },
    async choose<Value extends string>({ message, flag, choices, initial }: Choices<Value>) {
      refuseUnlessTerminal(message, flag)
      return asking(async (prompt) => {
        const given = initial === undefined ? {} : { default: initial }
        const question = {
          type: 'select',
          name: 'answer',
          message,
          choices: choices.map((each) => ({ ...each, name: shown(each.name) })),
          pageSize: pageSize(message, process.stderr.rows),
          loop: false,
          theme,
          ...given,
        } as const
        return (await prompt([question])).answer as Value
      })
    },
  }
}

/** The tip tells how to choose; where something is typed there is nothing to choose. */
function withoutTip<Theme extends { style: object }>(theme: Theme) {
  return { ...theme, style: { ...theme.style, keysHelpTip: () => undefined } }
}

/** The names of shops, files and products stand in questions too, and inquirer writes by itself. */
function shown(text: string): string {
  return harmlessLines(withoutSecrets(text), true)
}

/** inquirer's looks and its own words, in the user's language and with colours only where wanted. */
function themeOf({ prompts }: Texts, paint: Paint) {
  return {
    prefix: { idle: paint.blue('?'), done: paint.green('✔') },
    icon: { cursor: '❯' },
    indexMode: 'number' as const,
    style: {
      answer: (text: string) => paint.cyan(shown(text)),
      message: (text: string) => paint.bold(shown(text)),
      error: (text: string) => paint.red(`> ${shown(text)}`),
      defaultAnswer: (text: string) => paint.dim(`(${shown(text)})`),
      help: (text: string) => paint.dim(shown(text)),
      highlight: (text: string) => paint.cyan(shown(text)),
      key: (text: string) => paint.cyan(`<${text}>`),
      description: (text: string) => paint.dim(shown(text)),
      disabled: (text: string) => paint.dim(text),
      keysHelpTip: () => paint.dim(prompts.keys),
      confirmDefault: (text: string) => paint.cyan(text),
    },
    keywords: { yes: prompts.yes, no: prompts.no, error: () => prompts.yesOrNo },
    i18n: { disabledError: prompts.notNow },
  }
}

type Prompt = ReturnType<typeof import('inquirer')['default']['createPromptModule']>

/** Ctrl-C in a question is the user's wish to stop, not an error. */
async function asking<T>(ask: (prompt: Prompt) => Promise<T>): Promise<T> {
  try {
    const { default: inquirer } = await import('inquirer')
    return await ask(inquirer.createPromptModule({ output: process.stderr }))
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') {
      throw new DyshopError('interrupted', {}, { cause: error })
    }
    throw error
  }
}

import { DyshopError } from '../errors.ts'
import type { Prompter, Question } from './context.ts'
import type { Texts } from './texts/zh.ts'

/**
 * Asks with inquirer, which is loaded only then. It is never called without a terminal on both ends:
 * with its input closed or piped it would answer by itself.
 */
export function terminalPrompter(texts: Texts, canAsk: boolean): Prompter {
  const refuseUnlessTerminal = (what: string, flag: string) => {
    if (!canAsk) throw new DyshopError('needs-terminal', { what, flag })
  }
  return {
    async ask({ message, flag, isRequired, isSecret }: Question) {
      refuseUnlessTerminal(message, flag)
      return asking(async () => {
        const { default: inquirer } = await import('inquirer')
        const validate = (value: string) =>
          !isRequired || value.trim() !== '' ? true : texts.prompts.required
        const question = { name: 'answer' as const, message, validate }
        const { answer } = isSecret
          ? await inquirer.prompt([{ ...question, type: 'password', mask: '*' }])
          : await inquirer.prompt([{ ...question, type: 'input' }])
        return String(answer).trim()
      })
    },
    async confirm(message: string, flag: string) {
      refuseUnlessTerminal(message, flag)
      return asking(async () => {
        const { default: inquirer } = await import('inquirer')
        const prompt = { type: 'confirm' as const, name: 'answer', message, default: false }
        const { answer } = await inquirer.prompt([prompt])
        return answer
      })
    },
  }
}

/** Ctrl-C in a question is the user's wish to stop, not an error. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') {
      throw new DyshopError('interrupted', {}, { cause: error })
    }
    throw error
  }
}

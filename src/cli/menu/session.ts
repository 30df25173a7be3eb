import type { Deps } from '../../app/ports.ts'
import type { WindDown } from '../../app/wind-down.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { Paint } from '../../reports/text/paint.ts'
import type { Language } from '../../reports/words/language.ts'
import { DEFAULT_ARCHIVE, type Prompter } from '../context.ts'
import type { MenuTexts } from '../texts/menu-zh.ts'

/** The outside of the menu. */
export interface MenuContext {
  deps: Deps
  prompter: Prompter
  words: MenuTexts
  language: Language
  /** Colours for stderr, on which the menu talks. */
  paint: Paint
  /** The archive named on the command line, or the usual one. */
  archive: string
  /** The moment named with `--at`; now without one. */
  at: string | undefined
  /** Whether the Open API can be asked without logging in first. */
  hasCredentials(): Promise<boolean>
  /** Runs a command as if it had been typed; its errors are told and become its exit code. */
  run(argv: readonly string[]): Promise<ExitCode>
  tell(text: string): Promise<void>
}

/** One visit of a merchant: where the archive is, and which pages were seen. */
export class MenuSession {
  readonly context: MenuContext
  readonly seen = new Set<string>()
  root: string

  constructor(context: MenuContext) {
    this.context = context
    this.root = context.archive
  }

  get words(): MenuTexts {
    return this.context.words
  }

  get zh(): boolean {
    return this.context.language === 'zh'
  }

  async state(): Promise<WindDown> {
    const { windDown } = await import('../../app/wind-down.ts')
    const { momentOption } = await import('../moment-option.ts')
    const { deps, at } = this.context
    return windDown({ root: this.root, at: momentOption('--at', at, deps.clock) }, deps)
  }

  /** Shows the command that does it, so that it can be typed the next time, and runs it. */
  async run(...argv: string[]): Promise<boolean> {
    const { paint } = this.context
    const place = this.root === DEFAULT_ARCHIVE ? [] : ['--archive', this.root]
    const shown = ['dyshop', ...argv, ...place].map(quoted).join(' ')
    await this.context.tell(`\n${paint.dim(`$ ${shown}`)}\n\n`)
    const code = await this.context.run([...argv, '--archive', this.root])
    return code === EXIT.clear
  }

  /** The same for a command that judges by a moment. */
  async runAt(...argv: string[]): Promise<boolean> {
    const { at } = this.context
    return this.run(...argv, ...(at === undefined ? [] : ['--at', at]))
  }

  async tell(...lines: readonly string[]): Promise<void> {
    await this.context.tell(`${lines.join('\n')}\n`)
  }

  /** @param flag the command that does the same without a menu */
  choose<Value extends string>(
    message: string,
    choices: readonly (readonly [value: Value, name: string])[],
    initial?: Value,
  ): Promise<Value> {
    return this.context.prompter.choose<Value>({
      message,
      flag: MENU_FLAG,
      choices: choices.map(([value, name]) => ({ value, name })),
      ...(initial === undefined ? {} : { initial }),
    })
  }

  ask(message: string, initial?: string): Promise<string> {
    const given = initial === undefined ? {} : { initial }
    const question = { name: 'answer', message, flag: MENU_FLAG, isRequired: false, ...given }
    return this.context.prompter.ask(question)
  }

  confirm(message: string, initial = false): Promise<boolean> {
    return this.context.prompter.confirm(message, MENU_FLAG, initial)
  }
}

/** Nobody needs the menu: everything in it is a command. */
const MENU_FLAG = 'dyshop --help'

function quoted(word: string): string {
  return /^[\p{L}\p{N}_./:=+@,~-]+$/u.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`
}

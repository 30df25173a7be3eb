import type { Command } from 'commander'
import { CommanderError } from 'commander'
import { asPlacedStop } from '../app/session/stop-place.ts'
import { takesNoMore } from '../app/takes-no-more.ts'
import type { Finding } from '../domain/finding.ts'
import { DyshopError, EXIT, type ExitCode } from '../errors.ts'
import { configFolder, configVariable } from '../platform/config-folder.ts'
import { watchSignals } from '../platform/interruption.ts'
import { errorJson, resultJson } from '../reports/json.ts'
import { findingsText } from '../reports/text/findings-text.ts'
import { paint } from '../reports/text/paint.ts'
import { errorWords } from '../reports/wording.ts'
import type { Language } from '../reports/words/language.ts'
import {
  type CommandContext,
  type CommandResult,
  type CommonOptions,
  DEFAULT_ARCHIVE,
} from './context.ts'
import { crashDetail, crashTrace } from './crash.ts'
import { GitHubActions } from './github.ts'
import { Outlet, type Stream } from './outlet.ts'
import { optionAdder } from './pasteable.ts'
import { processDeps } from './process-deps.ts'
import { buildProgram } from './program.ts'
import { terminalPrompter } from './prompter.ts'
import { EN } from './texts/en.ts'
import { type Texts, ZH } from './texts/zh.ts'
import { isDone, usageError } from './usage-error.ts'

/** The process as the command line sees it. */
export interface Terminal {
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  stdout: Stream
  stderr: Stream
  canRead: boolean
  /** Decides how the words of a command are quoted. */
  platform: NodeJS.Platform
  /** The program of the thread that takes long texts apart. */
  rowThread: URL
  /** Standard input, no more of it than a secret could take. */
  readInput: () => Promise<Uint8Array>
}

/** Runs one command line and tells how it ended. Never throws. */
export async function runCommandLine(terminal: Terminal, version: string): Promise<ExitCode> {
  const language = chosenLanguage(terminal)
  const line = new CommandLine(terminal, language, version)
  try {
    return await line.run()
  } catch (error) {
    return line.tellStop(error)
  }
}

/** Tells of an error that came outside of any command, and so could not be caught there. */
export async function tellCrash(terminal: Terminal, version: string, error: unknown) {
  return new CommandLine(terminal, chosenLanguage(terminal), version).tellStop(error)
}

/** Before anything is parsed, so that complaints about the rest of the line are understood too. */
function chosenLanguage({ argv, env }: Terminal): Language {
  const at = argv.indexOf('--lang')
  const given = at >= 0 ? argv[at + 1] : argv.find((each) => each.startsWith('--lang='))?.slice(7)
  return (given ?? env.DYSHOP_LANG ?? 'zh').startsWith('en') ? 'en' : 'zh'
}

const ENDS_THE_MENU: ReadonlySet<string> = new Set(['interrupted', 'terminated', 'bug'])

/** Between two commands of the menu there is nothing to bring to a safe point. */
const NO_INTERRUPTION = {
  signal: new AbortController().signal,
  check: () => undefined,
  unwatch: () => undefined,
}

class CommandLine {
  readonly #terminal: Terminal
  readonly #stdout: Outlet
  readonly #stderr: Outlet
  readonly #language: Language
  readonly #texts: Texts
  readonly #version: string
  #exitCode: ExitCode | null = null
  /** Adds the archive and the API's address that were named to the commands in our words. */
  #addOptions: (text: string) => string = (text) => text
  /** Makes the same, with the words of the command line cut first. */
  #optionAdder: (cut: (word: string) => string) => (text: string) => string = () => (text) => text
  readonly #gitHub: GitHubActions | null
  #command = 'dyshop'
  /** The archive that the command works on. */
  #archive = DEFAULT_ARCHIVE

  constructor(terminal: Terminal, language: Language, version: string) {
    this.#terminal = terminal
    this.#stdout = new Outlet(terminal.stdout, this.#hasColor(terminal.stdout))
    this.#stderr = new Outlet(terminal.stderr, this.#hasColor(terminal.stderr))
    this.#language = language
    this.#texts = language === 'zh' ? ZH : EN
    this.#version = version
    this.#gitHub = this.#runsOnGitHub()
  }

  #runsOnGitHub(): GitHubActions | null {
    const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY: summaryPath } = this.#terminal.env
    if (GITHUB_ACTIONS !== 'true') return null
    const addOptions = (cut: (word: string) => string) => this.#optionAdder(cut)
    return new GitHubActions({
      stderr: this.#stderr,
      language: this.#language,
      addOptions,
      summaryPath,
    })
  }

  #newArchive(): string | null {
    if (!takesNoMore(this.#archive)) return null
    return this.#language === 'zh' ? '新文件夹' : 'new-folder'
  }

  async run(): Promise<ExitCode> {
    let help = ''
    const actions: Parameters<typeof buildProgram>[2] = {
      run: (...args) => this.#run(...args),
      lead: (command) => this.#lead(command),
    }
    const program = buildProgram(this.#texts, this.#version, actions, {
      out: (text) => {
        help += text
      },
    })
    try {
      const argv = this.#withMenu(program)
      const newArchive = () => this.#newArchive()
      const { platform } = this.#terminal
      this.#optionAdder = (cut) => optionAdder(program, argv.map(cut), { platform, newArchive })
      this.#addOptions = this.#optionAdder((word) => word)
      this.#command = commandPath(program, argv)
      if (argv.length === 0) program.outputHelp()
      else await program.parseAsync(argv, { from: 'user' })
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error
      if (!isDone(error)) throw usageError(error, this.#usageCommand(), this.#texts)
    }
    if (help !== '') await this.#stdout.words(help)
    return this.#exitCode ?? 0
  }

  /** The only place where a stop becomes words and an exit code. */
  async tellStop(error: unknown): Promise<ExitCode> {
    const meaning = await asPlacedStop(error, this.#archive, this.#settings())
    const stop =
      meaning instanceof DyshopError
        ? meaning
        : new DyshopError('bug', { detail: crashDetail(meaning) }, { cause: meaning })
    const { stderr, argv } = this.#terminal
    await this.#gitHub?.tellStop(stop)
    if (argv.includes('--verbose') && meaning instanceof Error) {
      const cause = stop.cause instanceof Error ? stop.cause : meaning
      await this.#stderr.words(`${crashTrace(cause)}\n`)
    }
    if (argv.includes('--json')) {
      await this.#stderr.document(errorJson(this.#command, stop, this.#language, this.#addOptions))
    } else {
      const words = errorWords(stop, this.#language)
      const hint = this.#addOptions(words.hint)
      const colors = paint(this.#hasColor(stderr))
      const text = `${colors.red(this.#texts.error)}${words.message}\n${colors.cyan(this.#texts.nextHint)}${hint}\n`
      await this.#stderr.paragraphs(text)
    }
    return stop.exitCode
  }

  /** @returns null for a user without a home */
  #settings(): { folder: string; variable: string } | null {
    const { env, platform } = this.#terminal
    try {
      return { folder: configFolder(env, platform), variable: configVariable(platform) }
    } catch {
      return null
    }
  }

  /** Without a command there is the menu, where somebody can answer; else the help. */
  #withMenu(program: Command): string[] {
    const { argv, stdout, stderr, canRead } = this.#terminal
    const isCommand = (word: string) => program.commands.some((each) => each.name() === word)
    const isQuestion = (word: string) => ['-h', '--help', '-V', '--version'].includes(word)
    const isTerminal = canRead && stdout.isTerminal && stderr.isTerminal
    const isBare = argv.every((word) => !isCommand(word) && !isQuestion(word))
    const isForMenu = isBare && (argv.length === 0 || argv[0]?.startsWith('-') === true)
    return isTerminal && isForMenu ? ['menu', ...argv] : [...argv]
  }

  /** The menu runs command after command; each of them is a command line of its own. */
  async #lead(command: Command): Promise<void> {
    const { runMenu } = await import('./menu/menu.ts')
    const options = this.#commonOptions(command)
    const { stderr } = this.#terminal
    const context = this.#context(options, NO_INTERRUPTION)
    const { deps, prompter, language } = context
    await runMenu({
      deps,
      prompter,
      words:
        language === 'zh'
          ? (await import('./texts/menu-zh.ts')).MENU_ZH
          : (await import('./texts/menu-en.ts')).MENU_EN,
      language,
      paint: paint(this.#hasColor(stderr)),
      archive: options.archive,
      at: (command.opts() as { at?: string }).at,
      hasCredentials: async () => {
        const { apiDeps } = await import('./api-deps.ts')
        const { isLoggedIn } = await import('../app/login.ts')
        return isLoggedIn(context.env, (await apiDeps(context)).credentials)
      },
      run: (argv) => this.#runAnother(argv),
      tell: (text) => this.#stderr.words(text),
    })
    this.#exitCode = EXIT.clear
  }

  /** @throws {DyshopError} `interrupted`, `terminated`: they end the menu too */
  async #runAnother(argv: readonly string[]): Promise<ExitCode> {
    const colors = this.#terminal.argv.includes('--no-color') ? ['--no-color'] : []
    const terminal = { ...this.#terminal, argv: [...argv, ...colors, '--lang', this.#language] }
    const line = new CommandLine(terminal, this.#language, this.#version)
    try {
      return await line.run()
    } catch (error) {
      const isStop = error instanceof DyshopError && ENDS_THE_MENU.has(error.code)
      if (isStop) throw error
      return line.tellStop(error)
    }
  }

  async #run(
    command: Command,
    work: (context: CommandContext) => Promise<CommandResult>,
  ): Promise<void> {
    const { stderr } = this.#terminal
    const options = this.#commonOptions(command)
    this.#archive = options.archive
    const signals = watchSignals(() => void this.#stderr.words(`\n${this.#texts.stopping}\n`))
    try {
      const context = this.#context(options, signals)
      const { node } = process.versions
      context.deps.log.debug('dyshop', { version: this.#version, node, command: this.#command })
      const result = await work(context)
      const { outcome, text, isData = false, next, exitCode, isInText } = result
      if (!options.quiet && !options.json) {
        const view = {
          language: this.#language,
          paint: paint(this.#hasColor(stderr)),
          isVerbose: options.verbose,
        }
        const isShown = (each: Finding) => options.verbose || !isInText?.(each)
        const told = findingsText(outcome.findings.filter(isShown), view)
        await this.#stderr.paragraphs(this.#addOptions(told))
      }
      if (options.json) {
        const document = resultJson(this.#command, outcome, this.#language, this.#addOptions)
        await this.#stdout.document(document)
      } else if (!options.quiet) {
        if (isData) await this.#stdout.document(text())
        else await this.#stdout.paragraphs(this.#addOptions(text()))
        if (next) await this.#stderr.paragraphs(`${this.#addOptions(next)}\n`)
      }
      // Whoever wants no words still takes silence for "all is there".
      if (options.quiet && !options.json && exitCode === EXIT.incomplete && !outcome.stop) {
        await this.#stderr.paragraphs(`${this.#texts.incomplete}\n`)
      }
      await this.#gitHub?.tellResult(this.#command, result)
      // What was done stands above; what ended it early comes last.
      this.#exitCode = outcome.stop ? await this.tellStop(outcome.stop) : exitCode
    } finally {
      signals.unwatch()
    }
  }

  #context(options: CommonOptions, signals: ReturnType<typeof watchSignals>): CommandContext {
    const { stderr, stdout, env, readInput, rowThread } = this.#terminal
    return {
      command: this.#command,
      options,
      language: this.#language,
      texts: this.#texts,
      toolVersion: this.#version,
      paint: paint(this.#hasColor(stdout)),
      columns: this.#stdout.columns,
      env,
      readInput,
      signal: signals.signal,
      prompter: terminalPrompter(this.#texts, {
        canAsk: options.input && stderr.isTerminal,
        paint: paint(this.#hasColor(stderr)),
      }),
      deps: processDeps({
        ...{ options, rowThread, interruption: signals, stderr: this.#stderr },
        ...{ language: this.#language, texts: this.#texts, addOptions: this.#addOptions },
        // A dumb terminal cannot clear a line.
        canRedraw: stderr.isTerminal && env.TERM !== 'dumb',
      }),
    }
  }

  #commonOptions(command: Command): CommonOptions {
    const given = givenOptions(command) as Partial<CommonOptions>
    return {
      archive: given.archive ?? (this.#terminal.env.DYSHOP_ARCHIVE || DEFAULT_ARCHIVE),
      json: given.json ?? false,
      quiet: given.quiet ?? false,
      verbose: given.verbose ?? false,
      input: (given.input ?? true) && this.#terminal.canRead,
    }
  }

  /** Flag > NO_COLOR > FORCE_COLOR > terminal, for each stream on its own. */
  #hasColor(stream: Stream): boolean {
    const { argv, env } = this.#terminal
    if (argv.includes('--no-color') || env.NO_COLOR) return false
    if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0'
    return stream.isTerminal && env.TERM !== 'dumb'
  }

  #usageCommand(): string {
    return this.#command === 'dyshop' ? 'dyshop' : `dyshop ${this.#command}`
  }
}

/** `addresses add` for its arguments; `dyshop` when they name no command. */
function commandPath(program: Command, argv: readonly string[]): string {
  const path: string[] = []
  let command = program
  let isValue = false
  for (const word of argv) {
    if (isValue || word.startsWith('-')) {
      isValue = !isValue && command.options.some((each) => each.required && each.long === word)
      continue
    }
    const next = command.commands.find((each) => each.name() === word)
    if (!next) break
    path.push(word)
    command = next
  }
  return path.join(' ') || 'dyshop'
}

/** What was typed before and behind the name of a command; the later counts, defaults never. */
function givenOptions(command: Command): Record<string, unknown> {
  const own = Object.entries(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) !== 'default',
  )
  return { ...(command.parent ? givenOptions(command.parent) : {}), ...Object.fromEntries(own) }
}

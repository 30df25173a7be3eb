import type { Deps } from '../app/ports.ts'
import type { Outcome } from '../app/results.ts'
import type { Finding } from '../domain/finding.ts'
import type { ExitCode } from '../errors.ts'
import type { Annotation } from '../reports/github/annotations.ts'
import type { Paint } from '../reports/text/paint.ts'
import type { Language } from '../reports/words/language.ts'
import type { Texts } from './texts/zh.ts'

export const DEFAULT_ARCHIVE = './dyshop-archive'

/** Options that every command has. */
export interface CommonOptions {
  archive: string
  json: boolean
  quiet: boolean
  verbose: boolean
  /** False with `--no-input`, and wherever there is no terminal to ask on. */
  input: boolean
}

/** What a command works with: the outside world, and how to talk to the user. */
export interface CommandContext {
  command: string
  options: CommonOptions
  deps: Deps
  language: Language
  texts: Texts
  toolVersion: string
  /** Colours for stdout. */
  paint: Paint
  /** The width of the terminal that stdout is; undefined for a file or a pipe. */
  columns: number | undefined
  /** Asks the user; refuses where nobody can answer. */
  prompter: Prompter
  env: Readonly<Record<string, string | undefined>>
  /** Standard input, no more of it than a secret could take. */
  readInput: () => Promise<Uint8Array>
  /** Ends what waits when the user wants to stop. */
  signal: AbortSignal
}

export interface Question {
  name: string
  message: string
  /** The flag that would have answered, for where nobody can be asked. */
  flag: string
  isRequired: boolean
  /** Taken for an answer that is left empty. */
  initial?: string
  /** The answer is not shown while it is typed. */
  isSecret?: true
  /** What is wrong with an answer; null for one that is fine. `typed` has its blanks at both ends. */
  refuse?: (answer: string, typed: string) => string | null
}

export interface Choices<Value extends string> {
  message: string
  /** The flag that would have answered, for where nobody can be asked. */
  flag: string
  choices: readonly { value: Value; name: string; description?: string }[]
  initial?: Value
}

/** Asks on the terminal. */
export interface Prompter {
  /** False where nobody can answer, so that every question is refused. */
  canAsk: boolean
  /** @throws {DyshopError} `needs-terminal`; `interrupted` on Ctrl-C */
  ask(question: Question): Promise<string>
  /** No by default. */
  confirm(message: string, flag: string, initial?: boolean): Promise<boolean>
  choose<Value extends string>(choices: Choices<Value>): Promise<Value>
}

/** What a command comes to: its document, its words, its exit code. */
export interface CommandResult<T = unknown> {
  outcome: Outcome<T>
  /** Made only where somebody reads it. */
  text: () => string
  /** The text is a file in one of the formats, to be printed as it is. */
  isData?: boolean
  /** What to do with such a text: said on stderr, where it does not get into the data. */
  next?: string
  exitCode: ExitCode
  /** Findings that the text tells already; shown by themselves only with `--verbose`. */
  isInText?: (finding: Finding) => boolean
  /** More for the page of a run in GitHub Actions, where there is one. Never a buyer's data. */
  forGitHub?: () => Promise<{ annotations: readonly Annotation[]; summary: string }>
}

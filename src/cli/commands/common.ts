import { type Command, InvalidArgumentError, Option } from 'commander'
import type { MayReplace } from '../../app/output/output-file.ts'
import { DyshopError, EXIT, type ExitCode } from '../../errors.ts'
import type { CommandContext, CommandResult } from '../context.ts'
import type { Texts } from '../texts/zh.ts'

/** Runs a command's work: the action of every command hands its own to this. */
export type Run = (
  command: Command,
  work: (context: CommandContext) => Promise<CommandResult>,
) => Promise<void>

/** Adds one command to the program. */
export type AddCommand = (program: Command, texts: Texts, run: Run) => void

/** The options that every command has. */
export function addCommonOptions(command: Command, texts: Texts): Command {
  const { options } = texts
  return command
    .option('--archive <dir>', options.archive)
    .option('--json', options.json)
    .option('--quiet', options.quiet)
    .option('--verbose', options.verbose)
    .option('--no-input', options.noInput)
    .addOption(new Option('--lang <zh|en>', options.lang).choices(['zh', 'en']))
    .option('--no-color', options.noColor)
}

/** `a,b` and repeated options alike become a list. */
export function list(value: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...value
      .split(/[,，]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ]
}

export function positiveInteger(value: string): number {
  const number = Number(value)
  if (!/^\d{1,6}$/.test(value) || number === 0) throw new InvalidArgumentError(value)
  return number
}

/** A file name from which the format cannot be told. */
export function badEnding(path: string, formats: readonly string[]): DyshopError {
  const endings = formats.map((format) => `.${format}`).join(' ')
  return new DyshopError('bad-file-ending', { path, endings })
}

/** 0 for complete, 3 for not. */
export function exitByCompleteness(complete: boolean): ExitCode {
  return complete ? EXIT.clear : EXIT.incomplete
}

/** Asks about a file that dyshop did not make, unless the command line has the answer. */
export function replacing(
  { overwrite = false }: { overwrite?: boolean },
  { prompter, texts }: Pick<CommandContext, 'prompter' | 'texts'>,
): { mayReplace: MayReplace } {
  const mayReplace = async (path: string) =>
    overwrite ||
    (prompter.canAsk && (await prompter.confirm(texts.prompts.replaceFile(path), '--overwrite')))
  return { mayReplace }
}

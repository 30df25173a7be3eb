import { Command, Help, type Option } from 'commander'
import { addAddressesCommand } from './commands/addresses.ts'
import { addAttach } from './commands/attach.ts'
import { addBackup } from './commands/backup.ts'
import { addCheck } from './commands/check.ts'
import { addChecklist } from './commands/checklist.ts'
import { type AddCommand, addCommonOptions, type Run } from './commands/common.ts'
import { addCompletion } from './commands/completion.ts'
import { addDoctor } from './commands/doctor.ts'
import { addExport } from './commands/export.ts'
import { addFind } from './commands/find.ts'
import { addGuide } from './commands/guide.ts'
import { addInit } from './commands/init.ts'
import { addLogin, addLogout } from './commands/login.ts'
import { addMenu, type Lead } from './commands/menu.ts'
import { addNotice } from './commands/notice.ts'
import { addPlan } from './commands/plan.ts'
import { addRebuild } from './commands/rebuild.ts'
import { addRedact } from './commands/redact.ts'
import { addReport } from './commands/report.ts'
import { addSeal } from './commands/seal.ts'
import { addSteps } from './commands/steps.ts'
import { addUnseal } from './commands/unseal.ts'
import { addVerify } from './commands/verify.ts'
import type { Texts } from './texts/zh.ts'

/** In the order in which a merchant needs them. */
const COMMANDS: readonly AddCommand[] = [
  addInit,
  addBackup,
  addCheck,
  addPlan,
  addChecklist,
  addNotice,
  addSteps,
  addGuide,
  addReport,
  addExport,
  addFind,
  addAttach,
  addAddressesCommand,
  addVerify,
  addRebuild,
  addLogin,
  addLogout,
  addRedact,
  addSeal,
  addUnseal,
  addDoctor,
  addCompletion,
]

/**
 * The command tree, worded in one language. Nothing of a command is loaded before it runs.
 * @param write takes help and complaints; commander itself never touches a stream or the exit code
 */
export function buildProgram(
  texts: Texts,
  version: string,
  { run, lead }: { run: Run; lead: Lead },
  write: { out: (text: string) => void },
): Command {
  const program = new LocalCommand('dyshop', texts)
  program
    .description(texts.tagline)
    .version(version, '-V, --version', texts.options.version)
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: write.out, outputError: () => undefined })
  program.addHelpText('before', examplesText(texts.firstExamples, texts))
  addCommonOptions(program, texts)
  for (const add of COMMANDS) add(program, texts, run)
  addMenu(program, texts, lead)
  for (const command of program.commands) addCommonOptions(command, texts)
  // Else the program would take the common options from among those of a command. Last, for the
  // commands inherit it, and `steps` takes the options of what stands below it.
  return program.enablePositionalOptions()
}

/** A command whose help speaks the user's language and begins with examples. */
class LocalCommand extends Command {
  readonly #texts: Texts

  constructor(name: string, texts: Texts) {
    super(name)
    this.#texts = texts
    this.helpOption('-h, --help', texts.options.help)
    this.helpCommand(false)
  }

  override createCommand(name = ''): Command {
    const command = new LocalCommand(name, this.#texts)
    const path = this.name() === 'dyshop' ? name : `${this.name()} ${name}`
    const words = this.#texts.commands[path as keyof Texts['commands']]
    if (words) {
      command.summary(words.summary).description(words.summary)
      command.addHelpText('before', examplesText(words.examples, this.#texts))
    }
    return command
  }

  override createHelp(): Help {
    return new LocalHelp(this.#texts)
  }
}

function examplesText(examples: readonly (readonly string[])[], texts: Texts): string {
  const lines = examples.map(([line, what]) => `  ${line}\n      ${what}`)
  return `${texts.examples}\n${lines.join('\n')}\n`
}

class LocalHelp extends Help {
  readonly #texts: Texts

  constructor(texts: Texts) {
    super()
    this.#texts = texts
  }

  override styleTitle(title: string): string {
    return this.#texts.titles[title] ?? title
  }

  override commandUsage(command: Command): string {
    return super
      .commandUsage(command)
      .replace('[options]', this.#texts.usageOptions)
      .replace('[command]', this.#texts.usageCommand)
  }

  override subcommandTerm(command: Command): string {
    return super.subcommandTerm(command).replace('[options]', this.#texts.usageOptions)
  }

  override optionDescription(option: Option): string {
    const notes: string[] = []
    if (option.argChoices) notes.push(`${this.#texts.choicesAre}${option.argChoices.join(', ')}`)
    const hasDefault = option.defaultValue !== undefined && typeof option.defaultValue !== 'boolean'
    if (hasDefault && option.defaultValue !== '') {
      notes.push(`${this.#texts.defaultIs}${option.defaultValue}`)
    }
    return notes.length === 0 ? option.description : `${option.description} (${notes.join('; ')})`
  }

  override argumentDescription(argument: Parameters<Help['argumentDescription']>[0]): string {
    const choices = argument.argChoices
    if (!choices) return argument.description
    return `${argument.description} (${this.#texts.choicesAre}${choices.join(', ')})`
  }
}

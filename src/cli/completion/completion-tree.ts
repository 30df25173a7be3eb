import type { Argument, Command, Option } from 'commander'

/** What may stand in a place of the command line: some words, files, folders, or something unknowable. */
export type Place = { words: readonly string[] } | 'files' | 'folders' | 'anything'

export interface CompletedOption {
  /** `--out`, and `-h` where there is a short one. */
  names: readonly string[]
  description: string
  /** null where the option takes no value. */
  value: Place | null
}

/** A command with everything that may follow it. */
export interface CompletedCommand {
  /** `checklist mark`; '' for the program itself. */
  path: string
  commands: readonly { name: string; description: string }[]
  options: readonly CompletedOption[]
  /** What its arguments are; null without any. */
  argument: Place | null
}

/** Every command of the tree, the program itself first: what a shell can be taught to complete. */
export function completionTree(program: Command): CompletedCommand[] {
  return visit(program, [])
}

function visit(command: Command, path: readonly string[]): CompletedCommand[] {
  // Also what the help leaves out: whoever types its name wants the options behind it.
  const { commands } = command
  const own: CompletedCommand = {
    path: path.join(' '),
    commands: commands.map((each) => ({ name: each.name(), description: each.summary() })),
    options: command.createHelp().visibleOptions(command).map(completedOption),
    argument: argumentPlace(command.registeredArguments),
  }
  return [own, ...commands.flatMap((each) => visit(each, [...path, each.name()]))]
}

function completedOption(option: Option): CompletedOption {
  const names = [option.long, option.short].filter((name) => name !== undefined && name !== null)
  const takesValue = option.required || option.optional
  return {
    names,
    description: option.description,
    value: takesValue ? placeOf(option.flags, option.argChoices) : null,
  }
}

function argumentPlace(all: readonly Argument[]): Place | null {
  const [first] = all
  return first === undefined ? null : placeOf(first.name(), first.argChoices)
}

/** The placeholder in the help says what is wanted: `<file>`, `<dir>`, `[paths...]`. */
function placeOf(placeholder: string, choices: readonly string[] | undefined): Place {
  if (choices) return { words: choices }
  if (/\b(?:files?|paths?)\b/.test(placeholder)) return 'files'
  return /\bdir\b/.test(placeholder) ? 'folders' : 'anything'
}

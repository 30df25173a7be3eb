import type { CommanderError } from 'commander'
import { DyshopError } from '../errors.ts'
import { harmless } from '../reports/harmless.ts'
import type { Texts } from './texts/zh.ts'

/**
 * Commander's complaints in the user's language. They are told apart by their codes; the names in
 * quotes are the only thing taken from their English text.
 */
export function usageError(
  { code, message }: CommanderError,
  command: string,
  texts: Texts,
): DyshopError {
  const names = [...message.matchAll(/'([^']*)'/g)].map(([, name]) => harmless(name ?? ''))
  const kind = code.replace(/^commander\./, '')
  const { usageErrors } = texts
  const isKnown = kind in usageErrors && kind !== 'other'
  const word = usageErrors[isKnown ? (kind as keyof typeof usageErrors) : 'other']
  const choices = /Allowed choices are (.+)\.$/.exec(message)?.[1]
  // Of an argument commander quotes the value first, of an option its name.
  const isArgument = message.startsWith('error: command-argument')
  const [name = '', value = ''] = isArgument ? names.toReversed() : names
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]
  const listed = choices ? texts.bracketed(`${texts.choicesAre}${choices}`) : ''
  const guessed = meant ? texts.bracketed(texts.didYouMean(harmless(meant))) : ''
  const detail = word(name, value) + listed + guessed
  return new DyshopError('usage', { detail, command })
}

/** Asking for help or the version ends commander with an error that is none. */
export function isDone({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code)
}

import { maskFreeText } from '../domain/privacy/masking.ts'
import { DyshopError } from '../errors.ts'

/** Quoted text but for a name of the code: Node quotes a piece of a JSON text that it could not read. */
const QUOTED = /(["'`])(?![A-Za-z_$][\w$.]{0,40}\1).*?\1/gs
const DATA_OF_JSON = /["'.].*(?= is not valid JSON)/s
const LONGEST_READ = 2000
const NOT_ASCII = /[^\x20-\x7e]+/g
const LONG_NUMBER = /\d{6,}/g

/**
 * The first line of an error that nobody foresaw. Its message may quote what it stumbled over, a cell or
 * an answer; our own and Node's words are plain ASCII, so whatever is not goes, and so do quotations.
 */
export function crashDetail(error: unknown): string {
  if (error instanceof DyshopError) return firstLine(error.message)
  const message = error instanceof Error ? error.message : String(error)
  const shown = message
    .slice(0, LONGEST_READ)
    .replace(DATA_OF_JSON, '…')
    .replace(QUOTED, '$1…$1')
    .replace(NOT_ASCII, '…')
    .replace(LONG_NUMBER, '…')
  return maskFreeText(shown).slice(0, 300)
}

/** Where it happened, for `--verbose` and for a report of the bug: names of functions and lines of code. */
export function crashTrace(error: Error): string {
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${error.name}: ${crashDetail(error)}`, ...calls].join('\n')
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

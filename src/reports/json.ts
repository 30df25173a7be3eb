import type { Finding } from '../domain/finding.ts'
import type { DyshopError } from '../errors.ts'
import { harmlessJson } from './harmless.ts'
import { errorWords, findingMessage } from './wording.ts'
import type { Language } from './words/language.ts'

/** The version of the documents below; keys only get added. */
const SCHEMA_VERSION = 1

/**
 * The one document that `--json` prints on stdout.
 * @param reword is given our own sentences, with the commands in them
 */
export function resultJson(
  command: string,
  { complete, findings, data }: { complete: boolean; findings: readonly Finding[]; data: unknown },
  language: Language,
  reword: (text: string) => string = (text) => text,
): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    command,
    complete,
    findings: findings.map((each) => ({
      code: each.code,
      severity: each.severity,
      message: reword(findingMessage(each, language)),
      where: each.where,
    })),
    data,
  }
  return `${harmlessJson(JSON.stringify(document))}\n`
}

/** The one object that an error is, as the last line of stderr. */
export function errorJson(
  command: string,
  error: Pick<DyshopError, 'code' | 'args' | 'exitCode'>,
  language: Language,
  reword: (text: string) => string = (text) => text,
): string {
  const { message, hint } = errorWords(error, language)
  // What the platform's support asks for.
  const { logId, platformCode } = error.args
  const document = {
    schemaVersion: SCHEMA_VERSION,
    command,
    error: {
      code: error.code,
      message,
      hint: reword(hint),
      exitCode: error.exitCode,
      ...(logId ? { logId } : {}),
      ...(platformCode ? { platformCode } : {}),
    },
  }
  return `${harmlessJson(JSON.stringify(document))}\n`
}

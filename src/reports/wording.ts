import type { Finding } from '../domain/finding.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import type { DyshopError } from '../errors.ts'
import { harmless } from './harmless.ts'
import { idName, idNames } from './id-names.ts'
import { momentOr } from './moment.ts'
import { REPORT_NAMES } from './report-names.ts'
import { ERRORS_EN } from './words/errors-en.ts'
import { ERRORS_ZH } from './words/errors-zh.ts'
import { FINDINGS_EN } from './words/findings-en.ts'
import { FINDINGS_ZH } from './words/findings-zh.ts'
import type { Language, Words } from './words/language.ts'

/** The sentence for a finding. Values from outside are made harmless. */
export function findingMessage({ code, args }: Finding, language: Language): string {
  const words = { ...harmlessWords(args) }
  if (args.what !== undefined) {
    words.what = REPORT_NAMES[args.what as ReportKind][language]
  }
  return (language === 'zh' ? FINDINGS_ZH : FINDINGS_EN)[code](words)
}

/** The sentences for a stop: what happened and why, and what to do next. */
export function errorWords(
  { code, args }: Pick<DyshopError, 'code' | 'args'>,
  language: Language,
): { message: string; hint: string } {
  const [message, hint] = (language === 'zh' ? ERRORS_ZH : ERRORS_EN)[code]
  const words = harmlessWords(args)
  if (NAMES_IDS.has(code)) {
    words.rawId = words.id ?? ''
    words.id = idName(String(args.id), language)
    words.missing = idNames(String(args.missing ?? ''), language)
  }
  return { message: message(words), hint: hint(words) }
}

/** Stops that speak of steps and conditions, which people know by name. */
const NAMES_IDS: ReadonlySet<string> = new Set([
  'step-blocked',
  'step-too-early',
  'condition-disproved',
])

function harmlessWords(args: Words): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(momentOr(value)) : value,
    ]),
  )
}

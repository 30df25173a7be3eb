import type { CheckResult } from '../../app/results.ts'
import type { Finding, Severity } from '../../domain/finding.ts'
import { maskFreeText } from '../../domain/privacy/masking.ts'
import type { DyshopError } from '../../errors.ts'
import { idName } from '../id-names.ts'
import { momentOr } from '../moment.ts'
import { errorWords, findingMessage } from '../wording.ts'
import type { Language } from '../words/language.ts'

/**
 * Remarks that GitHub Actions shows beside a run. They can be read by everybody who sees the run, so
 * nothing in them tells of a buyer, also not where a finding quotes what somebody typed.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: number
}

/** GitHub shows so many of a level for a step and drops the rest. */
const SHOWN_OF_A_LEVEL = 10

/** The lines by which GitHub knows them; the most important first, those it would drop left out. */
export function annotationLines(annotations: readonly Annotation[]): string {
  const levels = ['error', 'warning', 'notice'] as const
  return levels
    .flatMap((level) =>
      annotations.filter((each) => each.level === level).slice(0, SHOWN_OF_A_LEVEL),
    )
    .map(annotationLine)
    .join('')
}

function annotationLine({ level, message, title, file, line }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(title === undefined ? [] : [`title=${property(title)}`]),
  ]
  const head = properties.length === 0 ? level : `${level} ${properties.join(',')}`
  return `::${head}::${data(message)}\n`
}

/** As GitHub's own toolkit escapes; without it a line end would begin another command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(screened(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** Orders are told by their last digits; whoever has the archive knows which one is meant. */
export function screened(text: string): string {
  return maskFreeText(text).replace(/\d{11,}/g, (id) => `…${id.slice(-4)}`)
}

/** Our own sentences stay whole; a time is a time. */
function screenedArgs<Value>(
  args: Readonly<Record<string, Value>>,
): Record<string, Value | string> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' && momentOr(value) === value ? screened(value) : value,
    ]),
  )
}

const LEVELS: Readonly<Record<Severity, Annotation['level']>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

export function findingAnnotations(findings: readonly Finding[], language: Language): Annotation[] {
  return findings.map((each) => ({
    level: LEVELS[each.severity],
    title: each.code,
    message: findingMessage({ ...each, args: screenedArgs(each.args) }, language),
    ...(each.where.file === undefined ? {} : { file: each.where.file }),
    ...(each.where.row === undefined ? {} : { line: each.where.row }),
  }))
}

/** A condition that is not met is an error; one that has to be looked at, or lacks data, a warning. */
export function conditionAnnotations(
  { conditions }: Pick<CheckResult, 'conditions'>,
  language: Language,
): Annotation[] {
  const zh = language === 'zh'
  return conditions.flatMap(({ id, status, count }): Annotation[] => {
    const name = idName(id, language)
    if (status === 'pass') return []
    if (status === 'blocked') {
      const rows = zh ? `（${count} 行）` : ` (${count} rows)`
      return [
        { level: 'error', title: id, message: `${zh ? '未满足：' : 'Not met: '}${name}${rows}` },
      ]
    }
    const lead =
      status === 'manual'
        ? zh
          ? '需要到后台查看：'
          : 'To look at in the back office: '
        : zh
          ? '缺少报表，无法判断：'
          : 'No export to tell: '
    return [{ level: 'warning', title: id, message: lead + name }]
  })
}

export function stopAnnotation(
  error: Pick<DyshopError, 'code' | 'args'>,
  language: Language,
): Annotation {
  const { message, hint } = errorWords(
    { code: error.code, args: screenedArgs(error.args) },
    language,
  )
  return { level: 'error', title: error.code, message: `${message}\n${hint}` }
}

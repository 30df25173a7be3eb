import type { CheckResult } from '../../app/results.ts'
import type { Finding } from '../../domain/finding.ts'
import { moment } from '../moment.ts'
import type { Language } from '../words/language.ts'
import { nextActions, waitLine } from './check-actions.ts'
import { otherNotices, staleLine } from './last-notices.ts'
import { nextLine } from './next-line.ts'
import type { Paint } from './paint.ts'

export interface CheckView {
  language: Language
  paint: Paint
  /** The width of the terminal; any when left out. */
  columns?: number | undefined
  /** False when something was not read or not understood. */
  complete: boolean
  findings: readonly Finding[]
  /** Looked at without an archive. */
  isFromFiles: boolean
}

/**
 * Whether the shop can be closed; if not, what to do first; how sure that is; and the next command. It
 * is short enough to stay on a screen of 24 lines, on which all before it scrolls away.
 */
export function checkVerdict(result: CheckResult, view: CheckView): string {
  const { language, paint } = view
  const actions = nextActions(result, language).map((action, index) => `  ${index + 1}. ${action}`)
  const wait = waitLine(result, language)
  return [
    title(result, view),
    ...actions,
    ...(wait === '' ? [] : [`  ${paint.dim(wait)}`]),
    `  ${dataLine(result, view)}`,
    ...otherNotices(view.findings, language).map((line) => `  ${paint.yellow(line)}`),
    `  ${next(result, view)}`,
    '',
  ].join('\n')
}

function title({ ready }: CheckResult, { language, paint, complete }: CheckView): string {
  const zh = language === 'zh'
  if (!ready) {
    return paint.red(zh ? '✘ 还不能关店，先做这几件：' : '✘ The shop cannot be closed yet. First:')
  }
  if (complete) {
    return paint.green(zh ? '✔ 所查条件全部满足' : '✔ All conditions asked about are met')
  }
  return paint.red(
    zh
      ? '✘ 读到的条件都满足，但有内容没有读懂（见开头的提示），还不能当真'
      : '✘ What was read meets the conditions, but something was not read (see the top): do not rely on it',
  )
}

/** Up to when the orders are known; that they are old is what makes all of it doubtful. */
function dataLine({ asOf }: CheckResult, { language, paint, findings }: CheckView): string {
  const zh = language === 'zh'
  const stale = staleLine(findings, language)
  if (stale !== '') return paint.yellow(stale)
  const known = asOf ? moment(asOf) : zh ? '没有订单数据' : 'no order data'
  return paint.dim(zh ? `订单数据截至：${known}` : `Orders as of: ${known}`)
}

function next({ ready, unshipped, openAfterSales }: CheckResult, view: CheckView): string {
  const { language, complete, isFromFiles } = view
  const zh = language === 'zh'
  const folder = zh ? '<导出文件所在的文件夹>' : '<folder with the exports>'
  if (isFromFiles) return nextLine(language, `dyshop backup ${folder}`, zh ? '存档' : 'archive it')
  if (ready && !complete) {
    return nextLine(language, `dyshop backup ${folder}`, zh ? '补上没读懂的' : 'what was not read')
  }
  if (ready) return nextLine(language, 'dyshop steps', zh ? '关店步骤' : 'the steps of closing')
  if (unshipped.length + openAfterSales.length > 0) {
    return nextLine(language, 'dyshop checklist', zh ? '逐单处理' : 'order by order')
  }
  return nextLine(language, 'dyshop plan', zh ? '还要等多久' : 'how long it takes')
}

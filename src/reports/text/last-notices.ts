import type { Finding } from '../../domain/finding.ts'
import { moment } from '../moment.ts'
import { REPORT_NAMES } from '../report-names.ts'
import type { Language } from '../words/language.ts'

/** Told at the end, where it stays on the screen. */
export function isStaleExport({ code }: Finding): boolean {
  return code === 'stale-export'
}

/** That an answer is only as new as its exports, and what to do; empty when they are of the day. */
export function staleLine(findings: readonly Finding[], language: Language): string {
  const stale = findings.filter(isStaleExport)
  if (stale.length === 0) return ''
  return language === 'zh'
    ? `⚠ ${staleData(stale, language)}，已超过一天：请重新导出，运行 dyshop backup，再看结果`
    : `⚠ ${staleData(stale, language)}, more than a day old: export again and run dyshop backup before you rely on it`
}

/** Reports of the same moment in one. */
function staleData(stale: readonly Finding[], language: Language): string {
  const zh = language === 'zh'
  const byTime = new Map<string, string[]>()
  for (const { args } of stale) {
    const time = moment(String(args.asOf))
    const name = REPORT_NAMES[args.what as 'orders' | 'after-sales'][language]
    byTime.set(time, [...(byTime.get(time) ?? []), name])
  }
  const told = [...byTime].map(([time, names]) =>
    zh ? `${names.join('、')}数据只到 ${time}` : `${names.join(' and ')} only up to ${time}`,
  )
  return told.join(zh ? '，' : ', ')
}

/** What else was found stands above everything, where nobody looks any more; empty when there is nothing. */
export function otherNotices(findings: readonly Finding[], language: Language): string[] {
  const count = findings.filter((each) => each.severity !== 'info' && !isStaleExport(each)).length
  if (count === 0) return []
  if (language === 'zh') return [`⚠ 另有 ${count} 条提示，在这份结果的最上面`]
  return [
    `⚠ ${count === 1 ? '1 more notice stands' : `${count} more notices stand`} above all this`,
  ]
}

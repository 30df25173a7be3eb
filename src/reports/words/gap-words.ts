import type { Gap } from '../../domain/archive-facts.ts'
import { type GapReason, gapArgs, type UncoveredDays } from '../../domain/gaps.ts'
import { REPORT_NAMES } from '../report-names.ts'
import type { Language, Sentence, Words } from './language.ts'
import { periodText } from './period.ts'

interface GapWords {
  /** Why the days are lacking. */
  why: string
  /** What brings them. */
  cure: string
}

const ZH: Readonly<Record<GapReason, GapWords>> = {
  'before-reach': {
    why: '接口只给最近 90 天下的订单',
    cure: '更早的请在抖店后台导出（不按状态筛选），再用 dyshop backup 读入',
  },
  'not-asked': {
    why: '这次没有取这么早的',
    cure: '需要更早的，运行 dyshop backup --api --since 2025-01-01（换成您要的日期），或在后台导出',
  },
  'not-published': { why: '账单次日下午才出全', cure: '过一天再运行一次 dyshop backup --api' },
  refused: {
    why: '平台不让这个应用读取',
    cure: '请在控制台 › 接口权限里申请，通过后再运行一次 dyshop backup --api',
  },
  'not-proven': { why: '条数和平台说的对不上', cure: '请再运行一次 dyshop backup --api' },
  'not-fetched': { why: '还没有取完', cure: '请再运行一次 dyshop backup --api' },
}

const EN: Readonly<Record<GapReason, GapWords>> = {
  'before-reach': {
    why: 'the API shows orders of the last 90 days only',
    cure: 'Export older ones in the back office, without a status filter, and read them with dyshop backup',
  },
  'not-asked': {
    why: 'older ones were not asked for',
    cure: 'If they are wanted, run dyshop backup --api --since 2025-01-01 (with the day you want), or export them',
  },
  'not-published': {
    why: 'bills are complete the next afternoon',
    cure: 'Run dyshop backup --api again a day later',
  },
  refused: {
    why: 'the platform does not let this app read them',
    cure: 'Apply for it in the console under API permissions, then run dyshop backup --api again',
  },
  'not-proven': {
    why: 'the rows are not as many as the platform says',
    cure: 'Run dyshop backup --api again',
  },
  'not-fetched': { why: 'not fetched to the end', cure: 'Run dyshop backup --api again' },
}

/** What is lacking, as a sentence without its end. */
function lackZh({ what, from, to, reason, open }: Words): string {
  const known = ZH[reason as GapReason]
  const days = periodText(from, to, 'zh')
  if (!known) return `${what}：${days} 没有导出文件`
  return `${what}：${open === 1 ? `${to} 及更早的` : `${days} 的`}不在存档里（${known.why}）`
}

function lackEn({ what, from, to, reason, open }: Words): string {
  const known = EN[reason as GapReason]
  const days = periodText(from, to, 'en')
  if (!known) return `${what}: nothing was exported for ${days}`
  const lacking = open === 1 ? `nothing up to ${to} is` : `${days} is not`
  return `${what}: ${lacking} in the archive (${known.why})`
}

export const gapZh: Sentence = (args) =>
  `${lackZh(args)}。${ZH[args.reason as GapReason]?.cure ?? '请补充导出这几天的数据'}`

export const gapEn: Sentence = (args) =>
  `${lackEn(args)}. ${EN[args.reason as GapReason]?.cure ?? 'Export these days as well'}`

/** A gap as a sentence, without what to do. */
export function gapSentence(gap: Gap, language: Language): string {
  const args = { ...gapArgs(gap), what: REPORT_NAMES[gap.what][language] }
  return language === 'zh' ? lackZh(args) : lackEn(args)
}

/** The days alone, for lists: `2026-08-29 及更早`. */
export function gapDays({ from, to, openStart }: UncoveredDays, language: Language): string {
  if (openStart) return language === 'zh' ? `${to} 及更早` : `up to ${to}`
  return from === to ? from : `${from} – ${to}`
}

/** A gap in one line, with why it is there. */
export function gapLine(gap: Gap, language: Language): string {
  const { what, reason } = gap
  const line = `${REPORT_NAMES[what][language]} ${gapDays(gap, language)}`
  if (!reason) return line
  return language === 'zh' ? `${line}（${ZH[reason].why}）` : `${line} (${EN[reason].why})`
}

/** Gaps that have a reason, those of one reason together, with what to do. */
export function gapsByReason(gaps: readonly Gap[], language: Language): string[] {
  const zh = language === 'zh'
  const reasons = [...new Set(gaps.flatMap(({ reason }) => reason ?? []))]
  return reasons.map((reason) => {
    const days = gaps
      .filter((gap) => gap.reason === reason)
      .map((gap) => `${REPORT_NAMES[gap.what][language]} ${gapDays(gap, language)}`)
    const { why, cure } = (zh ? ZH : EN)[reason]
    return zh ? `${days.join('、')}：${why}。${cure}` : `${days.join(', ')}: ${why}. ${cure}`
  })
}

/** The days of a finding about a gap, without a word on it. */
export function daysOf({ from, to, open }: Words, language: Language): string {
  const days = {
    from: String(from),
    to: String(to),
    ...(open === 1 ? { openStart: true as const } : {}),
  }
  return gapDays(days, language)
}

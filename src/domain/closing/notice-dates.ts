import { type Finding, finding } from '../finding.ts'
import { addDays, beijingDay } from '../time.ts'

export interface NoticeDates {
  /** First and last day on which the notice is shown, YYYY-MM-DD. */
  from: string
  to: string
}

/** The days of a notice that runs for a number of days, both ends shown. */
export function noticeDates(start: string, days: number): NoticeDates {
  return { from: start, to: addDays(start, days - 1) }
}

export interface NoticeStart {
  /** YYYY-MM-DD as the merchant set it; null when not set. */
  noticeStart: string | null
  /** ISO 8601 with +08:00 */
  at: string
  /** The earliest 订单提交时间 known, ISO 8601 with +08:00; null without any. */
  firstOrderAt: string | null
}

/** What is odd about the day that the merchant set, and about the one asked about; nothing is corrected. */
export function noticeFindings({ noticeStart, at, firstOrderAt }: NoticeStart): Finding[] {
  const today = beijingDay(at)
  const first = firstOrderAt === null ? null : beijingDay(firstOrderAt)
  const findings: Finding[] = []
  if (first !== null && today < first) {
    findings.push(finding('moment-before-shop', {}, { day: today, first }))
  }
  if (noticeStart === null) return findings
  const where = { file: 'shop.toml' }
  if (noticeStart > today) {
    findings.push(finding('notice-in-future', where, { day: noticeStart }))
  } else if (first !== null && noticeStart < first) {
    findings.push(finding('notice-before-shop', where, { day: noticeStart, first }))
  }
  return findings
}

import type { Language } from './language.ts'

type Day = string | number | undefined

/** The days of a period, first to last; a period of one day is that day. */
export function periodText(from: Day, to: Day, language: Language): string {
  if (from === to) return `${from}`
  return language === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`
}

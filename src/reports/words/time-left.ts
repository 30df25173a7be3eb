import type { Language } from './language.ts'

/** From here on people think in days. */
const HOURS_IN_DAYS = 48

/** How long it is to a deadline, or how long it is over: `4 天`, `超时 12 小时`. */
export function timeLeft(hoursLeft: number, language: Language): string {
  const span = timeSpan(Math.abs(hoursLeft), language)
  if (hoursLeft >= 0) return span
  return language === 'zh' ? `超时 ${span}` : `${span} late`
}

/** Hours, or days where there are many. The rest is cut off: nobody shall count on time that is not there. */
export function timeSpan(hours: number, language: Language): string {
  const zh = language === 'zh'
  if (hours < 1) return zh ? '不到 1 小时' : 'under 1 h'
  if (hours < HOURS_IN_DAYS) return `${Math.floor(hours)} ${zh ? '小时' : 'h'}`
  return `${Math.floor(hours / 24)} ${zh ? '天' : 'd'}`
}

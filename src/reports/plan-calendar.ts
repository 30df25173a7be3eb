import type { Plan } from '../domain/closing/plan.ts'
import { type CalendarEvent, calendar } from './ics.ts'
import { milestoneWords } from './plan-report.ts'
import type { Language } from './words/language.ts'

/** The milestones of a plan as an .ics file; the shop's id keeps the events of two shops apart. */
export function planCalendar(
  plan: Plan,
  { shopId, shopName, language }: { shopId: string; shopName: string; language: Language },
): string {
  const zh = language === 'zh'
  const events = plan.milestones.map(({ date, id }): CalendarEvent => {
    const { title, detail } = milestoneWords(id, language)
    const shop = shopName === '' ? '' : zh ? `（${shopName}）` : ` (${shopName})`
    return { uid: `${id}-${shopId || 'shop'}@dyshop`, day: date, title: title + shop, detail }
  })
  const name = zh ? `关店计划 ${shopName}` : `Closing ${shopName}`
  return calendar(events, { name: name.trim(), madeAt: plan.at })
}

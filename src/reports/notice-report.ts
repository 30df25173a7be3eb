import type { NoticeDates } from '../domain/closing/notice-dates.ts'
import { harmless } from './harmless.ts'
import type { Language } from './words/language.ts'
import { NOTICE_MESSAGES, NOTICE_WORDS, type NoticeMessageId } from './words/notice-words.ts'

/** The `data` of `notice --json`. */
export interface NoticeReport {
  /** YYYY-MM-DD */
  from: string
  to: string
  notice: string
  messages: { id: NoticeMessageId; title: string; text: string }[]
}

/** The closing notice and the messages to buyers with the dates filled in, ready to paste. */
export function noticeReport(
  { from, to }: NoticeDates,
  { shopName, language }: { shopName: string; language: Language },
): NoticeReport {
  const { notice, messages, ourShop } = NOTICE_WORDS[language]
  const shop = shopName.trim() === '' ? ourShop : harmless(shopName.trim())
  const dates = { shop, from: shownDay(from, language), to: shownDay(to, language) }
  return {
    from,
    to,
    notice: notice(dates),
    messages: NOTICE_MESSAGES.map((id) => ({
      id,
      title: messages[id].title,
      text: messages[id].text(dates),
    })),
  }
}

/** All of it as plain text. */
export function noticeText({ notice, messages }: NoticeReport): string {
  const parts = messages.map(({ title, text }) => `—— ${title} ——\n${text}`)
  return `${[notice, ...parts].join('\n\n')}\n`
}

function shownDay(day: string, language: Language): string {
  if (language === 'en') return day
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

import type { Language } from '../words/language.ts'
import { nextLine } from './next-line.ts'

/** What comes after the text of the notice, while its first day is not known. */
export function nextStart(language: Language): string {
  return language === 'zh'
    ? nextLine(
        language,
        'dyshop init --notice-start <日期>',
        '在后台 店铺 › 关店 贴上文字、开启公示以后，填写开启的那一天',
      )
    : nextLine(
        language,
        'dyshop init --notice-start <day>',
        'once it is pasted and switched on in 店铺 › 关店, with the day on which it was',
      )
}

/** The same once it is known. */
export function afterStart(language: Language): string {
  return nextLine(
    language,
    'dyshop plan',
    language === 'zh' ? '看公示哪天满、最早哪天能申请退店' : 'when it is over, and when to file',
  )
}

import { GUIDE_EN } from './guide-en.ts'
import type { GuideWords } from './guide-topic.ts'
import { GUIDE_ZH } from './guide-zh.ts'

/** The guide's texts in a language. */
export function guideWords(language: 'zh' | 'en'): GuideWords {
  return language === 'zh' ? GUIDE_ZH : GUIDE_EN
}

import type { Language } from '../words/language.ts'

/** The last line of a command: the one to run next, and what for. */
export function nextLine(language: Language, command: string, purpose: string): string {
  return language === 'zh' ? `下一步：${command}（${purpose}）` : `Next: ${command} (${purpose})`
}

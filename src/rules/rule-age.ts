import { LAWS } from './laws.ts'
import { RULE_PAGES } from './rule-pages.ts'
import type { Source } from './rule-source.ts'

/** The platform revises its rules every few weeks; past this the figures want a look. */
export const RULES_OLD_AFTER_DAYS = 120

const DAY_MS = 86_400_000

/** All pages and laws that something here is from. */
export const SOURCES: readonly Source[] = [...RULE_PAGES, ...LAWS]

/** The newest day, YYYY-MM-DD, on which a rule of the platform that we know took effect. */
export function newestRuleDate(): string {
  return RULE_PAGES.reduce(
    (newest, page) => ('effective' in page && page.effective > newest ? page.effective : newest),
    '',
  )
}

/** Whole days from the newest rule to a day `YYYY-MM-DD`; negative before it. */
export function ruleAgeDays(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(newestRuleDate())) / DAY_MS)
}

/** Whether the rules are so old on a day that the figures should be looked up again. */
export function areRulesOld(day: string): boolean {
  return ruleAgeDays(day) > RULES_OLD_AFTER_DAYS
}

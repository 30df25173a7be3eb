import type { AssumptionId, Milestone, MilestoneId, Plan } from '../domain/closing/plan.ts'
import type { HoldId } from '../domain/closing/plan-holds.ts'
import { harmlessWords } from './harmless-words.ts'
import type { Language } from './words/language.ts'
import { PLAN_EN } from './words/plan-en.ts'
import type { PlanWords } from './words/plan-words.ts'
import { PLAN_ZH } from './words/plan-zh.ts'

/** The `data` of `plan --json`. */
export interface PlanReport {
  noticeStart: string | null
  earliestFiling: string | null
  moneyBackBy: string | null
  filingIfSigned: string | null
  holds: { id: HoldId; until: string; because: string }[]
  milestones: Milestone[]
  assumptions: { id: AssumptionId; text: string }[]
}

/** A plan with its reasons and assumptions in words. */
export function planReport(plan: Plan, language: Language): PlanReport {
  const { noticeStart, earliestFiling, moneyBackBy, filingIfSigned, milestones } = plan
  const words = planWords(language)
  return {
    noticeStart,
    earliestFiling,
    moneyBackBy,
    filingIfSigned,
    holds: plan.holds.map(({ id, until, args }) => ({
      id,
      until,
      because: words.holds[id](harmlessWords(args)),
    })),
    milestones,
    assumptions: plan.assumptions.map(({ id, args }) => ({
      id,
      text: words.assumptions[id](harmlessWords(args)),
    })),
  }
}

/** What a milestone is, and what to do on its day. */
export function milestoneWords(
  id: MilestoneId,
  language: Language,
): { title: string; detail: string } {
  const [title, detail] = planWords(language).milestones[id]
  return { title, detail }
}

function planWords(language: Language): PlanWords {
  return language === 'zh' ? PLAN_ZH : PLAN_EN
}

import type { AssumptionId, Milestone, MilestoneId, Plan } from '../domain/plan.ts'
import type { HoldId } from '../domain/plan-holds.ts'
import { harmless } from './harmless.ts'
import type { Language, Words } from './words/language.ts'
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
      because: words.holds[id](harmlessArgs(args)),
    })),
    milestones,
    assumptions: plan.assumptions.map(({ id, args }) => ({
      id,
      text: words.assumptions[id](harmlessArgs(args)),
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

/** A category is typed by people into exports and into shop.toml. */
function harmlessArgs(args: Words): Words {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(value) : value,
    ]),
  )
}

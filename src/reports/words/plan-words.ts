import type { AssumptionId, MilestoneId } from '../../domain/closing/plan.ts'
import type { HoldId } from '../../domain/closing/plan-holds.ts'
import type { Sentence } from './language.ts'

/** The sentences of a plan in one language. */
export interface PlanWords {
  holds: Readonly<Record<HoldId, Sentence>>
  /** What the day is, and what to do on it. */
  milestones: Readonly<Record<MilestoneId, readonly [title: string, detail: string]>>
  assumptions: Readonly<Record<AssumptionId, Sentence>>
}

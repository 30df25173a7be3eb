import type { PlanPeriods } from '../domain/closing/plan-facts.ts'
import { FIGURES } from './figures.ts'
import { SETTLEMENT_LAG } from './settlement-lag.ts'

/** The figures of the rules that a plan counts with. */
export const PLAN_PERIODS: PlanPeriods = {
  noticeDays: FIGURES.noticeDays.value,
  reviewWorkingDays: FIGURES.reviewWorkingDays.value,
  payoutFirstWorkingDays: FIGURES.payoutFirstWorkingDays.value,
  payoutLastWorkingDays: FIGURES.payoutLastWorkingDays.value,
  crossBorderLastOrderDays: FIGURES.crossBorderLastOrderDays.value,
  settlementLag: SETTLEMENT_LAG,
}

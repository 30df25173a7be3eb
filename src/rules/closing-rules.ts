/**
 * The rules that `check` applies, under one name. Each is in the file of its subject; every figure
 * carries the page it is from, the day it took effect and how sure we are.
 */
export {
  CONDITION_IDS,
  CONDITIONS,
  type ConditionId,
  type ConditionRule,
} from './conditions.ts'
export {
  LATE_SHIPPING_GRACE_HOURS,
  LATE_SHIPPING_TIERS,
  type LateShippingStep,
  type LateShippingTier,
} from './late-shipping.ts'
export { CLOSING_RULE, LATE_SHIPPING_RULE } from './rule-pages.ts'
export type { Certainty, RuleSource } from './rule-source.ts'

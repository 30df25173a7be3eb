import type { StepId } from '../../domain/closing/steps.ts'
import {
  E_COMMERCE_LAW,
  INVOICE_REGULATION,
  PERSONAL_DATA_LAW,
  REGISTRATION_REGULATION,
  TAX_REGULATION,
} from '../laws.ts'
import {
  ACCOUNT_RULE,
  AUTHORISED_ACCOUNT_RULE,
  CLOSING_RULE,
  CROSS_BORDER_CLOSING_RULE,
  DATA_MISUSE_RULE,
  DEPOSIT_RULE,
  LATE_SHIPPING_RULE,
  OFFICIAL_ACCOUNT_RULE,
  REFUND_RULE,
  RESERVE_RULE,
  SAMPLE_RULE,
  SETTLEMENT_RULE,
} from '../rule-pages.ts'
import type { Source } from '../rule-source.ts'
import type { GuideTopicId } from './topic-ids.ts'

export interface GuideSection {
  heading: string | null
  /** The lines are steps, to be taken in this order. */
  isOrdered: boolean
  lines: readonly string[]
}

export interface GuideTopic {
  title: string
  /** What cannot be taken back; shown before everything else. */
  warning: string | null
  sections: readonly GuideSection[]
  /** The command to run next. */
  next: string
}

/** A step of a route in words. */
export interface StepWords {
  title: string
  detail: string
  /** The page of the back office, or where to tap. */
  where: string
}

/** All texts of the guide in one language. */
export interface GuideWords {
  topics: Readonly<Record<GuideTopicId, GuideTopic>>
  steps: Readonly<Record<StepId, StepWords>>
  /** Reasons for closing, offered for the closing record. */
  reasons: Readonly<Record<ClosingReason, string>>
}

/** guide-topics: why shops close. */
export const CLOSING_REASONS = [
  'regulation',
  'competition',
  'goods',
  'after-sale-service',
  'logistics',
  'marketing',
] as const

export type ClosingReason = (typeof CLOSING_REASONS)[number]

/** Where the facts of each topic are from. Advice on selling and reasons is nobody's rule. */
export const GUIDE_SOURCES: Readonly<Record<GuideTopicId, readonly Source[]>> = {
  closing: [CLOSING_RULE, E_COMMERCE_LAW],
  backup: [CLOSING_RULE, DATA_MISUSE_RULE],
  unshipped: [LATE_SHIPPING_RULE, REFUND_RULE],
  pc: [CLOSING_RULE],
  app: [CLOSING_RULE],
  money: [DEPOSIT_RULE, SETTLEMENT_RULE, RESERVE_RULE],
  changes: [CLOSING_RULE, AUTHORISED_ACCOUNT_RULE, ACCOUNT_RULE],
  duties: [E_COMMERCE_LAW, TAX_REGULATION, INVOICE_REGULATION, REGISTRATION_REGULATION],
  privacy: [PERSONAL_DATA_LAW, CLOSING_RULE],
  forgotten: [SAMPLE_RULE, OFFICIAL_ACCOUNT_RULE],
  'cross-border': [CROSS_BORDER_CLOSING_RULE],
  selling: [],
  reasons: [],
}

/** Lines to be read in any order. */
export function points(heading: string | null, lines: readonly string[]): GuideSection {
  return { heading, isOrdered: false, lines }
}

/** Steps to be taken in this order. */
export function steps(heading: string | null, lines: readonly string[]): GuideSection {
  return { heading, isOrdered: true, lines }
}

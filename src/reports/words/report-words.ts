import type { HoldId } from '../../domain/closing/plan-holds.ts'
import type { DocumentKind } from '../../domain/document-kind.ts'
import type { StatusKind } from '../../domain/order-status.ts'
import type { ConditionId } from '../../rules/conditions.ts'

/** The sentences of the report page in one language. */
export interface ReportWords {
  title: string
  contents: string
  madeAt: (time: string) => string
  asOf: (time: string) => string
  noData: string
  unnamedShop: string
  attention: string
  verdict: {
    title: string
    ready: string
    readyLater: (day: string) => string
    notReady: string
    doubtful: string
    readyNext: string
    notReadyNext: string
    /** What nothing can be done about but to wait. */
    waits: string
    until: (day: string) => string
    tiles: {
      earliest: string
      moneyBack: string
      toShip: string
      afterSales: string
      toCome: string
      conditions: string
    }
    inDays: (days: number) => string
    today: string
    late: (count: number) => string
    firstBy: (time: string) => string
    /** After-sales whose deadline is over, beside those that are still to come. */
    overdue: (count: number) => string
    deduction: (yuan: string) => string
    beforeFees: string
    rest: (blocked: number, others: number, hasNoNotice: boolean) => string
  }
  timeLine: {
    title: string
    lead: (filing: string, money: string) => string
    chart: string
    phases: Readonly<Record<PhaseId, string>>
    tones: { over: string; deciding: string; waiting: string; platform: string }
    today: string
    filing: string
    columns: { phase: string; from: string; to: string; why: string }
    milestones: string
    milestoneColumns: { day: string; what: string; detail: string }
    held: string
    assumptions: string
  }
  conditions: {
    title: string
    lead: string
    columns: { condition: string; state: string; evidence: string; page: string }
    states: { pass: string; blocked: string; manual: string; unknown: string }
    byExports: (reports: string, asOf: string) => string
    byShopFile: (day: string) => string
    noNotice: string
    byTick: (time: string) => string
    noExport: (reports: string) => string
    rows: (shown: number, all: number) => string
    rowColumns: {
      id: string
      order: string
      what: string
      state: string
      amount: string
      time: string
    }
    separator: string
    rule: (title: string, effective: string) => string
    allRows: (command: string) => string
    tickHint: (id: ConditionId) => string
    heldTitle: string
    heldRows: (name: string, rows: string) => string
  }
  deadlines: {
    title: string
    toShip: (count: number) => string
    noneToShip: string
    shipColumns: {
      promised: string
      left: string
      order: string
      product: string
      quantity: string
      amount: string
      deduction: string
    }
    noPromise: string
    deductionNote: (effective: string) => string
    afterSales: (count: number) => string
    noAfterSales: string
    afterSaleColumns: {
      deadline: string
      id: string
      order: string
      product: string
      type: string
      state: string
      refund: string
    }
    noDeadline: string
    overdue: (span: string) => string
    more: (count: number) => string
  }
  orders: {
    title: string
    chart: string
    none: string
    statuses: Readonly<Record<StatusKind, string>>
    unsplit: (orders: number) => string
    period: string
    total: string
    unknownMonth: string
    table: string
  }
  money: {
    title: string
    chart: string
    none: string
    flows: { paidFen: string; settledFen: string; refundedFen: string; feesFen: string }
    toCome: string
    onTheWay: string
    wallet: (time: string) => string
    period: string
    notKnown: string
    lines: (count: number) => string
    table: string
    notes: readonly string[]
    unit: string
  }
  archive: {
    title: string
    columns: {
      report: string
      files: string
      rows: string
      rejected: string
      days: string
      asOf: string
    }
    table: string
    lacks: string
    lacksNothing: string
    missing: (what: string) => string
    documents: string
    noDocuments: string
    documentKinds: Readonly<Record<DocumentKind, string>>
    fromTo: (from: string, to: string) => string
  }
  rules: {
    title: string
    lead: (newest: string) => string
    old: (days: number) => string
    table: string
    columns: { rule: string; effective: string }
  }
  dataTable: string
  /** A number as short as the axis of a chart has room for. */
  short: (value: number) => string
  footer: string
  privacy: string
}

/** What takes time between the notice and the deposit. */
export type PhaseId = HoldId | 'review' | 'payout'

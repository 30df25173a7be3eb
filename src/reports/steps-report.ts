import type { GatePart } from '../domain/closing/gate.ts'
import type { Route, Step, Steps } from '../domain/closing/steps.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import { guideWords } from '../rules/guide/guide.ts'
import { enumeration, idName } from './id-names.ts'
import { REPORT_NAMES } from './report-names.ts'
import type { Language } from './words/language.ts'
import { GATE_WORDS } from './words/steps-words.ts'

/** A step in words, as `steps --json` has it. */
export interface StepReport extends Step {
  title: string
  detail: string
  where: string
}

export interface GatePartReport {
  id: GatePart['id']
  met: boolean
  by: GatePart['by']
  title: string
  /** What to do, and the command for it; null once it is met. */
  todo: string | null
  command: string | null
}

/** The `data` of `steps --json`. */
export interface StepsReport {
  route: Route
  steps: StepReport[]
  gate: { open: boolean; parts: GatePartReport[] }
  /** The first day after the notice, YYYY-MM-DD; null until its start is set. */
  noticeOver: string | null
  /** Everything that was ticked, undone or given up, with date and who. */
  ticks: readonly TickRecord[]
}

interface TickRecord {
  id: string
  status: string
  note: string
  by: string
  /** ISO 8601 with +08:00 */
  at: string
}

/** The steps of a route and its last gate in words. */
export function stepsReport(
  {
    route,
    steps,
    gate,
    noticeOver,
    ticks,
  }: Steps & { noticeOver: string | null; ticks: readonly TickRecord[] },
  language: Language,
): StepsReport {
  const words = guideWords(language).steps
  return {
    route,
    steps: steps.map((step) => ({ ...step, ...words[step.id] })),
    gate: { open: gate.isOpen, parts: gate.parts.map((part) => partReport(part, language)) },
    noticeOver,
    ticks,
  }
}

function partReport({ id, isMet, by, missing }: GatePart, language: Language): GatePartReport {
  const { title, todo, command } = GATE_WORDS[language][id]
  const names = missing.map((each) => missingName(id, each, language))
  return {
    id,
    met: isMet,
    by,
    title,
    todo: isMet ? null : todo({ missing: enumeration(names, language) }),
    command: isMet ? null : command,
  }
}

/** Reports and conditions by the names that people know. */
function missingName(part: GatePart['id'], id: string, language: Language): string {
  return part === 'exports-to-today'
    ? REPORT_NAMES[id as ReportKind][language]
    : idName(id, language)
}

import type { GatePart } from '../domain/gate.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import type { Route, Step, Steps } from '../domain/steps.ts'
import { CONDITIONS, CROSS_BORDER_CONDITIONS } from '../rules/conditions.ts'
import { guideWords } from '../rules/guide/guide.ts'
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
}

/** The steps of a route and its last gate in words. */
export function stepsReport({ route, steps, gate }: Steps, language: Language): StepsReport {
  const words = guideWords(language).steps
  return {
    route,
    steps: steps.map((step) => ({ ...step, ...words[step.id] })),
    gate: { open: gate.isOpen, parts: gate.parts.map((part) => partReport(part, language)) },
  }
}

function partReport({ id, isMet, by, missing }: GatePart, language: Language): GatePartReport {
  const { title, todo, command } = GATE_WORDS[language][id]
  const names = missing.map((each) => missingName(id, each, language))
  const separator = language === 'zh' ? '、' : ', '
  return {
    id,
    met: isMet,
    by,
    title,
    todo: isMet ? null : todo({ missing: names.join(separator) }),
    command: isMet ? null : command,
  }
}

/** Reports and conditions by the names that people know. */
function missingName(part: GatePart['id'], id: string, language: Language): string {
  if (part === 'exports-to-today') return REPORT_NAMES[id as ReportKind][language]
  const known = [...CONDITIONS, ...CROSS_BORDER_CONDITIONS].find((each) => each.id === id)
  return known?.[language] ?? id
}

import type { GatePartId } from '../domain/closing/gate.ts'
import type { StepId } from '../domain/closing/steps.ts'
import { CONDITIONS, CROSS_BORDER_CONDITIONS } from '../rules/conditions.ts'
import { STEPS_EN } from '../rules/guide/steps-en.ts'
import { STEPS_ZH } from '../rules/guide/steps-zh.ts'
import { harmless } from './harmless.ts'
import type { Language } from './words/language.ts'
import { DOCUMENT_NAMES, GATE_WORDS } from './words/steps-words.ts'

/** What people call a step, a condition, a part of the last gate or a document; else the id itself. */
export function idName(id: string, language: Language): string {
  const steps = language === 'zh' ? STEPS_ZH : STEPS_EN
  if (Object.hasOwn(steps, id)) return steps[id as StepId].title
  const condition = [...CONDITIONS, ...CROSS_BORDER_CONDITIONS].find((each) => each.id === id)
  if (condition) return condition[language]
  const documents = DOCUMENT_NAMES[language]
  if (Object.hasOwn(documents, id)) return documents[id as keyof typeof documents]
  const gate = GATE_WORDS[language]
  return Object.hasOwn(gate, id) ? gate[id as GatePartId].title : harmless(id)
}

/** Several ids, separated by blanks, as one enumeration of their names. */
export function idNames(ids: string, language: Language): string {
  const names = ids.split(' ').filter(Boolean)
  return enumeration(
    names.map((id) => idName(id, language)),
    language,
  )
}

/** Enough of a long list to see what is the matter; some names have commas of their own. */
const NAMED = 4

/** The first of many names, and how many there are. */
export function enumeration(names: readonly string[], language: Language): string {
  const zh = language === 'zh'
  const shown = names.slice(0, NAMED).join(zh ? '；' : '; ')
  if (names.length <= NAMED) return shown
  return zh ? `${shown}……共 ${names.length} 项` : `${shown} … ${names.length} in all`
}

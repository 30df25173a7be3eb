import type { Severity } from '../../domain/finding.ts'
import type { Language } from './language.ts'

/** What people call the weight of a finding. */
export const SEVERITY_NAMES: Readonly<Record<Language, Record<Severity, string>>> = {
  zh: { error: '有问题', warning: '请注意', info: '说明' },
  en: { error: 'problem', warning: 'note', info: 'info' },
}

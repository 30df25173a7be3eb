import type { ReportFacts } from '../../app/results.ts'
import type { Finding } from '../../domain/finding.ts'
import type { Language } from '../words/language.ts'
import type { ReportWords } from '../words/report-words.ts'

/** What every part of the page is made from. */
export interface ReportView {
  facts: ReportFacts
  findings: readonly Finding[]
  /** False when something was not read or not understood. */
  complete: boolean
  words: ReportWords
  language: Language
}

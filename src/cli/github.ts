import { withoutSecrets } from '../domain/privacy/secret.ts'
import type { DyshopError } from '../errors.ts'
import type { Annotation } from '../reports/github/annotations.ts'
import type { Language } from '../reports/words/language.ts'
import type { CommandResult } from './context.ts'
import { crashDetail } from './crash.ts'
import type { Outlet } from './outlet.ts'

export interface GitHubParts {
  stderr: Outlet
  language: Language
  /** Adds what was named on the command line to the commands in our words, its own words cut first. */
  addOptions: (cut: (word: string) => string) => (text: string) => string
  /** Where the page of the run stands, if it has one. */
  summaryPath: string | undefined
}

/** What is told to GitHub Actions beside everybody else: marks on the run, and a page of its own. */
export class GitHubActions {
  readonly #parts: GitHubParts

  constructor(parts: GitHubParts) {
    this.#parts = parts
  }

  async tellResult(
    command: string,
    { outcome, exitCode, forGitHub }: CommandResult,
  ): Promise<void> {
    const { findingAnnotations, screened } = await import('../reports/github/annotations.ts')
    const more = await forGitHub?.()
    const { language, summaryPath } = this.#parts
    const annotations = findingAnnotations(outcome.findings, language)
    await this.#annotate([...(more?.annotations ?? []), ...annotations])
    if (!summaryPath) return
    const { stepSummary } = await import('../reports/github/step-summary.ts')
    const { appendStepSummary } = await import('../platform/step-summary.ts')
    const { complete, findings } = outcome
    const about = { command, complete, exitCode, findings }
    const page = withoutSecrets(stepSummary(about, more?.summary ?? '', language))
    await appendStepSummary(summaryPath, page).catch((error: Error) => {
      const message = screened(crashDetail(error))
      return this.#annotate([{ level: 'warning', title: 'step-summary', message }])
    })
  }

  async tellStop(stop: DyshopError): Promise<void> {
    const { stopAnnotation } = await import('../reports/github/annotations.ts')
    await this.#annotate([stopAnnotation(stop, this.#parts.language)])
  }

  /**
   * More people see these than may see the archive, and so the path that leads to it. stdout stays data:
   * GitHub reads its commands from stderr as well.
   */
  async #annotate(annotations: readonly Annotation[]): Promise<void> {
    const { annotationLines, screened } = await import('../reports/github/annotations.ts')
    const { stderr, addOptions } = this.#parts
    const add = addOptions(screened)
    const shown = annotations.map((each) => ({ ...each, message: add(each.message) }))
    await stderr.words(annotationLines(shown))
  }
}

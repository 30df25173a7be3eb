import type { Deps, Interruption } from '../app/ports.ts'
import { finding } from '../domain/finding.ts'
import { atomicFiles } from '../platform/atomic-file.ts'
import { lockTaker } from '../platform/lock.ts'
import { loggedDeps } from '../platform/logged-deps.ts'
import { lineProgress, NO_PROGRESS } from '../platform/progress.ts'
import { findingsText } from '../reports/text/findings-text.ts'
import { paint } from '../reports/text/paint.ts'
import type { Language } from '../reports/words/language.ts'
import type { CommonOptions } from './context.ts'
import type { Outlet } from './outlet.ts'
import type { Texts } from './texts/zh.ts'

const COLUMNS_OF_A_FILE = 80

/** What the use cases need, with this process's disk, clock and terminal behind it. */
export function processDeps({
  options,
  stderr,
  language,
  texts,
  addOptions,
  interruption,
  rowThread,
  canRedraw,
}: {
  options: CommonOptions
  stderr: Outlet
  language: Language
  texts: Texts
  /** Adds what was named on the command line to the commands in our words. */
  addOptions: (text: string) => string
  interruption: Interruption
  rowThread: URL
  /** Whether a line of progress can be drawn over the one before. */
  canRedraw: boolean
}): Deps {
  const clock = { now: () => Date.now() }
  const now = () => performance.now()
  const log: Deps['log'] = {
    debug(message, facts = {}) {
      if (options.verbose) void stderr.words(`${message} ${JSON.stringify(facts)}\n`)
    },
    note(code, args = {}) {
      if (options.quiet) return
      const view = { language, paint: paint(false), isVerbose: true }
      void stderr.words(addOptions(findingsText([finding(code, {}, args)], view)))
    },
  }
  const output = {
    write: (text: string) => void stderr.progress(text),
    columns: stderr.columns ?? COLUMNS_OF_A_FILE,
  }
  const progress = options.quiet
    ? NO_PROGRESS
    : lineProgress(output, texts.progress, { isTerminal: canRedraw, now })
  const takeLock = lockTaker(clock, log)
  const deps = { files: atomicFiles(), takeLock, clock, log, rowThread, interruption, progress }
  return options.verbose ? loggedDeps(deps, now) : deps
}

import type { Deps } from '../../src/app/ports.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import { lockTaker } from '../../src/platform/lock.ts'
import { NO_PROGRESS } from '../../src/platform/progress.ts'

/** Real files and locks, a clock that stands still, and nobody to talk to. */
export function quietDeps(now: string): Deps {
  const clock = { now: () => Date.parse(now) }
  const log = { debug: () => undefined, note: () => undefined }
  return {
    files: atomicFiles(),
    takeLock: lockTaker(clock, log),
    clock,
    log,
    progress: NO_PROGRESS,
    rowThread: null,
    interruption: { check: () => undefined },
  }
}

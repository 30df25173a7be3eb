import type { Deps } from '../../src/app/ports.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import { lockTaker } from '../../src/platform/lock.ts'
import { NO_PROGRESS } from '../../src/platform/progress.ts'

/** What the use cases need, with the real disk behind it, nobody watching and nobody interrupting. */
export function realDeps(changed: Partial<Deps> = {}): Deps {
  const clock = changed.clock ?? { now: () => Date.now() }
  const log = { debug() {}, note() {} }
  return {
    files: atomicFiles(),
    takeLock: lockTaker(clock, log),
    clock,
    progress: NO_PROGRESS,
    interruption: { check() {} },
    log,
    rowThread: null,
    ...changed,
  }
}

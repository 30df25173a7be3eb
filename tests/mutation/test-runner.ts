import { type RunnerTestCase, TestRunner, test } from 'vitest'
import areas from './areas.json' with { type: 'json' }

/** Beginnings of the names of tests that take seconds each, or a process of their own; others try the same code. */
const LEFT_OUT: readonly string[] = Object.values(areas).flatMap((area) =>
  'leftOut' in area ? area.leftOut : [],
)

/** Vitest takes a runner by its default export. */
export default class MutationRunner extends TestRunner {
  /**
   * A change that breaks a test file while it loads leaves no test that could fail, and Stryker would
   * take that for a change nobody noticed: the file gets one test, which fails with what happened.
   */
  override async importFile(...file: Parameters<TestRunner['importFile']>): Promise<unknown> {
    try {
      return await super.importFile(...file)
    } catch (error) {
      test('the file loads', () => {
        throw error
      })
      return undefined
    }
  }

  override async onBeforeRunTask(task: RunnerTestCase): Promise<void> {
    if (LEFT_OUT.some((start) => task.name.startsWith(start))) task.mode = 'skip'
    await super.onBeforeRunTask(task)
  }
}

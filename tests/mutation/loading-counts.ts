import { TestRunner, test } from 'vitest'

/**
 * A change that breaks a test file while it loads leaves no test that could fail, and Stryker would
 * take that for a change nobody noticed: the file gets one test, which fails with what happened.
 * Vitest takes a runner by its default export.
 */
export default class LoadingCounts extends TestRunner {
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
}

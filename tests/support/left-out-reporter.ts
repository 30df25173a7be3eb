import type { Reporter, TestModule } from 'vitest/node'

/** Tells at the end of a run which tests were left out and why: what was not run proves nothing. */
export class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const byReason = new Map<string, string[]>()
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result()
        const reason = (result.state === 'skipped' && result.note) || 'no reason given'
        const names = byReason.get(reason) ?? []
        byReason.set(reason, [...names, `${module.relativeModuleId} > ${test.fullName}`])
      }
    }
    for (const [reason, names] of byReason) {
      console.log(
        `\nLeft out (${names.length}): ${reason}\n${names.map((name) => `  ${name}`).join('\n')}`,
      )
    }
  }
}

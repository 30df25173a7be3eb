import { defineConfig } from 'vitest/config'
import { LeftOutReporter } from './tests/support/left-out-reporter.ts'
import { LongestFirst } from './tests/support/longest-first.ts'

export default defineConfig({
  test: {
    reporters: ['default', new LeftOutReporter()],
    include: ['tests/**/*.test.ts'],
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    // Whole processes are tested, some of them twenty times in a row, also on a machine that is busy
    // with other work: a test that takes this long hangs.
    testTimeout: 480_000,
    // Most tests wait for processes of their own; on two cores two files at a time take little over half, and
    // three no less: 17 min 5 s, where two took 16.
    maxWorkers: '100%',
    hookTimeout: 480_000,
  },
})

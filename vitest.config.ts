import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    // The command line is tested as whole processes, which need more than the default five seconds
    // on a loaded two-core machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

import { defineConfig } from 'vitest/config'
import areas from './areas.json' with { type: 'json' }

// Only what concerns the area and needs no process of its own: each mutant runs these tests once more.
const area = process.env.MUTATION_AREA as keyof typeof areas

export default defineConfig({
  test: {
    include: areas[area].tests,
    runner: 'tests/mutation/test-runner.ts',
    setupFiles: ['tests/mutation/short-properties.ts'],
    testTimeout: 60_000,
    // One fresh worker for each mutant, not one for each file.
    isolate: false,
    maxWorkers: 1,
  },
})

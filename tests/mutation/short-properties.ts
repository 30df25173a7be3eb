import fc from 'fast-check'

/**
 * A property test draws hundreds of cases; for every mutant over again that would take days. A few
 * must do, the same ones each time.
 */
fc.configureGlobal({
  seed: 20261123,
  numRuns: 20,
  interruptAfterTimeLimit: 100,
  markInterruptAsFailure: false,
})

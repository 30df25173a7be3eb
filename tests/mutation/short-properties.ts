import fc from 'fast-check'

/**
 * A property test draws hundreds of cases; for every mutant over again that would take days. Half a
 * second of them must do, and the same ones each time.
 */
fc.configureGlobal({
  seed: 20261123,
  interruptAfterTimeLimit: 500,
  markInterruptAsFailure: false,
})

import fc from 'fast-check'

// With PROPERTY_SEED set, property tests draw the same cases on every run, as `.ci/run` wants it.
// Without it they draw new ones; a failure prints the seed to repeat it with.
const seed = process.env.PROPERTY_SEED
if (seed) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })

import fc from 'fast-check';

/**
 * Bounds of every property test. A failure prints its seed and the shrunk example; run it again with PROPERTY_SEED=<seed>,
 * look longer with PROPERTY_RUNS=10000. A property that sets its own number of runs keeps it.
 */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
const SEED = process.env.PROPERTY_SEED;
/** Less than a test's timeout, so that a slow property ends with what it has tried, and a slow machine fails nothing. */
const LOOKING_MS = 20_000;

fc.configureGlobal({
  numRuns: RUNS,
  ...(SEED !== undefined && { seed: Number(SEED) }),
  ...(process.env.PROPERTY_RUNS === undefined && { interruptAfterTimeLimit: LOOKING_MS }),
});

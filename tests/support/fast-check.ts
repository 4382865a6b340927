import fc from 'fast-check';

/**
 * fast-check with one seed for all runs: whether the suite passes must depend on the code alone.
 * `PROPERTY_SEED=random` looks at new cases, `PROPERTY_SEED=<number>` repeats one run.
 */
const { PROPERTY_SEED = '20261101' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

/** The library itself, so that imports read as usual. */
export default fc;

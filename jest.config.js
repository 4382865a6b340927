import { availableParallelism, totalmem } from 'node:os';

const gibibyte = 1024 ** 3;
/** What a test file takes with a Hopper of its own, a browser and its share of everything else. */
const bytesPerFile = 2 * gibibyte;

/**
 * The long files wait more than they compute, about half a processor each: half as many again as processors keep those busy,
 * and leave enough for the clocks that tests and product go by.
 */
const maxWorkers = Math.max(
  2,
  Math.min(Math.ceil(1.5 * availableParallelism()), Math.floor(totalmem() / bytesPerFile)),
);

/** Tests run as native ES modules; esbuild strips the types, tsc checks them once in `npm run typecheck`. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.hopper/'],
  maxWorkers,
  testTimeout: 30_000,
};

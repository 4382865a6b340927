/** Tests run as native ES modules; esbuild strips the types, tsc checks them once in `npm run typecheck`. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/esbuild-transform.js' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.hopper/'],
  maxWorkers: 2,
  testTimeout: 30_000,
};

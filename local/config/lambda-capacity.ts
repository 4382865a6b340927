import type { LambdaCapacity } from '../cloud/lambda/lambda-service.ts';

/**
 * What the functions may take of this machine. All of Hopper at rest is to stay below 700 MB, of which the services hold
 * about 350; a function holds 70 at first and 200 after a lot of work.
 */
export const lambdaCapacity: LambdaCapacity = {
  maxEnvironments: 14,
  maxPerFunction: 5,
  reaping: { graceSeconds: 15, maxIdleSeconds: 600, maxIdlePerFunction: 1, maxIdleMegabytes: 310 },
};

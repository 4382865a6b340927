import type { LambdaCapacity } from '../cloud/lambda/lambda-service.ts';

/**
 * What the functions may take of this machine. An idle one holds about 50 to 70 MB, and all of Hopper at rest is to
 * stay below 700 MB.
 */
export const lambdaCapacity: LambdaCapacity = {
  maxEnvironments: 14,
  maxPerFunction: 5,
  reaping: { surplusIdleSeconds: 15, lastIdleSeconds: 600, maxIdle: 4 },
};

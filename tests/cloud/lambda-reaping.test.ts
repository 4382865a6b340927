import { describe, expect, it } from '@jest/globals';
import { type IdleEnvironment, selectToReap } from '../../local/cloud/lambda/select-to-reap.ts';
import fc from '../support/fast-check.ts';

const rules = { graceSeconds: 15, maxIdleSeconds: 600, maxIdlePerFunction: 1, maxIdleMegabytes: 250 };
const nowMs = 1_000_000_000;
const idle = (functionName: string, seconds: number, megabytes = 100): IdleEnvironment => ({
  functionName,
  idleSinceMs: nowMs - seconds * 1000,
  megabytes,
});
const reap = (...environments: IdleEnvironment[]) => selectToReap(environments, nowMs, rules);

describe('an idle environment', () => {
  it('that worked a moment ago stays, however many there are', () => {
    expect(reap(idle('a', 1), idle('a', 2), idle('b', 3, 900))).toEqual([]);
  });

  it('goes when another one of its function worked later', () => {
    const [later, earlier] = [idle('a', 20), idle('a', 30)];
    expect(reap(earlier, later)).toEqual([earlier]);
  });

  it('goes when those that worked later hold all the memory there is', () => {
    const [first, second, third] = [idle('a', 20), idle('b', 30), idle('c', 40)];
    expect(reap(third, first, second)).toEqual([third]);
    const small = idle('d', 50, 10);
    // A smaller one may still fit.
    expect(reap(third, small, first, second)).toEqual([third]);
  });

  it('goes after a long time', () => {
    const old = idle('a', 601);
    expect(reap(old)).toEqual([old]);
  });
});

it('what stays after the grace fits, whatever there was', () => {
  const environment = fc.record({
    functionName: fc.constantFrom('a', 'b', 'c'),
    idleSinceMs: fc.integer({ min: nowMs - 700_000, max: nowMs - 15_000 }),
    megabytes: fc.integer({ min: 1, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(environment, { maxLength: 12 }), (environments) => {
      const reaped = reap(...environments);
      const kept = environments.filter((item) => !reaped.includes(item));
      expect(kept.reduce((sum, { megabytes }) => sum + megabytes, 0)).toBeLessThanOrEqual(250);
      expect(new Set(kept.map(({ functionName }) => functionName)).size).toBe(kept.length);
    }),
  );
});

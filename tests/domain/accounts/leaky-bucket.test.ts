import { expect, it } from '@jest/globals';
import { pour } from '../../../shared/domain/accounts/leaky-bucket.ts';
import fc from '../../support/fast-check.ts';

const step = fc.record({ pause: fc.nat({ max: 5000 }), costMilliseconds: fc.integer({ min: 1, max: 3000 }) });

/** Pours one after the other and notes what got in. */
function run(steps: readonly { pause: number; costMilliseconds: number }[], depthMilliseconds: number) {
  let now = 1_790_000_000_000;
  let emptyAt = 0;
  const admitted: { now: number; cost: number }[] = [];
  const waits: { now: number; cost: number; emptyAt: number; wait: number }[] = [];
  for (const { pause, costMilliseconds } of steps) {
    now += pause;
    const poured = pour({ emptyAt, costMilliseconds, depthMilliseconds, now });
    if (poured.fits) admitted.push({ now, cost: costMilliseconds });
    else waits.push({ now, cost: costMilliseconds, emptyAt, wait: poured.waitMilliseconds });
    if (poured.fits) emptyAt = poured.emptyAt;
  }
  return { admitted, waits };
}

it('lets in no more than its depth and the time that passes, in any stretch of time', () => {
  const depth = 6000;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { admitted } = run(steps, depth);
      for (const [first, from] of admitted.entries()) {
        let poured = 0;
        for (const to of admitted.slice(first)) {
          poured += to.cost;
          expect(poured).toBeLessThanOrEqual(depth + (to.now - from.now));
        }
      }
    }),
  );
});

it('says exactly how long to wait', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      for (const { now, cost, emptyAt, wait } of run(steps, 6000).waits) {
        const again = (at: number) => pour({ emptyAt, costMilliseconds: cost, depthMilliseconds: 6000, now: at }).fits;
        expect(wait).toBeGreaterThan(0);
        expect(again(now + wait)).toBe(true);
        expect(again(now + wait - 1)).toBe(false);
      }
    }),
  );
});

it('takes what is more than its depth only when it is empty', () => {
  const big = { costMilliseconds: 10_000, depthMilliseconds: 1000 };
  expect(pour({ ...big, emptyAt: 0, now: 50_000 })).toEqual({ fits: true, emptyAt: 60_000 });
  expect(pour({ ...big, emptyAt: 60_000, now: 59_999 })).toEqual({ fits: false, waitMilliseconds: 1 });
});

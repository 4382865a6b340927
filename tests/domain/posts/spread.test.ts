import { describe, expect, it } from '@jest/globals';
import { spreadOf } from '../../../shared/domain/posts/spread.ts';
import fc from '../../support/fast-check.ts';

describe('the spread of many', () => {
  it('is the same for the same id, whole, and within its stretch', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(3600_000), (id, overMs) => {
        const spread = spreadOf(id, overMs);
        expect(spread).toBe(spreadOf(id, overMs));
        expect(Number.isInteger(spread)).toBe(true);
        expect(spread).toBeGreaterThanOrEqual(0);
        expect(spread).toBeLessThan(Math.max(1, overMs));
      }),
    );
  });

  it('is even for ids that differ only in their last letters', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let number = 0; number < 10_000; number += 1) {
      const tenth = spreadOf(`01JD0000000000000000${number}-connection`, 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

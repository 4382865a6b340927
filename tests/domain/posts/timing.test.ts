import { describe, expect, it } from '@jest/globals';
import { aheadOf, timingOf } from '../../../shared/domain/posts/build-post.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import fc from '../../support/fast-check.ts';

const now = 1_800_000_000_000;
const anyPost = fc.record({ postId: fc.string(), sizeBytes: fc.integer({ min: 0, max: 256 * 1024 ** 3 }) });
const at = (time: number) => ({ at: time, local: '2027-01-15T09:00:00', timeZone: 'UTC' });

describe('when a planned post begins', () => {
  it.each([
    ['youtube', 3600, 12 * 3600],
    ['instagram', 1800, 6 * 3600],
  ] as const)('%s: an hour or half of one ahead, and what its bytes take, up to a limit', (platform, least, most) => {
    const { timing } = platformRules[platform];
    fc.assert(
      fc.property(anyPost, (post) => {
        const aheadSeconds = aheadOf(timing, post) / 1000;
        const wanted = Math.min(most, least + post.sizeBytes / 2e6);
        expect(aheadSeconds).toBeGreaterThanOrEqual(wanted);
        expect(aheadSeconds).toBeLessThan(wanted + 1 + 600);
      }),
    );
    expect(timing.canWithdraw).toBe(true);
  });

  it('tiktok: at its time, because nothing can be held back there', () => {
    const { timing } = platformRules.tiktok;
    fc.assert(fc.property(anyPost, (post) => expect(aheadOf(timing, post)).toBe(0)));
    expect(timing.canWithdraw).toBe(false);
  });

  it('is never before now and never after its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), fc.nat(1e9), (wait, aheadMs) => {
        const { notBefore, dueAt, state } = timingOf(at(now + wait), now, aheadMs);
        expect([state, dueAt]).toEqual(['scheduled', now + wait]);
        expect(notBefore).toBe(Math.max(now, now + wait - aheadMs));
        expect(notBefore).toBeLessThanOrEqual(now + wait);
      }),
    );
    expect(timingOf(null, now, 5)).toMatchObject({ state: 'queued', notBefore: now, dueAt: null, wish: null });
  });
});

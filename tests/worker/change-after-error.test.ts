import { describe, expect, it } from '@jest/globals';
import { hasBegun } from '../../shared/domain/posts/build-post.ts';
import { changedPost } from '../../shared/domain/posts/changed-post.ts';
import { isClaimable, nextLookAt } from '../../shared/domain/posts/next-look.ts';
import { claimableStates } from '../../shared/domain/posts/post-state.ts';
import { PlatformError, type PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { backoffMs } from '../../shared/worker/backoff.ts';
import { changeAfterError } from '../../shared/worker/change-after-error.ts';
import { buildPost } from '../support/build-post.ts';
import fc from '../support/fast-check.ts';

const day = 24 * 3600_000;
const kinds = ['transient', 'rate_limited', 'quota', 'reauthorize', 'rejected', 'unknown'] as const;
const anyError = fc
  .record({
    kind: fc.constantFrom<PlatformErrorKind>(...kinds),
    retryAfter: fc.option(fc.integer({ min: 0, max: 10 ** 9 })),
  })
  .map(
    ({ kind, retryAfter }) =>
      new PlatformError(kind, 'a_cause', 'A text.', retryAfter === null ? {} : { retryAfterSeconds: retryAfter }),
  );
const anyPost = fc
  .record({
    state: fc.constantFrom(...claimableStates),
    failures: fc.nat(200),
    checkpoint: fc.constantFrom(null, { session: 1 }),
  })
  .map((differences) => buildPost({ ...differences, leaseUntil: 5_000 }));
const circumstances = fc.record({ now: fc.nat(10 ** 9), random: fc.double({ min: 0, max: 0.999, noNaN: true }) });

describe('after any error', () => {
  it('the change is allowed, gives the lease back and says why', () => {
    fc.assert(
      fc.property(anyPost, fc.oneof(anyError, fc.constant(new Error('bug'))), circumstances, (post, error, at) => {
        const next = changedPost(post, changeAfterError(post, error, at), at.now);
        expect(next.leaseUntil).toBe(0);
        expect(next.error?.message).toMatch(/\.$/);
        // Either somebody looks at it again, within a bit more than a day, or it rests with an answer.
        const lookAt = nextLookAt(next, at.now);
        if (isClaimable(next.state)) expect(lookAt).toBeLessThanOrEqual(at.now + 1.1 * day);
        else expect(['failed', 'needs_check', 'reconnect']).toContain(next.state);
      }),
    );
  });

  it('a post of which something may exist at the platform never fails without a definite no', () => {
    fc.assert(
      fc.property(anyPost, anyError, circumstances, (post, error, at) => {
        fc.pre(post.checkpoint !== null && error.kind !== 'rejected');
        expect(changeAfterError(post, error, at).state).not.toBe('failed');
      }),
    );
  });
});

describe('after a definite no', () => {
  it('nothing of the post counts as begun, also what the platform had given a name', () => {
    const post = buildPost({ checkpoint: { session: 1 }, remoteId: 'half-made', bytesSent: 5 });
    const no = new PlatformError('rejected', 'spam', 'Refused as spam. Change the words.');
    const next = changedPost(post, changeAfterError(post, no, { now: 1, random: 0 }), 1);
    expect(next).toMatchObject({ state: 'failed', error: { code: 'spam' } });
    expect(hasBegun(next)).toBe(false);
  });
});

describe('failures in a row', () => {
  const failUntilRest = (error: unknown, checkpoint: unknown) => {
    let post = buildPost({ checkpoint, createdAt: 0 });
    for (let count = 0; count < 1_000 && isClaimable(post.state); count += 1) {
      const now = Math.max(post.notBefore, post.updatedAt);
      post = changedPost(post, changeAfterError(post, error, { now, random: 0.5 }), now);
    }
    return post;
  };
  const transient = new PlatformError('transient', 'no_answer', 'YouTube does not answer.');

  it('are borne for about a day, then the post fails when nothing was begun', () => {
    const post = failUntilRest(transient, null);
    expect(post).toMatchObject({ state: 'failed', error: { code: 'no_answer' } });
    const lasted = post.updatedAt;
    expect(lasted).toBeGreaterThan(0.9 * day);
    expect(lasted).toBeLessThan(1.2 * day);
  });

  it('end with a person when something was begun', () => {
    expect(failUntilRest(transient, { session: 1 })).toMatchObject({
      state: 'needs_check',
      checkpoint: { session: 1 },
    });
  });

  it('of Hopper itself are borne for less long', () => {
    const lasted = failUntilRest(new TypeError('bug'), null).updatedAt;
    expect(lasted).toBeGreaterThan(3600_000);
    expect(lasted).toBeLessThan(day / 2);
  });
});

describe('backoff', () => {
  it('doubles from two seconds to a quarter of an hour, a fifth more or less', () => {
    expect([1, 2, 3, 9, 10, 1_000].map((failures) => backoffMs(failures, 0.5))).toEqual([
      2_000, 4_000, 8_000, 512_000, 900_000, 900_000,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const wait = backoffMs(failures, random);
          const middle = backoffMs(failures, 0.5);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.8));
          expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.2));
        },
      ),
    );
  });
});

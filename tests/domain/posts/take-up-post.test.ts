import { describe, expect, it } from '@jest/globals';
import { canTransition, transitions } from '../../../shared/domain/posts/post-state.ts';
import { takeUpChange } from '../../../shared/domain/posts/take-up-post.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { buildPost } from '../../support/build-post.ts';
import { buildVideo } from '../../support/build-video.ts';
import fc from '../../support/fast-check.ts';

const now = 1_800_000_000_000;
const states = fc.constantFrom(...Object.keys(transitions)) as fc.Arbitrary<keyof typeof transitions>;
const time = fc.option(fc.integer({ min: now - 60_000, max: now + 86_400_000 }));

/** Any row that a click may meet: others may have clicked since it was read. */
const anyPost = fc
  .record({
    state: states.filter((state) => state !== 'published' && state !== 'needs_check'),
    dueAt: time,
    leaseUntil: fc.constantFrom(0, now + 20_000),
    checkpoint: fc.constantFrom(null, { phase: 'uploading' }),
    wish: fc.constantFrom(null, 'withdraw' as const, 'unplan' as const),
  })
  .map((facts) => buildPost({ ...facts, notBefore: now }));

describe('a post that is there already when its video is posted or gets a time', () => {
  it('is changed as its state allows, or not at all: whoever clicked a moment before has changed it', () => {
    fc.assert(
      fc.property(anyPost, time, fc.constantFrom('connected' as const, 'reconnect' as const), (post, at, state) => {
        const input = { video: buildVideo(), request: {}, timing: platformRules.youtube.timing };
        const destination = { connectionId: post.connectionId, platform: post.platform, state };
        const when = at === null ? null : { at, local: '2027-01-15T09:00:00', timeZone: 'UTC' };
        const change = takeUpChange(post, { ...input, destination }, when, now);
        if (!change) return;
        expect(change.state === undefined || canTransition(post.state, change.state)).toBe(true);
      }),
    );
  });
});

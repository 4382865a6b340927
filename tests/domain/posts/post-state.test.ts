import { describe, expect, it } from '@jest/globals';
import { PostStatus } from '../../../shared/contract/post-status.ts';
import { LeaseLostError } from '../../../shared/domain/lease-lost-error.ts';
import { cancelChange, cancellable } from '../../../shared/domain/posts/cancel-post.ts';
import { changedPost } from '../../../shared/domain/posts/changed-post.ts';
import { hintGraceMs, isClaimable, maxHintDelaySeconds, nextLookAt } from '../../../shared/domain/posts/next-look.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { canTransition, transitions } from '../../../shared/domain/posts/post-state.ts';
import type { PostChange } from '../../../shared/domain/posts/post-store.ts';
import { createMemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { buildPost } from '../../support/build-post.ts';
import fc from '../../support/fast-check.ts';

const anyState = fc.constantFrom(...PostStatus.options);
const statesBefore = (to: Post['state']) => PostStatus.options.filter((from) => canTransition(from, to));
const times = fc.integer({ min: 0, max: 10_000_000 });

describe('states', () => {
  it('published is the end', () => {
    expect(transitions.published).toEqual([]);
  });

  it('every other state can still become published', () => {
    const reached = new Set(['published']);
    for (let round = 0; round < PostStatus.options.length; round += 1) {
      for (const state of PostStatus.options) if (transitions[state].some((to) => reached.has(to))) reached.add(state);
    }
    expect([...reached].sort()).toEqual([...PostStatus.options].sort());
  });

  it('nobody can cancel what is published, and only a worker what is being processed', () => {
    expect(statesBefore('cancelled')).not.toContain('published');
    expect(cancellable).not.toContain('published');
    const timing = { landAheadSeconds: () => 0, canWithdraw: true };
    expect(cancelChange(buildPost({ state: 'processing', checkpoint: {} }), timing, 0)?.state).not.toBe('cancelled');
  });

  it('a change in the table is made, any other is refused', () => {
    fc.assert(
      fc.property(anyState, anyState, times, (from, to, now) => {
        const post = buildPost({ state: from });
        if (canTransition(from, to))
          expect(changedPost(post, { state: to }, now)).toMatchObject({ state: to, updatedAt: now });
        else expect(() => changedPost(post, { state: to }, now)).toThrow('cannot go');
      }),
    );
  });
});

it('a post remembers since when it is known to be out', () => {
  const posted = changedPost(buildPost({ state: 'processing' }), { state: 'published' }, 5000);
  expect(posted.publishedAt).toBe(5000);
  expect(changedPost(posted, { url: 'https://example.com/watch' }, 6000).publishedAt).toBe(5000);
  expect(changedPost(buildPost({ state: 'uploading' }), { state: 'failed' }, 5000).publishedAt).toBeNull();
});

describe('the next look', () => {
  const post = fc.record({ postId: fc.string(), state: anyState, leaseUntil: times, notBefore: times });

  it('comes for everything that a worker may take, and for nothing else', () => {
    fc.assert(fc.property(post, times, (row, now) => (nextLookAt(row, now) !== null) === isClaimable(row.state)));
  });

  it('never comes much later than a claim could succeed, and not before a hint can wait for that', () => {
    fc.assert(
      fc.property(post, times, (row, now) => {
        const at = nextLookAt(row, now);
        if (at === null) return;
        const claimableAt = Math.max(row.leaseUntil, row.notBefore, now);
        const isLeased = row.leaseUntil > now;
        expect(at).toBeGreaterThanOrEqual(isLeased ? row.leaseUntil : claimableAt - maxHintDelaySeconds * 1000);
        expect(at).toBeLessThanOrEqual(claimableAt + hintGraceMs);
        expect(at).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  const waiting = (seconds: number, differences: Partial<Post> = {}) =>
    buildPost({ state: 'waiting', notBefore: seconds * 1000, ...differences });

  it('gives the hint of a short wait time to arrive', () => {
    expect(nextLookAt(waiting(maxHintDelaySeconds), 0)).toBe(maxHintDelaySeconds * 1000 + hintGraceMs);
  });

  it.each(['waiting', 'scheduled', 'processing'] as const)(
    'comes ahead of a longer one, however far away its end is (%s)',
    (state) => {
      for (const hours of [0.26, 1, 8760]) {
        const notBefore = hours * 3_600_000;
        const ahead = notBefore - Number(nextLookAt(waiting(0, { state, notBefore }), 0));
        expect(ahead).toBeGreaterThanOrEqual(300_000);
        expect(ahead).toBeLessThan(840_000);
      }
    },
  );

  it('does not come for all posts of one second together', () => {
    const hour = 3600;
    const looks = Array.from({ length: 10_000 }, (_, index) =>
      nextLookAt(waiting(hour, { postId: `post-${index}` }), 0),
    );
    const perMinute = Map.groupBy(looks, (at) => Math.floor(Number(at) / 60_000));
    expect(perMinute.size).toBeGreaterThanOrEqual(9);
    for (const { length } of perMinute.values()) expect(length).toBeLessThan(1_300);
  });
});

/** What any number of workers and users may do, in any order, at any time. */
type Deed = { kind: 'claim' | 'save' | 'transition' | 'remove'; worker: number; to: Post['state']; pass: number };
const deed = fc.record<Deed>({
  kind: fc.constantFrom('claim', 'save', 'transition', 'remove'),
  worker: fc.integer({ min: 0, max: 2 }),
  to: anyState,
  pass: fc.integer({ min: 0, max: 20_000 }),
});

describe('any order of deeds', () => {
  it('leaves at most one holder, a growing fence, and a published post published', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 60 }), async (deeds) => {
        const posts = createMemoryPosts();
        const post = buildPost();
        await posts.create([post]);
        const held = new Map<number, Post>();
        let now = post.createdAt;
        let before = post;
        for (const { kind, worker, to, pass } of deeds) {
          now += pass;
          const mine = held.get(worker);
          if (kind === 'claim') {
            const claim = await posts.claim(post, { now, leaseMs: 30_000 });
            if (claim.outcome === 'claimed') held.set(worker, claim.post);
          } else if (kind === 'save' && mine && canTransition(mine.state, to)) {
            const change: PostChange = { state: to, leaseUntil: now + 30_000 };
            const saved = await posts.save(mine, change, now).catch((error: unknown) => error);
            const isOldest = mine.fence < Math.max(...[...held.values()].map(({ fence }) => fence));
            if (isOldest) expect(saved).toBeInstanceOf(LeaseLostError);
            if (!(saved instanceof Error)) held.set(worker, { ...mine, state: to });
          } else if (kind === 'transition') {
            const from = statesBefore(to);
            await posts.transition(post, from, { state: to }, now);
          } else if (kind === 'remove') {
            const isHeld = (await posts.listOfOwner(post.ownerId)).some(({ leaseUntil }) => leaseUntil > now);
            if (isHeld) expect(await posts.remove(post, now)).toBe(false);
          }
          const [stored] = await posts.listOfOwner(post.ownerId);
          if (!stored) return;
          expect(stored.fence).toBeGreaterThanOrEqual(before.fence);
          if (before.state === 'published') expect(stored.state).toBe('published');
          before = stored;
        }
      }),
    );
  });
});

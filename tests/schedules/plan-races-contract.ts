import { describe, expect, it } from '@jest/globals';
import { renewAll } from '../../functions/videos/renew-words.ts';
import { LeaseLostError } from '../../shared/domain/lease-lost-error.ts';
import type { PlatformTiming } from '../../shared/domain/platforms/platform-rules.ts';
import { cancelChange, cancellable } from '../../shared/domain/posts/cancel-post.ts';
import { plannedStates } from '../../shared/domain/posts/planned-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostChange, PostStore } from '../../shared/domain/posts/post-store.ts';
import { retimeChange, unplanChange } from '../../shared/domain/posts/retime-post.ts';
import { loadSettings } from '../../shared/domain/settings/load-settings.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';

const hour = 3600_000;
const now = 1_800_000_000_000;
const dueAt = now + 2 * hour;
const later = { at: dueAt + 5 * hour, local: '2027-01-15T15:00:00', timeZone: 'UTC' };
const leaseMs = 30_000;
const edited = buildVideo({ ownerId: 'anna', settings: { title: 'Mended' }, version: 7 });
const planned = buildPost({
  ownerId: 'anna',
  videoId: edited.videoId,
  state: 'scheduled',
  dueAt,
  notBefore: now,
  schedule: { local: '2027-01-15T10:00:00', timeZone: 'UTC' },
});

export interface RaceWorld {
  readonly posts: PostStore;
  /** The same posts for somebody who has read a post before `rival` did something, and writes after it. */
  interposed(rival: () => Promise<void>): PostStore;
}

/** The life of a post that lands ahead of its time, step by step; `at` is when each step is written. */
const steps: readonly { readonly at: number; readonly change: PostChange | 'claim' }[] = [
  { at: now, change: 'claim' },
  { at: now + 1, change: { state: 'uploading', checkpoint: { session: 1 } } },
  { at: now + 2, change: { state: 'processing', checkpoint: { video: 1 } } },
  { at: now + 3, change: { notBefore: dueAt, leaseUntil: 0 } },
  { at: dueAt, change: 'claim' },
  { at: dueAt + 1, change: { state: 'published', remoteId: 'r', leaseUntil: 0 } },
];

type Deed = (posts: PostStore, timing: PlatformTiming, at: number) => Promise<Post | undefined>;

const deeds: Readonly<Record<'move' | 'post-now' | 'take-the-time-away' | 'cancel' | 'edit', Deed>> = {
  move: (posts, timing, at) =>
    posts.transition(planned, plannedStates, (post) => retimeChange(post, later, timing, at), at, { takeOver: true }),
  'post-now': (posts, timing, at) =>
    posts.transition(planned, plannedStates, (post) => retimeChange(post, null, timing, at), at, { takeOver: true }),
  'take-the-time-away': (posts, timing, at) =>
    posts.transition(planned, plannedStates, (post) => unplanChange(post, timing, at), at, { takeOver: true }),
  cancel: (posts, timing, at) =>
    posts.transition(planned, cancellable, (post) => cancelChange(post, timing, at), at, { takeOver: true }),
  edit: async (posts, _timing, at) => {
    const settings = await loadSettings(createMemorySettings(), 'anna');
    const owner = { settings, connections: [], rules: platformRules };
    const { posts: after } = await renewAll({ posts }, edited, owner, at);
    return after.find(({ videoVersion }) => videoVersion === edited.version);
  },
};

/** A user's change against the steps of a worker, in every order: who was first is decided by the row, and told. */
export function describePlanRaces(name: string, open: (post: Post) => Promise<RaceWorld>): void {
  const timings = { 'can be taken back': true, 'cannot be taken back': false };
  const cases = Object.entries(deeds).flatMap(([deed, act]) =>
    Object.entries(timings).flatMap(([where, canWithdraw]) =>
      steps.flatMap((_step, done) =>
        ['after', 'between'].map((when) => ({ deed, act, where, canWithdraw, done, when })),
      ),
    ),
  );

  describe(`${name}: a change against its start`, () => {
    it.each(cases)('$deed, what $where, $when step $done', async ({ deed, act, canWithdraw, done, when }) => {
      const timing: PlatformTiming = { landAheadSeconds: () => 3600, canWithdraw };
      const { posts, interposed } = await open(planned);
      let mine = planned;
      const take = async ({ at, change }: (typeof steps)[number]) => {
        if (change !== 'claim') mine = await posts.save(mine, change, at);
        else {
          const claim = await posts.claim(planned, { now: at, leaseMs });
          if (claim.outcome !== 'claimed') throw new LeaseLostError(claim.reason);
          mine = claim.post;
        }
      };
      const last = steps[done];
      for (const step of steps.slice(0, done)) await take(step);
      const at = last?.at ?? 0;
      // The user has read the post before the last step and writes after it, or reads it after that step.
      if (when === 'after' && last) await take(last);
      let isTaken = when === 'after';
      const rival = async () => {
        isTaken = true;
        if (last) await take(last);
      };
      const before = when === 'after' ? mine : undefined;
      const changed = await act(when === 'after' ? posts : interposed(rival), timing, at);
      // Who has refused without a write was not overtaken.
      if (!isTaken) await rival();
      const [stored] = await posts.listOfOwner('anna');
      const seen = before ?? mine;

      if (!changed) {
        // The start was first: the row is the worker's, and it goes on to the end.
        expect(stored).toEqual(seen);
        for (const step of steps.slice(done + 1)) await take(step);
        expect(await posts.listOfOwner('anna')).toMatchObject([
          { state: 'published', dueAt, request: planned.request },
        ]);
        return;
      }
      expect(stored).toEqual(changed);
      expect(changed.fence).toBe(seen.fence + 1);
      // Whoever held it cannot write any more, so that nothing is made of what it has not stored.
      await expect(posts.save(mine, { bytesSent: 5 }, at + 1)).rejects.toThrow(LeaseLostError);
      const hasBegun = seen.checkpoint !== null;
      if (changed.state === 'cancelled' || changed.state === 'pending') expect(hasBegun).toBe(false);
      if (changed.wish) expect(canWithdraw && hasBegun).toBe(true);
      if (changed.state === 'needs_check') expect(!canWithdraw && hasBegun).toBe(true);
      if (deed === 'move') expect(changed.dueAt).toBe(later.at);
      if (deed === 'post-now') expect(changed.dueAt).toBeNull();
      if (deed === 'edit') expect([changed.request.title, hasBegun]).toEqual(['Mended', false]);
      if (hasBegun && deed !== 'cancel') expect(at).toBeLessThan(dueAt - 10_000);
      // The other worker in the middle of a request is waited for.
      if (hasBegun) expect(changed.leaseUntil).toBe(seen.leaseUntil);
    });

    it.each(Object.entries(deeds))('%s is done once for a double click', async (_deed, act) => {
      const timing: PlatformTiming = { landAheadSeconds: () => 3600, canWithdraw: true };
      const landed: Post = { ...planned, state: 'processing', checkpoint: { video: 1 }, notBefore: dueAt };
      for (const post of [planned, landed]) {
        const { posts } = await open(post);
        await Promise.all([act(posts, timing, now), act(posts, timing, now)]);
        const [once] = await posts.listOfOwner('anna');
        await act(posts, timing, now);
        const [again] = await posts.listOfOwner('anna');
        expect({ ...again, fence: 0 }).toEqual({ ...once, fence: 0 });
      }
    });
  });
}

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import { LeaseLostError, type PostStore } from '../../shared/domain/posts/post-store.ts';
import type { DueWork, WorkIndex } from '../../shared/domain/posts/work-index.ts';
import { buildPost } from '../support/build-post.ts';

const start = 1_700_000_000_000;
const leaseMs = 30_000;

/** What every PostStore with its WorkIndex must do. */
export function describePostStore(name: string, open: () => Promise<{ posts: PostStore; work: WorkIndex }>): void {
  describe(`${name}: posts`, () => {
    let posts: PostStore;
    let work: WorkIndex;
    const post = buildPost();

    beforeEach(async () => {
      ({ posts, work } = await open());
    });

    async function claim(now = start): Promise<Post> {
      const claimed = await posts.claim(post, { now, leaseMs });
      if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.reason}`);
      return claimed.post;
    }

    async function dueAt(now: number): Promise<DueWork[]> {
      const pages = await Promise.all(work.shards.map((shard) => work.listDue(shard, now)));
      return pages.flatMap(({ due }) => due);
    }

    it('creates what is not there and leaves alone what is', async () => {
      expect(await posts.create([post])).toBe(1);
      const other = buildPost({ connectionId: 'connection-2' });
      const again = { ...post, filename: 'another.mp4' };
      expect(await posts.create([again, other])).toBe(1);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([post, other]);
    });

    it('lists by owner and by video', async () => {
      const second = buildPost({ videoId: '01JD0000000000000000000002' });
      const foreign = buildPost({ ownerId: 'owner-2' });
      await posts.create([post, second, foreign]);
      expect(await posts.listOfVideo('owner-1', second.videoId)).toEqual([second]);
      expect(await posts.listOfOwner('owner-2')).toEqual([foreign]);
      expect(await posts.listOfVideo('owner-2', second.videoId)).toEqual([]);
    });

    it('gives a post to exactly one of many who want it at once', async () => {
      await posts.create([post]);
      const outcomes = await Promise.all(Array.from({ length: 16 }, () => posts.claim(post, { now: start, leaseMs })));
      expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
      const refused = outcomes.find(({ outcome }) => outcome === 'not-claimable');
      expect(refused).toEqual({ outcome: 'not-claimable', reason: 'leased', tryAgainAt: start + leaseMs });
    });

    it('claims with a higher fence and a lease', async () => {
      await posts.create([post]);
      expect(await claim()).toEqual({ ...post, fence: 1, leaseUntil: start + leaseMs });
    });

    it('gives a post again when its lease has run out', async () => {
      await posts.create([post]);
      await claim();
      const second = await claim(start + leaseMs);
      expect(second.fence).toBe(2);
    });

    it('says why it does not give a post', async () => {
      expect(await posts.claim(post, { now: start, leaseMs })).toMatchObject({ reason: 'missing', tryAgainAt: null });
      await posts.create([{ ...post, notBefore: start + 5_000 }]);
      expect(await posts.claim(post, { now: start, leaseMs })).toMatchObject({
        reason: 'early',
        tryAgainAt: start + 5_000,
      });
      await posts.transition(post, ['queued'], { state: 'cancelled' }, start);
      expect(await posts.claim(post, { now: start + 9_000, leaseMs })).toMatchObject({
        reason: 'finished',
        tryAgainAt: null,
      });
    });

    it('saves what changes and keeps the rest', async () => {
      await posts.create([post]);
      const checkpoint = { phase: 'uploading', nested: { list: [1, 2] } };
      const saved = await posts.save(await claim(), { state: 'uploading', checkpoint, bytesSent: 7 }, start + 1);
      expect(saved).toEqual({
        ...post,
        state: 'uploading',
        checkpoint,
        bytesSent: 7,
        fence: 1,
        leaseUntil: start + leaseMs,
        updatedAt: start + 1,
      });
      const extended = await posts.save(saved, { leaseUntil: start + 60_000 }, start + 2);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([extended]);
      expect(extended).toEqual({ ...saved, leaseUntil: start + 60_000, updatedAt: start + 2 });
    });

    it('clears an error and a checkpoint with null', async () => {
      await posts.create([{ ...post, error: { code: 'x', message: 'y' }, checkpoint: { a: 1 } }]);
      await posts.save(await claim(), { error: null, checkpoint: null }, start);
      expect(await posts.listOfOwner(post.ownerId)).toMatchObject([{ error: null, checkpoint: null }]);
    });

    it('refuses a worker whose post was claimed by another one', async () => {
      await posts.create([post]);
      const first = await claim();
      const second = await claim(start + leaseMs);
      await expect(posts.save(first, { state: 'published' }, start + leaseMs)).rejects.toThrow(LeaseLostError);
      await posts.save(second, { state: 'uploading' }, start + leaseMs);
      expect(await posts.listOfOwner(post.ownerId)).toMatchObject([{ state: 'uploading', fence: 2 }]);
    });

    it('refuses a worker whose post was cancelled or removed after its lease', async () => {
      await posts.create([post]);
      const holder = await claim();
      const later = start + leaseMs;
      expect(await posts.transition(post, ['queued'], { state: 'cancelled' }, later)).toMatchObject({ fence: 2 });
      await expect(posts.save(holder, { state: 'uploading' }, later)).rejects.toThrow(LeaseLostError);
      expect(await posts.remove(post, later)).toBe(true);
      await expect(posts.save(holder, { bytesSent: 5 }, later)).rejects.toThrow(LeaseLostError);
    });

    it('refuses a change of state that is not in the table', async () => {
      await posts.create([post]);
      const published = await posts.save(await claim(), { state: 'published', leaseUntil: 0 }, start);
      await expect(posts.save(published, { state: 'uploading' }, start)).rejects.toThrow('cannot go from published');
    });

    it('lets a user change only a post in the right state that nobody holds', async () => {
      await posts.create([post]);
      const change = { state: 'queued', error: null, notBefore: start } as const;
      expect(await posts.transition(post, ['failed'], change, start)).toBeUndefined();
      const held = await claim();
      expect(await posts.transition(post, ['queued'], { state: 'cancelled' }, start)).toBeUndefined();
      await posts.save(held, { state: 'failed', error: { code: 'a', message: 'b' }, leaseUntil: 0 }, start);
      expect(await posts.transition(post, ['failed'], change, start)).toMatchObject({ state: 'queued', error: null });
      expect(await posts.transition({ ...post, postId: 'missing' }, ['failed'], change, start)).toBeUndefined();
    });

    it('lets exactly one of many changes win', async () => {
      await posts.create([post]);
      const changes = await Promise.all(
        Array.from({ length: 8 }, () => posts.transition(post, ['queued'], { state: 'cancelled' }, start)),
      );
      expect(changes.filter((changed) => changed !== undefined)).toHaveLength(1);
    });

    it('does not remove a post that is being worked on', async () => {
      await posts.create([post]);
      await claim();
      expect(await posts.remove(post, start)).toBe(false);
      expect(await posts.remove(post, start + leaseMs)).toBe(true);
      expect(await posts.remove(post, start)).toBe(true);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([]);
    });

    it('lists a queued post as due a minute after it should have been taken', async () => {
      await posts.create([post]);
      expect(await dueAt(start + 59_999)).toEqual([]);
      expect(await dueAt(start + 60_000)).toEqual([
        {
          kind: 'post',
          key: { ownerId: post.ownerId, postId: post.postId },
          platform: 'youtube',
          lookAt: start + 60_000,
          nudges: 0,
        },
      ]);
    });

    it('lists a claimed post as due when its lease has run out', async () => {
      await posts.create([post]);
      const held = await claim();
      expect(await dueAt(start + leaseMs - 1)).toEqual([]);
      expect(await dueAt(start + leaseMs)).toHaveLength(1);
      await posts.save(held, { leaseUntil: start + 50_000 }, start + 20_000);
      expect(await dueAt(start + 49_999)).toEqual([]);
      expect(await dueAt(start + 50_000)).toHaveLength(1);
    });

    it('lists a long wait as due at its end, a short one a minute later', async () => {
      await posts.create([post]);
      const waiting = { state: 'waiting', leaseUntil: 0 } as const;
      await posts.save(await claim(), { ...waiting, notBefore: start + 10_000 }, start);
      expect(await dueAt(start + 69_999)).toEqual([]);
      expect(await dueAt(start + 70_000)).toHaveLength(1);
      await posts.save(await claim(start + 70_000), { ...waiting, notBefore: start + 3_600_000 }, start + 70_000);
      expect(await dueAt(start + 3_599_999)).toEqual([]);
      expect(await dueAt(start + 3_600_000)).toHaveLength(1);
    });

    it('forgets work that is finished or removed', async () => {
      const other = buildPost({ connectionId: 'connection-2' });
      await posts.create([post, other]);
      await posts.save(await claim(), { state: 'published', leaseUntil: 0 }, start);
      await posts.remove(other, start);
      expect(await dueAt(start + 10 ** 10)).toEqual([]);
    });

    it('postpones a look, but not when somebody has touched the post meanwhile', async () => {
      await posts.create([post]);
      const [listed] = await dueAt(start + 60_000);
      if (listed?.kind !== 'post') throw new Error('nothing due');
      await work.postpone(listed, start + 300_000);
      expect(await dueAt(start + 299_999)).toEqual([]);
      const [again] = await dueAt(start + 300_000);
      expect(again).toMatchObject({ nudges: 1, lookAt: start + 300_000 });
      await claim(start + 300_000);
      await work.postpone(listed, start + 900_000);
      expect(await dueAt(start + 300_000 + leaseMs)).toMatchObject([{ nudges: 0 }]);
    });
  });
}

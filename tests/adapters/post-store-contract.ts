import { beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLostError } from '../../shared/domain/lease-lost-error.ts';
import { hintGraceMs } from '../../shared/domain/posts/next-look.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import type { DueWork, WorkIndex } from '../../shared/domain/posts/work-index.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';

const start = 1_700_000_000_000;
const leaseMs = 30_000;

/** Stores to test, and the rows of videos beside them. */
export interface PostStoreWorld {
  readonly posts: PostStore;
  readonly work: WorkIndex;
  /** Writes a video's row, over an older one. */
  putVideo(video: VideoRecord): Promise<void>;
  /** The connections that the video's row names. */
  connectionsOf(video: Pick<VideoRecord, 'ownerId' | 'videoId'>): Promise<string[] | undefined>;
}

/** What every PostStore with its WorkIndex must do. */
export function describePostStore(name: string, open: () => Promise<PostStoreWorld>): void {
  describe(`${name}: posts`, () => {
    let posts: PostStore;
    let work: WorkIndex;
    let world: PostStoreWorld;
    const post = buildPost();
    const second = buildPost({ videoId: '01JD0000000000000000000002' });
    const foreign = buildPost({ ownerId: 'owner-2' });
    const video = buildVideo({ ownerId: post.ownerId, videoId: post.videoId });

    beforeEach(async () => {
      world = await open();
      ({ posts, work } = world);
      for (const { ownerId, videoId } of [post, second, foreign])
        await world.putVideo(buildVideo({ ownerId, videoId }));
    });

    async function claim(now = start): Promise<Post> {
      const claimed = await posts.claim(post, { now, leaseMs });
      if (claimed.outcome !== 'claimed') throw new Error(`not claimed: ${claimed.reason}`);
      return claimed.post;
    }

    async function listDue(now: number): Promise<DueWork[]> {
      const pages = await Promise.all(work.shards.map((shard) => work.listDue(shard, now)));
      return pages.flatMap(({ due }) => due);
    }

    it('creates what is not there and leaves alone what is', async () => {
      expect(await posts.create([post])).toEqual([post]);
      const other = buildPost({ connectionId: 'connection-2' });
      const again = { ...post, filename: 'another.mp4' };
      expect(await posts.create([again, other])).toEqual([other]);
      expect(await posts.create([again, other])).toEqual([]);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([post, other]);
    });

    it('names every connection of a post once in the row of its video', async () => {
      await posts.create([post, second]);
      await posts.create([post, buildPost({ connectionId: 'connection-2' })]);
      expect(await world.connectionsOf(post)).toEqual(['connection-1', 'connection-2']);
      expect(await world.connectionsOf(second)).toEqual(['connection-1']);
    });

    it.each([
      ['is being deleted', { deletingAt: start }],
      ['has not arrived', { state: 'receiving' as const }],
    ])('creates nothing for a video that %s', async (_what, change) => {
      await world.putVideo({ ...video, ...change });
      expect(await posts.create([post, second])).toEqual([second]);
      expect(await posts.listOfVideo(post.ownerId, post.videoId)).toEqual([]);
      expect(await world.connectionsOf(post)).toEqual([]);
    });

    it('creates nothing for a video that is gone', async () => {
      const lost = buildPost({ videoId: '01JD0000000000000000000007' });
      expect(await posts.create([lost])).toEqual([]);
      expect(await world.connectionsOf(lost)).toBeUndefined();
    });

    it.each(['removing', 'removed'] as const)('gives no post to a video whose file is %s', async (mediaState) => {
      await posts.create([{ ...post, state: 'cancelled' }]);
      const takeUp = (now: number) => posts.transition(post, ['cancelled'], { state: 'queued' }, now);
      await world.putVideo({ ...video, connectionIds: [post.connectionId], mediaState });
      expect(await takeUp(start)).toBeUndefined();
      expect(await posts.create([buildPost({ connectionId: 'connection-2' })])).toEqual([]);
      expect(await posts.create([post])).toEqual([]);
      await world.putVideo({ ...video, connectionIds: [post.connectionId], mediaState: 'stored' });
      expect(await takeUp(start)).toMatchObject({ state: 'queued', fence: 1 });
    });

    it('creates each post once for many who want them at once', async () => {
      const all = ['a', 'b', 'c'].map((connectionId) => buildPost({ connectionId }));
      const created = await Promise.all(Array.from({ length: 12 }, (_, index) => posts.create(all.slice(index % 3))));
      const ids = created.flat().map(({ connectionId }) => connectionId);
      expect(ids.toSorted()).toEqual(['a', 'b', 'c']);
      expect((await world.connectionsOf(post))?.toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('lists by owner and by video', async () => {
      await posts.create([post, second, foreign]);
      expect(await posts.listOfVideo('owner-1', second.videoId)).toEqual([second]);
      expect(await posts.listOfOwner('owner-2')).toEqual([foreign]);
      expect(await posts.listOfVideo('owner-2', second.videoId)).toEqual([]);
    });

    it('finds the posts of a page of videos by the connections that they name', async () => {
      const many = Array.from({ length: 120 }, (_, index) => buildPost({ connectionId: `connection-${index}` }));
      const other = buildPost({ videoId: '01JD0000000000000000000002' });
      await posts.create([...many, other]);
      const page = [
        { ownerId: 'owner-1', videoId: post.videoId, connectionIds: many.map(({ connectionId }) => connectionId) },
        { ownerId: 'owner-1', videoId: other.videoId, connectionIds: ['never-posted'] },
      ];
      const found = await posts.listOfVideos(page);
      expect(new Set(found.map(({ postId }) => postId))).toEqual(new Set(many.map(({ postId }) => postId)));
      expect(await posts.listOfVideos([])).toEqual([]);
    });

    it('gives a post to exactly one of many who want it at once', async () => {
      await posts.create([post]);
      const outcomes = await Promise.all(Array.from({ length: 16 }, () => posts.claim(post, { now: start, leaseMs })));
      expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
      const refused = outcomes.find(({ outcome }) => outcome === 'not-claimable');
      const tryAgainAt = start + leaseMs;
      expect(refused).toEqual({ outcome: 'not-claimable', reason: 'leased', tryAgainAt, state: 'queued' });
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

    it('gives a scheduled post when its time has come, not before', async () => {
      const dueAt = start + 3_600_000;
      const schedule = { local: '2023-11-15T00:13:20', timeZone: 'Europe/Berlin' };
      await posts.create([{ ...post, state: 'scheduled', notBefore: dueAt, dueAt, schedule }]);
      expect(await posts.claim(post, { now: dueAt - 1, leaseMs })).toEqual({
        outcome: 'not-claimable',
        reason: 'early',
        tryAgainAt: dueAt,
        state: 'scheduled',
      });
      const claimed = await claim(dueAt);
      expect(claimed).toMatchObject({ state: 'scheduled', fence: 1, dueAt, schedule });
      expect(await posts.save(claimed, { state: 'uploading' }, dueAt)).toMatchObject({ state: 'uploading', dueAt });
    });

    it('lets a user give a scheduled post another time or none, unless a worker has it', async () => {
      const dueAt = start + 3_600_000;
      await posts.create([{ ...post, state: 'scheduled', notBefore: dueAt, dueAt }]);
      const later = { state: 'scheduled', notBefore: dueAt + 1, dueAt: dueAt + 1 } as const;
      expect(await posts.transition(post, ['scheduled'], later, start)).toMatchObject({ dueAt: dueAt + 1, fence: 1 });
      expect(await posts.claim(post, { now: dueAt, leaseMs })).toMatchObject({ reason: 'early' });
      await claim(dueAt + 1);
      expect(await posts.transition(post, ['scheduled'], later, dueAt + 2)).toBeUndefined();
      const none = { state: 'pending', dueAt: null, schedule: null } as const;
      expect(await posts.transition(post, ['scheduled'], none, dueAt + 1 + leaseMs)).toMatchObject({ dueAt: null });
      expect(await posts.claim(post, { now: dueAt * 2, leaseMs })).toMatchObject({ reason: 'finished' });
      expect(await listDue(start * 2)).toEqual([]);
    });

    it('lists a scheduled post ahead of its time, however far that is', async () => {
      const dueAt = start + 300 * 24 * 3_600_000;
      await posts.create([{ ...post, state: 'scheduled', notBefore: dueAt, dueAt }]);
      expect(await listDue(dueAt - 840_000)).toEqual([]);
      expect(await listDue(dueAt - 300_000)).toMatchObject([{ notBefore: dueAt }]);
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
      expect(await posts.remove({ ...post, fence: 2 }, later)).toBe(true);
      await expect(posts.save(holder, { bytesSent: 5 }, later)).rejects.toThrow(LeaseLostError);
    });

    it('remembers since when a post is known to be out', async () => {
      await posts.create([post]);
      await posts.save(await claim(), { state: 'published', leaseUntil: 0 }, start + 5);
      const [stored] = await posts.listOfVideo(post.ownerId, post.videoId);
      expect(stored).toMatchObject({ state: 'published', publishedAt: start + 5 });
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

    it('decides by the post as it is, and takes it from a worker when asked to', async () => {
      await posts.create([post]);
      const held = await claim();
      const byCheckpoint = (stored: Post) =>
        ({ state: stored.checkpoint === null ? 'cancelled' : 'needs_check' }) as const;
      expect(await posts.transition(post, ['queued'], byCheckpoint, start)).toBeUndefined();
      const began = await posts.save(held, { state: 'uploading', checkpoint: { session: 1 } }, start + 1);
      expect(await posts.transition(post, ['uploading'], () => undefined, start, { takeOver: true })).toBeUndefined();
      const stopped = await posts.transition(post, ['uploading'], byCheckpoint, start + 2, { takeOver: true });
      expect(stopped).toMatchObject({ state: 'needs_check', fence: 2, leaseUntil: 0, checkpoint: { session: 1 } });
      await expect(posts.save(began, { bytesSent: 9 }, start + 3)).rejects.toThrow(LeaseLostError);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([stopped]);
    });

    it('lets nobody touch a post that was taken from a worker before the end that the change names', async () => {
      await posts.create([post]);
      await claim();
      const stop = (stored: Post) => ({ state: 'cancelled', leaseUntil: stored.leaseUntil }) as const;
      const stopped = await posts.transition(post, ['queued'], stop, start, { takeOver: true });
      const end = stopped?.leaseUntil ?? 0;
      expect(end).toBeGreaterThan(start);
      expect(await posts.transition(post, ['cancelled'], { state: 'queued' }, end - 1)).toBeUndefined();
      expect(await posts.remove({ ...post, fence: 2 }, end - 1)).toBe(false);
      expect(await posts.transition(post, ['cancelled'], { state: 'queued' }, end)).toMatchObject({ leaseUntil: 0 });
    });

    it('lets exactly one of many changes win', async () => {
      await posts.create([post]);
      const changes = await Promise.all(
        Array.from({ length: 8 }, () => posts.transition(post, ['queued'], { state: 'cancelled' }, start)),
      );
      expect(changes.filter((changed) => changed !== undefined)).toHaveLength(1);
    });

    it('does not remove a post that is being worked on, or was since it was read', async () => {
      await posts.create([post]);
      const claimed = await claim();
      expect(await posts.remove(claimed, start)).toBe(false);
      expect(await posts.remove(post, start + leaseMs)).toBe(false);
      expect(await posts.remove(claimed, start + leaseMs)).toBe(true);
      expect(await posts.remove(post, start)).toBe(true);
      expect(await posts.listOfOwner(post.ownerId)).toEqual([]);
    });

    it('lists a queued post as due when it should have been taken', async () => {
      await posts.create([post]);
      expect(await listDue(start + hintGraceMs - 1)).toEqual([]);
      expect(await listDue(start + hintGraceMs)).toEqual([
        {
          kind: 'post',
          key: { ownerId: post.ownerId, postId: post.postId },
          platform: 'youtube',
          lookAt: start + hintGraceMs,
          notBefore: start,
          nudges: 0,
        },
      ]);
    });

    it('lists a claimed post as due when its lease has run out', async () => {
      await posts.create([post]);
      const held = await claim();
      expect(await listDue(start + leaseMs - 1)).toEqual([]);
      expect(await listDue(start + leaseMs)).toHaveLength(1);
      await posts.save(held, { leaseUntil: start + 50_000 }, start + 20_000);
      expect(await listDue(start + 49_999)).toEqual([]);
      expect(await listDue(start + 50_000)).toHaveLength(1);
    });

    it('lists a long wait ahead of its end, a short one when its hint should have come', async () => {
      await posts.create([post]);
      const waiting = { state: 'waiting', leaseUntil: 0 } as const;
      await posts.save(await claim(), { ...waiting, notBefore: start + 10_000 }, start);
      expect(await listDue(start + 10_000 + hintGraceMs - 1)).toEqual([]);
      expect(await listDue(start + 10_000 + hintGraceMs)).toHaveLength(1);
      await posts.save(
        await claim(start + 10_000 + hintGraceMs),
        { ...waiting, notBefore: start + 3_600_000 },
        start + 10_000 + hintGraceMs,
      );
      expect(await listDue(start + 3_600_000 - 840_000)).toEqual([]);
      expect(await listDue(start + 3_600_000 - 300_000)).toHaveLength(1);
    });

    it('forgets work that is finished or removed', async () => {
      const other = buildPost({ connectionId: 'connection-2' });
      await posts.create([post, other]);
      await posts.save(await claim(), { state: 'published', leaseUntil: 0 }, start);
      await posts.remove(other, start);
      expect(await listDue(start + 10 ** 10)).toEqual([]);
    });

    it('postpones a look, but not when somebody has touched the post meanwhile', async () => {
      await posts.create([post]);
      const [listed] = await listDue(start + hintGraceMs);
      if (listed?.kind !== 'post') throw new Error('nothing due');
      await work.postpone(listed, start + 300_000);
      expect(await listDue(start + 299_999)).toEqual([]);
      const [again] = await listDue(start + 300_000);
      expect(again).toMatchObject({ nudges: 1, lookAt: start + 300_000 });
      await claim(start + 300_000);
      await work.postpone(listed, start + 900_000);
      expect(await listDue(start + 300_000 + leaseMs)).toMatchObject([{ nudges: 0 }]);
    });
  });
}

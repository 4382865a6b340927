import { describe, expect, it } from '@jest/globals';
import type { DueWork } from '../../shared/domain/posts/work-index.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { type SweepDeps, sweep } from '../../shared/worker/sweep.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const minute = 60_000;

function createWorld(changes: Partial<SweepDeps> = {}) {
  const clock = createVirtualClock();
  const posts = createMemoryPosts();
  const hinted: { at: number; postId: string }[] = [];
  const errors: unknown[] = [];
  const deps: SweepDeps = {
    work: posts,
    hints: { send: async (_platform, { postId }) => void hinted.push({ at: clock.now(), postId }) },
    videos: { find: async () => undefined, remove: async () => undefined },
    media: { abort: async () => undefined, remove: async () => undefined },
    clock,
    log: { info: () => {}, warn: () => {}, error: (_message, facts) => void errors.push(facts) },
    ...changes,
  };
  return { clock, posts, hinted, errors, deps, run: () => sweep(deps, clock.now() + minute) };
}

describe('posts', () => {
  it('that nobody took are hinted at, the others are not', async () => {
    const { clock, posts, hinted, run } = createWorld();
    const now = clock.now();
    const rows = [
      buildPost({ connectionId: 'forgotten', createdAt: now - minute }),
      buildPost({ connectionId: 'fresh', createdAt: now }),
      buildPost({ connectionId: 'held', createdAt: now - minute, leaseUntil: now + 1 }),
      buildPost({ connectionId: 'dead-worker', createdAt: now - minute, leaseUntil: now - 1, notBefore: now - minute }),
      buildPost({ connectionId: 'published', createdAt: now - minute, state: 'published' }),
    ];
    await posts.create(rows);
    expect(await run()).toEqual({ hinted: 2, abandoned: 0, failed: 0 });
    expect(hinted.map(({ postId }) => postId.split('-').slice(1).join('-')).sort()).toEqual([
      'dead-worker',
      'forgotten',
    ]);
  });

  it('in a long queue are hinted at less and less often', async () => {
    const { clock, posts, hinted, run } = createWorld();
    await posts.create([buildPost({ createdAt: clock.now() })]);
    const begin = clock.now();
    for (let passed = 0; passed < 300; passed += 1) {
      await clock.runUntil(clock.now() + minute);
      await run();
    }
    expect(hinted.map(({ at }) => Math.round((at - begin) / minute))).toEqual([1, 6, 16, 36, 76, 136, 196, 256]);
  });

  it('are all tried, even if one hint fails, and the failed one is due again', async () => {
    let attempts = 0;
    const world = createWorld({
      hints: {
        send: async () => {
          attempts += 1;
          if (attempts === 2) throw new Error('SQS is away');
        },
      },
    });
    const createdAt = world.clock.now() - minute;
    await world.posts.create(['a', 'b', 'c'].map((connectionId) => buildPost({ connectionId, createdAt })));
    expect(await world.run()).toEqual({ hinted: 2, abandoned: 0, failed: 1 });
    expect(world.errors).toHaveLength(1);
    expect(await world.run()).toEqual({ hinted: 1, abandoned: 0, failed: 0 });
  });

  it('of every page and shard are seen, but no more than one run can do', async () => {
    const item = (index: number): DueWork => ({
      kind: 'post',
      key: { ownerId: 'o', postId: String(index) },
      platform: 'youtube',
      lookAt: 0,
      nudges: 0,
    });
    const pages = (count: number) => ({
      shards: ['a', 'b'],
      listDue: async (_shard: string, _now: number, after: unknown) => {
        const page = Number(after ?? 0);
        return {
          due: Array.from({ length: 100 }, (_, index) => item(index)),
          unreadable: 1,
          next: page + 1 < count ? page + 1 : undefined,
        };
      },
      postpone: async () => undefined,
    });
    expect(await createWorld({ work: pages(3) }).run()).toEqual({ hinted: 600, abandoned: 0, failed: 6 });
    const { hinted } = await createWorld({ work: pages(10_000) }).run();
    expect(hinted).toBeLessThan(3_000);
  });
});

describe('uploads that were not finished', () => {
  const upload: DueWork = { kind: 'upload', ownerId: 'owner-1', videoId: 'video-1', lookAt: 0 };
  const video = buildVideo({ ownerId: 'owner-1', videoId: 'video-1', state: 'receiving' });
  const work = {
    shards: ['a'],
    listDue: async () => ({ due: [upload], unreadable: 0, next: undefined }),
    postpone: async () => undefined,
  };

  function createStores(found: VideoRecord | undefined) {
    const deeds: string[] = [];
    return {
      deeds,
      videos: { find: async () => found, remove: async () => void deeds.push('row') },
      media: { abort: async () => void deeds.push('parts'), remove: async () => void deeds.push('object') },
    };
  }

  it('are given up, the row last', async () => {
    const { deeds, videos, media } = createStores(video);
    expect(await createWorld({ work, videos, media }).run()).toEqual({ hinted: 0, abandoned: 1, failed: 0 });
    expect(deeds).toEqual(['parts', 'object', 'row']);
  });

  it.each([undefined, { ...video, state: 'ready' } as VideoRecord])(
    'are left alone when they are gone or were finished',
    async (found) => {
      const { deeds, videos, media } = createStores(found);
      await createWorld({ work, videos, media }).run();
      expect(deeds).toEqual([]);
    },
  );
});

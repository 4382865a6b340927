import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AnnounceDeps, announcePosts } from '../../../shared/domain/posts/announce-posts.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { createMemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { buildPost } from '../../support/build-post.ts';

const now = 1_800_000_000_000;
const count = 3_000;
const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
/** Thousands of posts, the last of which begins first. */
const many = Array.from({ length: count }, (_, index) =>
  buildPost({ videoId: idOf(index), state: 'scheduled', dueAt: now + 1e9, notBefore: now + (count - index) * 60_000 }),
);

let hinted: [string, number][];
let entries: Map<string, number>;
let deps: AnnounceDeps;
beforeEach(() => {
  hinted = [];
  entries = new Map();
  deps = {
    posts: createMemoryPosts(),
    hints: { send: async (_platform, { postId }, seconds = 0) => void hinted.push([postId, seconds]) },
    schedules: {
      put: async ({ postId, notBefore }) => void entries.set(postId, notBefore),
      remove: async (postId) => void entries.delete(postId),
    },
  };
});

describe('telling queue and scheduler of posts', () => {
  it('ends when it is enough; those that begin first have come first', async () => {
    const enough = new AbortController();
    let calls = 0;
    const stop = () => {
      calls += 1;
      if (calls === 100) enough.abort();
    };
    const send: AnnounceDeps['hints']['send'] = async (...hint) => {
      stop();
      return deps.hints.send(...hint);
    };
    const put: AnnounceDeps['schedules']['put'] = async (post) => {
      stop();
      return deps.schedules.put(post);
    };
    await announcePosts({ ...deps, hints: { send }, schedules: { ...deps.schedules, put } }, many, now, enough.signal);
    expect(calls).toBeLessThan(200);
    const first = many
      .toReversed()
      .slice(0, 100)
      .map(({ postId }) => postId);
    expect([...hinted.map(([postId]) => postId), ...entries.keys()]).toEqual(expect.arrayContaining(first));
    expect(hinted).toHaveLength(15);
  });

  it('does not wait for a scheduler that hangs', async () => {
    const enough = AbortSignal.timeout(20);
    const put = () => new Promise<void>(() => {});
    await announcePosts({ ...deps, schedules: { ...deps.schedules, put } }, many, now, enough);
    expect(enough.aborted).toBe(true);
  });

  it('tells nobody of anything when there is no time left at all', async () => {
    await announcePosts(deps, many, now, AbortSignal.abort());
    expect([hinted, entries.size]).toEqual([[], 0]);
  });

  it.each<[string, Partial<Post>, number | undefined]>([
    ['is due', { state: 'queued', notBefore: now }, 0],
    ['begins soon, to any second', { state: 'scheduled', dueAt: now + 5000_000, notBefore: now + 60_500 }, 61],
    [
      'begins at its time: a little early, to wait for the second',
      { state: 'scheduled', dueAt: now + 60_000, notBefore: now + 60_000 },
      59,
    ],
    ['has a worker in the middle of a request', { state: 'processing', notBefore: now, leaseUntil: now + 20_001 }, 21],
    ['waits longer than a hint can', { state: 'waiting', notBefore: now + 901_000 }, undefined],
    ['is pending', { state: 'pending', notBefore: now }, undefined],
    ['is cancelled', { state: 'cancelled', notBefore: now }, undefined],
  ])('a post that %s', async (_what, change, seconds) => {
    const post = buildPost({ fence: 1, ...change });
    await announcePosts(deps, [post], now);
    expect(hinted).toEqual(seconds === undefined ? [] : [[post.postId, seconds]]);
    expect(entries.size).toBe(0);
  });
});

import { expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { Removal } from '../../shared/domain/removal/removal.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { endGrants } from '../../shared/removal/end-grants.ts';
import type { RemovalDeps } from '../../shared/removal/removal-deps.ts';
import { removeObjects } from '../../shared/removal/remove-objects.ts';
import { stopPosts } from '../../shared/removal/stop-posts.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';

const start = 1_700_000_000_000;
const removal = {
  receiptId: 'receipt',
  userId: 'owner-1',
  email: 'ada@example.org',
  askedAt: start,
  phase: 'posts',
  counts: {},
  restsUntil: 0,
  leaseUntil: start,
  fence: 1,
} as Removal;
const stand = () => ({ counts: {}, restsUntil: 0 });

/** Every call takes a second of a clock that nothing else moves. */
function createCalls() {
  const calls = { now: start, most: 0, open: 0 };
  const call = async <T>(answer: T): Promise<T> => {
    calls.open += 1;
    calls.most = Math.max(calls.most, calls.open);
    await new Promise(setImmediate);
    calls.now += 1000;
    calls.open -= 1;
    return answer;
  };
  return { calls, call, clock: { now: () => calls.now, after: () => () => undefined } };
}

function buildPosts(count: number, differences: Partial<Post>): Post[] {
  const planned = { dueAt: start - 1, schedule: { local: '2023-11-14T23:13', timeZone: 'Europe/Berlin' } };
  return Array.from({ length: count }, (_, n) =>
    buildPost({ postId: `${differences.state}-${n}`, ...planned, ...differences }),
  );
}

it('stops what is open of thousands of posts, a few at a time, and goes on where its time had ended', async () => {
  const { calls, call, clock } = createCalls();
  const rows = new Map(
    [...buildPosts(2000, { state: 'published' }), ...buildPosts(60, { state: 'scheduled' })].map((post) => [
      post.postId,
      post,
    ]),
  );
  const unscheduled: string[] = [];
  const deps = {
    posts: {
      listOfOwner: async () => [...rows.values()],
      transition: async (post: Post, _from: unknown, change: (post: Post) => Partial<Post>) => {
        const next = await call({ ...post, ...change(post) });
        rows.set(post.postId, next);
        return next;
      },
    },
    schedules: { remove: async (postId: string) => call(void unscheduled.push(postId)) },
    rules: platformRules,
    clock,
  } as unknown as RemovalDeps;
  const cut = await stopPosts(deps, removal, stand(), start + 10_000);
  expect(cut).toEqual({ lookAt: expect.any(Number) });
  expect(unscheduled.length).toBeLessThan(60);
  expect(await stopPosts(deps, removal, stand(), Number.POSITIVE_INFINITY)).toBe('done');
  expect([...rows.values()].filter(({ state }) => state === 'cancelled')).toHaveLength(60);
  expect(unscheduled).toHaveLength(60);
  expect(calls.most).toBeLessThanOrEqual(25);
});

it('ends the uploads that were begun, and asks for no others', async () => {
  const { calls, call, clock } = createCalls();
  const aborted: string[] = [];
  const videos = Array.from({ length: 300 }, (_, n) =>
    buildVideo({ videoId: `video-${n}`, state: n < 40 ? 'receiving' : 'ready' }),
  );
  const deps = {
    videos: { list: async () => videos },
    media: { abort: async ({ videoId }: { videoId: string }) => call(void aborted.push(videoId)) },
    listing: { listPage: async () => ({ objects: [], next: null }) },
    clock,
  } as unknown as RemovalDeps;
  expect(await removeObjects(deps, removal, stand(), start + 10_000)).toEqual({ lookAt: expect.any(Number) });
  aborted.length = 0;
  expect(await removeObjects(deps, removal, stand(), Number.POSITIVE_INFINITY)).toBe('done');
  expect(aborted).toEqual(videos.slice(0, 40).map(({ videoId }) => videoId));
  expect(calls.most).toBeLessThanOrEqual(25);
});

it('removes a connection of a login that Hopper does not know any more, and says that its grant was not ended', async () => {
  const { clock } = createCalls();
  const connections = [
    buildConnection({ connectionId: 'odd', variant: 'gone' }),
    buildConnection({ connectionId: 'well' }),
  ];
  const removed: string[] = [];
  const deps = {
    connections: {
      list: async () => connections,
      remove: async (_owner: string, connectionId: string) => removed.push(connectionId),
    },
    accounts: { list: async () => [] },
    vault: { open: async () => ({ accessToken: 'access', refreshToken: 'refresh' }) },
    providerOf: ({ variant }: { variant: string | null }) => {
      if (variant === 'gone') throw new Error('There is no such login.');
      return { revoke: async () => undefined };
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clock,
  } as unknown as RemovalDeps;
  const noted = stand();
  expect(await endGrants(deps, removal, noted, Number.POSITIVE_INFINITY)).toBe('done');
  expect(removed).toEqual(['odd', 'well']);
  expect(noted.counts).toEqual({ grants_not_ended: 1, grants_ended: 1 });
});

import { expect, it } from '@jest/globals';
import type { Notice } from '../../shared/domain/mail/notice.ts';
import { noticePosts } from '../../shared/worker/notices/noticed-posts.ts';
import { noticeTokens } from '../../shared/worker/notices/noticed-tokens.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';

const now = 1_700_000_000_000;

async function openPosts() {
  const told: Omit<Notice, 'at'>[] = [];
  const seen: string[] = [];
  const memory = createMemoryPosts();
  const post = buildPost();
  await memory.create([post]);
  const posts = noticePosts(memory, async (notice) => {
    seen.push((await memory.listOfOwner(post.ownerId))[0]?.state ?? 'gone');
    told.push(notice);
  });
  const claim = await posts.claim(post, { now, leaseMs: 30_000 });
  if (claim.outcome !== 'claimed') throw new Error('not claimed');
  return { told, seen, posts, claimed: claim.post };
}

it.each([
  ['failed', 'post_failed'],
  ['needs_check', 'needs_check'],
] as const)('a post that is left %s is told as %s, once it is stored', async (state, kind) => {
  const { told, seen, posts, claimed } = await openPosts();
  await posts.save(claimed, { state, error: { code: 'too_long', message: 'It is too long.' }, leaseUntil: 0 }, now);
  expect(told).toEqual([
    {
      ownerId: claimed.ownerId,
      kind,
      subjectId: claimed.postId,
      platform: 'youtube',
      name: 'clip.mp4',
      message: 'It is too long.',
    },
  ]);
  expect(seen).toEqual([state]);
});

it.each(['waiting', 'processing', undefined] as const)('a change to %s is told to nobody', async (state) => {
  const { told, posts, claimed } = await openPosts();
  await posts.save(claimed, { ...(state && { state }), bytesSent: 5 }, now);
  expect(told).toEqual([]);
});

it('a change that is refused is told to nobody', async () => {
  const { told, posts, claimed } = await openPosts();
  await posts.claim(claimed, { now: now + 60_000, leaseMs: 30_000 });
  await expect(posts.save(claimed, { state: 'failed' }, now + 60_000)).rejects.toThrow();
  expect(told).toEqual([]);
});

it('an access that has ended is told with the name of its account', async () => {
  const told: Omit<Notice, 'at'>[] = [];
  const connection = buildConnection();
  const tokens = noticeTokens(createMemoryTokens(connection), async (notice) => void told.push(notice));
  await tokens.markReconnect(connection);
  expect(told).toMatchObject([{ kind: 'needs_reconnect', subjectId: connection.connectionId, name: 'Ada' }]);
});

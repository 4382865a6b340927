import { expect, it } from '@jest/globals';
import { resumePosts } from '../../../shared/domain/posts/resume-posts.ts';
import { createMemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { buildPost } from '../../support/build-post.ts';

it('queues what waited for this connection, with its checkpoint, and nothing else', async () => {
  const posts = createMemoryPosts();
  const error = { code: 'invalid_grant', message: 'Connect again.' };
  const waiting = buildPost({ state: 'reconnect', checkpoint: { session: 1 }, error });
  const others = [
    buildPost({ videoId: '01JD0000000000000000000002', state: 'failed', error }),
    buildPost({ videoId: '01JD0000000000000000000003', state: 'published' }),
    buildPost({ connectionId: 'another', state: 'reconnect', error }),
  ];
  await posts.create([waiting, ...others]);
  const now = waiting.createdAt + 3600_000;
  expect(await resumePosts(posts, waiting, now)).toMatchObject([{ postId: waiting.postId, state: 'queued' }]);
  const stored = await posts.listOfOwner(waiting.ownerId);
  expect(stored.find(({ postId }) => postId === waiting.postId)).toMatchObject({
    state: 'queued',
    error: null,
    checkpoint: { session: 1 },
    notBefore: now,
  });
  expect(stored.filter(({ postId }) => postId !== waiting.postId)).toEqual(others);
  expect(await posts.claim(waiting, { now, leaseMs: 1000 })).toMatchObject({ outcome: 'claimed' });
});

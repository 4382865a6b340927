import { expect, it } from '@jest/globals';
import { createManyPosts } from '../../shared/adapters/dynamo/create-many-posts.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { buildPost } from '../support/build-post.ts';

const maxTransactionBytes = 4 * 1024 * 1024;

it('no transaction is larger than DynamoDB takes, in whichever language the videos are described', async () => {
  const sizes: number[] = [];
  const send = async ({ input }: { input: object }) => void sizes.push(Buffer.byteLength(JSON.stringify(input)));
  const table = { name: 'table', client: { send } } as unknown as Table;
  const posts = Array.from({ length: 50 }, (_, index) => {
    const videoId = `video-${index}`;
    return buildPost({ videoId, postId: postIdOf(videoId, 'connection-1'), request: { words: '映'.repeat(33_000) } });
  });
  expect(await createManyPosts(table, posts)).toHaveLength(posts.length);
  expect(Math.max(...sizes)).toBeLessThan(maxTransactionBytes);
});

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from '@jest/globals';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { buildVideo } from '../support/build-video.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describePlanRaces, type RaceWorld } from './plan-races-contract.ts';

let dynamo: Dynoxide;
let table: Table;
beforeAll(async () => {
  dynamo = await startDynoxide();
  table = await createTestTable(dynamo.url);
});
afterAll(() => dynamo.close());

describePlanRaces('memory', async (post) => {
  const posts = createMemoryPosts();
  await posts.create([post]);
  const interposed = (rival: () => Promise<void>): PostStore => ({
    ...posts,
    // One write of this store cannot be divided: whoever reads before and writes after is decided by what is there then.
    transition: async (...all) => {
      await rival();
      return posts.transition(...all);
    },
  });
  return { posts, interposed };
});

describePlanRaces('DynamoDB', async (post): Promise<RaceWorld> => {
  const posts = createPostStore(table);
  await clear(posts, post);
  const interposed = (rival: () => Promise<void>): PostStore => createPostStore(interrupt(table, rival));
  return { posts, interposed };
});

async function clear(posts: PostStore, post: Post): Promise<void> {
  const video = buildVideo({ ownerId: post.ownerId, videoId: post.videoId });
  for (const old of await posts.listOfOwner(post.ownerId)) await posts.remove(old, Number.MAX_SAFE_INTEGER);
  const Item = { ...keyOf.video(video.ownerId, video.videoId), ...video };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
  await posts.create([post]);
}

/** A table at which somebody else does something right before the first write. */
function interrupt(table: Table, rival: () => Promise<void>): Table {
  const send = table.client.send.bind(table.client);
  let isDone = false;
  const client = Object.create(table.client, {
    send: {
      value: async (command: Parameters<typeof send>[0]) => {
        const isFirst = command.constructor.name === 'UpdateCommand' && !isDone;
        if (isFirst) {
          isDone = true;
          await rival();
        }
        return send(command);
      },
    },
  });
  return { ...table, client };
}

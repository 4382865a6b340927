import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { unfinishedUploadMs } from '../../shared/domain/videos/next-video-look.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describePostStore } from './post-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

const openBoth = (table: Table) => ({
  posts: createPostStore(table),
  work: createWorkIndex(table),
  putVideo: async (video: VideoRecord) => {
    const Item = { ...keyOf.video(video.ownerId, video.videoId), ...video };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  },
  connectionsOf: async ({ ownerId, videoId }: Pick<VideoRecord, 'ownerId' | 'videoId'>) =>
    (await createVideoStore(table).find(ownerId, videoId))?.connectionIds,
});
describePostStore('DynamoDB', async () => openBoth(await createTestTable(dynamo.url)));

describe('DynamoDB: what only a network can do', () => {
  const start = 1_700_000_000_000;
  const post = buildPost();

  /** A table whose next write is carried out twice, as the SDK does when the first answer gets lost. */
  function repeatingWrites(table: Table): Table {
    const send = table.client.send.bind(table.client);
    const client = Object.create(table.client, {
      send: {
        value: async (command: Parameters<typeof send>[0]) => {
          if (command.constructor.name === 'UpdateCommand') await send(command);
          return send(command);
        },
      },
    });
    return { ...table, client };
  }

  it('recognizes its own claim and its own change when their answers got lost', async () => {
    const table = await createTestTable(dynamo.url);
    await openBoth(table).putVideo(buildVideo({ ownerId: post.ownerId, videoId: post.videoId }));
    await createPostStore(table).create([post]);
    const repeating = createPostStore(repeatingWrites(table));
    const claim = await repeating.claim(post, { now: start, leaseMs: 30_000 });
    expect(claim).toMatchObject({ outcome: 'claimed', post: { fence: 1 } });
    if (claim.outcome !== 'claimed') return;
    const saved = await repeating.save(claim.post, { state: 'published', leaseUntil: 0 }, start + 1);
    expect(saved.state).toBe('published');
    expect(await createPostStore(table).listOfOwner(post.ownerId)).toEqual([saved]);
  });

  it('recognizes its own transition when its answer got lost, and no other one of the same millisecond', async () => {
    const table = await createTestTable(dynamo.url);
    await openBoth(table).putVideo(buildVideo({ ownerId: post.ownerId, videoId: post.videoId }));
    await createPostStore(table).create([{ ...post, state: 'failed' }]);
    const change = { state: 'queued', notBefore: start } as const;
    const again = await createPostStore(repeatingWrites(table)).transition(post, ['failed'], change, start);
    expect(again).toMatchObject({ state: 'queued', fence: 1 });
    expect(await createPostStore(table).listOfOwner(post.ownerId)).toEqual([again]);
    expect(await createPostStore(table).transition(post, ['failed'], change, start)).toBeUndefined();
  });

  it('pages through many due posts and does not stumble over a row that it cannot read', async () => {
    const table = await createTestTable(dynamo.url);
    const { posts, work, putVideo } = openBoth(table);
    const many = Array.from({ length: 900 }, (_, index) => buildPost({ connectionId: `connection-${index}` }));
    await putVideo(buildVideo({ ownerId: post.ownerId, videoId: post.videoId }));
    expect(await posts.create(many)).toHaveLength(900);
    const [shard = ''] = work.shards;
    const broken = { pk: 'OWNER#x', sk: 'POST#broken', workShard: shard, workAt: new Date(start).toISOString() };
    await table.client.send(new PutCommand({ TableName: table.name, Item: broken }));
    const seen = new Set<string>();
    let unreadable = 0;
    for (const name of work.shards) {
      let after: unknown;
      do {
        const page = await work.listDue(name, start + 60_000, after);
        for (const item of page.due) if (item.kind === 'post') seen.add(item.key.postId);
        unreadable += page.unreadable;
        after = page.next;
      } while (after);
    }
    expect(seen.size).toBe(900);
    expect(unreadable).toBe(1);
  });

  it('finds uploads that were not finished in a day', async () => {
    const table = await createTestTable(dynamo.url);
    const video = buildVideo({
      ownerId: 'owner-1',
      videoId: '01JD0000000000000000000009',
      state: 'receiving',
      createdAt: start,
    });
    await createVideoStore(table).add(video);
    const { work } = openBoth(table);
    const dueAt = async (now: number) =>
      (await Promise.all(work.shards.map((shard) => work.listDue(shard, now)))).flatMap(({ due }) => due);
    expect(await dueAt(start + unfinishedUploadMs - 1)).toEqual([]);
    expect(await dueAt(start + unfinishedUploadMs)).toMatchObject([
      { kind: 'video', ownerId: 'owner-1', videoId: video.videoId },
    ]);
  });
});

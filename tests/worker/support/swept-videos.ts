import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { keyOf } from '../../../shared/adapters/dynamo/keys.ts';
import { createMediaRemovals } from '../../../shared/adapters/dynamo/media-removals.ts';
import { createPostStore } from '../../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../../shared/adapters/dynamo/settings-store.ts';
import type { Table } from '../../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../../shared/adapters/dynamo/work-index.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { storedObjects } from '../../../shared/domain/videos/stored-objects.ts';
import type { VideoRecord } from '../../../shared/domain/videos/video.ts';
import { createVideoRepair } from '../../../shared/worker/repairs/video.ts';
import { type SweepCounts, sweep } from '../../../shared/worker/sweep.ts';
import { buildVideo } from '../../support/build-video.ts';
import { createTestTable } from '../../support/test-table.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

/** What stands between a sweep and the outside: told before and after each of its calls, and may throw. */
export type Between = (call: number, moment: 'before' | 'after') => Promise<void> | void;

/** Videos in DynamoDB, a bucket, and sweeps over them whose every call can be watched. */
export async function createSweptVideos(dynamoUrl: string) {
  const table = await createTestTable(dynamoUrl);
  const clock = createVirtualClock();
  const bucket = new Set<string>();
  const errors: unknown[] = [];
  const stores = {
    videos: createVideoStore(table),
    posts: createPostStore(table),
    settings: createSettingsStore(table),
    removals: createMediaRemovals(table),
  };
  const video = buildVideo({
    ownerId: 'owner-1',
    videoId: '01JD0000000000000000000001',
    objectKey: 'videos/owner-1/01JD0000000000000000000001/object',
    assets: { thumbnail: { objectKey: 'asset', contentType: 'image/png', sizeBytes: 1 } },
    createdAt: clock.now(),
  });

  async function run(between: Between = () => {}): Promise<SweepCounts> {
    let calls = 0;
    async function watched<Result>(call: () => Promise<Result>): Promise<Result> {
      calls += 1;
      const number = calls;
      await between(number, 'before');
      const result = await call();
      await between(number, 'after');
      return result;
    }
    const seen = watchTable(table, watched);
    const work = createWorkIndex(seen);
    const repairVideo = createVideoRepair({
      work,
      clock,
      videos: createVideoStore(seen),
      posts: createPostStore(seen),
      settings: createSettingsStore(seen),
      removals: createMediaRemovals(seen),
      media: {
        abort: () => watched(async () => undefined),
        remove: (key) => watched(async () => void bucket.delete(key)),
      },
    });
    const log = {
      info: () => {},
      warn: () => {},
      error: (_message: string, facts?: object) => void errors.push(facts),
    };
    const others = {
      hints: { send: async () => undefined },
      transferHints: { send: async () => undefined },
      idleAccounts: { ask: async () => undefined },
      removalHints: { send: async () => undefined },
      mailHints: { send: async () => undefined },
      renewals: { ask: async () => undefined },
    };
    return sweep({ work, clock, log, tell: () => undefined, repairVideo, ...others }, clock.now() + 60_000);
  }

  return {
    clock,
    bucket,
    errors,
    video,
    ...stores,
    run,
    find: () => stores.videos.find(video.ownerId, video.videoId),
    /** Adds the video with its objects; its posts are written as they are. */
    async add(differences: Partial<VideoRecord>, posts: readonly Post[] = []): Promise<VideoRecord> {
      const connectionIds = posts.map(({ connectionId }) => connectionId);
      const added = { ...video, connectionIds, ...differences };
      await stores.videos.add(added);
      for (const key of storedObjects(added)) bucket.add(key);
      for (const post of posts) {
        const Item = { ...keyOf.post(post.ownerId, post.postId), ...post };
        await table.client.send(new PutCommand({ TableName: table.name, Item }));
      }
      return added;
    },
  };
}
export type SweptVideos = Awaited<ReturnType<typeof createSweptVideos>>;

function watchTable(table: Table, watched: <Result>(call: () => Promise<Result>) => Promise<Result>): Table {
  const send = table.client.send.bind(table.client);
  const value = (command: Parameters<typeof send>[0]) => watched(() => send(command));
  return { ...table, client: Object.create(table.client, { send: { value } }) };
}

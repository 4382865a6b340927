// Time of one order that posts 2,000 videos to three platforms, beside the bare transactions that it writes:
// `node tests/bench/post-thousands.ts`. The API has 15 seconds for it. Queue and scheduler answer as late as in the cloud.
import { setTimeout as wait } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { postVideos } from '../../functions/videos/post-videos.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { anna, createVideosWorld } from '../videos/videos-world.ts';

const videoCount = 2_000;
const ownerId = anna.caller.userId;
const queueMs = 10;
const schedulerMs = 60;
const batchItems = 25;

const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;

async function fill(table: Table): Promise<void> {
  const accounts = platformNames.map((platform) => ({
    ...keyOf.connection(ownerId, platform),
    ...buildConnection({ ownerId, connectionId: platform, platform }),
  }));
  const videos = Array.from({ length: videoCount }, (_, index) => {
    const videoId = idOf(index);
    const video = buildVideo({ ownerId, videoId, position: `z${videoId}`, filename: `${index}.mp4` });
    return { ...keyOf.video(ownerId, videoId), ...video, kind: 'video' };
  });
  const all = [...accounts, ...videos];
  for (let start = 0; start < all.length; start += batchItems) {
    const puts = all.slice(start, start + batchItems).map((Item) => ({ PutRequest: { Item } }));
    await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: puts } }));
  }
}

async function order(url: string, mode: 'immediate' | 'spaced'): Promise<void> {
  const table = await createTestTable(url);
  await fill(table);
  const world = createVideosWorld();
  const calls = { hints: 0, entries: 0 };
  const deps = {
    ...world.deps,
    // As deployed: what there is no time for is left to a second order, or to the sweeper.
    patience: () => AbortSignal.timeout(9_000),
    posts: createPostStore(table),
    videos: createVideoStore(table),
    connections: createConnectionStore(table),
    settings: createSettingsStore(table),
    hints: {
      send: async () => {
        calls.hints += 1;
        await wait(queueMs);
      },
    },
    schedules: {
      put: async () => {
        calls.entries += 1;
        await wait(schedulerMs);
      },
      remove: async () => undefined,
    },
  };
  const now = Date.now();
  const before = process.cpuUsage();
  const body = { mode, interval_value: 5, interval_unit: 'minutes' } as const;
  const answer = await postVideos({ params: undefined, query: undefined, body }, { ...anna, now }, deps);
  const ms = Date.now() - now;
  const cpu = `${(process.cpuUsage(before).user / 1e6).toFixed(1)} s of CPU`;
  console.log(
    `${mode}: ${(ms / 1000).toFixed(1)} s (${cpu}), ${answer.queued} queued, ${answer.scheduled} scheduled`,
    calls,
  );
}

/** The same transactions without anything around them. */
async function baseline(url: string): Promise<void> {
  const table = await createTestTable(url);
  await fill(table);
  const posts = createPostStore(table);
  const rows = Array.from({ length: videoCount }, (_, index) =>
    platformNames.map((platform) => buildPost({ ownerId, videoId: idOf(index), connectionId: platform, platform })),
  );
  const start = Date.now();
  const before = process.cpuUsage();
  await posts.create(rows.flat());
  const cpu = (process.cpuUsage(before).user / 1e6).toFixed(1);
  console.log(`bare writes: ${((Date.now() - start) / 1000).toFixed(1)} s (${cpu} s of CPU)`);
}

const dynamo = await startDynoxide();
await baseline(dynamo.url);
await order(dynamo.url, 'immediate');
await order(dynamo.url, 'spaced');
await dynamo.close();

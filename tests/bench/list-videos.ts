// Time of one page of 100 videos out of 10,000, each posted to three platforms, beside the bare query for the same rows:
// `node tests/bench/list-videos.ts`.
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { listVideos } from '../../functions/videos/list-videos.ts';
import { buildCursor } from '../../functions/videos/queue-cursor.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createVideoOrder } from '../../shared/adapters/dynamo/video-order.ts';
import { orderIndex } from '../../shared/config/table.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { anna, createVideosWorld } from '../videos/videos-world.ts';

const videoCount = 10_000;
const pageLimit = 100;
const runs = 60;
const batchItems = 25;
const ownerId = anna.caller.userId;

const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
const media = {
  duration_seconds: 61,
  width: 1080,
  height: 1920,
  frame_rate: 30,
  video_codec: 'avc1.640028',
  audio_codec: 'mp4a.40.2',
  moov_at_start: true,
};

function* rows(): Generator<Record<string, unknown>> {
  for (const platform of platformNames) {
    yield {
      ...keyOf.connection(ownerId, platform),
      ...buildConnection({ ownerId, connectionId: platform, platform }),
    };
  }
  for (let number = 1; number <= videoCount; number += 1) {
    const videoId = idOf(number);
    const place = { ownerId, videoId, position: `z${videoId}` };
    const video = buildVideo({ ...place, filename: `${number}.mp4`, connectionIds: [...platformNames], media });
    yield { ...keyOf.video(ownerId, videoId), ...video, kind: 'video' };
    for (const platform of platformNames) {
      const postId = postIdOf(videoId, platform);
      const post = buildPost({ ownerId, videoId, postId, connectionId: platform, platform, state: 'published' });
      yield { ...keyOf.post(ownerId, postId), ...post, kind: 'post' };
    }
  }
}

async function fill(table: Table): Promise<void> {
  let batch: Record<string, unknown>[] = [];
  const flush = async () => {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    batch = [];
    if (puts.length > 0) await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: puts } }));
  };
  for (const row of rows()) {
    batch.push(row);
    if (batch.length === batchItems) await flush();
  }
  await flush();
}

const middleOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Medians in milliseconds: wall time, and CPU time of this process, which others on the machine do not disturb. */
async function measure(action: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    await action();
    const { user, system } = process.cpuUsage(before);
    // The first third warms up.
    if (run < runs / 3) continue;
    walls.push(performance.now() - start);
    cpus.push((user + system) / 1000);
  }
  return { wall: middleOf(walls), cpu: middleOf(cpus) };
}

const show = ({ wall, cpu }: { wall: number; cpu: number }) =>
  `${wall.toFixed(1)} ms, of it ${cpu.toFixed(1)} ms CPU here`;

const dynamo = await startDynoxide();
const table = await createTestTable(dynamo.url);
await fill(table);
const middle = { videoId: idOf(videoCount / 2), position: `z${idOf(videoCount / 2)}` };
const deps = {
  ...createVideosWorld().deps,
  order: createVideoOrder(table),
  posts: createPostStore(table),
  connections: createConnectionStore(table),
  settings: createSettingsStore(table),
  rules: platformRules,
};
const query = { limit: pageLimit, cursor: buildCursor(middle) };
const page = () => listVideos({ params: undefined, query, body: undefined }, anna, deps);
const bareQuery = new QueryCommand({
  TableName: table.name,
  IndexName: orderIndex,
  KeyConditionExpression: 'pk = :pk AND #order > :after',
  ExpressionAttributeNames: { '#order': 'position' },
  ExpressionAttributeValues: { ':pk': keyOf.video(ownerId, '').pk, ':after': middle.position },
  Limit: pageLimit,
  ConsistentRead: true,
});

const first = await page();
const posts = first.body.reduce((sum, video) => sum + video.posts.length, 0);
if (first.body.length !== pageLimit || posts !== pageLimit * platformNames.length)
  throw new Error('A page is missing.');
const baseline = await measure(() => table.client.send(bareQuery));
const measured = await measure(page);
console.log(`bare Query of ${pageLimit} out of ${videoCount} videos: ${show(baseline)}`);
console.log(`GET /api/videos?limit=${pageLimit} with ${posts} posts: ${show(measured)} (budget 40)`);
console.log(`ratio ${(measured.wall / baseline.wall).toFixed(1)}`);
await dynamo.close();

import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startS3 } from '../../local/cloud/s3/start-s3.ts';
import { createMediaRemovals } from '../../shared/adapters/dynamo/media-removals.ts';
import { createOrphanRounds } from '../../shared/adapters/dynamo/orphan-rounds.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3ObjectListing } from '../../shared/adapters/s3/s3-object-listing.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { type OrphanDeps, removeOrphans } from '../../shared/worker/repairs/orphans.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createTestTable } from '../support/test-table.ts';

const day = 24 * 60 * 60_000;
const pageItems = 3;
const ownerId = 'owner-1';
const asset = (objectKey: string) => ({ objectKey, contentType: 'image/png', sizeBytes: 1 });
const videoOf = (videoId: string, changes: Partial<VideoRecord> = {}) =>
  buildVideo({ ownerId, videoId, filename: `${videoId}.mp4`, objectKey: `videos/${ownerId}/${videoId}/x`, ...changes });

let dynamo: Dynoxide;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let s3: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
let buckets = 0;
beforeAll(async () => {
  dynamo = await startDynoxide();
  folder = await tempFolder();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
  s3 = await startS3({ port: 0, dataDir: folder.path, credentials, notify: async () => {} });
  useLocalService('AWS_ENDPOINT_URL_S3', s3.url);
  client = new S3Client({});
});
afterAll(async () => {
  await Promise.all([dynamo.close(), s3.close()]);
  await folder.remove();
});

let world: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  world = await open();
});

async function open() {
  const table = await createTestTable(dynamo.url);
  buckets += 1;
  const Bucket = `videos-${buckets}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  const errors: unknown[] = [];
  // The objects are as old as this test: the world's clock runs ahead of them.
  let now = Date.now();
  const deps: OrphanDeps = {
    listing: createS3ObjectListing(Bucket, pageItems),
    rounds: createOrphanRounds(table),
    videos: createVideoStore(table),
    posts: createPostStore(table),
    media: createS3MediaStore(Bucket),
    clock: { now: () => now, after: () => () => {} },
    log: { info: () => {}, warn: () => {}, error: (_message, facts) => void errors.push(facts) },
  };
  const listAll = async () => (await createS3ObjectListing(Bucket, 1000).listPage(null)).objects;
  return {
    table,
    deps,
    errors,
    pass: (ms: number) => {
      now += ms;
    },
    add: (video: VideoRecord) => createVideoStore(table).add(video),
    put: async (...keys: readonly string[]) => {
      for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    },
    keys: async () => (await listAll()).map(({ objectKey }) => objectKey),
    /** Runs until the round of today is over. @returns the runs it took */
    async round(change: Partial<OrphanDeps> = {}): Promise<number> {
      for (let runs = 1; ; runs += 1) {
        await removeOrphans({ ...deps, ...change });
        const state = await deps.rounds.find();
        if (state?.after === null) return runs;
      }
    },
  };
}

it('removes what has no row, of videos and of files beside them, and nothing that a row names', async () => {
  const kept = videoOf('kept', {
    assets: { a: asset('videos/owner-1/kept/assets/a') },
    pendingAssets: { b: asset('videos/owner-1/kept/assets/b') },
    discarded: ['videos/owner-1/kept/assets/c'],
  });
  await world.add(kept);
  const named = ['assets/a', 'assets/b', 'assets/c', 'x'].map((name) => `videos/owner-1/kept/${name}`);
  const orphans = [
    'videos/owner-1/gone/assets/late',
    'videos/owner-1/gone/x',
    'videos/owner-1/kept/assets/unnamed',
    'videos/owner-2/kept/x',
  ];
  await world.put(...named, ...orphans);
  world.pass(2 * day + 60_000);
  expect(await world.round()).toBe(3);
  expect(await world.keys()).toEqual(named);
  expect(await world.deps.rounds.find()).toMatchObject({ looked: 8, removed: 4, after: null });
});

it('leaves alone what is younger than two days, and keys that are none of its own', async () => {
  const foreign = ['videos/readme.txt', 'videos/owner-1/gone/assets/deep/er/x'];
  await world.put('videos/owner-1/gone/x', ...foreign);
  world.pass(2 * day - 60_000);
  await world.round();
  expect(await world.keys()).toHaveLength(3);
  world.pass(day);
  await world.round();
  expect(await world.keys()).toEqual(foreign.toSorted());
});

it('keeps a file that a post sends, also when the video names it no more', async () => {
  const key = 'videos/owner-1/posted/assets/thumbnail';
  await world.add(videoOf('posted'));
  const post = buildPost({ ownerId, videoId: 'posted', request: { thumbnail: { objectKey: key } } });
  expect(await createPostStore(world.table).create([post])).toHaveLength(1);
  await world.put(key);
  world.pass(3 * day);
  await world.round();
  expect(await world.keys()).toEqual([key]);
});

it('removes what came for a video whose file was removed', async () => {
  const removals = createMediaRemovals(world.table);
  const video = videoOf('retired', { pendingAssets: { a: asset('videos/owner-1/retired/assets/late') } });
  await world.add(video);
  await removals.begin(video);
  await removals.finish(video);
  await world.put('videos/owner-1/retired/assets/late');
  world.pass(3 * day);
  await world.round();
  expect(await world.keys()).toEqual([]);
});

it('goes round once a day', async () => {
  await world.round();
  await world.put('videos/owner-1/gone/x');
  world.pass(day - 1);
  expect(await removeOrphans(world.deps)).toBe(0);
  expect(await world.deps.rounds.find()).toMatchObject({ looked: 0 });
  world.pass(2 * day);
  expect(await removeOrphans(world.deps)).toBe(1);
});

it('goes on where it was when a run dies, and looks at that page again', async () => {
  const keys = Array.from({ length: 8 }, (_, index) => `videos/owner-1/gone-${index}/x`);
  await world.put(...keys);
  world.pass(3 * day);
  await removeOrphans(world.deps);
  const dying = {
    ...world.deps,
    rounds: {
      ...world.deps.rounds,
      keep: async () => {
        throw new Error('killed');
      },
    },
  };
  await expect(removeOrphans(dying)).rejects.toThrow('killed');
  expect(await world.keys()).toEqual(keys.slice(6));
  expect(await world.round()).toBe(1);
  expect(await world.keys()).toEqual([]);
});

it('one video that cannot be read does not keep the others', async () => {
  await world.put('videos/owner-1/broken/x', 'videos/owner-1/gone/x');
  world.pass(3 * day);
  const find: OrphanDeps['videos']['find'] = async (owner, videoId) => {
    if (videoId === 'broken') throw new Error('unreadable');
    return world.deps.videos.find(owner, videoId);
  };
  await world.round({ videos: { find } });
  expect(await world.keys()).toEqual(['videos/owner-1/broken/x']);
  expect(world.errors).toMatchObject([{ videoId: 'broken' }]);
});

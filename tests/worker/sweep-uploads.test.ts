import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deletionGraceMs, unfinishedUploadMs } from '../../shared/domain/videos/next-video-look.ts';
import { buildPost } from '../support/build-post.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createSweptVideos, type SweptVideos } from './support/swept-videos.ts';

const start = 1_700_000_000_000;

let dynamo: Dynoxide;
let world: SweptVideos;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  world = await createSweptVideos(dynamo.url);
});

const mark = (deletingAt: number | null) =>
  world.videos.update(world.video.ownerId, world.video.videoId, { deletingAt });
const sweepAt = async (now: number) => {
  await world.clock.runUntil(now);
  return world.run();
};

/** Runs a sweep that loses its connection to the outside at a call. */
async function dieAtCall(last: number): Promise<void> {
  await world
    .run((call) => {
      if (call >= last) throw new Error('killed');
    })
    .catch(() => undefined);
}

async function expectGone(): Promise<void> {
  expect(await world.find()).toBeUndefined();
  expect([...world.bucket]).toEqual([]);
  expect(await world.posts.listOfVideo(world.video.ownerId, world.video.videoId)).toEqual([]);
}

describe('an upload that is not finished', () => {
  it('is given up after a day, its name is free again', async () => {
    await world.add({ state: 'receiving' });
    expect(await sweepAt(start + unfinishedUploadMs - 1)).toMatchObject({ abandoned: 0, looked: 0 });
    expect(await sweepAt(start + unfinishedUploadMs)).toMatchObject({ abandoned: 1, failed: 0 });
    await expectGone();
    expect(await world.videos.add({ ...world.video, videoId: '01JD0000000000000000000002' })).toBeUndefined();
  });

  it('is left alone when it was finished', async () => {
    await world.add({ state: 'receiving' });
    await world.videos.update(world.video.ownerId, world.video.videoId, { state: 'ready' });
    expect(await sweepAt(start + unfinishedUploadMs)).toMatchObject({ abandoned: 0, looked: 1 });
    expect(world.bucket.size).toBe(2);
  });

  it('is given its whole day, also after a deletion that was refused', async () => {
    await world.add({ state: 'receiving' });
    await mark(start);
    await mark(null);
    expect(await sweepAt(start + deletionGraceMs)).toMatchObject({ abandoned: 0, looked: 1 });
    expect(world.bucket.size).toBe(2);
    expect(await sweepAt(start + unfinishedUploadMs)).toMatchObject({ abandoned: 1 });
  });

  it('is given up by the next sweep when this one dies at any call', async () => {
    for (let last = 1; last <= 10; last += 1) {
      world = await createSweptVideos(dynamo.url);
      await world.add({ state: 'receiving' });
      await world.clock.runUntil(start + unfinishedUploadMs);
      await dieAtCall(last);
      if (world.bucket.size > 0) expect(await world.find()).toBeDefined();
      await world.run();
      await expectGone();
    }
  }, 30_000);
});

describe('a deletion that died', () => {
  const posts = [buildPost({ state: 'published' }), buildPost({ connectionId: 'connection-2', state: 'failed' })];

  it('is finished once its process cannot live any more', async () => {
    await world.add({}, posts);
    await mark(start);
    expect(await sweepAt(start + deletionGraceMs - 1)).toMatchObject({ deleted: 0 });
    expect(await sweepAt(start + deletionGraceMs)).toMatchObject({ deleted: 1, failed: 0 });
    await expectGone();
  });

  it('is finished by the next sweep when this one dies at any call', async () => {
    for (let last = 1; last <= 12; last += 1) {
      world = await createSweptVideos(dynamo.url);
      await world.add({}, posts);
      await mark(start);
      await world.clock.runUntil(start + deletionGraceMs);
      await dieAtCall(last);
      if (world.bucket.size > 0) expect(await world.find()).toBeDefined();
      await world.run();
      await expectGone();
    }
  }, 30_000);

  it('waits for a worker that holds a post', async () => {
    const leaseUntil = start + 2 * deletionGraceMs - 1;
    await world.add({}, [...posts, buildPost({ connectionId: 'connection-3', state: 'uploading', leaseUntil })]);
    await mark(start);
    expect(await sweepAt(start + deletionGraceMs)).toMatchObject({ deleted: 0, looked: 1 });
    expect(world.bucket.size).toBe(2);
    expect(await sweepAt(start + 2 * deletionGraceMs)).toMatchObject({ deleted: 1 });
    await expectGone();
  });

  it('waits for a post that has begun and of which nobody knows yet what came of it: it may be out', async () => {
    const open = buildPost({ connectionId: 'connection-3', state: 'waiting', checkpoint: { session: 1 } });
    await world.add({}, [...posts, open]);
    await mark(start);
    expect(await sweepAt(start + deletionGraceMs)).toMatchObject({ deleted: 0, looked: 1 });
    expect(await world.posts.listOfVideo(open.ownerId, open.videoId)).toHaveLength(3);
    await world.posts.transition(open, ['waiting'], { state: 'published' }, world.clock.now());
    expect(await sweepAt(start + 2 * deletionGraceMs)).toMatchObject({ deleted: 1 });
    await expectGone();
  });

  it('takes back what has landed at a platform meanwhile, and waits for it', async () => {
    const dueAt = start + 60 * deletionGraceMs;
    const landed = buildPost({ state: 'processing', checkpoint: {}, dueAt, notBefore: dueAt });
    await world.add({}, [landed]);
    await mark(start);
    expect(await sweepAt(start + deletionGraceMs)).toMatchObject({ deleted: 0 });
    const [post] = await world.posts.listOfVideo(landed.ownerId, landed.videoId);
    expect(post).toMatchObject({ wish: 'withdraw' });
    const given = { state: 'cancelled', wish: null, checkpoint: null } as const;
    await world.posts.transition(landed, ['processing'], given, world.clock.now());
    expect(await sweepAt(start + 2 * deletionGraceMs)).toMatchObject({ deleted: 1 });
    await expectGone();
  });

  it('is left to a process that has begun it anew', async () => {
    await world.add({}, posts);
    await mark(start);
    await mark(start + deletionGraceMs);
    expect(await sweepAt(start + deletionGraceMs + 1)).toMatchObject({ deleted: 0 });
    expect(await sweepAt(start + 2 * deletionGraceMs)).toMatchObject({ deleted: 1 });
  });
});

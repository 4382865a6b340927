import { beforeEach, describe, expect, it } from '@jest/globals';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { createSchedulesWorld, hour, iso, now } from './schedules-world.ts';

const dueAt = now + 5 * hour;
const minute = 60_000;
const second = 1_000;

let world: ReturnType<typeof createSchedulesWorld>;
let video: VideoRecord;
beforeEach(() => {
  world = createSchedulesWorld();
  world.connect('channel');
  video = world.addVideo();
});

const landed = { state: 'processing', dueAt, notBefore: dueAt, checkpoint: { video: 1 }, remoteId: 'r' } as const;
const plan = { local: '2026-11-22T17:00:00', timeZone: 'UTC' };
const addLanded = (change = {}) => world.addPost(video, 'channel', { ...landed, schedule: plan, ...change });
const at = (time: number) => ({ scheduled_time: iso(time) });

describe('a planned post', () => {
  it('begins ahead of its time where the platform can hold it back, at its time where it cannot', async () => {
    world.connect('reels', { platform: 'instagram' });
    world.connect('tiktok-1', { platform: 'tiktok' });
    await world.putSchedule(video, at(dueAt));
    const ahead = Object.fromEntries(world.posts.all().map(({ platform, notBefore }) => [platform, dueAt - notBefore]));
    expect(ahead.tiktok).toBe(0);
    for (const [platform, least] of [
      ['youtube', hour],
      ['instagram', hour / 2],
    ] as const) {
      expect(ahead[platform]).toBeGreaterThanOrEqual(least);
      expect(ahead[platform]).toBeLessThanOrEqual(least + 10 * minute + second);
    }
    expect(new Map(world.posts.all().map(({ postId, notBefore }) => [postId, notBefore]))).toEqual(world.schedules);
    expect(world.posts.all().map((post) => post.dueAt)).toEqual([dueAt, dueAt, dueAt]);
  });

  it('begins the earlier the bigger its file is, but not at any length', async () => {
    const sizes = [0, 2e6 * 3600, 256 * 1024 ** 3];
    const far = now + 48 * hour;
    for (const [index, sizeBytes] of sizes.entries()) {
      await world.putSchedule(world.addVideo(index + 2, { sizeBytes }), at(far));
    }
    const hours = world.posts.all().map(({ notBefore }) => Math.floor((far - notBefore) / hour));
    expect(hours).toEqual([1, 2, 12]);
  });

  it('that is due sooner than it should begin gets its hint at once', async () => {
    const view = await world.putSchedule(video, at(now + 10 * minute));
    expect(view).toMatchObject({ status: 'scheduled', scheduled_time: iso(now + 10 * minute) });
    expect(world.posts.all()).toMatchObject([{ state: 'scheduled', notBefore: now, dueAt: now + 10 * minute }]);
    expect([...world.delays.values()]).toEqual([0]);
  });

  it('of thousands of one second does not begin with all the others', async () => {
    for (let number = 2; number <= 99; number += 1) world.addVideo(number);
    await world.upload({ mode: 'specific_time', start_time: iso(dueAt) });
    const begins = world.posts.all().map(({ notBefore }) => Math.floor((dueAt - notBefore - hour) / minute));
    const perMinute = Array.from({ length: 10 }, (_, index) => begins.filter((begin) => begin === index).length);
    expect(Math.min(...perMinute)).toBeGreaterThan(1);
    expect(Math.max(...perMinute)).toBeLessThan(30);
  });

  it('is shown as scheduled while it is landed', async () => {
    await addLanded();
    const view = await world.patch(video, at(dueAt + hour));
    expect(view).toMatchObject({ scheduled_time: iso(dueAt + hour) });
    await world.posts.transition(
      { ownerId: 'anna', postId: `${video.videoId}-channel` },
      ['processing'],
      { notBefore: dueAt + hour },
      now,
    );
    const unknown = world.deleteSchedule(video, { connection_ids: ['nobody'] });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
    const seen = await world.deleteSchedule(video, { connection_ids: [] });
    expect(seen).toMatchObject({
      status: 'scheduled',
      platform_statuses: { youtube: 'scheduled' },
      posts: [{ landed: true, status: 'processing' }],
    });
  });
});

describe('another time for what has begun ahead of it', () => {
  it.each([
    ['uploading', { leaseUntil: now + 20 * second }],
    ['uploading', {}],
    ['processing', {}],
    ['waiting', { notBefore: now + hour }],
  ] as const)('%s (%j): the row says it, and a worker brings the platform in line', async (state, change) => {
    const post = await addLanded({ state, ...change });
    const view = await world.putSchedule(video, at(dueAt + hour));
    expect(view).toMatchObject({ scheduled_time: iso(dueAt + hour), kept: [] });
    expect(world.find(post)).toEqual({
      ...post,
      dueAt: dueAt + hour,
      schedule: { local: '2026-11-22T18:00:00', timeZone: 'UTC' },
      notBefore: now,
      fence: post.fence + 1,
      updatedAt: now,
    });
    expect(world.delays.get(post.postId)).toBe(post.leaseUntil === 0 ? 0 : 20);
  });

  it('is given up to ten seconds before the time; then the start has won, and the answer says so', async () => {
    const post = await addLanded();
    const late = dueAt - 10 * second;
    await expect(world.putSchedule(video, at(dueAt + hour), late)).rejects.toMatchObject({
      code: 'conflict',
      message: 'The start came first: it is being posted for its time.',
      details: [{ path: 'youtube' }],
    });
    await expect(world.deleteSchedule(video, undefined, late)).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.patch(video, at(dueAt + hour), late)).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.upload({ video_ids: [video.videoId] }, late)).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.cancelScheduled(late)).toEqual({ ok: true, cancelled: 0 });
    expect(world.find(post)).toEqual(post);
    await world.putSchedule(video, at(dueAt + hour), late - 1);
    expect(world.find(post)).toMatchObject({ dueAt: dueAt + hour });
  });

  it('moves the destinations that can be moved and names the others', async () => {
    world.connect('tiktok-1', { platform: 'tiktok' });
    await addLanded();
    const tiktok = await world.addPost(video, 'tiktok-1', {
      platform: 'tiktok',
      state: 'uploading',
      dueAt: now - second,
      checkpoint: { task: 1 },
    });
    const view = await world.putSchedule(video, at(dueAt + hour));
    expect(view.kept).toEqual([
      {
        platform: 'tiktok',
        connection_id: 'tiktok-1',
        reason: 'The start came first: it is being posted for its time.',
      },
    ]);
    expect(world.find(tiktok)).toEqual(tiktok);
  });

  it('now: naming the video in an order posts what is landed at once, and once', async () => {
    const post = await addLanded();
    await expect(world.upload()).rejects.toMatchObject({ code: 'nothing_to_post' });
    const order = { video_ids: [video.videoId], mode: 'immediate' as const };
    expect(await world.upload(order)).toMatchObject({ queued: 1, scheduled: 0, kept: [] });
    expect(world.find(post)).toMatchObject({ state: 'processing', dueAt: null, schedule: null, notBefore: now });
    await expect(world.upload(order)).rejects.toMatchObject({ code: 'nothing_to_post' });
    expect(world.hints).toEqual([post.postId]);
  });

  it('now: naming the video in an order queues what is planned and has not begun', async () => {
    await world.putSchedule(video, at(dueAt));
    expect(await world.upload({ video_ids: [video.videoId], mode: 'immediate' })).toMatchObject({ queued: 1 });
    expect(world.posts.all()).toMatchObject([{ state: 'queued', dueAt: null, notBefore: now }]);
    expect(world.schedules.size).toBe(0);
  });

  it('is refused while it is taken back, and where access is gone', async () => {
    const post = await addLanded({ wish: 'withdraw' });
    await expect(world.putSchedule(video, at(dueAt + hour))).rejects.toMatchObject({
      message: 'It is being taken back from the platform. Wait until that is done.',
    });
    const other = world.addVideo(2);
    world.connect('channel', { state: 'reconnect' });
    await world.addPost(other, 'channel', { ...landed, state: 'reconnect' });
    await expect(world.putSchedule(other, at(dueAt + hour))).rejects.toMatchObject({
      message: expect.stringContaining('Connect the account again'),
    });
    const stuck = world.addVideo(3);
    await world.addPost(stuck, 'channel', { ...landed, state: 'reconnect', wish: 'withdraw' });
    await expect(world.putSchedule(stuck, at(dueAt + hour))).rejects.toMatchObject({
      message: expect.stringContaining('Connect the account again'),
    });
    expect(world.find(post)).toEqual(post);
  });

  it('a worker that has claimed it for landing but begun nothing gives way', async () => {
    await world.putSchedule(video, at(dueAt));
    const [post] = world.posts.all();
    const began = post?.notBefore ?? 0;
    await world.posts.claim({ ownerId: 'anna', postId: post?.postId ?? '' }, { now: began, leaseMs: 30_000 });
    await world.putSchedule(video, at(dueAt + 3 * hour), began + 1);
    expect(world.posts.all()).toMatchObject([{ state: 'scheduled', dueAt: dueAt + 3 * hour, leaseUntil: 0, fence: 2 }]);
  });
});

describe('no time any more', () => {
  it('takes back what has begun ahead of its time; twice is no error', async () => {
    const post = await addLanded({ leaseUntil: now + 20 * second });
    expect(await world.deleteSchedule(video)).toMatchObject({
      posts: [{ stopping: true }],
      scheduled_time: null,
      kept: [],
    });
    const after = world.find(post);
    expect(after).toMatchObject({ wish: 'unplan', state: 'processing', leaseUntil: now + 20 * second, dueAt });
    expect(await world.deleteSchedule(video)).toMatchObject({ posts: [{ stopping: true }] });
    expect(world.find(post)).toEqual(after);
    expect(world.delays.get(post.postId)).toBe(20);
  });

  it('an order that comes while it is taken back goes to the other destinations and names it', async () => {
    world.connect('tiktok-1', { platform: 'tiktok' });
    const post = await addLanded();
    await world.deleteSchedule(video);
    const reason = 'It is being taken back from the platform. Wait until that is done.';
    expect(await world.upload()).toMatchObject({
      queued: 1,
      kept: [{ platform: 'youtube', connection_id: 'channel', reason }],
    });
    expect(world.find(post)).toMatchObject({ wish: 'unplan', state: 'processing' });
  });

  it('an order of nothing but what is taken back is refused with the reason, and a cancelled one is not meant', async () => {
    const post = await addLanded();
    await world.deleteSchedule(video);
    await expect(world.upload()).rejects.toMatchObject({
      code: 'conflict',
      message: 'It is being taken back from the platform. Wait until that is done.',
    });
    expect(await world.cancel(post)).toMatchObject({ outcome: 'stopping' });
    expect(world.posts.all()).toMatchObject([{ wish: 'withdraw' }]);
    await expect(world.upload()).rejects.toMatchObject({ code: 'nothing_to_post' });
  });

  it('an order does not let go on what is to be taken back, even when its account has just come back', async () => {
    const post = await addLanded({ state: 'reconnect', wish: 'unplan' });
    await expect(world.upload()).rejects.toMatchObject({ code: 'conflict' });
    expect(world.find(post)).toEqual(post);
  });

  it('what waited for something else and had not begun is pending, with nothing wrong about it', async () => {
    const post = await world.addPost(video, 'channel', {
      state: 'waiting',
      dueAt,
      failures: 3,
      error: { code: 'rate_limited', message: 'Hopper tries again by itself.' },
    });
    await world.deleteSchedule(video);
    expect(world.find(post)).toMatchObject({ state: 'pending', dueAt: null, error: null, failures: 0 });
  });

  it('for all videos: what is landed is taken back, what has not begun is pending', async () => {
    await addLanded();
    await world.putSchedule(world.addVideo(2), at(dueAt));
    await world.addPost(world.addVideo(3), 'channel', { state: 'waiting', dueAt, notBefore: now + hour });
    expect(await world.cancelScheduled()).toEqual({ ok: true, cancelled: 3 });
    expect(world.posts.all().map(({ state, wish, dueAt: due }) => [state, wish, due])).toEqual([
      ['processing', 'unplan', dueAt],
      ['pending', null, null],
      ['pending', null, null],
    ]);
    expect(await world.cancelScheduled()).toEqual({ ok: true, cancelled: 0 });
  });
});

describe('an account that comes back', () => {
  it('frees what waited for it without forgetting its time', async () => {
    const post = await world.addPost(video, 'channel', { state: 'reconnect', dueAt, schedule: plan });
    await world.upload();
    expect(world.find(post)).toMatchObject({ state: 'queued', notBefore: now, dueAt, schedule: plan });
  });
});

describe('two times that do not agree', () => {
  const publishAt = { youtube: { visibility: 'private' as const, publish_at: iso(dueAt) } };

  it('a time of YouTube’s own before the planned one is refused, whichever is set last', async () => {
    await world.patch(video, publishAt);
    await expect(world.putSchedule(video, at(dueAt))).rejects.toMatchObject({
      code: 'invalid_input',
      details: [{ path: 'scheduled_time' }],
    });
    expect(world.posts.all()).toEqual([]);
    await world.putSchedule(video, at(dueAt - minute));
    const other = world.addVideo(2);
    await world.putSchedule(other, at(dueAt + minute));
    await expect(world.patch(other, publishAt)).rejects.toMatchObject({ details: [{ path: 'youtube.publish_at' }] });
    await expect(world.patch(world.addVideo(3), publishAt, dueAt)).rejects.toMatchObject({
      details: [{ path: 'youtube.publish_at', message: expect.stringContaining('has passed') }],
    });
  });

  it('one that passes later does not stand in the way of other words', async () => {
    await world.patch(video, publishAt);
    expect(await world.patch(video, { title: 'Later' }, dueAt + 1)).toMatchObject({
      custom_settings: { title: 'Later' },
    });
  });
});

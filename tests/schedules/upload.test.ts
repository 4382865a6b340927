import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSchedulesWorld, hour, iso, now } from './schedules-world.ts';

let world: ReturnType<typeof createSchedulesWorld>;
beforeEach(() => {
  world = createSchedulesWorld();
});
const dueTimes = () => world.posts.all().map(({ dueAt }) => (dueAt === null ? null : iso(dueAt)));
const connectAll = () => {
  world.connect('channel');
  world.connect('tiktok-1', { platform: 'tiktok' });
};

describe('POST /api/upload', () => {
  it('400 when no destination is both enabled and connected', async () => {
    world.addVideo();
    await expect(world.upload()).rejects.toMatchObject({ code: 'no_destination' });
    world.connect('channel', { enabled: false });
    await expect(world.upload()).rejects.toMatchObject({ code: 'no_destination' });
  });

  it('400 "No videos ready…" with counts by status', async () => {
    connectAll();
    await expect(world.upload()).rejects.toMatchObject({
      code: 'nothing_to_post',
      message: 'No videos ready to post. In the queue: nothing.',
    });
    world.addVideo(1, { state: 'receiving' });
    world.addVideo(2, { state: 'receiving' });
    const scheduled = world.addVideo(3);
    for (const id of ['channel', 'tiktok-1']) await world.addPost(scheduled, id, { state: 'scheduled' });
    await expect(world.upload()).rejects.toMatchObject({
      message: 'No videos ready to post. In the queue: 2 receiving, 1 scheduled.',
    });
  });

  it('immediate: answers 202 with {"queued":n,"message":…}, every ready video at every destination', async () => {
    connectAll();
    world.addVideo(1);
    world.addVideo(2);
    world.addVideo(3, { state: 'receiving' });
    expect(await world.upload()).toEqual({
      queued: 2,
      scheduled: 0,
      message: '2 videos queued for posting',
      refused: [],
      kept: [],
    });
    expect(world.posts.all().map(({ state, notBefore }) => [state, notBefore])).toEqual(Array(4).fill(['queued', now]));
    expect(world.hints).toHaveLength(4);
    expect(world.schedules.size).toBe(0);
  });

  it('spaced: video i at now + i × interval, "Videos scheduled with 1 hours interval"', async () => {
    connectAll();
    for (const number of [1, 2, 3]) world.addVideo(number);
    await world.set({ upload_immediately: false });
    expect(await world.upload()).toEqual({
      queued: 1,
      scheduled: 3,
      message: 'Videos scheduled with 1 hours interval',
      refused: [],
      kept: [],
    });
    const times = [null, iso(now + hour), iso(now + 2 * hour)];
    expect(dueTimes().toSorted()).toEqual([...times, ...times].toSorted());
    // YouTube's begin ahead of their time: the one that is due in an hour at once.
    const tiktoks = world.posts.all().filter(({ platform }) => platform === 'tiktok');
    expect(tiktoks.map(({ notBefore, dueAt }) => notBefore - (dueAt ?? now))).toEqual([0, 0, 0]);
    const begins = world.posts.all().filter(({ notBefore }) => notBefore > now + 900_000);
    expect([...world.schedules]).toEqual(expect.arrayContaining(begins.map((post) => [post.postId, post.notBefore])));
    expect([world.schedules.size, world.hints.length]).toEqual([3, 3]);
  });

  it('spaced without upload_first_immediately: the first one waits one interval', async () => {
    world.connect('channel');
    for (const number of [1, 2]) world.addVideo(number);
    await world.set({
      upload_immediately: false,
      upload_first_immediately: false,
      schedule_interval_value: 2,
      schedule_interval_unit: 'days',
      time_zone: 'Europe/Berlin',
    });
    expect(await world.upload()).toMatchObject({
      queued: 0,
      scheduled: 2,
      message: 'Videos scheduled with 2 days interval',
    });
    expect(dueTimes()).toEqual(['2026-11-24T12:00:00.000Z', '2026-11-26T12:00:00.000Z']);
    expect(world.posts.all()[0]?.schedule).toEqual({ local: '2026-11-24T13:00:00', timeZone: 'Europe/Berlin' });
  });

  it('spaced follows the order of the queue', async () => {
    world.connect('channel');
    const late = world.addVideo(1, { position: 'zz' });
    const early = world.addVideo(2, { position: 'a' });
    await world.upload({ mode: 'spaced', first_immediately: false });
    const due = new Map(world.posts.all().map(({ videoId, dueAt }) => [videoId, dueAt]));
    expect([due.get(early.videoId), due.get(late.videoId)]).toEqual([now + hour, now + 2 * hour]);
  });

  it('specific time: all at schedule_start_time', async () => {
    world.connect('channel');
    for (const number of [1, 2]) world.addVideo(number);
    await world.set({
      upload_immediately: false,
      schedule_mode: 'specific_time',
      schedule_start_time: '2027-01-02T09:00',
      time_zone: 'America/New_York',
    });
    expect(await world.upload()).toMatchObject({ queued: 0, scheduled: 2 });
    expect(dueTimes()).toEqual(Array(2).fill('2027-01-02T14:00:00.000Z'));
  });

  it.each([
    ['empty', ''],
    ['past', '2026-11-22T11:59:59Z'],
  ])('specific time: 400 if it is %s, and nothing is written', async (_what, time) => {
    world.connect('channel');
    world.addVideo();
    await world.set({ upload_immediately: false, schedule_mode: 'specific_time', schedule_start_time: time });
    await expect(world.upload()).rejects.toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path: 'schedule_start_time' })],
    });
    expect(world.posts.all()).toEqual([]);
  });

  it('a body says it otherwise for this time', async () => {
    world.connect('channel');
    const video = world.addVideo(1);
    world.addVideo(2);
    const answer = await world.upload({
      video_ids: [video.videoId],
      mode: 'specific_time',
      start_time: '2027-11-07T01:30',
      time_zone: 'America/New_York',
      disambiguation: 'later',
    });
    expect(answer).toMatchObject({ scheduled: 1 });
    expect(dueTimes()).toEqual(['2027-11-07T06:30:00.000Z']);
    await expect(
      world.upload({ mode: 'specific_time', start_time: '2027-11-07T01:30', time_zone: 'America/New_York' }),
    ).rejects.toMatchObject({ code: 'ambiguous_time' });
    await expect(
      world.upload({ mode: 'spaced', interval_unit: 'days', interval_value: 400, first_immediately: false }),
    ).rejects.toMatchObject({ details: [{ path: 'interval_value', message: 'At most 12 months ahead.' }] });
    await expect(world.upload({ video_ids: ['01JD0000000000000000000077'] })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('trap: after a partial success only what did not go out is tried again', async () => {
    connectAll();
    const video = world.addVideo();
    const out = await world.addPost(video, 'channel', { state: 'published' });
    const failed = await world.addPost(video, 'tiktok-1', {
      platform: 'tiktok',
      state: 'failed',
      error: { code: 'x', message: 'y' },
    });
    expect(await world.upload()).toMatchObject({ queued: 1 });
    expect(world.hints).toEqual([failed.postId]);
    expect(world.find(out)).toEqual(out);
    expect(world.find(failed)).toMatchObject({ state: 'queued', error: null });
  });

  it('never touches a post whose outcome nobody knows, nor one that has a time', async () => {
    connectAll();
    const video = world.addVideo();
    const doubtful = await world.addPost(video, 'channel', { state: 'needs_check' });
    const planned = await world.addPost(video, 'tiktok-1', {
      platform: 'tiktok',
      state: 'scheduled',
      dueAt: now + hour,
    });
    await expect(world.upload()).rejects.toMatchObject({ code: 'nothing_to_post' });
    expect(world.posts.all()).toEqual([doubtful, planned]);
  });

  it('frees what waited for an account that is connected again', async () => {
    world.connect('channel');
    const waiting = await world.addPost(world.addVideo(), 'channel', { state: 'reconnect', checkpoint: { a: 1 } });
    await world.set({ upload_immediately: false, upload_first_immediately: false });
    expect(await world.upload()).toMatchObject({ queued: 1 });
    expect(world.find(waiting)).toMatchObject({ state: 'queued', checkpoint: { a: 1 }, dueAt: null });
  });

  it('does not send what is out to a new destination, unless it is named', async () => {
    world.connect('channel');
    const video = world.addVideo();
    await world.addPost(video, 'channel', { state: 'published' });
    world.connect('tiktok-1', { platform: 'tiktok' });
    await expect(world.upload()).rejects.toMatchObject({ code: 'nothing_to_post' });
    expect(await world.upload({ video_ids: [video.videoId] })).toMatchObject({ queued: 1 });
  });

  it('does not queue what a destination would refuse, and says so', async () => {
    connectAll();
    const video = world.addVideo();
    world.refusals.set('tiktok', 'TikTok takes at most 10 minutes of this account.');
    expect(await world.upload()).toMatchObject({
      queued: 1,
      refused: [
        {
          video_id: video.videoId,
          platform: 'tiktok',
          connection_id: 'tiktok-1',
          reason: 'TikTok takes at most 10 minutes of this account.',
        },
      ],
    });
    expect(world.posts.all()).toMatchObject([{ connectionId: 'channel', state: 'queued' }]);
    await expect(world.upload()).rejects.toMatchObject({
      code: 'nothing_to_post',
      details: [{ path: 'tiktok', message: 'TikTok takes at most 10 minutes of this account.' }],
    });
  });

  it('counts in each of many calls at once only what that call queued', async () => {
    connectAll();
    const count = 20;
    for (let number = 1; number <= count; number += 1) world.addVideo(number);
    const failed = await world.addPost(world.addVideo(count + 1), 'channel', { state: 'failed' });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => world.upload()));
    const queued = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.queued] : []));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(queued.reduce((sum, value) => sum + value, 0)).toBeGreaterThanOrEqual(count + 1);
    expect(refused).toEqual(Array(8 - queued.length).fill('nothing_to_post'));
    expect(world.posts.all()).toHaveLength(2 * (count + 1));
    expect(world.hints).toHaveLength(2 * (count + 1));
    expect(world.find(failed)).toMatchObject({ state: 'queued', fence: 1 });
  });

  it('of thousands writes the first ones and says what is left when it takes too long; a second order does the rest', async () => {
    world.connect('channel');
    for (let number = 1; number <= 600; number += 1) {
      const videoId = `01JD000000000000000000${String(number).padStart(4, '0')}`;
      world.addVideo(1, { videoId, filename: `${number}.mp4`, position: `z${videoId}` });
    }
    Object.assign(world.deps, { patience: () => AbortSignal.abort() });
    expect(await world.upload()).toMatchObject({
      queued: 250,
      message: '250 videos queued for posting. There was no time for 350 more: order again',
    });
    expect(
      world.posts
        .all()
        .map(({ videoId }) => videoId)
        .toSorted()
        .at(-1),
    ).toMatch(/0250$/);
    // Nobody was told; whoever reads the rows finds all of them.
    expect(world.hints).toEqual([]);
    expect((await world.posts.listDue('all', now + 60_000)).due).toHaveLength(250);
    Object.assign(world.deps, { patience: () => new AbortController().signal });
    expect(await world.upload()).toMatchObject({ queued: 350, message: '350 videos queued for posting' });
    expect(world.posts.all()).toHaveLength(600);
  });
});

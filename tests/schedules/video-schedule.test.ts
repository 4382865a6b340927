import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSchedulesWorld, hour, iso, now } from './schedules-world.ts';

let world: ReturnType<typeof createSchedulesWorld>;
beforeEach(() => {
  world = createSchedulesWorld();
  world.connect('channel');
  world.connect('tiktok-1', { platform: 'tiktok' });
});
const inHours = (hours: number) => ({ scheduled_time: iso(now + hours * hour) });
const states = () => world.posts.all().map(({ connectionId, state }) => [connectionId, state]);

describe('PUT /api/videos/{id}/schedule', () => {
  it('pending → scheduled: everywhere where it is not out, with an entry of the scheduler', async () => {
    const video = world.addVideo();
    await world.addPost(video, 'channel', { state: 'published' });
    const view = await world.putSchedule(video, { scheduled_time: '2027-03-01T09:00', time_zone: 'Europe/Berlin' });
    expect(view).toMatchObject({ status: 'scheduled', scheduled_time: '2027-03-01T08:00:00.000Z', refused: [] });
    expect(view.posts.find(({ platform }) => platform === 'tiktok')).toMatchObject({
      status: 'scheduled',
      schedule: { local: '2027-03-01T09:00:00', time_zone: 'Europe/Berlin' },
    });
    expect([...world.schedules]).toEqual([[`${video.videoId}-tiktok-1`, Date.parse('2027-03-01T08:00Z')]]);
  });

  it('moves a plan where it stands and adds nothing to it', async () => {
    const video = world.addVideo();
    await world.addPost(video, 'channel', { state: 'cancelled' });
    await world.putSchedule(video, { ...inHours(5), connection_ids: ['tiktok-1'] });
    await world.putSchedule(video, inHours(7));
    expect(states()).toEqual([
      ['channel', 'cancelled'],
      ['tiktok-1', 'scheduled'],
    ]);
    expect([...world.schedules.values()]).toEqual([now + 7 * hour]);
  });

  it('each destination may have a time of its own', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, inHours(5));
    const view = await world.putSchedule(video, { ...inHours(9), connection_ids: ['channel'] });
    expect(view.scheduled_time).toBe(iso(now + 5 * hour));
    expect(view.posts.map(({ connection_id, scheduled_time }) => [connection_id, scheduled_time])).toEqual([
      ['channel', iso(now + 9 * hour)],
      ['tiktok-1', iso(now + 5 * hour)],
    ]);
  });

  it('that is near sends a delayed hint instead of making an entry, and takes an older entry away', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, inHours(5));
    expect(world.schedules.size).toBe(2);
    await world.putSchedule(video, inHours(0.2));
    expect(world.schedules.size).toBe(0);
    expect(world.hints).toHaveLength(2);
  });

  it('a bad date answers 400', async () => {
    const video = world.addVideo();
    for (const [scheduled_time, time_zone, code] of [
      ['tomorrow', 'UTC', 'invalid_input'],
      ['2026-11-22T11:00:00Z', 'UTC', 'invalid_input'],
      ['2027-12-01T00:00:00Z', 'UTC', 'invalid_input'],
      ['2027-03-14T02:30', 'America/New_York', 'nonexistent_time'],
      ['2027-11-07T01:30', 'America/New_York', 'ambiguous_time'],
    ] as const) {
      await expect(world.putSchedule(video, { scheduled_time, time_zone })).rejects.toMatchObject({ code });
    }
    expect(world.posts.all()).toEqual([]);
  });

  it('is refused for what is on its way or out, not there yet, nowhere to go, or unknown', async () => {
    const video = world.addVideo(1);
    await world.addPost(video, 'channel', { state: 'uploading' });
    await world.addPost(video, 'tiktok-1', { platform: 'tiktok', state: 'needs_check' });
    await expect(world.putSchedule(video, inHours(1))).rejects.toMatchObject({ code: 'conflict' });
    const arriving = world.addVideo(2, { state: 'receiving' });
    await expect(world.putSchedule(arriving, inHours(1))).rejects.toMatchObject({ code: 'conflict' });
    const unknown = { ...inHours(1), connection_ids: ['nobody'] };
    await expect(world.putSchedule(world.addVideo(3), unknown)).rejects.toMatchObject({ code: 'not_found' });
    world.refusals.set('tiktok', 'Too long.');
    world.refusals.set('youtube', 'Too long.');
    await expect(world.putSchedule(world.addVideo(4), inHours(1))).rejects.toMatchObject({ code: 'would_be_refused' });
    world.connections.clear();
    await expect(world.putSchedule(world.addVideo(5), inHours(1))).rejects.toMatchObject({ code: 'no_destination' });
  });
});

describe('DELETE /api/videos/{id}/schedule', () => {
  it('scheduled → pending, and the entries go; twice is no error', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, inHours(5));
    expect(await world.deleteSchedule(video)).toMatchObject({ status: 'pending', scheduled_time: null });
    expect(await world.deleteSchedule(video)).toMatchObject({ status: 'pending' });
    expect(world.schedules.size).toBe(0);
    expect(await world.upload()).toMatchObject({ queued: 1 });
  });

  it('takes the time of one destination away', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, inHours(5));
    await world.deleteSchedule(video, { connection_ids: ['channel'] });
    expect(states()).toEqual([
      ['channel', 'pending'],
      ['tiktok-1', 'scheduled'],
    ]);
  });
});

describe('POST /api/videos/cancel-scheduled', () => {
  it('every scheduled one back to pending: {"ok":true,"cancelled":n}', async () => {
    for (const number of [1, 2, 3]) world.addVideo(number);
    await world.upload({ mode: 'spaced' });
    expect(await world.cancelScheduled()).toEqual({ ok: true, cancelled: 2 });
    expect(await world.cancelScheduled()).toEqual({ ok: true, cancelled: 0 });
    const counts = Map.groupBy(world.posts.all(), ({ state }) => state);
    expect([counts.get('pending')?.length, counts.get('queued')?.length]).toEqual([4, 2]);
    expect(world.schedules.size).toBe(0);
  });
});

describe('races between a plan and its start', () => {
  const leaseMs = 30_000;
  const claimAt = (postId: string, time: number) =>
    world.posts.claim({ ownerId: 'anna', postId }, { now: time, leaseMs });

  it('a worker that was first is not moved or cancelled, and the answer says so', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, { ...inHours(1), connection_ids: ['channel'] });
    const postId = `${video.videoId}-channel`;
    expect(await claimAt(postId, now + hour)).toMatchObject({ outcome: 'claimed' });
    await expect(world.putSchedule(video, inHours(5), now + hour)).rejects.toMatchObject({ code: 'conflict' });
    const post = world.find({ postId });
    expect(post).toMatchObject({ dueAt: now + hour, fence: 1 });
  });

  it('a user who was first keeps the worker away from the old time', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, { ...inHours(1), connection_ids: ['tiktok-1'] });
    await world.putSchedule(video, inHours(5), now + hour - 1);
    const postId = `${video.videoId}-tiktok-1`;
    expect(await claimAt(postId, now + hour)).toMatchObject({ reason: 'early', tryAgainAt: now + 5 * hour });
    await world.deleteSchedule(video);
    expect(await claimAt(postId, now + 5 * hour)).toMatchObject({ reason: 'finished' });
  });

  it('two tabs: the entry ends at the time that the row has, whichever call to the scheduler comes last', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, { ...inHours(1), connection_ids: ['channel'] });
    const postId = `${video.videoId}-channel`;
    // The first tab's call to the scheduler hangs until the second tab is through.
    const second = Promise.withResolvers<void>();
    const { put } = world.deps.schedules;
    let calls = 0;
    Object.assign(world.deps.schedules, {
      put: async (post: Parameters<typeof put>[0]) => {
        calls += 1;
        if (calls === 1) await second.promise;
        return put(post);
      },
    });
    const first = world.putSchedule(video, inHours(3));
    while (calls === 0) await Promise.resolve();
    await world.putSchedule(video, inHours(4));
    second.resolve();
    await first;
    expect(world.find({ postId })?.dueAt).toBe(now + 4 * hour);
    expect(world.schedules.get(postId)).toBe(world.find({ postId })?.notBefore);
    expect(world.schedules.size).toBe(1);
  });

  it('a time that is taken away while another tab sets it leaves no entry behind', async () => {
    const video = world.addVideo();
    await world.putSchedule(video, { ...inHours(1), connection_ids: ['channel'] });
    const gate = Promise.withResolvers<void>();
    const { put } = world.deps.schedules;
    let isWaiting = false;
    Object.assign(world.deps.schedules, {
      put: async (post: Parameters<typeof put>[0]) => {
        isWaiting = true;
        await gate.promise;
        return put(post);
      },
    });
    const moving = world.putSchedule(video, inHours(3));
    while (!isWaiting) await Promise.resolve();
    await world.deleteSchedule(video);
    gate.resolve();
    await moving;
    expect(world.posts.all()).toMatchObject([{ state: 'pending' }]);
    expect(world.schedules.size).toBe(0);
  });

  it('a scheduler that fails costs nothing but the sweeper’s minute: the row is there and due', async () => {
    Object.assign(world.deps.schedules, { put: () => Promise.reject(new Error('down')) });
    const video = world.addVideo();
    await world.putSchedule(video, { ...inHours(2), connection_ids: ['channel'] });
    const { due } = await world.posts.listDue('all', now + 2 * hour + 60_000);
    expect(due).toMatchObject([{ kind: 'post', key: { postId: `${video.videoId}-channel` } }]);
  });
});

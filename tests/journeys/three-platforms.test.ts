import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HopperUser, registerUser, type VideoView } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const platforms = ['youtube', 'tiktok', 'instagram'] as const;
/** Postings take their time when everything else runs on the same machine. */
const patienceSeconds = 120;

describe('two users, three platforms, every kind of schedule', () => {
  let stack: Stack;
  let anna: HopperUser;
  let ben: HopperUser;

  beforeAll(async () => {
    stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
    anna = await registerUser(stack.url);
    ben = await registerUser(stack.url);
  }, 60_000);
  afterAll(() => stack.stop(), 30_000);

  const isOut = ({ status }: VideoView) => status === 'uploaded';
  const addVideo = async (user: HopperUser, filename: string) => {
    const { id } = await user.upload(clip, filename);
    return user.waitFor(id, ({ media }) => media !== null);
  };
  /** What exists at the platforms under this title. */
  const live = async (title: string) => (await stack.ledger()).filter((row) => row.title?.startsWith(title));
  const seconds = (count: number) => new Date(Date.now() + count * 1000).toISOString();

  it('connects all platforms, each user with accounts of their own', async () => {
    for (const platform of platforms) {
      expect(await anna.connect(platform, 'ada')).toBe(`/?connected=${platform}`);
      expect(await ben.connect(platform, 'ben')).toBe(`/?connected=${platform}`);
    }
    expect(await anna.client.listDestinations()).toEqual({
      youtube: { connected: true, enabled: true },
      tiktok: { connected: true, enabled: true },
      instagram: { connected: true, enabled: true },
      scheduled_videos: 0,
    });
    const [annas, bens] = await Promise.all([anna.client.listConnections(), ben.client.listConnections()]);
    expect(annas).toHaveLength(3);
    const names = (list: typeof annas) => list.map(({ platform, remote_id: id }) => `${platform} ${id}`);
    expect(names(annas).some((name) => names(bens).includes(name))).toBe(false);
  }, 60_000);

  it('posts now: every platform gets its own words and the whole file, once', async () => {
    await anna.client.addWord({ body: { word: 'sunny' } });
    await anna.client.setGlobalSettings({ body: { title_template: '{filename} {random}' } });
    await anna.client.setInstagramSettings({ body: { caption_template: '{filename} on Instagram #{random}' } });
    const video = await addVideo(anna, 'Now.mp4');
    expect(video).toMatchObject({
      status: 'pending',
      youtube_title: 'Now Sunny',
      tiktok_title: 'Now Sunny',
      instagram_caption: 'Now on Instagram #Sunny',
      // Whether a file has edit lists is not known, and Instagram takes none: a warning.
      preflight: { youtube: 'ok', tiktok: 'ok', instagram: expect.stringMatching(/^(ok|warning)$/) },
    });
    const answers = await Promise.allSettled([anna.client.postVideos({}), anna.client.postVideos({})]);
    const queued = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.queued : 0));
    expect(queued.reduce((sum, count) => sum + count, 0)).toBe(1);
    await anna.waitFor(video.id, isOut, patienceSeconds);

    const sha256 = createHash('sha256')
      .update(await readFile(clip))
      .digest('hex');
    const rows = (await live('Now')).toSorted((a, b) => a.platform.localeCompare(b.platform));
    expect(rows).toMatchObject([
      { platform: 'instagram', title: 'Now on Instagram #Sunny', sha256 },
      { platform: 'tiktok', title: 'Now Sunny', sha256 },
      { platform: 'youtube', title: 'Now Sunny', sha256, privacy: 'private' },
    ]);
  }, 180_000);

  it('posts at a time: nothing before it, everything after it', async () => {
    const video = await addVideo(anna, 'Later.mp4');
    const due = seconds(12);
    await anna.client.setGlobalSettings({
      body: { upload_immediately: false, schedule_mode: 'specific_time', schedule_start_time: due },
    });
    expect(await anna.client.postVideos({})).toMatchObject({ queued: 0, scheduled: 1 });
    const planned = await anna.client.getVideo({ params: { videoId: video.id } });
    expect(planned.scheduled_time).toBe(due);
    // So near its time it is begun at once where the platform can hold it back.
    expect(['scheduled', 'uploading']).toContain(planned.status);
    expect(await anna.client.listDestinations()).toMatchObject({ scheduled_videos: 1 });
    await anna.waitFor(video.id, isOut, patienceSeconds);
    const rows = await live('Later');
    expect(rows.map(({ platform }) => platform).sort()).toEqual([...platforms].sort());
    for (const { platform, publishedAt, privacy } of rows) {
      // What stays private is never published; the ledger knows no time for it.
      if (privacy !== 'private' && publishedAt !== null) {
        expect({ platform, isLate: Date.parse(publishedAt) >= Date.parse(due) }).toEqual({ platform, isLate: true });
      }
    }
  }, 180_000);

  it('posts spaced, the first one now; the rest can be taken back', async () => {
    await anna.client.setGlobalSettings({ body: { schedule_mode: 'spaced', schedule_start_time: '' } });
    const first = await addVideo(anna, 'Space 1.mp4');
    const second = await addVideo(anna, 'Space 2.mp4');
    const before = Date.now();
    expect(await anna.client.postVideos({})).toMatchObject({
      scheduled: 2,
      message: 'Videos scheduled with 1 hours interval',
    });
    const planned = await anna.client.getVideo({ params: { videoId: second.id } });
    const distance = Date.parse(planned.scheduled_time ?? '') - before;
    expect(distance).toBeGreaterThanOrEqual(3_599_000);
    expect(distance).toBeLessThan(3_660_000);
    await anna.waitFor(first.id, isOut, patienceSeconds);

    expect(await anna.client.cancelScheduled()).toEqual({ ok: true, cancelled: 1 });
    // An hour ahead YouTube has begun already: a worker takes that back.
    const isTakenBack = ({ posts }: typeof planned) => posts.every(({ stopping }) => !stopping);
    const free = await anna.waitFor(second.id, isTakenBack, patienceSeconds);
    expect(free).toMatchObject({ status: 'pending', scheduled_time: null });
    expect(await live('Space 2')).toEqual([]);
  }, 180_000);

  it('gives one video a time of its own, another one to a single account, and takes edits until then', async () => {
    const [video] = (await anna.client.listVideos()).filter(({ filename }) => filename === 'Space 2.mp4');
    const params = { videoId: video?.id ?? '' };
    const youtube = (await anna.client.listConnections()).find(({ platform }) => platform === 'youtube');
    // So far away that nothing of it is begun: what has landed keeps the words that it landed with.
    await anna.client.putSchedule({
      params,
      body: { scheduled_time: seconds(3 * 3600), connection_ids: [youtube?.id ?? ''] },
    });
    const planned = await anna.client.updateVideo({
      params,
      body: { title: 'Renamed while it waits', scheduled_time: seconds(8) },
    });
    expect(planned.kept).toEqual([]);
    await anna.waitFor(
      params.videoId,
      ({ posts }) => posts.some(({ platform, status }) => platform === 'youtube' && status === 'published'),
      patienceSeconds,
    );
    expect(await live('Renamed while it waits')).toEqual(
      expect.arrayContaining([expect.objectContaining({ platform: 'youtube' })]),
    );
    expect(await live('Space 2')).toEqual([]);
  }, 180_000);

  it('asks back which of two instants a doubled local time means', async () => {
    const video = await addVideo(ben, 'Night.mp4');
    const params = { videoId: video.id };
    const body = { scheduled_time: nextAutumnNight(), time_zone: 'Europe/Berlin' };
    await expect(ben.client.putSchedule({ params, body })).rejects.toMatchObject({ code: 'ambiguous_time' });
    const planned = await ben.client.putSchedule({ params, body: { ...body, disambiguation: 'later' } });
    expect(planned.scheduled_time?.slice(11, 16)).toBe('01:30');
    expect(await ben.client.cancelScheduled()).toEqual({ ok: true, cancelled: 1 });
  }, 60_000);

  it('shows nobody else’s videos, accounts, settings or timelines', async () => {
    const video = (await anna.client.listVideos()).find(({ filename }) => filename === 'Now.mp4');
    const params = { videoId: video?.id ?? '' };
    const postId = video?.posts[0]?.id ?? '';
    const missing = { status: 404, code: 'not_found' };
    await expect(ben.client.getVideo({ params })).rejects.toMatchObject(missing);
    await expect(ben.client.updateVideo({ params, body: { title: 'Mine' } })).rejects.toMatchObject(missing);
    await expect(ben.client.getTimeline({ params: { ...params, postId } })).rejects.toMatchObject(missing);
    await expect(ben.client.reorderVideos({ body: { video_ids: [params.videoId] } })).rejects.toMatchObject(missing);
    expect((await ben.client.getGlobalSettings()).wordbank).toEqual([]);
    expect((await ben.client.listVideos()).map(({ filename }) => filename)).toEqual(['Night.mp4']);

    const { events } = await anna.client.getTimeline({ params: { ...params, postId } });
    expect(events.length).toBeGreaterThan(2);
  });
});

/** Half past two on the last Sunday of the coming October: clocks are set back then, and it comes twice. */
function nextAutumnNight(): string {
  const now = new Date();
  const lastSundayOf = (year: number) => {
    const day = new Date(Date.UTC(year, 9, 31));
    day.setUTCDate(31 - day.getUTCDay());
    return day;
  };
  const thisYear = lastSundayOf(now.getUTCFullYear());
  const night = thisYear > now ? thisYear : lastSundayOf(now.getUTCFullYear() + 1);
  return `${night.toISOString().slice(0, 10)}T02:30`;
}

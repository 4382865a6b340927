import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** What a client of the original Hopper relies on, asked as such a client asks: plain HTTP and JSON. */
const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const platforms = ['youtube', 'tiktok', 'instagram'] as const;

let stack: Stack;
let user: HopperUser;
let csrf: string;

beforeAll(async () => {
  stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
  user = await registerUser(stack.url);
  csrf = (await user.client.csrf()).csrf_token;
}, 60_000);
afterAll(() => stack.stop(), 30_000);

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await user.fetch(`${stack.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, ...headers },
    ...sent,
  });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
}
const add = (filename: string) => ask('POST', '/api/videos', { filename, size_bytes: 1000, content_type: 'video/mp4' });

describe('settings and defaults', () => {
  it.each([
    [
      'global',
      {
        title_template: '{filename}',
        description_template: 'Uploaded via Hopper',
        wordbank: [],
        upload_immediately: true,
        schedule_mode: 'spaced',
        schedule_interval_value: 1,
        schedule_interval_unit: 'hours',
        schedule_start_time: '',
        upload_first_immediately: true,
        allow_duplicates: false,
      },
    ],
    [
      'youtube',
      {
        visibility: 'private',
        made_for_kids: false,
        title_template: '',
        description_template: '',
        tags_template: '',
      },
    ],
    [
      'tiktok',
      {
        privacy_level: 'private',
        allow_comments: false,
        allow_duet: false,
        allow_stitch: false,
        title_template: '',
        description_template: '',
        brand_organic_toggle: false,
        brand_content_toggle: false,
        is_aigc: false,
      },
    ],
    [
      'instagram',
      {
        caption_template: '',
        media_type: 'REELS',
        share_to_feed: true,
        location_id: '',
        cover_url: '',
        disable_comments: false,
        disable_likes: false,
      },
    ],
  ])('GET /api/%s/settings answers the whole category with its defaults', async (category, defaults) => {
    const { status, body } = await ask('GET', `/api/${category}/settings`);
    expect(status).toBe(200);
    expect(body).toMatchObject(defaults);
  });

  it('POST takes any subset, as JSON or as query parameters, and answers the whole category', async () => {
    const json = await ask('POST', '/api/youtube/settings', { visibility: 'unlisted' });
    expect(json.body).toMatchObject({ visibility: 'unlisted', made_for_kids: false, tags_template: '' });
    const query = await ask('POST', '/api/youtube/settings?visibility=private&made_for_kids=true');
    expect(query.body).toMatchObject({ visibility: 'private', made_for_kids: true });
    await ask('POST', '/api/youtube/settings', { made_for_kids: false });
  });

  it.each([
    ['global', 'title_template', 'x'.repeat(101)],
    ['global', 'schedule_interval_value', 0],
    ['global', 'schedule_interval_unit', 'weeks'],
    ['global', 'schedule_mode', 'random'],
    ['youtube', 'visibility', 'secret'],
    ['tiktok', 'privacy_level', 'everybody'],
    ['instagram', 'caption_template', 'x'.repeat(2201)],
    ['instagram', 'disable_likes', true],
  ])('a wrong %s %s is refused, with the field', async (category, field, value) => {
    const { status, body } = await ask('POST', `/api/${category}/settings`, { [field]: value });
    expect(status).toBe(400);
    expect(body.error.details[0].path).toBe(field);
  });

  it.each(['friends', 'public', 'SELF_ONLY', 'private'])('TikTok takes the privacy %s', async (privacy_level) => {
    expect((await ask('POST', '/api/tiktok/settings', { privacy_level })).body).toMatchObject({ privacy_level });
  });
});

describe('word bank', () => {
  it('trims, capitalises, ignores duplicates, and is changed by its routes', async () => {
    expect((await ask('POST', '/api/global/wordbank', { word: ' sunny day ' })).body).toEqual({
      wordbank: ['Sunny day'],
    });
    expect((await ask('POST', '/api/global/wordbank?word=sunny%20day')).body).toEqual({ wordbank: ['Sunny day'] });
    expect((await ask('POST', '/api/global/wordbank', { word: 'rain' })).body).toEqual({
      wordbank: ['Sunny day', 'Rain'],
    });
    expect((await ask('DELETE', '/api/global/wordbank/unknown')).status).toBe(200);
    expect((await ask('DELETE', '/api/global/wordbank/Sunny%20day')).body).toEqual({ wordbank: ['Rain'] });
    expect((await ask('DELETE', '/api/global/wordbank')).body).toEqual({ wordbank: [] });
  });

  it('400 "Word cannot be empty"', async () => {
    const { status, body } = await ask('POST', '/api/global/wordbank', { word: '  ' });
    expect([status, body.error.message]).toEqual([400, 'Word cannot be empty']);
  });
});

describe('accounts, sessions, CSRF', () => {
  it('GET /api/auth/csrf answers the token in body and header', async () => {
    const { headers, body } = await ask('GET', '/api/auth/csrf');
    expect(headers.get('x-csrf-token')).toBe(body.csrf_token);
  });

  it('403 "Invalid or missing CSRF token"', async () => {
    const { status, body } = await ask('DELETE', '/api/global/wordbank', undefined, { 'x-csrf-token': 'wrong' });
    expect([status, body.error.message]).toEqual([403, 'Invalid or missing CSRF token']);
  });

  it('register and login answer the user and set a cookie; me and logout follow', async () => {
    const other = await registerUser(stack.url);
    const me = await (await other.fetch(`${stack.url}/api/auth/me`)).json();
    const known = { id: expect.any(String), email: other.email, email_verified: false };
    expect(me).toEqual({ user: { ...known, created_at: expect.any(String) } });
    expect(await other.client.logout()).toEqual({ message: expect.any(String) });
    expect(await (await other.fetch(`${stack.url}/api/auth/me`)).json()).toEqual({ user: null });
  });
});

describe('videos', () => {
  it('POST /api/upload without a destination is 400', async () => {
    const { status, body } = await ask('POST', '/api/upload');
    expect([status, body.error.code]).toEqual([400, 'no_destination']);
  });

  it('are added, listed, changed, re-rolled and deleted', async () => {
    const added = await add('Holiday.mp4');
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ filename: 'Holiday.mp4', generated_title: 'Holiday', upload: {} });
    const path = `/api/videos/${added.body.id}`;
    const [listed] = (await ask('GET', '/api/videos')).body;
    for (const field of [
      ...['id', 'filename', 'status', 'generated_title', 'custom_settings', 'error', 'scheduled_time'],
      ...['upload_progress', 'youtube_title', 'tiktok_title', 'instagram_caption', 'title_too_long'],
      ...['title_original_length', 'file_size_bytes', 'platform_statuses', 'upload_properties'],
    ]) {
      expect(listed).toHaveProperty(field);
    }
    const patched = await ask('PATCH', path, { title: 'Mine', visibility: 'unlisted', youtube: { tags: 'a,b' } });
    expect(patched.body).toMatchObject({ id: added.body.id, custom_settings: { title: 'Mine' }, scheduled_time: null });
    expect((await ask('PATCH', path, { visibility: 'nobody' })).status).toBe(400);
    expect((await ask('PATCH', path, { title: 'x'.repeat(101) })).status).toBe(400);
    expect((await ask('PATCH', path, { scheduled_time: 'tomorrow' })).status).toBe(400);
    expect((await ask('POST', `${path}/recompute-title`)).body).toEqual({ ok: true, title: 'Holiday' });
    expect((await ask('POST', `${path}/recompute-title?platform=tiktok`)).body).toMatchObject({ ok: true });
    expect((await ask('DELETE', path)).body).toEqual({ ok: true });
    expect((await ask('DELETE', path)).status).toBe(404);
  });

  it('400 "Duplicate video: X is already in the queue", unless duplicates are allowed', async () => {
    const first = await add('Twice.mp4');
    const { status, body } = await add('Twice.mp4');
    expect([status, body.error.message]).toEqual([400, 'Duplicate video: Twice.mp4 is already in the queue']);
    await ask('POST', '/api/global/settings', { allow_duplicates: true });
    const second = await add('Twice.mp4');
    expect(second.status).toBe(201);
    await ask('POST', '/api/global/settings', { allow_duplicates: false });
    const order = [second.body.id, first.body.id];
    expect((await ask('POST', '/api/videos/reorder', { video_ids: order })).body).toEqual({ ok: true, count: 2 });
    const listed: { id: string }[] = (await ask('GET', '/api/videos')).body;
    expect(listed.map(({ id }) => id)).toEqual(order);
    expect((await ask('POST', '/api/videos/reorder', { video_ids: [] })).status).toBe(400);
    for (const id of order) await ask('DELETE', `/api/videos/${id}`);
  });
});

describe('destinations', () => {
  it.each(platforms)(
    '%s: start, callback, account, toggle',
    async (platform) => {
      expect(await user.connect(platform)).toBe(`/?connected=${platform}`);
      expect((await ask('GET', `/api/auth/${platform}/account`)).body).toMatchObject({ account: { platform } });
      expect((await ask('GET', '/api/destinations')).body).toMatchObject({
        [platform]: { connected: true, enabled: true },
        scheduled_videos: 0,
      });
      const off = await ask('POST', `/api/destinations/${platform}/toggle?enabled=false`);
      expect(off.body).toEqual({ [platform]: { connected: true, enabled: false } });
      const on = await ask('POST', `/api/destinations/${platform}/toggle`, { enabled: true });
      expect(on.body).toEqual({ [platform]: { connected: true, enabled: true } });
    },
    30_000,
  );

  it('GET /api/youtube/videos lists what is on the channel', async () => {
    const { status, body } = await ask('GET', '/api/youtube/videos?hide_shorts=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({ videos: expect.any(Array) });
  });
});

describe('posting', () => {
  it('400 "No videos ready…" with counts by status', async () => {
    const waiting = await add('Arriving.mp4');
    const { status, body } = await ask('POST', '/api/upload');
    expect([status, body.error.code]).toEqual([400, 'nothing_to_post']);
    expect(body.error.message).toMatch(/^No videos ready.*1 receiving/);
    await ask('DELETE', `/api/videos/${waiting.body.id}`);
  });

  it('specific time: 400 when it is empty or past; spaced: "Videos scheduled with 1 hours interval"', async () => {
    const { id } = await user.upload(clip, 'Planned.mp4');
    await ask('POST', '/api/global/settings', { upload_immediately: false, schedule_mode: 'specific_time' });
    expect((await ask('POST', '/api/upload')).status).toBe(400);
    expect((await ask('POST', '/api/upload', { start_time: '2020-01-01T00:00:00Z' })).status).toBe(400);
    const plan = { schedule_mode: 'spaced', upload_first_immediately: false };
    await ask('POST', '/api/global/settings', plan);
    expect((await ask('POST', '/api/upload')).body).toMatchObject({
      scheduled: 1,
      message: 'Videos scheduled with 1 hours interval',
    });
    expect((await ask('GET', '/api/destinations')).body).toMatchObject({ scheduled_videos: 1 });
    expect((await ask('GET', `/api/videos/${id}`)).body).toMatchObject({
      status: 'scheduled',
      platform_statuses: { youtube: 'scheduled', tiktok: 'scheduled', instagram: 'scheduled' },
    });
    expect((await ask('POST', '/api/videos/cancel-scheduled')).body).toEqual({ ok: true, cancelled: 1 });
    // What a worker has landed ahead of its time meanwhile is pending as soon as it is taken back.
    await user.waitFor(id, ({ status }) => status === 'pending', 60);
    const dayMs = 24 * 3600_000;
    const tomorrow = new Date(Date.now() + dayMs).toISOString();
    const patched = await ask('PATCH', `/api/videos/${id}`, { scheduled_time: tomorrow });
    expect(patched.body).toMatchObject({ status: 'scheduled', scheduled_time: tomorrow });
    const emptied = await ask('PATCH', `/api/videos/${id}`, { scheduled_time: '' });
    expect(emptied.body).toMatchObject({ status: 'pending', scheduled_time: null });
    await ask('POST', '/api/global/settings', { upload_immediately: true });
  }, 60_000);

  it('immediate: 202 with what was queued; every destination gets it once, also when asked twice', async () => {
    const [{ id }] = (await ask('GET', '/api/videos')).body;
    const { status, body } = await ask('POST', '/api/upload');
    expect(status).toBe(202);
    expect(body).toMatchObject({ queued: 1, message: expect.any(String) });
    expect((await ask('POST', '/api/upload')).status).toBe(400);
    await user.waitFor(id, (video) => video.status === 'uploaded', 120);
    const live = (await stack.ledger()).filter(({ title }) => title?.startsWith('Planned'));
    expect(live.map(({ platform }) => platform).toSorted()).toEqual(['instagram', 'tiktok', 'youtube']);
  }, 150_000);

  it.each(platforms)('POST /api/auth/%s/disconnect answers "Disconnected"', async (platform) => {
    expect((await ask('POST', `/api/auth/${platform}/disconnect`)).body).toEqual({ message: 'Disconnected' });
    expect((await ask('GET', '/api/destinations')).body[platform]).toEqual({ connected: false, enabled: false });
  });
});

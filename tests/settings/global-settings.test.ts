import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSettingsWorld } from './support/settings-world.ts';

const defaults = {
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
  time_zone: 'UTC',
  keep_media_days: 30,
};

let world: ReturnType<typeof createSettingsWorld>;
beforeEach(() => {
  world = createSettingsWorld();
});
const set = (body: object) => world.call('setGlobalSettings', { body });
const refused = (path: string) => ({ code: 'invalid_input', details: [expect.objectContaining({ path })] });

it('GET /api/global/settings answers the whole category with defaults', async () => {
  expect(await world.call('getGlobalSettings')).toMatchObject({ status: 200, body: defaults });
});

it('POST /api/global/settings takes any subset and answers the whole category', async () => {
  const expected = { ...defaults, allow_duplicates: true, schedule_interval_unit: 'days' };
  expect((await set({ allow_duplicates: true, schedule_interval_unit: 'days' })).body).toEqual(expected);
  expect((await world.call('getGlobalSettings')).body).toEqual(expected);
  expect((await set({ allow_duplicates: false })).body).toEqual({ ...expected, allow_duplicates: false });
  expect((await set({})).body).toEqual({ ...expected, allow_duplicates: false });
});

it('POST /api/global/settings takes query parameters', async () => {
  const query =
    'upload_immediately=false&schedule_interval_value=30&schedule_interval_unit=minutes&title_template=True';
  expect(await world.call('setGlobalSettings', { query })).toMatchObject({
    status: 200,
    body: {
      ...defaults,
      upload_immediately: false,
      schedule_interval_value: 30,
      schedule_interval_unit: 'minutes',
      title_template: 'True',
    },
  });
});

it('a body wins over query parameters', async () => {
  const ask = { query: 'schedule_interval_value=5', body: { schedule_interval_value: 6 } };
  expect((await world.call('setGlobalSettings', ask)).body).toMatchObject({ schedule_interval_value: 6 });
});

describe('title_template: at most 100 characters, else 400', () => {
  it.each(['x'.repeat(100), '😀'.repeat(100)])('takes 100: %s', async (title_template) => {
    expect((await set({ title_template })).body).toMatchObject({ title_template });
  });

  it.each(['x'.repeat(101), '😀'.repeat(101)])('refuses 101: %s', async (title_template) => {
    const answer = await set({ title_template });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual([{ path: 'title_template', message: 'At most 100 characters.' }]);
  });
});

describe('refuses, with the field named and nothing stored', () => {
  it.each([
    ['schedule_mode', 'weekly'],
    ['schedule_interval_value', 0],
    ['schedule_interval_value', 1.5],
    ['schedule_interval_value', '2'],
    ['schedule_interval_unit', 'weeks'],
    ['schedule_start_time', 'tomorrow'],
    ['schedule_start_time', '2026-13-01T00:00:00Z'],
    ['schedule_start_time', '2026-02-30T00:00:00'],
    ['schedule_start_time', '2026-11-21T11:59:59Z'],
    ['schedule_start_time', '2027-11-21T12:00:01Z'],
    ['upload_immediately', 'yes'],
    ['allow_duplicates', null],
    ['time_zone', 'Mars/Olympus'],
    ['time_zone', '+02:00'],
    ['description_template', 'x'.repeat(5001)],
    ['description_template', 'half \ud83d'],
    ['wordbank', ['A']],
    ['unknown', 1],
    ['__proto__x', 1],
  ])('%s = %j', async (field, value) => {
    const answer = await set({ [field]: value, allow_duplicates: field === 'allow_duplicates' ? value : true });
    expect(answer).toMatchObject({ status: 400, body: { error: refused(field) } });
    expect((await world.call('getGlobalSettings')).body).toEqual(defaults);
  });

  it('an unknown query parameter', async () => {
    expect(await world.call('setGlobalSettings', { query: 'visibility=public' })).toMatchObject({
      status: 400,
      body: { error: refused('visibility') },
    });
  });

  it('an interval of more than 365 days, also when only one half of it is sent', async () => {
    await set({ schedule_interval_value: 366 });
    expect(await set({ schedule_interval_unit: 'days' })).toMatchObject({
      status: 400,
      body: { error: refused('schedule_interval_value') },
    });
    expect((await set({ schedule_interval_unit: 'days', schedule_interval_value: 365 })).status).toBe(200);
  });
});

describe('schedule_start_time', () => {
  it.each([
    ['UTC', '2026-12-01T18:30:00Z'],
    ['UTC', '2026-12-01T18:30:00+02:00'],
    ['Europe/Berlin', '2026-12-01T18:30'],
    ['UTC', ''],
  ])('in %s takes %j', async (time_zone, schedule_start_time) => {
    expect((await set({ time_zone, schedule_start_time })).body).toMatchObject({ time_zone, schedule_start_time });
  });

  it.each([
    ['nonexistent_time', '2027-03-28T02:30:00'],
    ['ambiguous_time', '2027-10-31T02:30:00'],
  ])('is asked back as %s when clocks are set: %s', async (code, schedule_start_time) => {
    const answer = await set({ time_zone: 'Europe/Berlin', schedule_start_time });
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
    expect((await world.call('getGlobalSettings')).body).toEqual(defaults);
  });

  it('that has passed since it was set stands in the way of no other setting', async () => {
    const schedule_start_time = '2020-01-01T00:00:00Z';
    await world.deps.settings.replace('user-1', 'global', { schedule_start_time }, 0);
    expect((await set({ schedule_start_time, allow_duplicates: true })).status).toBe(200);
  });
});

describe('ETag and If-Match', () => {
  it('GET and POST tell the same ETag of the same settings', async () => {
    const changed = await set({ allow_duplicates: true });
    expect(changed.headers.etag).toMatch(/^"[\w-]{16}"$/);
    expect((await world.call('getGlobalSettings')).headers.etag).toBe(changed.headers.etag);
  });

  it('a change over what was read is done, one over older settings is refused', async () => {
    const { etag = '' } = (await world.call('getGlobalSettings')).headers;
    const change = (allow_duplicates: boolean) =>
      world.call('setGlobalSettings', { body: { allow_duplicates }, headers: { 'if-match': etag } });
    expect((await change(true)).status).toBe(200);
    expect(await change(false)).toMatchObject({ status: 412, body: { error: { code: 'precondition_failed' } } });
    expect((await world.call('getGlobalSettings')).body).toMatchObject({ allow_duplicates: true });
  });

  it('of many changes over the same settings one is done', async () => {
    const { etag = '' } = (await world.call('getGlobalSettings')).headers;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.call('setGlobalSettings', {
          body: { schedule_interval_value: index + 2 },
          headers: { 'if-match': etag },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });
});

it('changes of different fields at the same time all count', async () => {
  const fields = [
    { allow_duplicates: true },
    { upload_immediately: false },
    { title_template: 'T' },
    { time_zone: 'Asia/Tokyo' },
  ];
  await Promise.all(fields.map(set));
  expect((await world.call('getGlobalSettings')).body).toEqual({ ...defaults, ...Object.assign({}, ...fields) });
});

it('every user has settings of their own', async () => {
  await set({ allow_duplicates: true });
  expect((await world.call('getGlobalSettings', { userId: 'user-2' })).body).toEqual(defaults);
});

it('a stored value that no release takes any more counts as not set', async () => {
  await world.deps.settings.replace(
    'user-1',
    'global',
    { schedule_mode: 'weekly', gone: 1, allow_duplicates: true },
    0,
  );
  expect((await world.call('getGlobalSettings')).body).toEqual({ ...defaults, allow_duplicates: true });
});
